// A walk through the pages as people walk: the first administrator, a patient with a second step, without scripts, and by keyboard.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { appCode, startClinic, type Clinic } from './clinic.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PASSWORD = 'velvet tractor onion 47'
const LIGHTS = ['day', 'night', 'attack', 'attack-green', 'attack-grey']

let clinic: Clinic
let browser: Browser
let adaRecovery: string[] = []
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

/** A device whose every request is watched: nothing may go to anybody else, and nothing may break a policy. */
async function device(
  more: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'en-GB', ...more })
  context.setDefaultTimeout(10_000)
  context.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, clinic.origin, 'no request to anybody else')
  })
  const page = await context.newPage()
  page.on('console', (message) => {
    assert.ok(!message.text().includes('Content Security Policy'), message.text())
  })
  return { context, page }
}

async function fill(page: Page, fields: Readonly<Record<string, string>>, button: string | RegExp): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).first().fill(value)
  await page.getByRole('button', { name: button }).first().click()
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as {
        axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe
    const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
  })
}

/** In each light, because colours differ. */
async function looksRight(page: Page, path: string): Promise<void> {
  for (const light of LIGHTS) {
    await page.context().addCookies([{ name: 'light', value: light, url: clinic.origin }])
    await page.goto(clinic.origin + path)
    assert.deepEqual(await violations(page), [], `${path} in the light ${light}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    assert.equal(wide, false, `${path} fits its screen`)
  }
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${clinic.origin}/account/sign-in`)
  await fill(page, { email, password: PASSWORD }, 'Sign in')
}

/** Somebody new with a confirmed address, signed in. */
async function register(page: Page, email: string): Promise<void> {
  await signUp(page, email)
  await page.goto(await clinic.mailedLink(email, 'confirm-address'))
  await fill(page, { password: PASSWORD }, 'Confirm')
  await signIn(page, email)
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
}

/** @returns the recovery codes. */
async function setUpSecondStep(page: Page): Promise<string[]> {
  await page.goto(`${clinic.origin}/account/security/second-step`)
  await fill(page, { password: PASSWORD }, 'Go on')
  const secret = (await page.locator('p code').textContent()) ?? ''
  const codes = await page.locator('.codes code').allTextContents()
  await fill(page, { code: appCode(secret) }, 'Finish')
  await page.getByText('Signing in asks for a code').waitFor()
  return codes
}

/** With a recovery code of the administrator, because a code of the app lets in once. */
async function signInAsAda(page: Page): Promise<void> {
  await signIn(page, 'ada@example.org')
  await page.getByText('I do not have the app').click()
  await page.locator('[name=recoveryCode]').fill(adaRecovery.pop() ?? '')
  await page.getByRole('button', { name: 'Go on' }).last().click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
}

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto(`${clinic.origin}/account/sign-up`)
  await fill(page, { name: 'Ana Ruiz', email, password: PASSWORD }, 'Make the account')
  await page.getByText(email).waitFor()
}

test('the first administrator comes in by the link that was printed, and what is wrong is said beside its field', async () => {
  const { page } = await device()
  await page.goto(clinic.setUpLink)
  assert.equal(page.url(), `${clinic.origin}/set-up`, 'the token is out of the address')
  await fill(page, { name: 'Ada', email: 'nothing', password: 'short' }, 'Make the account')
  assert.equal(await page.locator('[name=email]').inputValue(), 'nothing', 'what was typed is kept')
  assert.equal(await page.locator('[name=password]').inputValue(), '', 'a password is not')
  assert.ok(
    await page.locator('.faults').evaluate((box) => box === document.activeElement),
    'the focus is on what is wrong',
  )
  await fill(page, { email: 'ada@example.org', password: PASSWORD }, 'Make the account')
  await page.getByRole('heading', { name: 'You are the administrator' }).waitFor()
  await signIn(page, 'ada@example.org')
  await page.getByText('You hold a role at the clinic').waitFor()
  for (const path of ['/clinic/people', '/account', '/account/data', '/']) {
    await page.goto(clinic.origin + path)
    assert.ok(page.url().endsWith('/account/security/second-step'), `${path} waits for the second step`)
  }
  const pull = async (): Promise<number> =>
    (await page.request.get(`${clinic.origin}/api/v1/sync/00000000-0000-4000-8000-000000000000`)).status()
  assert.equal(await pull(), 401, 'devices wait too')
  await looksRight(page, '/account/security/second-step')
  adaRecovery = await setUpSecondStep(page)
  assert.notEqual(await pull(), 401)
  await page.goto(`${clinic.origin}/account`)
  await page.getByText('administrator').first().waitFor()
  for (const path of ['/account', '/account/security']) await looksRight(page, path)
  await page.context().close()
})

