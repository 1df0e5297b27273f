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
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
  administrator = (await device()).page
  await administrator.goto(clinic.setUpLink)
  await fill(administrator, { name: 'Ada', email: 'ada@example.org', password: PASSWORD }, 'Make the account')
  await administrator.getByRole('heading', { name: 'You are the administrator' }).waitFor()
  await enter(administrator, 'ada@example.org')
  await administrator.getByText('You hold a role at the clinic').waitFor()
  await fill(administrator, { password: PASSWORD }, 'Go on')
  const secret = (await administrator.locator('p code').textContent()) ?? ''
  recoveryCodes = await administrator.locator('.codes code').allTextContents()
  await fill(administrator, { code: appCode(secret) }, 'Finish')
  await administrator.getByText('Signing in asks for a code').waitFor()
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
  const link = await clinic.mailedLink('rosa@example.org', 'merge')
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
