// One device and two people with accounts: whose diary is shown when, and that nothing of anybody is lost or sent in another's name.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { openDiaryPage, phone, violations, withoutNetwork } from './diary-device.ts'
import { allSent, beginDiary, newPerson, signInToDiary } from './diary-people.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

const dayBefore = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

async function sayDay(page: Page, date: string, answer: string): Promise<void> {
  await page.goto(`${clinic.origin}/diary/day/${date}`)
  await page.getByRole('button', { name: answer, exact: true }).first().click()
  await page.locator('[aria-pressed=true]', { hasText: answer }).first().waitFor()
}

async function person(email: string): Promise<{ context: BrowserContext; page: Page }> {
  const one = await phone(browser, clinic.origin)
  await newPerson(one.page, clinic, email)
  await signInToDiary(one.page, clinic, email)
  await beginDiary(one.page, clinic)
  await allSent(one.page)
  return one
}

/** Of a diary, in the server's log: which days, and how many accounts said them. */
async function logOf(email: string): Promise<{ readonly days: readonly string[]; readonly authors: number }> {
  const rows = await clinic.sql(
    `SELECT o.key, o.author FROM diary.operations o JOIN access.diaries d ON d.patient_id = o.patient_id
       JOIN auth.people p ON p.id::text = d.account_id::text WHERE p.email = $1 AND o.entity = 'day' ORDER BY 1`,
    [email],
  )
  return { days: rows.map(({ key }) => key as string), authors: new Set(rows.map(({ author }) => author)).size }
}