test('a patient makes an account, confirms the address, sets up a second step and signs in with it', async () => {
  const { page } = await device({ viewport: { width: 390, height: 844 } })
  const email = 'ana@example.org'
  await signUp(page, email)
  await page.goto(await clinic.mailedLink(email, 'confirm-address'))
  assert.ok(!page.url().includes('#'))
  await fill(page, { password: PASSWORD }, 'Confirm')
  await page.getByText('You can sign in now').waitFor()
  await signIn(page, email)
  await page.locator('#agree').check()
  await page.getByRole('button', { name: 'Begin a diary' }).click()
  await page.locator('code').nth(1).waitFor()
  await page.goto(`${clinic.origin}/account/security/second-step`)
  await fill(page, { password: PASSWORD }, 'Go on')
  const secret = (await page.locator('p code').textContent()) ?? ''
  assert.equal(await page.locator('.qr svg').count(), 1)
  const [recovery] = await page.locator('.codes code').allTextContents()
  assert.deepEqual(await violations(page), [])
  await fill(page, { code: '000000' }, 'Finish')
  await page.locator('.faults').waitFor()
  await fill(page, { code: appCode(secret) }, 'Finish')
  await page.getByText('You have 10 recovery codes left').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signIn(page, email)
  await fill(page, { code: appCode(secret) }, 'Go on')
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signIn(page, email)
  await page.getByText('I do not have the app').click()
  await page.locator('[name=recoveryCode]').fill(recovery)
  await page.getByRole('button', { name: 'Go on' }).last().click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await page.goto(`${clinic.origin}/account/security`)
  await page.getByText('You have 9 recovery codes left').waitFor()
  await page.context().close()
})

test('a diary is shared by a link, opened by who has it, seen by its patient, and closed again; then taken along and erased', async () => {
  const { page } = await device({ viewport: { width: 390, height: 844 } })
  await register(page, 'carla@example.org')
  await page.getByRole('button', { name: 'Begin a diary' }).click()
  await page.getByRole('alert').getByText('Without it no diary is begun').waitFor()
  await page.locator('#agree').check()
  await page.getByRole('button', { name: 'Begin a diary' }).click()
  await page.goto(`${clinic.origin}/account/access`)
  await page.getByText('Make a link').first().click()
  await fill(page, { recipient: 'Dr. Example', firstDay: '2026-03-31', lastDay: '2026-03-01' }, 'Make the link')
  await page.getByRole('alert').getByText('The last day comes before the first').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('Days', { exact: true }).check()
  await fill(page, { lastDay: '2026-04-30', expires: '2099-01-31' }, 'Make the link')
  const link = (await page.locator('#new-link').textContent()) ?? ''
  const other = await device()
  await other.page.goto(link)
  await other.page.getByRole('button', { name: 'Open the diary' }).click()
  await other.page.getByText('There are no entries in this period').waitFor()
  await page.goto(`${clinic.origin}/account/access`)
  await page.getByText('opened once').waitFor()
  await page.getByRole('cell', { name: 'opened the diary' }).waitFor()
  await looksRight(page, '/account/access')
  await page.getByRole('button', { name: 'End' }).click()
  await page.getByText('There is no link').waitFor()
  const later = await other.context.newPage()
  await later.goto(link)
  await later.getByRole('button', { name: 'Open the diary' }).click()
  await later.getByText('This link opens nothing').waitFor()
  await looksRight(page, '/account/data')
  await page.getByRole('button', { name: 'I agree' }).first().click()
  await page.getByText('Agreed on').nth(1).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Fetch the file' }).click(),
  ])
  assert.match(download.suggestedFilename(), /^clearday-.*\.zip$/)
  await page.getByRole('button', { name: 'Erase my diary' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('I have what I want').check()
  await page.getByRole('button', { name: 'Erase my diary' }).click()
  await page.getByText('Your diary is erased').waitFor()
  await Promise.all([page.context().close(), other.context.close()])
})

