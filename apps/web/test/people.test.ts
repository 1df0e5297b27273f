// What happens between people, walked in a real browser: a passkey, two accounts of one person, somebody who writes for another, a death, and
// a mail that a restore held back. One clinic and one browser for all.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { appCode, startClinic, type Clinic } from './clinic.ts'

const PASSWORD = 'velvet tractor onion 47'

let clinic: Clinic
let browser: Browser
let administrator: Page
let recoveryCodes: string[] = []
/** A patient, whom several of these things happen to. */
let eva: Person
/** A child without an account, whom a grandmother writes for. */
let child = ''
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
  administrator = (await device()).page
  await administrator.goto(clinic.setUpLink)
  await fill(administrator, { name: 'Ada', email: 'ada@example.org', password: PASSWORD }, 'Make the account')
  await administrator.getByRole('heading', { name: 'You are the administrator' }).waitFor()
  recoveryCodes = await setUpSecondStep(administrator, 'ada@example.org')
})
after(async () => {
  await browser.close()
  await clinic.end()
})

async function device(
  more: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'en-GB', ...more })
  context.setDefaultTimeout(10_000)
  return { context, page: await context.newPage() }
}

async function fill(page: Page, fields: Readonly<Record<string, string>>, button: string | RegExp): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).first().fill(value)
  await page.getByRole('button', { name: button }).first().click()
}

async function enter(page: Page, email: string): Promise<void> {
  await page.goto(`${clinic.origin}/account/sign-in`)
  await fill(page, { email, password: PASSWORD }, 'Sign in')
}

/** Staff cannot do without. Answers the recovery codes. */
async function setUpSecondStep(page: Page, email: string): Promise<string[]> {
  await enter(page, email)
  await page.getByText('You hold a role at the clinic').waitFor()
  await fill(page, { password: PASSWORD }, 'Go on')
  const secret = (await page.locator('p code').textContent()) ?? ''
  const codes = await page.locator('.codes code').allTextContents()
  await fill(page, { code: appCode(secret) }, 'Finish')
  await page.getByText('Signing in asks for a code').waitFor()
  return codes
}

async function signIn(page: Page, email: string): Promise<void> {
  await enter(page, email)
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
}

/** With a recovery code, because a code of the app lets in once. */
async function signInAsAda(page: Page): Promise<void> {
  await enter(page, 'ada@example.org')
  await page.getByText('I do not have the app').click()
  await page.locator('[name=recoveryCode]').fill(recoveryCodes.pop() ?? '')
  await page.getByRole('button', { name: 'Go on' }).last().click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
}

interface Person {
  readonly page: Page
  readonly account: string
  readonly patient: string
}

/** Somebody new with a confirmed address, signed in; `diary` where they keep one. */
async function person(
  email: string,
  { name = 'Ana Ruiz', diary = false }: { name?: string; diary?: boolean } = {},
): Promise<Person> {
  const { page } = await device()
  await page.goto(`${clinic.origin}/account/sign-up`)
  await fill(page, { name, email, password: PASSWORD }, 'Make the account')
  await page.getByText(email).waitFor()
  await page.goto(await clinic.mailedLink(email, 'confirm-address'))
  await fill(page, { password: PASSWORD }, 'Confirm')
  await page.getByText('You can sign in now').waitFor()
  await signIn(page, email)
  if (diary) {
    await page.locator('#agree').check()
    await page.getByRole('button', { name: 'Begin a diary' }).click()
    await page.locator('code').nth(1).waitFor()
  }
  const codes = await page.locator('code').allTextContents()
  return { page, account: codes[0], patient: diary ? codes[1] : '' }
}

