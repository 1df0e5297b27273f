// The diary between devices and the clinic's server: a week without a network, two telephones, a server that is away, an account that comes later.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { type Phone, looksRight, openDiaryPage, phone, saidOf, violations, withoutNetwork } from './diary-device.ts'

const PASSWORD = 'velvet tractor onion 47'
let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

async function fill(page: Page, fields: Readonly<Record<string, string>>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).first().fill(value)
  await page.getByRole('button', { name: button }).first().click()
}

async function signUp(page: Page, email: string, name: string): Promise<void> {
  await page.goto(`${clinic.origin}/account/sign-up`)
  await fill(page, { name, email, password: PASSWORD }, 'Make the account')
  await page.goto(await clinic.mailedLink(email, 'confirm-address'))
  await fill(page, { password: PASSWORD }, 'Confirm')
  await signIn(page, email)
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${clinic.origin}/account/sign-in?next=/diary/`)
  await fill(page, { email, password: PASSWORD }, 'Sign in')
  await page.getByRole('heading', { name: 'Headache today?' }).waitFor()
}

/** Puts what was tried on this device into the account that is signed in. */
async function join(page: Page): Promise<void> {
  await openDiaryPage(page, clinic.origin, 'device')
  await page.getByRole('link', { name: /into your account|in your account/ }).click()
  await page.getByRole('heading', { name: 'What would be joined' }).waitFor()
  const agree = page.getByLabel('I agree')
  await page.getByRole('button', { name: /Join them|Begin the diary/ }).waitFor()
  if ((await agree.count()) > 0) await agree.check()
  await page.getByRole('button', { name: /Join them|Begin the diary/ }).click()
  await page.getByRole('heading', { name: 'Headache today?' }).waitFor()
  await sent(page)
}

/** Waits until the app says that everything is sent. */
async function sent(page: Page): Promise<void> {
  await page.locator('.d-state', { hasText: /^sent$/ }).waitFor({ timeout: 20_000 })
}

/** Names of the databases on a device. */
const databases = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => name ?? []))

async function patientOf(email: string): Promise<string> {
  const [{ patient }] = await clinic.sql(
    `SELECT d.patient_id AS patient FROM access.diaries d JOIN auth.people p ON p.id::text = d.account_id::text WHERE p.email = $1`,
    [email],
  )
  return patient as string
}

/** What the server's log has of a diary: as many rows, and as many different ids. */
async function logOf(patient: string): Promise<{ readonly rows: number; readonly ids: number }> {
  const [found] = await clinic.sql(
    `SELECT count(*)::int AS rows, count(DISTINCT id)::int AS ids FROM diary.operations WHERE patient_id = $1`,
    [patient],
  )
  return found as { rows: number; ids: number }
}

const dayBefore = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** Says something of a past day on the page of that day. */
async function sayDay(page: Page, date: string, answer: string): Promise<void> {
  await page.goto(`${clinic.origin}/diary/day/${date}`)
  await page.getByRole('button', { name: answer, exact: true }).first().click()
  await page.locator('[aria-pressed=true]', { hasText: answer }).first().waitFor()
}

async function onePhone(): Promise<Phone> {
  return phone(browser, clinic.origin)
}

test('a diary that was tried goes into an account with consent, is on another telephone, and what both change is there on both', async () => {
  const first = await onePhone()
  await openDiaryPage(first.page, clinic.origin)
  await first.page.getByRole('button', { name: 'None' }).click()
  await first.page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  for (const days of [1, 2, 3]) await sayDay(first.page, dayBefore(days), days === 2 ? 'Yes' : 'None')
  await signUp(first.page, 'ana@example.org', 'Ana Soto')
  await first.page.goto(`${clinic.origin}/diary/device/join`)
  await first.page.getByRole('heading', { name: 'What you agree to' }).waitFor()
  assert.deepEqual(await violations(first.page), [])
  // the server has all of it, and the device does not hear so: begun again, nothing is added twice
  await first.page.route('**/api/v1/adoption', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await first.page.getByLabel('I agree').check()
  await first.page.getByRole('button', { name: 'Begin the diary' }).click()
  await first.page.getByText('cannot be reached').waitFor()
  await first.page.unroute('**/api/v1/adoption')
  await first.page.reload()
  await first.page.getByText('in your account already').waitFor()
  // ended once more, when it is in the account's diary here and the tried one is not removed yet
  await first.page.route('**/api/v1/sync/**', (route) => route.abort())
  await first.page.getByRole('button', { name: 'Join them' }).click()
  await first.page.getByText('cannot be reached').waitFor()
  assert.ok((await databases(first.page)).includes('clearday tried'), 'nothing is removed before all is confirmed')
  await first.page.unroute('**/api/v1/sync/**')
  await join(first.page)
  const patient = await patientOf('ana@example.org')
  const name = (await databases(first.page)).find((one) => one.endsWith(patient))
  assert.ok(name !== undefined, 'the diary of the account is on the device')
  assert.ok(!(await databases(first.page)).includes('clearday tried'), 'what was tried is in it, and nowhere else')
  assert.equal((await saidOf(first.page, 'day', name)).length, 4)
  const { rows, ids } = await logOf(patient)
  assert.equal(rows, ids)
  assert.equal(rows, 5)

  const second = await onePhone()
  await signIn(second.page, 'ana@example.org')
  await second.page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  // both change one day in different fields, each without the other
  await withoutNetwork(first)
  await withoutNetwork(second)
  const yesterday = dayBefore(1)
  await sayDay(first.page, yesterday, 'Yes')
  await second.page.goto(`${clinic.origin}/diary/day/${yesterday}`)
  await second.page.getByLabel('Note').fill('rain')
  await second.page.getByRole('button', { name: 'Keep the note' }).click()
  await second.page.getByText('Saved.').waitFor()
  // and on another day, of which neither knew anything, one answers and the other adds; and each says one of several things
  const unseen = dayBefore(9)
  await sayDay(first.page, unseen, 'None')
  for (const [{ page }, area] of [
    [first, 'Drained'],
    [second, 'Foggy'],
  ] as const) {
    await page.goto(`${clinic.origin}/diary/day/${unseen}`)
    await page.getByText('Before and after').click()
    await page.getByRole('button', { name: area }).click()
    await page.locator('[aria-pressed=true]', { hasText: area }).waitFor()
  }
  for (const { context, page } of [first, second, first]) {
    await context.setOffline(false)
    await page.goto(`${clinic.origin}/diary/`)
    await sent(page)
    await page.waitForTimeout(500)
  }
  for (const { page } of [first, second]) {
    const day = (await saidOf(page, 'day', name)).find(({ key }) => key === yesterday)
    assert.deepEqual([day?.fields.headache, day?.fields.note], ['present', 'rain'])
    const other = (await saidOf(page, 'day', name)).find(({ key }) => key === unseen)
    assert.deepEqual(other?.fields, { headache: 'none', postdrome: ['drained', 'foggy'] }, 'an answer wins over none')
  }
  await Promise.all([first.context.close(), second.context.close()])
})

test('what two devices said differently of one day, neither knowing of the other, is told on both and settled once', async () => {
  const first = await onePhone()
  await signUp(first.page, 'diana@example.org', 'Diana Vidal')
  await join(first.page)
  const second = await onePhone()
  await signIn(second.page, 'diana@example.org')
  const yesterday = dayBefore(1)
  await sayDay(first.page, dayBefore(2), 'None')
  await sent(first.page)
  await second.page.goto(`${clinic.origin}/diary/`)
  await sent(second.page)
  await withoutNetwork(first)
  await withoutNetwork(second)
  await sayDay(first.page, yesterday, 'Yes')
  await first.page.getByLabel('Note').fill('like a band')
  await first.page.getByRole('button', { name: 'Keep the note' }).click()
  await first.page.getByText('Saved.').waitFor()
  await sayDay(second.page, yesterday, 'None')
  for (const { context, page } of [first, second, first]) {
    await context.setOffline(false)
    await page.goto(`${clinic.origin}/diary/`)
    await sent(page)
  }
  for (const { page } of [first, second]) {
    await page.goto(`${clinic.origin}/diary/`)
    await page.getByText('Two devices said different things of one entry').waitFor()
  }
  await first.page.getByRole('link', { name: /^Day / }).click()
  const card = first.page.getByRole('region', { name: 'Two devices said different things here.' })
  await card.getByText('Also said, on this device:').waitFor()
  assert.deepEqual(await card.locator('dd').allInnerTexts(), ['headache: none', 'headache: yes'])
  await looksRight(first, clinic.origin, `day/${yesterday}`)
  await card.getByRole('button', { name: 'Take the other instead' }).click()
  await first.page.getByText('All devices will show it so').waitFor()
  await first.page.locator('[aria-pressed=true]', { hasText: 'Yes' }).first().waitFor()
  await first.page.goto(`${clinic.origin}/diary/`)
  await sent(first.page)
  await second.page.goto(`${clinic.origin}/diary/`)
  await sent(second.page)
  const patient = await patientOf('diana@example.org')
  const name = (await databases(second.page)).find((one) => one.endsWith(patient))
  const dayThere = async () => (await saidOf(second.page, 'day', name)).find(({ key }) => key === yesterday)
  // nothing of its own is left to be sent there; what the other said comes a moment later
  for (let tries = 0; tries < 100 && (await dayThere())?.fields.headache !== 'present'; tries++)
    await second.page.waitForTimeout(100)
  await second.page.waitForFunction(() => !document.body.innerText.includes('Two devices said different'))
  const day = await dayThere()
  assert.deepEqual([day?.fields.headache, day?.fields.note], ['present', 'like a band'])
  assert.equal(await first.page.getByText('Two devices said different').count(), 0)
  await Promise.all([first.context.close(), second.context.close()])
})

test('a week without a network: forty entries are sent once each, and none is lost while the app is closed and opened', async () => {
  const { context, page } = await onePhone()
  await signUp(page, 'berta@example.org', 'Berta Vidal')
  await join(page)
  await withoutNetwork({ context, page })
  for (let days = 1; days <= 40; days++) await sayDay(page, dayBefore(days), days % 3 === 0 ? 'Yes' : 'None')
  await page.goto(`${clinic.origin}/diary/unsent`)
  await page.getByText('40 entries are saved here and not sent yet.').waitFor()
  assert.match(await page.locator('.d-state').innerText(), /saved on this device · 40 not sent yet/)
  await looksRight({ context, page }, clinic.origin, 'unsent')
  await context.setOffline(false)
  await page.goto(`${clinic.origin}/diary/`)
  await sent(page)
  const patient = await patientOf('berta@example.org')
  const days = await clinic.sql(
    `SELECT key FROM diary.entries WHERE patient_id = $1 AND entity = 'day' AND NOT deleted`,
    [patient],
  )
  assert.equal(days.length, 40, 'lost 0')
  const { rows, ids } = await logOf(patient)
  assert.deepEqual({ rows, ids }, { rows: 41, ids: 41 }, 'doubled 0')
  await context.close()
})

test('a server that is away, a session that has ended: the app says so, keeps on, and sends when it can', async () => {
  const { context, page } = await onePhone()
  await signUp(page, 'carla@example.org', 'Carla Rey')
  await join(page)
  await page.route('**/api/v1/sync/**', (route) => route.fulfill({ status: 503, body: '' }))
  await page.getByRole('button', { name: 'Yes', exact: true }).first().click()
  await page.locator('.d-state', { hasText: '1 not sent yet' }).waitFor()
  await page.unroute('**/api/v1/sync/**')
  await context.clearCookies()
  await page.goto(`${clinic.origin}/diary/unsent`)
  await page.getByRole('button', { name: 'It is mine' }).click()
  await page.getByText('You are signed out').waitFor()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await fill(page, { email: 'carla@example.org', password: PASSWORD }, 'Sign in')
  await sent(page)
  const { rows, ids } = await logOf(await patientOf('carla@example.org'))
  assert.deepEqual([rows, ids], [2, 2])
  await context.close()
})

test('who signs out chooses what stays: locked by words that only they know, with what is not sent, or removed', async () => {
  const { context, page } = await onePhone()
  await signUp(page, 'dora@example.org', 'Dora Gil')
  await join(page)
  await page.getByRole('button', { name: 'None', exact: true }).first().click()
  await page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  await sent(page)
  await page.goto(`${clinic.origin}/diary/device`)
  await page.getByRole('link', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Before you sign out' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.route('**/api/v1/sync/**', (route) => route.abort())
  await sayDay(page, dayBefore(1), 'Yes')
  await page.goto(`${clinic.origin}/diary/unsent`)
  await page.getByText('1 entry is saved here').waitFor()
  await page.getByRole('button', { name: 'Discard some of them' }).click()
  await page.getByRole('button', { name: /^Discard: Day/ }).click()
  await page.getByText('Everything is saved here and sent').waitFor()
  await page.getByRole('button', { name: 'Put it back' }).click()
  await page.getByText('1 entry is saved here').waitFor()
  await page.goto(`${clinic.origin}/diary/device/sign-out`)
  await page.getByText('1 entry is on this device alone').waitFor()
  const lock = async (words: string, again: string): Promise<void> => {
    await page.getByLabel('Words to lock it with').fill(words)
    await page.getByLabel('The same words again').fill(again)
    await page.getByRole('button', { name: 'Sign out, and lock the diary here' }).click()
  }
  await lock('short', 'short')
  await page.getByText('what is shorter is soon guessed').waitFor()
  await lock('harbour seven lamps', 'harbour seven')
  await page.getByText('The two are not the same').waitFor()
  await lock('harbour seven lamps', 'harbour seven lamps')
  await page.getByRole('link', { name: 'A diary on this device is locked' }).waitFor()
  assert.equal(await page.locator('[aria-pressed=true]').count(), 0, 'another person sees an empty diary')
  const readable = await databases(page)
  assert.deepEqual(readable.filter((name) => name !== 'clearday sealed').sort(), ['clearday tried'])
  await page.unroute('**/api/v1/sync/**')
  await signIn(page, 'dora@example.org')
  await page.getByRole('link', { name: 'A diary on this device is locked' }).click()
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('The words it was locked with').fill('another harbour')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByText('Those are not the words').waitFor()
  await page.getByLabel('The words it was locked with').fill('harbour seven lamps')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  await sent(page)
  const { rows, ids } = await logOf(await patientOf('dora@example.org'))
  assert.deepEqual([rows, ids], [3, 3], 'what was locked unsent is sent, once')
  await page.goto(`${clinic.origin}/diary/device/sign-out`)
  await page.getByRole('button', { name: 'Sign out, and remove the diary from this device' }).click()
  await page.getByRole('button', { name: 'Yes, remove' }).click()
  await page.locator('.d-state', { hasText: 'saved on this device' }).waitFor()
  assert.deepEqual(
    (await databases(page)).filter((name) => name.startsWith('clearday ')),
    ['clearday sealed', 'clearday tried'],
  )
  await context.close()
})

test('after the server was restored from a backup, the device offers what it has, and nothing is missing', async () => {
  const { context, page } = await onePhone()
  await signUp(page, 'elsa@example.org', 'Elsa Gil')
  await join(page)
  await sayDay(page, dayBefore(1), 'None')
  await page.goto(`${clinic.origin}/diary/`)
  await sent(page)
  const patient = await patientOf('elsa@example.org')
  await clinic.isRestored()
  // sessions do not come back with a backup
  await page.goto(`${clinic.origin}/diary/`)
  await page.getByRole('button', { name: 'It is mine' }).click()
  await sayDay(page, dayBefore(2), 'Yes')
  await signIn(page, 'elsa@example.org')
  await sent(page)
  const days = await clinic.sql(
    `SELECT key, fields->>'headache' AS headache FROM diary.entries WHERE patient_id = $1 AND entity = 'day' ORDER BY 1`,
    [patient],
  )
  assert.deepEqual(
    days.map(({ headache }) => headache),
    ['present', 'none'],
  )
  const { rows, ids } = await logOf(patient)
  assert.deepEqual([rows, ids], [3, 3])
  await context.close()
})

test('after a restore, what the server refuses of what it had keeps nothing back, is listed, and counts as not sent', async () => {
  const { context, page } = await onePhone()
  await signUp(page, 'fina@example.org', 'Fina Gil')
  await join(page)
  await sayDay(page, dayBefore(1), 'None')
  await sayDay(page, dayBefore(2), 'None')
  await page.goto(`${clinic.origin}/diary/`)
  await sent(page)
  const patient = await patientOf('fina@example.org')
  await clinic.isRestored()
  // a backup of before it was said
  for (const table of ['operations', 'entries'])
    await clinic.sql(`DELETE FROM diary.${table} WHERE patient_id = $1 AND key = $2`, [patient, dayBefore(1)])
  let asked = 0
  // the version that came with the restore is stricter
  await page.route('**/api/v1/sync/**', async (route) => {
    asked += 1
    const body = route.request().postDataJSON() as { operations: { id: string; key: string; effective?: number }[] }
    const isRefused = (one: { key: string; effective?: number }): boolean =>
      one.key === dayBefore(1) && one.effective !== undefined
    const operations = body.operations.filter((one) => !isRefused(one))
    const response = await route.fetch({ postData: JSON.stringify({ ...body, operations }) })
    if (response.status() !== 200) return route.fulfill({ response })
    const told = (await response.json()) as { answers: unknown[] }
    const left = [...told.answers]
    const refusal = { type: 'refused', code: 'wrong-value', path: ['fields'], message: 'This is not taken any more.' }
    const answers = body.operations.map((one) => (isRefused(one) ? { ...refusal, id: one.id } : left.shift()))
    return route.fulfill({ response, json: { ...told, answers } })
  })
  await page.goto(`${clinic.origin}/diary/`)
  await page.getByRole('button', { name: 'It is mine' }).click()
  await sayDay(page, dayBefore(3), 'Yes')
  await signIn(page, 'fina@example.org')
  await page.locator('.d-state', { hasText: '· 1 not sent yet' }).waitFor({ timeout: 20_000 })
  await page.waitForTimeout(1500)
  await page.locator('.d-state', { hasText: '· 1 not sent yet' }).waitFor({ timeout: 20_000 })
  const days = await clinic.sql(`SELECT key FROM diary.entries WHERE patient_id = $1 AND entity = 'day' ORDER BY 1`, [
    patient,
  ])
  assert.deepEqual(
    days.map(({ key }) => key),
    [dayBefore(3), dayBefore(2)],
  )
  // and the server is left alone
  const before = asked
  await page.waitForTimeout(3000)
  assert.ok(asked - before <= 1, `asked ${String(asked - before)} times more`)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goto(`${clinic.origin}/diary/device/sign-out`)
  await page.getByText('entry is on this device alone').waitFor()
  await page.goto(`${clinic.origin}/diary/unsent`)
  await page.getByText('This is not taken any more.').waitFor()
  await page.getByRole('button', { name: 'Discard some of them' }).click()
  await page
    .getByRole('listitem')
    .getByRole('button', { name: /Discard/ })
    .click()
  await sent(page)
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.getByRole('group', { name: 'Headache?' }).waitFor()
  assert.equal(await page.getByRole('group', { name: 'Headache?' }).locator('[aria-pressed=true]').count(), 0)
  await context.close()
})

test('a device that is looked at hears within minutes what another says', async () => {
  const first = await onePhone()
  await signUp(first.page, 'gala@example.org', 'Gala Gil')
  await join(first.page)
  await sayDay(first.page, dayBefore(1), 'None')
  await first.page.goto(`${clinic.origin}/diary/`)
  await sent(first.page)
  const second = await onePhone()
  await second.page.clock.install()
  await signIn(second.page, 'gala@example.org')
  await second.page.locator('.d-state', { hasText: /^sent$/ }).waitFor()
  await first.page.getByRole('button', { name: 'Yes', exact: true }).first().click()
  await sent(first.page)
  assert.equal(await second.page.locator('[aria-pressed=true]', { hasText: 'Yes' }).count(), 0)
  for (let minutes = 0; minutes < 4; minutes++) {
    await second.page.clock.runFor(61_000)
    if ((await second.page.locator('[aria-pressed=true]', { hasText: 'Yes' }).count()) > 0) break
    await first.page.waitForTimeout(1000)
  }
  await second.page.locator('[aria-pressed=true]', { hasText: 'Yes' }).first().waitFor()
  await Promise.all([first.context.close(), second.context.close()])
})