test('an administrator gives a role and opens a diary to a practitioner, whose patient sees and ends it; others are not let in', async () => {
  const dora = await device()
  await register(dora.page, 'dora@example.org')
  const practitioner = (await dora.page.locator('code').first().textContent()) ?? ''
  const eva = await device()
  await register(eva.page, 'eva@example.org')
  await eva.page.locator('#agree').check()
  await eva.page.getByRole('button', { name: 'Begin a diary' }).click()
  const patient = (await eva.page.locator('code').last().textContent()) ?? ''
  await fill(eva.page, { name: 'Eva Waldmann' }, 'Change the name')
  await eva.page.locator('dd', { hasText: 'Eva Waldmann' }).waitFor()
  assert.equal((await eva.page.goto(`${clinic.origin}/clinic/people`))?.status(), 403)
  await eva.page.getByText('not open to your account').waitFor()
  const { page } = await device()
  await signInAsAda(page)
  for (const path of ['people', 'mails', 'open', 'openings', 'address', 'handover', 'retention'].map(
    (one) => `/clinic/${one}`,
  ))
    await looksRight(page, path)
  await page.goto(`${clinic.origin}/clinic/people`)
  await page.getByText('Give a role, or take it').click()
  await page.locator('#roleAccount').selectOption(practitioner)
  await page.locator('#role').selectOption('practitioner')
  await page.getByRole('button', { name: 'Give the role' }).click()
  await page.getByText('The person holds the role practitioner from now on').waitFor()
  await page.goto(`${clinic.origin}/clinic/open`)
  await page.locator('#practitioner').selectOption(practitioner)
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  await fill(page, { patient, endsAt: soon, reason: 'asked by telephone' }, 'Open it to the practitioner')
  await page.getByText('The diary is open').waitFor()
  await eva.page.goto(`${clinic.origin}/account/access`)
  await eva.page.getByText('asked by telephone').waitFor()
  await eva.page.getByRole('button', { name: 'End' }).click()
  await eva.page.getByText('No practitioner has access').waitFor()
  // a role that was just given asks for a second step with the next request
  await dora.page.goto(`${clinic.origin}/clinic/open`)
  await dora.page.getByText('You hold a role at the clinic').waitFor()
  await setUpSecondStep(dora.page)
  await dora.page.goto(`${clinic.origin}/clinic/open`)
  // nobody who is unconscious tells a number
  await fill(
    dora.page,
    { glassPatient: 'waldmann eva', glassReason: 'unconscious, no history at hand' },
    'Open the diary now',
  )
  await dora.page.locator('input[name=glassPatientChosen]').first().check()
  await dora.page.getByRole('button', { name: 'Open the diary now' }).click()
  await dora.page.getByText('The diary is open').waitFor()
  // where the mail to managers leads
  await page.goto(`${clinic.origin}/clinic/openings`)
  await page.getByText('Reason: unconscious, no history at hand').waitFor()
  const first = page.getByRole('listitem').filter({ hasText: 'asked by telephone' })
  await first.getByText('before its time').waitFor()
  await looksRight(page, '/clinic/openings')
  assert.equal((await eva.page.goto(`${clinic.origin}/clinic/openings`))?.status(), 403)
  await dora.page.goto(`${clinic.origin}/clinic/known-as`)
  await fill(dora.page, { patient, name: 'Eva Ruiz', bornOn: '2012-03-29' }, 'Keep it in the file')
  await dora.page.getByText('Done, and recorded').waitFor()
  // from then on by the name
  await fill(dora.page, { patient: 'eva', name: 'Eva Ruiz', bornOn: '2012-03-29' }, 'Keep it in the file')
  await dora.page.getByLabel('Eva Ruiz, born on 29 March 2012').check()
  await dora.page.getByRole('button', { name: 'Keep it in the file' }).click()
  await dora.page.getByText('Done, and recorded').waitFor()
  assert.deepEqual(await violations(dora.page), [])
  assert.equal((await eva.page.goto(`${clinic.origin}/clinic/known-as`))?.status(), 403)
  // what is open to a practitioner is chosen by name, and reading it stands in the patient's record
  await looksRight(dora.page, '/clinic/diaries')
  await dora.page.getByRole('link', { name: 'Eva Ruiz' }).click()
  await dora.page.getByRole('heading', { name: 'The diary of Eva Ruiz' }).waitFor()
  await dora.page.getByText('Nothing was written about this month').waitFor()
  await looksRight(dora.page, `/clinic/diaries/${patient}`)
  // the same page that the patient prints, opened and recorded
  await dora.page.goto(`${clinic.origin}/clinic/diaries/${patient}`)
  await dora.page.getByRole('link', { name: 'The page for the doctor' }).click()
  await dora.page.getByRole('heading', { level: 1, name: 'Headache diary: a page for the doctor' }).waitFor()
  assert.deepEqual(await violations(dora.page), [])
  await dora.page.getByRole('link', { name: 'Back to the diary' }).click()
  await dora.page.getByRole('heading', { name: 'The diary of Eva Ruiz' }).waitFor()
  await looksRight(dora.page, `/clinic/diaries/${patient}/plan`)
  assert.equal((await page.goto(`${clinic.origin}/clinic/diaries/${patient}/doctor`))?.status(), 404)
  assert.equal((await page.goto(`${clinic.origin}/clinic/diaries/${patient}`))?.status(), 404)
  assert.equal((await eva.page.goto(`${clinic.origin}/clinic/diaries`))?.status(), 403)
  await looksRight(eva.page, '/account/diary')
  await eva.page.goto(`${clinic.origin}/account/access`)
  await eva.page.getByText('opened in an emergency').waitFor()
  await eva.page
    .getByText(/^opened the diary(, \d+ times)?$/)
    .first()
    .waitFor()
  // a death that was recorded in error, seen through to its end
  await page.goto(`${clinic.origin}/clinic/people`)
  await page.getByText('A patient has died').click()
  await page.locator('#deathInformed').selectOption('clinic')
  // by the name in the clinic's file, which is never taken for one person without asking
  const death = { deathPatient: 'ruiz', deathReason: 'told by telephone', deathUntil: '2036-03-01' }
  await fill(page, death, 'Close the diary')
  await page.getByRole('alert').getByText('Choose below whom you mean').waitFor()
  await page.getByLabel('Eva Ruiz, born on 29 March 2012').check()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Close the diary' }).click()
  await page.getByText('kept until 1 March 2036').waitFor()
  await eva.page.goto(`${clinic.origin}/account/access`)
  assert.ok(eva.page.url().includes('/account/sign-in'), eva.page.url())
  await page.getByText('A death was recorded in error').click()
  assert.match((await page.locator('#undoPatient').textContent()) ?? '', /Eva Ruiz, closed on/)
  await page.locator('#undoPatient').selectOption(patient)
  await page.locator('#undoReason').selectOption('another-person')
  await page.getByRole('button', { name: 'Open the diary again' }).click()
  await page.getByText('The diary is open again; one account is told by mail').waitFor()
  assert.equal(await page.locator('#undoPatient').count(), 0)
  await signIn(eva.page, 'eva@example.org')
  await eva.page.getByRole('heading', { name: 'Your account' }).waitFor()
  await eva.page.goto(`${clinic.origin}/account/access`)
  await eva.page.getByText('No practitioner has access').waitFor()
  for (const one of [dora, eva, { context: page.context() }]) await one.context.close()
})