test('a passkey is added, opens the account without a password, and no longer does once it is removed', async () => {
  const { page } = await person('pia@example.org')
  const tools = await page.context().newCDPSession(page)
  await tools.send('WebAuthn.enable')
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${clinic.origin}/account/security`)
  await fill(page, { passkeyName: 'my phone' }, 'Add a passkey')
  await page.getByRole('button', { name: 'Remove my phone' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${clinic.origin}/account/sign-in`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await page.getByText('pia@example.org').waitFor()
  await page.goto(`${clinic.origin}/account/security`)
  await page.getByText('last used').waitFor()
  await page.getByRole('button', { name: 'Remove my phone' }).click()
  await page.getByText('There is none yet').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${clinic.origin}/account/sign-in`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('The passkey was not accepted').waitFor()
  await page.context().close()
})

test('of many who hold no role a manager looks for the one that is meant', async () => {
  await clinic.sql(`INSERT INTO access.accounts (account_id, display_name)
    SELECT gen_random_uuid(), 'Invented Person ' || n FROM generate_series(1, 60) AS n`)
  await administrator.goto(`${clinic.origin}/clinic/people`)
  await administrator.getByText('are not listed').waitFor()
  await administrator.locator('#q').fill('person 60')
  await administrator.getByRole('button', { name: 'Find' }).click()
  await administrator.getByRole('rowheader', { name: 'Invented Person 60' }).waitFor()
  await administrator.getByText('Give a role, or take it').click()
  const options = await administrator.locator('#roleAccount option').allTextContents()
  assert.equal(options.filter((one) => one.includes('Invented')).length, 1)
  await administrator.locator('#leaveAccount option').first().waitFor({ state: 'attached' })
  const leaving = await administrator.locator('#leaveAccount option').allTextContents()
  assert.ok(!leaving.some((one) => one.includes('Invented')), 'only staff leave')
  await clinic.sql(`DELETE FROM access.accounts WHERE display_name LIKE 'Invented Person %'`)
})

test('a practitioner is chosen by name, and what is refused is said in the language that was chosen', async () => {
  const dora = await person('dora@example.org', { name: 'Dora Lind' })
  await administrator.goto(`${clinic.origin}/clinic/people`)
  await administrator.getByText('Give a role, or take it').click()
  await administrator.locator('#roleAccount').selectOption(dora.account)
  await administrator.locator('#role').selectOption('practitioner')
  await administrator.getByRole('button', { name: 'Give the role' }).click()
  await administrator.getByText('The person holds the role practitioner from now on').waitFor()
  eva = await person('eva@example.org', { name: 'Eva Marín', diary: true })
  const open = async (summary: string, button: string): Promise<void> => {
    await eva.page.goto(`${clinic.origin}/account/access`)
    await eva.page.getByText(summary).click()
    await eva.page.locator('#practitioner').selectOption({ label: 'Dora Lind' })
    await eva.page.getByRole('button', { name: button }).click()
  }
  await open('Open your diary to a practitioner', 'Open my diary')
  await eva.page.getByRole('alert').getByText('Without it the diary is not opened').waitFor()
  await eva.page.locator('#agree').check()
  await eva.page.getByRole('button', { name: 'Open my diary' }).click()
  await eva.page.getByText('Your diary is open to this practitioner').waitFor()
  await eva.page.getByRole('listitem').filter({ hasText: 'Dora Lind' }).waitFor()
  await eva.page.getByRole('button', { name: 'Español' }).click()
  await open('Abrir su diario a un profesional', 'Abrir mi diario')
  await eva.page.getByRole('alert').getByText('Ya está abierto').waitFor()
  assert.equal(await eva.page.getByText('already').count(), 0, 'what is refused is said in their language')
  await eva.page.goto(`${clinic.origin}/account/data`)
  await eva.page.getByText('Acepto que esta clínica lo guarde').waitFor()
  await eva.page.getByRole('button', { name: 'English' }).click()
  await eva.page.getByText('Taking it back ends every access').waitFor()
  await eva.page.getByText('To take it back, have the diary erased').waitFor()
  await eva.page.getByRole('button', { name: 'Take it back' }).click()
  await eva.page.getByText('Taken back. One access ended.').waitFor()
  await eva.page.goto(`${clinic.origin}/account/access`)
  assert.equal(await eva.page.getByRole('listitem').filter({ hasText: 'Dora Lind' }).count(), 0)
  await dora.page.context().close()
})

test('somebody who is invited writes a diary with their own account, until its patient ends it', async () => {
  const paul = await person('paul@example.org', { name: 'Paul Haddad' })
  await eva.page.goto(`${clinic.origin}/account/access`)
  await eva.page.getByText('Invite somebody').click()
  await fill(eva.page, { reason: 'my brother' }, 'Make the invitation')
  const link = (await eva.page.getByRole('status').locator('code').textContent()) ?? ''
  const stranger = await device()
  await stranger.page.goto(link)
  await stranger.page.getByText('Sign in first').waitFor()
  assert.equal(stranger.page.url(), link, 'the link still holds what it needs after signing in')
  await paul.page.goto(link)
  assert.equal(paul.page.url(), `${clinic.origin}/account/proxy`, 'the token is out of the address')
  await paul.page.getByRole('button', { name: 'Accept' }).click()
  await paul.page.getByText('You write this diary now').waitFor()
  await eva.page.goto(`${clinic.origin}/account/access`)
  await eva.page.getByRole('listitem').filter({ hasText: 'Paul Haddad' }).getByRole('button', { name: 'End' }).click()
  await eva.page.getByText('Nobody writes for you').waitFor()
  await paul.page.goto(`${clinic.origin}/account`)
  await paul.page.goto(link)
  await paul.page.getByRole('button', { name: 'Accept' }).click()
  await paul.page.getByRole('alert').getByText('This invitation does not work any more').waitFor()
  for (const { page } of [paul, stranger]) await page.context().close()
})

test('two accounts of one person become one, when both have said so', async () => {
  const [old, kept] = [
    await person('rosa.old@example.org', { name: 'Rosa Prat', diary: true }),
    await person('rosa@example.org', { name: 'Rosa Prat' }),
  ]
  await administrator.goto(`${clinic.origin}/clinic/people`)
  await administrator.getByText('Two accounts of one person').click()
  await administrator.locator('#mergeFrom').selectOption(old.account)
  await administrator.locator('#mergeInto').selectOption(kept.account)
  await fill(administrator, { mergeReason: 'she made a second one by mistake' }, 'Ask the person to confirm')
  await administrator.getByText('Both accounts got a mail').waitFor()
  await administrator.getByText('Rosa Prat becomes part of Rosa Prat').waitFor()
  await administrator.getByText('confirmed in neither account').waitFor()
  // what was asked the wrong way round is taken back, and asked anew
  await administrator.getByRole('button', { name: 'Take it back' }).click()
  await administrator.getByText('Taken back. Neither account is changed.').waitFor()
  assert.equal(await administrator.getByText('Rosa Prat becomes part of Rosa Prat').count(), 0)
  const over = await clinic.mailedLink('rosa@example.org', 'merge')
  await kept.page.goto(over)
  await kept.page.getByRole('button', { name: 'Confirm for this account' }).click()
  await kept.page.getByText('This does not wait any more').waitFor()
  await administrator.getByText('Two accounts of one person').click()
  await administrator.locator('#mergeFrom').selectOption(old.account)
  await administrator.locator('#mergeInto').selectOption(kept.account)
  await fill(administrator, { mergeReason: 'she made a second one by mistake' }, 'Ask the person to confirm')
  await administrator.getByText('Both accounts got a mail').waitFor()
  // the mail before is the newest until this one is there
  let link = over
  for (let tries = 0; tries < 200 && link === over; tries++) {
    link = await clinic.mailedLink('rosa@example.org', 'merge')
    await kept.page.waitForTimeout(50)
  }
  assert.notEqual(link, over)
  for (const [{ page }, said] of [
    [old, 'Confirmed here'],
    [kept, 'The accounts are one now'],
  ] as const) {
    await page.goto(link)
    await page.getByRole('button', { name: 'Confirm for this account' }).click()
    await page.getByText(said).waitFor()
  }
  await kept.page.goto(`${clinic.origin}/account`)
  await kept.page.getByText(old.patient).waitFor()
  await old.page.goto(`${clinic.origin}/account`)
  await old.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await Promise.all([old.page.context().close(), kept.page.context().close()])
})

test('a patient’s death is recorded by staff: the diary is closed and kept, and nobody opens it any more', async () => {
  const close = async (): Promise<void> => {
    await administrator.goto(`${clinic.origin}/clinic/people`)
    await administrator.getByText('A patient has died').click()
    await administrator.locator('#deathInformed').selectOption('next-of-kin')
    const said = { deathPatient: eva.patient, deathReason: 'her son called', deathUntil: '2099-12-31' }
    await fill(administrator, said, 'Close the diary')
  }
  await close()
  await administrator.getByText('kept until 31 December 2099').waitFor()
  await administrator.getByText('one account is told by mail').waitFor()
  await eva.page.goto(`${clinic.origin}/account/access`)
  assert.equal(await eva.page.getByText('Open your diary to a practitioner').count(), 0)
  await close()
  await administrator.getByRole('alert').getByText('There is no open diary with this number').waitFor()
  assert.equal(
    await administrator.locator('[name=deathReason]').inputValue(),
    'her son called',
    'nothing is typed twice',
  )
  await eva.page.context().close()
})

test('a mother who writes for her child dies: the child’s diary stays, and the clinic names the grandmother', async () => {
  const [mother, grandmother] = [
    await person('mother@example.org', { name: 'Carla Vidal' }),
    await person('grandmother@example.org', { name: 'Nora Vidal' }),
  ]
  await mother.page.goto(`${clinic.origin}/account/for-somebody`)
  await mother.page.locator('input[type=checkbox]').first().check()
  await fill(mother.page, { who: 'Leo' }, /diary/)
  await mother.page.getByText('Leo').first().waitFor()
  await mother.page.goto(`${clinic.origin}/account/data/close`)
  await mother.page.getByText('Nobody else writes this diary').waitFor()
  child = (await mother.page.locator('#others ~ ul code').textContent()) ?? ''
  assert.match(child, /^[0-9a-f-]{36}$/)

  const writers = `${clinic.origin}/clinic/writers`
  await administrator.goto(`${clinic.origin}/clinic/people`)
  await administrator.getByRole('link', { name: 'Diaries without a writer' }).click()
  await administrator.getByText('Every open diary has somebody who writes it').waitFor()
  await administrator.getByText('Somebody who wrote for others has died').click()
  await administrator.locator('#dead').selectOption(mother.account)
  await administrator.locator('#informed').selectOption('next-of-kin')
  await administrator.getByRole('button', { name: 'Close their account' }).click()
  await administrator.getByText('One diary has no writer now').waitFor()
  await administrator.getByText('Before: Carla Vidal').waitFor()
  await administrator.getByRole('button', { name: 'Make the invitation' }).click()
  await administrator.getByRole('alert').first().waitFor()
  await administrator.locator('#patient').selectOption(child)
  await administrator.locator('#checked').selectOption('in-person')
  await fill(administrator, { relation: 'grandmother' }, 'Make the invitation')
  const link = (await administrator.locator('#writer-link').textContent()) ?? ''
  await grandmother.page.goto(link)
  await grandmother.page.getByRole('button', { name: 'Accept' }).click()
  await grandmother.page.getByText('You write this diary now').waitFor()
  await administrator.goto(writers)
  await administrator.getByText('Every open diary has somebody who writes it').waitFor()
  await mother.page.goto(`${clinic.origin}/account`)
  await mother.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  for (const { page } of [mother, grandmother]) await page.context().close()
})

test('a manager reads in plain words how long records are kept, and changes it, also without scripts', async () => {
  const { page } = await device({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await signInAsAda(page)
  await page.getByRole('link', { name: 'Records' }).click()
  await page.getByText('Now: 10 years after the last treatment').waitFor()
  await page.getByText('Nobody has changed it').waitFor()
  await fill(page, { years: '0.5', ofAge: '40' }, 'Save')
  await page.getByRole('alert').getByText('a whole number of years from 1 to 100').waitFor()
  assert.deepEqual(
    [await page.locator('[name=years]').inputValue(), await page.locator('.field.wrong').count()],
    ['0.5', 2],
  )
  await fill(page, { years: '5', ofAge: '18' }, 'Save')
  await page.getByRole('alert').getByText('shorter time than now').waitFor()
  await page.locator('[name=shorter]').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved, and recorded with your name').waitFor()
  await page.getByText('Now: 5 years after the last treatment').waitFor()
  await page.getByText('Set by Ada on').waitFor()
  await page.context().close()
})

test('who sets the age sees first whose writing it ends, and lets somebody write on with a reason', async () => {
  const in60Days = new Date(Date.now() + 60 * 86_400_000)
  const born = `${String(in60Days.getUTCFullYear() - 18)}${in60Days.toISOString().slice(4, 10)}`.replace(
    '-02-29',
    '-02-28',
  )
  const desk = await person('desk@example.org', { name: 'Iris Bell' })
  await administrator.goto(`${clinic.origin}/clinic/people`)
  await administrator.getByText('Give a role, or take it').click()
  await administrator.locator('#roleAccount').selectOption(desk.account)
  await administrator.locator('#role').selectOption('front-desk')
  await administrator.getByRole('button', { name: 'Give the role' }).click()
  await administrator.getByText('Done, and recorded').waitFor()
  const { page } = await device()
  await setUpSecondStep(page, 'desk@example.org')
  await page.goto(`${clinic.origin}/clinic/known-as`)
  await fill(page, { patient: child, name: 'Leo Vidal', bornOn: born }, 'Keep it in the file')
  await page.getByRole('status').first().waitFor()
  for (const done of [page, desk.page]) await done.context().close()
  const setAge = async (ofAge: string, ...ticks: string[]): Promise<void> => {
    await administrator.locator('[name=ofAge]').fill(ofAge)
    for (const tick of ticks) await administrator.locator(`[name=${tick}]`).check()
    await administrator.getByRole('button', { name: 'Save' }).click()
  }
  await administrator.goto(`${clinic.origin}/clinic/retention`)
  await setAge('0', 'shorter')
  await administrator.getByText('Saved, and recorded').waitFor()
  await setAge('18')
  await administrator.getByText('one person who writes for somebody gets a day').waitFor()
  await setAge('18', 'ends')
  await administrator.getByText('Saved, and recorded').waitFor()
  await administrator.goto(`${clinic.origin}/clinic/writers`)
  await administrator.getByText('Writing that ends because a child comes of age').click()
  const writing = administrator.locator('#writing option', { hasText: 'Nora Vidal, until' })
  await administrator.locator('#writing').selectOption((await writing.getAttribute('value')) ?? '')
  await fill(administrator, { until: '2099-01-01', why: 'guardian by a court' }, 'Let them write on')
  await administrator.getByRole('alert').getByText('within two years').first().waitFor()
  const until = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)
  await fill(administrator, { until }, 'Let them write on')
  await administrator.getByText('They write on until').waitFor()
})

// two more servers are started, and one for the trial of the backup
test(
  'a mail that a restore held back goes out when a manager lets it go, and not before',
  { timeout: 180_000 },
  async () => {
    const until = (name: RegExp): Promise<void> => administrator.getByText(name).first().waitFor()
    await clinic.losesItsMailServer()
    const { page } = await device()
    await page.goto(`${clinic.origin}/account/forgotten`)
    await fill(page, { email: 'dora@example.org' }, 'Send the link')
    await page.getByRole('heading', { name: 'Look at your mail' }).waitFor()
    await clinic.isRestored()
    await administrator.goto(`${clinic.origin}/account`)
    await administrator.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signInAsAda(administrator)
    await administrator.goto(`${clinic.origin}/clinic/mails`)
    await until(/held after a restore/)
    assert.equal(clinic.mailed('dora@example.org'), false)
    await administrator.getByRole('button', { name: 'Let it go: Dora Lind' }).click()
    await until(/The mail goes out now/)
    await clinic.mailedLink('dora@example.org', 'new-password')
    await page.context().close()
  },
)