/** By the clinic's pages, which know nothing of the app. */
async function signOutOnTheSite(page: Page): Promise<void> {
  await page.goto(`${clinic.origin}/account`)
  await page.evaluate(async () => {
    await fetch('/account/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    })
  })
}

const shownAnswers = (page: Page): Promise<number> =>
  page.locator('[aria-pressed=true]').filter({ visible: true }).count()

test('a diary is not shown after its person signed out on the clinic’s pages, also without a network, and comes back with all that waited', async () => {
  const { context, page } = await person('out@example.org')
  await page.route('**/api/v1/sync/**', (route) => route.abort())
  await sayDay(page, dayBefore(1), 'Yes')
  await sayDay(page, dayBefore(2), 'None')
  await page.goto(`${clinic.origin}/diary/`)
  await page.locator('.d-state', { hasText: '2 not sent yet' }).waitFor()
  // an address that was kept joins no diary that an account has to another, and removes none
  await page.goto(`${clinic.origin}/diary/device/join`)
  await page.getByRole('heading', { name: 'This device' }).waitFor()
  await page.goto(`${clinic.origin}/diary/`)
  await page.locator('.d-state', { hasText: '2 not sent yet' }).waitFor()
  await signOutOnTheSite(page)
  await withoutNetworkFrom(context, page)
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.locator('h1').first().waitFor()
  assert.equal(await shownAnswers(page), 0, 'nothing of it is shown without a network either')
  await page.getByRole('link', { name: 'hidden until its account signs in' }).click()
  await page.getByText('2 entries are saved here and not sent yet').waitFor()
  assert.deepEqual(await violations(page), [])
  await context.setOffline(false)
  await page.unroute('**/api/v1/sync/**')
  await signInToDiary(page, clinic, 'out@example.org')
  await allSent(page)
  assert.deepEqual(await logOf('out@example.org'), { days: [dayBefore(2), dayBefore(1)], authors: 1 })
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await context.close()
})

async function withoutNetworkFrom(context: BrowserContext, page: Page): Promise<void> {
  // the worker answers pages of the app alone: the network goes where none of them is open
  await page.goto(`${clinic.origin}/about`)
  await context.setOffline(true)
}

test('when somebody else signs in, nothing of the first diary is shown or sent in their name, and the first finds it whole', async () => {
  const { context, page } = await person('first@example.org')
  const other = await phone(browser, clinic.origin)
  await newPerson(other.page, clinic, 'second@example.org')
  await other.context.close()
  await context.route('**/api/v1/sync/**', (route) => route.abort())
  await sayDay(page, dayBefore(1), 'Yes')
  const open = await context.newPage()
  await openDiaryPage(open, clinic.origin, `day/${dayBefore(1)}`)
  await open.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  // another session in the same browser, while a page of the first is open
  await context.clearCookies()
  await context.unroute('**/api/v1/sync/**')
  const seen: number[] = []
  await page.exposeFunction('seen', (count: number) => seen.push(count))
  await page.addInitScript(() => {
    if (!location.pathname.startsWith('/diary/')) return
    new MutationObserver(() => {
      const count = document.querySelectorAll('[aria-pressed=true]').length
      if (count > 0) (globalThis as unknown as { seen: (count: number) => void }).seen(count)
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  await signInToDiary(page, clinic, 'second@example.org', `day/${dayBefore(1)}`)
  await page.locator('h1').first().waitFor()
  await page.waitForTimeout(500)
  assert.deepEqual(seen, [], 'nothing of the first is on the screen for a moment')
  await open.getByRole('heading', { name: 'Headache today?' }).waitFor()
  assert.equal(await shownAnswers(open), 0, 'the page that was open is closed')
  assert.deepEqual(await logOf('first@example.org'), { days: [], authors: 0 })
  await open.close()
  await signInToDiary(page, clinic, 'first@example.org')
  await allSent(page)
  assert.deepEqual(await logOf('first@example.org'), { days: [dayBefore(1)], authors: 1 })
  await context.close()
})

test('a session that ended by itself asks once whose the diary is, and never in an attack; without a network nothing is asked', async () => {
  const { context, page } = await person('ended@example.org')
  await sayDay(page, dayBefore(1), 'Yes')
  await page.goto(`${clinic.origin}/diary/`)
  await allSent(page)
  await withoutNetwork({ context, page })
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await page.waitForTimeout(500)
  assert.equal(await page.getByRole('heading', { name: 'Is this diary yours?' }).count(), 0)
  await context.setOffline(false)
  await context.clearCookies()
  await page.goto(`${clinic.origin}/diary/attack`)
  await page.getByRole('button', { name: 'Moderate' }).waitFor()
  await page.waitForTimeout(500)
  await page.getByRole('button', { name: 'Moderate' }).click()
  await page.getByText('Since').waitFor()
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.getByRole('heading', { name: 'Is this diary yours?' }).waitFor()
  assert.equal(await shownAnswers(page), 0)
  assert.deepEqual(await violations(page), [])
  await page.getByText('1 entry is saved here and not sent yet').waitFor()
  await page.getByRole('button', { name: 'It is mine' }).click()
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await page.reload()
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await page.waitForTimeout(500)
  assert.equal(await page.getByRole('heading', { name: 'Is this diary yours?' }).count(), 0, 'asked once')
  await signInToDiary(page, clinic, 'ended@example.org')
  await allSent(page)
  await context.clearCookies()
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.getByRole('button', { name: 'Hide it' }).click()
  await page.getByRole('link', { name: 'hidden until its account signs in' }).waitFor()
  assert.equal(await shownAnswers(page), 0)
  await context.close()
})

test('who signs in while the clinic cannot be asked sees no diary of another, and says whose it is', async () => {
  const { context, page } = await person('silent@example.org')
  const other = await phone(browser, clinic.origin)
  await newPerson(other.page, clinic, 'stranger@example.org')
  await other.context.close()
  await sayDay(page, dayBefore(1), 'Yes')
  await page.goto(`${clinic.origin}/diary/`)
  await allSent(page)
  await context.clearCookies()
  await context.route('**/api/v1/**', (route) => route.abort())
  const asked = page.getByRole('heading', { name: 'Is this diary yours?' })
  await page.goto(`${clinic.origin}/about`)
  await signInToDiary(page, clinic, 'stranger@example.org', `day/${dayBefore(1)}`)
  await asked.waitFor()
  await page.getByText('Somebody has signed in on this device').waitFor()
  assert.equal(await shownAnswers(page), 0)
  assert.deepEqual(await violations(page), [])
  await page.goto(`${clinic.origin}/diary/attack`)
  await asked.waitFor()
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.getByRole('button', { name: 'It is mine' }).click()
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await page.reload()
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  assert.equal(await asked.count(), 0, 'asked once')
  // the next signing in is asked about again, whatever was said after the last
  await signInToDiary(page, clinic, 'stranger@example.org')
  await asked.waitFor()
  await context.unroute('**/api/v1/**')
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.locator('h1').first().waitFor()
  assert.equal(await shownAnswers(page), 0, 'the server says who it is')
  await context.close()
})

test('a tried diary beside one of an account: its choices come along when it is joined, and erasing it opens no other without the number', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await newPerson(page, clinic, 'beside@example.org')
  await openDiaryPage(page, clinic.origin, `day/${dayBefore(1)}/asked`)
  await page.getByRole('button', { name: 'Stress', exact: true }).click()
  await page.locator('[aria-pressed=true]', { hasText: 'Stress' }).waitFor()
  await sayDay(page, dayBefore(1), 'Yes')
  await signInToDiary(page, clinic, 'beside@example.org', 'device/join')
  await beginDiary(page, clinic)
  await allSent(page)
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}/asked`)
  await page.locator('[aria-pressed=true]', { hasText: 'Stress' }).waitFor()
  // tried again by somebody else, beside the hidden diary of the account, which then is shown again
  await signOutOnTheSite(page)
  await sayDay(page, dayBefore(2), 'None')
  await signInToDiary(page, clinic, 'beside@example.org')
  await page.goto(`${clinic.origin}/diary/device`)
  await page.getByRole('button', { name: /^Open/ }).first().click()
  await page.waitForURL(`${clinic.origin}/diary/`)
  await page.goto(`${clinic.origin}/diary/device`)
  await page.getByText('without an account').first().waitFor()
  await page.getByLabel('A number of 4 to 12 digits').fill('4711')
  await page.getByLabel('The same number again').fill('4711')
  await page.getByRole('button', { name: 'Lock with this number' }).click()
  await page.getByText('The lock is on').waitFor()
  await page.reload()
  await page.getByText('I forgot the number').click()
  await page.getByRole('button', { name: 'Erase the diary' }).click()
  await page.getByRole('button', { name: 'Yes, erase all of it' }).click()
  await page.waitForURL(`${clinic.origin}/diary/`)
  await page.getByRole('heading', { name: 'The diary is locked' }).waitFor()
  await page.getByText('I forgot the number').click()
  await page.getByRole('button', { name: 'Sign in again' }).waitFor()
  assert.equal(await shownAnswers(page), 0)
  await context.close()
})

test('a diary that cannot be locked for want of room is still there, and it is said', async () => {
  const { context, page } = await person('room@example.org')
  await context.addInitScript(() => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (...given) {
      if (this.name === 'sealed' && sessionStorage.getItem('full') !== null)
        throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, given)
    }
  })
  await sayDay(page, dayBefore(1), 'Yes')
  await page.goto(`${clinic.origin}/diary/device/sign-out`)
  await page.evaluate(() => {
    sessionStorage.setItem('full', '1')
  })
  const lock = async (): Promise<void> => {
    await page.getByLabel('Words to lock it with').fill('harbour seven lamps')
    await page.getByLabel('The same words again').fill('harbour seven lamps')
    await page.getByRole('button', { name: 'Sign out, and lock the diary here' }).click()
  }
  await lock()
  await page.getByRole('alert').getByText('it could not be locked').waitFor()
  await page.evaluate(() => {
    sessionStorage.removeItem('full')
  })
  await lock()
  await page.getByRole('link', { name: 'A diary on this device is locked' }).waitFor()
  await signInToDiary(page, clinic, 'room@example.org', 'device')
  await page.getByLabel('The words it was locked with').fill('harbour seven lamps')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.waitForURL(`${clinic.origin}/diary/`)
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await context.close()
})

test('who writes for somebody finds that diary, sees what they wrote in it, and begins one of their own beside it', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await newPerson(page, clinic, 'mother@example.org', 'Carla Vidal')
  await signInToDiary(page, clinic, 'mother@example.org')
  await page.goto(`${clinic.origin}/account/for-somebody`)
  await page.locator('input[type=checkbox]').first().check()
  await page.locator('[name="who"]').fill('Leo')
  await page.getByRole('button', { name: /diary/ }).first().click()
  await page.getByRole('link', { name: 'Open Leo’s diary' }).click()
  await page.getByRole('button', { name: 'None', exact: true }).click()
  await page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  await allSent(page)
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(0)}`)
  await page.getByText('Written by you.').waitFor()
  await page.goto(`${clinic.origin}/diary/device`)
  await page.getByText('The diary of Leo.').waitFor()
  await page.getByRole('button', { name: 'Begin a diary of your own' }).click()
  await page.getByRole('button', { name: 'None', exact: true }).waitFor()
  assert.equal(await shownAnswers(page), 0, 'nothing of Leo is here')
  await beginDiary(page, clinic)
  await allSent(page)
  await page.goto(`${clinic.origin}/diary/device`)
  await page.getByText('Your own diary.').waitFor()
  await page.getByRole('button', { name: 'Open: Leo' }).click()
  await page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  // without a network nobody is asked to sign in who is signed in
  await context.setOffline(true)
  await page.goto(`${clinic.origin}/diary/device`)
  await page.getByText('This diary belongs to an account.').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Sign in' }).count(), 0)
  await page.getByRole('link', { name: 'Sign out' }).waitFor()
  await context.close()
})