test('two accounts with a diary each become one: both diaries stay, and their person chooses the one in use', async () => {
  const numbers: string[] = []
  const people: Awaited<ReturnType<typeof device>>[] = []
  for (const email of ['fay-old@example.org', 'fay-new@example.org']) {
    const one = await device()
    await register(one.page, email)
    numbers.push((await one.page.locator('code').first().textContent()) ?? '')
    await one.page.locator('#agree').check()
    await one.page.getByRole('button', { name: 'Begin a diary' }).click()
    await one.page.locator('code').nth(1).waitFor()
    people.push(one)
  }
  const { page } = await device()
  await signInAsAda(page)
  await page.goto(`${clinic.origin}/clinic/people`)
  await page.getByText('Two accounts of one person').click()
  await page.locator('#mergeFrom').selectOption(numbers[0])
  await page.locator('#mergeInto').selectOption(numbers[1])
  await fill(page, { mergeReason: 'signed up twice' }, 'Ask the person to confirm')
  await page.getByText('Both accounts got a mail').waitFor()
  const link = await clinic.mailedLink('fay-new@example.org', 'merge')
  const [old, fresh] = people.map((one) => one.page)
  await old.goto(link)
  await old.getByText('This account has a diary').waitFor()
  await old.getByRole('button', { name: 'Confirm for this account' }).click()
  await old.getByText('Confirmed here').waitFor()
  await fresh.goto(link)
  await fresh.getByRole('button', { name: 'Confirm for this account' }).click()
  await fresh.getByText('The accounts are one now').waitFor()
  await fresh.getByRole('link', { name: 'See your diaries' }).click()
  await fresh.getByText('You have more than one diary').waitFor()
  assert.deepEqual(await violations(fresh), [])
  const other = (await fresh.locator('.rows code').last().textContent()) ?? ''
  await fresh.getByRole('button', { name: 'See what joining would do' }).click()
  await fresh.getByText('The other diary stays as it is, with its files').waitFor()
  await fresh.getByRole('button', { name: 'Join them' }).click()
  await fresh.getByText('Joined.').waitFor()
  await fresh.getByRole('button', { name: 'Use this one' }).click()
  await fresh.getByText('is in use from now on').waitFor()
  assert.equal(await fresh.locator('.rows code').first().textContent(), other)
  for (const one of [...people, { context: page.context() }]) await one.context.close()
})

test('without scripts one signs up, pastes the token and signs in; another light and language are one press', async () => {
  const { page } = await device({ javaScriptEnabled: false })
  const email = 'bea@example.org'
  await signUp(page, email)
  const link = new URL(await clinic.mailedLink(email, 'confirm-address'))
  await page.goto(`${clinic.origin}/account/confirm-address`)
  await fill(page, { token: link.hash.replace('#token=', ''), password: PASSWORD }, 'Confirm')
  await signIn(page, email)
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await page.getByRole('button', { name: 'Night' }).click()
  assert.equal(await page.locator('html').getAttribute('data-light'), 'night')
  await page.getByRole('button', { name: 'Español' }).click()
  await page.getByRole('heading', { name: 'Su cuenta' }).waitFor()
  assert.ok(page.url().endsWith('/account'), 'and one stays on the page')
  await page.context().close()
})

test('without scripts a person closes their account, with and without a diary, and is told first what goes and what stays', async () => {
  for (const withDiary of [true, false]) {
    const { page } = await device({ javaScriptEnabled: false })
    const email = `leaves-${withDiary}@example.org`
    await signUp(page, email)
    const link = new URL(await clinic.mailedLink(email, 'confirm-address'))
    await page.goto(`${clinic.origin}/account/confirm-address`)
    await fill(page, { token: link.hash.replace('#token=', ''), password: PASSWORD }, 'Confirm')
    await signIn(page, email)
    if (withDiary) {
      await page.locator('#agree').check()
      await page.getByRole('button', { name: 'Begin a diary' }).click()
    }
    await page.goto(`${clinic.origin}/account/data`)
    await page.getByRole('link', { name: 'Close your account' }).click()
    await page.getByText('Your name, your address, your password').waitFor()
    assert.equal(await page.getByText('Your diary: everything in it').count(), withDiary ? 1 : 0)
    await page.getByText('That there was an account with this number').waitFor()
    const button = withDiary ? 'Erase my diary and close my account' : 'Close my account'
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('alert').getByText('Tick the box').waitFor()
    await page.getByLabel('I have what I want to keep').check()
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('heading', { name: 'Your account is closed' }).waitFor()
    assert.equal(await page.getByText('the diary itself').count(), withDiary ? 1 : 0)
    await page.goto(`${clinic.origin}/account`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await fill(page, { email, password: PASSWORD }, 'Sign in')
    await page.getByText('Address and password do not go together').or(page.getByRole('alert')).first().waitFor()
    await page.context().close()
  }
})

test('signing in goes by keyboard alone', async () => {
  const { page } = await device()
  await page.goto(`${clinic.origin}/account/sign-in`)
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('bea@example.org')
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await page.context().close()
})

test('the pages that everybody sees have no barrier in any light, and fit a phone', async () => {
  const { page } = await device({ viewport: { width: 390, height: 844 } })
  const open = ['/', '/account/sign-in', '/account/sign-up', '/account/forgotten', '/account/new-password']
  for (const path of [
    ...open,
    '/account/confirm-address',
    '/account/stop-recovery',
    '/account/second-step',
    '/nowhere',
  ])
    await looksRight(page, path)
  await page.context().close()
})

test('the policy allows our own files and nothing inline; other sites change nothing; files last', async () => {
  const answer = await fetch(`${clinic.origin}/account/sign-in`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.ok(policy.includes("default-src 'none'") && policy.includes("frame-ancestors 'none'"), policy)
  assert.ok(!policy.includes('unsafe') && !policy.includes('http'), policy)
  assert.equal(answer.headers.get('referrer-policy'), 'same-origin')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const html = await answer.text()
  assert.ok(!/\sstyle=|<style|<script(?![^>]*src=)/.test(html), 'nothing inline')
  const css = /href="\.*([^"]+\.css)"/.exec(html)?.[1] ?? ''
  const style = await fetch(new URL(css, clinic.origin))
  assert.match(style.headers.get('cache-control') ?? '', /immutable/)
  const body = new URLSearchParams({ email: 'bea@example.org', password: PASSWORD })
  for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const forged = await fetch(`${clinic.origin}/account/sign-in`, {
      method: 'POST',
      body,
      headers: headers as Record<string, string>,
      redirect: 'manual',
    })
    assert.equal(forged.status, 403)
  }
  const signed = await fetch(`${clinic.origin}/account/sign-in`, {
    method: 'POST',
    body,
    headers: { origin: clinic.origin, accept: 'text/html' },
    redirect: 'manual',
  })
  assert.equal(signed.status, 303)
  const [own, ofDiary] = [true, false].map((http) =>
    signed.headers.getSetCookie().filter((cookie) => /httponly/i.test(cookie) === http),
  )
  assert.ok(own.length > 0)
  // the one that scripts of the diary read says that somebody is in, and nothing of who
  assert.deepEqual(
    ofDiary.map((cookie) => cookie.split(';')[0]),
    ['clearday-diary=in'],
  )
})

test('a page of the account ships at most 10 KB of script', async () => {
  const html = await (await fetch(`${clinic.origin}/account/sign-in`)).text()
  let bytes = 0
  for (const [, source] of html.matchAll(/<script[^>]*src="([^"]+)"/g))
    bytes += gzipSync(await (await fetch(new URL(source, clinic.origin))).text()).length
  assert.ok(bytes > 0 && bytes <= 10_240, `${bytes} bytes`)
})
