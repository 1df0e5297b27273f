// What befalls a telephone: the browser is killed, the device is full, its clock is wrong, two tabs are open, a newer version of the app
// comes, the server is away for an hour. What was said is compared with what the device and the server's log have: lost 0, doubled 0.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { browserToLaunch, openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { openDiaryPage, phone, saidOf, violations, withoutNetwork } from './diary-device.ts'
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

const dayBefore = (days: number, from = Date.now()): string =>
  new Date(from - days * 86_400_000).toISOString().slice(0, 10)

async function sayDay(page: Page, date: string, answer: string): Promise<void> {
  await page.goto(`${clinic.origin}/diary/day/${date}`)
  await page.getByRole('button', { name: answer, exact: true }).first().click()
  await page.locator('[aria-pressed=true]', { hasText: answer }).first().waitFor()
}

async function person(
  email: string,
  more: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page; patient: string }> {
  const { context, page } = await phone(browser, clinic.origin, more)
  await newPerson(page, clinic, email)
  await signInToDiary(page, clinic, email)
  await beginDiary(page, clinic)
  await allSent(page)
  return { context, page, patient: await patientOf(email) }
}

async function patientOf(email: string): Promise<string> {
  const [row] = await clinic.sql(
    `SELECT d.patient_id AS patient FROM access.diaries d JOIN auth.people p ON p.id = d.account_id WHERE p.email = $1`,
    [email],
  )
  return row.patient as string
}

/** The days in the server's log, once for each operation about them. */
async function loggedDays(patient: string): Promise<readonly string[]> {
  const rows = await clinic.sql(
    `SELECT key FROM diary.operations WHERE patient_id = $1 AND entity = 'day' ORDER BY key`,
    [patient],
  )
  return rows.map(({ key }) => key as string)
}

test('a browser that is killed in the middle of saying something has all that it acknowledged, and opens as before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-phone-'))
  const launch = await browserToLaunch()
  const open = (): Promise<BrowserContext> => chromium.launchPersistentContext(folder, { ...launch, locale: 'en-GB' })
  const acknowledged: string[] = []
  try {
    for (let round = 0; round < 3; round++) {
      const context = await open()
      const page = context.pages()[0] ?? (await context.newPage())
      await openDiaryPage(page, clinic.origin)
      for (let k = 1; k <= 3; k++) {
        const day = dayBefore(round * 10 + k)
        await sayDay(page, day, 'Yes')
        acknowledged.push(day)
      }
      // the next is being said as it ends
      await page.goto(`${clinic.origin}/diary/day/${dayBefore(round * 10 + 4)}`)
      await page.getByRole('button', { name: 'None', exact: true }).first().click({ noWaitAfter: true })
      killed(folder)
      await context.close().catch(() => undefined)
    }
    const context = await open()
    const page = context.pages()[0] ?? (await context.newPage())
    await openDiaryPage(page, clinic.origin)
    const there = await saidOf(page, 'day')
    const lost = acknowledged.filter((day) => !there.some(({ key }) => key === day))
    assert.deepEqual(lost, [], 'lost 0')
    // what was being said is there whole or not at all
    for (const { key, fields } of there)
      if (!acknowledged.includes(key)) assert.equal(fields.headache, 'none', `half of ${key}`)
    await sayDay(page, dayBefore(50), 'Yes')
    await context.close()
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** kill -9 of the browser that has this folder open: found by the folder, which is of this test alone. */
function killed(folder: string): void {
  const found = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
  for (const line of found.split('\n')) {
    if (!line.includes(`--user-data-dir=${folder}`)) continue
    try {
      process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL')
    } catch {
      // it ended with its parent
    }
  }
}

test('a device that is full says so, keeps what it has, and keeps new words once there is room', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  // the room of a browser cannot be made small from outside: its refusal is put in where it would come from
  await context.addInitScript(() => {
    const isFull = (): boolean => sessionStorage.getItem('full') !== null
    const { add } = IDBObjectStore.prototype
    IDBObjectStore.prototype.add = function (...given) {
      if (isFull()) throw new DOMException('no room', 'QuotaExceededError')
      return add.apply(this, given)
    }
    const estimate = navigator.storage.estimate.bind(navigator.storage)
    navigator.storage.estimate = async () => (isFull() ? { usage: 99_000_000, quota: 100_000_000 } : estimate())
  })
  await openDiaryPage(page, clinic.origin)
  await sayDay(page, dayBefore(1), 'Yes')
  await page.evaluate(() => {
    sessionStorage.setItem('full', '1')
  })
  await page.goto(`${clinic.origin}/diary/more`)
  await page.getByRole('link', { name: 'little room left' }).click()
  await page.getByText('Free some soon').waitFor()
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(2)}`)
  await page.getByRole('button', { name: 'Yes', exact: true }).first().click()
  await page.getByText('The device has no room left: this was not saved').waitFor()
  const keys = async (): Promise<string[]> => (await saidOf(page, 'day')).map(({ key }) => key).sort()
  assert.deepEqual(await keys(), [dayBefore(1)], 'nothing half, and nothing lost')
  await page.evaluate(() => {
    sessionStorage.removeItem('full')
  })
  await sayDay(page, dayBefore(3), 'None')
  assert.deepEqual(await keys(), [dayBefore(3), dayBefore(1)])
  await context.close()
})

test('a clock that is a day ahead, and is put right: nothing is lost, and what was said later still counts', async () => {
  const { context, page, patient } = await person('clock@example.org')
  const real = Date.now()
  await withoutNetwork({ context, page })
  await page.clock.setSystemTime(real + 86_400_000)
  await sayDay(page, dayBefore(1, real), 'Yes')
  await page.clock.setSystemTime(real)
  await sayDay(page, dayBefore(1, real), 'None')
  await sayDay(page, dayBefore(2, real), 'None')
  await context.setOffline(false)
  await page.goto(`${clinic.origin}/diary/`)
  await allSent(page)
  assert.deepEqual(await loggedDays(patient), [dayBefore(2, real), dayBefore(1, real), dayBefore(1, real)])
  const [day] = await clinic.sql(
    `SELECT fields->>'headache' AS headache FROM diary.entries WHERE patient_id = $1 AND key = $2`,
    [patient, dayBefore(1, real)],
  )
  assert.equal(day.headache, 'none', 'the last word')
  await context.close()
})

test('a server that is away for an hour is asked ever more rarely, and gets everything when it is back', async () => {
  const { context, page, patient } = await person('hour@example.org')
  let asked = 0
  await page.route('**/api/v1/**', async (route) => {
    if (route.request().url().includes('/sync/')) asked++
    await route.fulfill({ status: 503, headers: { 'retry-after': '5' }, body: '' })
  })
  await page.clock.install()
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.getByRole('button', { name: 'Yes', exact: true }).first().click()
  await page.locator('.d-state', { hasText: '1 not sent yet' }).waitFor()
  const minutes = async (count: number): Promise<void> => {
    for (let minute = 0; minute < count; minute++) {
      await page.clock.runFor(60_000)
      // what was asked is answered in between, as in life
      await page.waitForTimeout(25)
    }
  }
  await minutes(60)
  assert.ok(asked >= 4 && asked <= 15, `asked ${String(asked)} times in an hour`)
  await page.unroute('**/api/v1/**')
  // as long as it takes a slow machine: its clock runs while an answer is on its way
  const isSent = page.locator('.d-state', { hasText: /^sent$/ })
  for (let minute = 0; minute < 60 && (await isSent.count()) === 0; minute++) {
    await page.clock.runFor(60_000)
    await page.waitForTimeout(250)
  }
  await page.clock.resume()
  await allSent(page)
  assert.deepEqual(await loggedDays(patient), [dayBefore(1)])
  console.log(`server away for an hour: asked ${String(asked)} times`)
  await context.close()
})

test('two tabs say something at once, and one of them takes the diary away: no word is lost, and the other is told', async () => {
  const { context, page, patient } = await person('tabs@example.org')
  const other = await context.newPage()
  await withoutNetwork({ context, page })
  await Promise.all([
    (async () => {
      for (let k = 1; k <= 6; k++) await sayDay(page, dayBefore(k), 'Yes')
    })(),
    (async () => {
      for (let k = 7; k <= 12; k++) await sayDay(other, dayBefore(k), 'None')
    })(),
  ])
  await context.setOffline(false)
  await Promise.all([page.goto(`${clinic.origin}/diary/`), other.goto(`${clinic.origin}/diary/`)])
  await Promise.all([allSent(page), allSent(other)])
  assert.deepEqual(
    await loggedDays(patient),
    Array.from({ length: 12 }, (_, k) => dayBefore(12 - k)),
  )
  await page.goto(`${clinic.origin}/diary/device/sign-out`)
  await page.getByRole('button', { name: 'remove the diary from this device' }).click()
  await page.getByRole('button', { name: 'Yes, remove' }).click()
  await page.locator('.d-state', { hasText: 'saved on this device' }).waitFor()
  await other.getByText('moved or closed in another tab').waitFor()
  await context.close()
})

test('without a network on a slow telephone the app is there, and how soon is printed', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin)
  await withoutNetwork({ context, page })
  await page.close()
  const cold = await context.newPage()
  const devtools = await context.newCDPSession(cold)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const begun = performance.now()
  await cold.goto(`${clinic.origin}/diary/`)
  await cold.getByRole('button', { name: 'None' }).waitFor()
  console.log(
    `cold start without a network, CPU 4 times slower: usable after ${(performance.now() - begun).toFixed(0)} ms`,
  )
  await context.close()
})

test('the lock of the app asks for its number, waits after a wrong one, and shows nothing before', async () => {
  const device = await phone(browser, clinic.origin)
  const { context, page } = device
  await openDiaryPage(page, clinic.origin)
  await sayDay(page, dayBefore(1), 'Yes')
  await page.goto(`${clinic.origin}/diary/device`)
  await page.getByLabel('A number of 4 to 12 digits').fill('12')
  await page.getByRole('button', { name: 'Lock with this number' }).click()
  await page.getByText('Only digits').waitFor()
  await page.getByLabel('A number of 4 to 12 digits').fill('4711')
  await page.getByLabel('The same number again').fill('4711')
  await page.getByRole('button', { name: 'Lock with this number' }).click()
  await page.getByText('The lock is on').waitFor()
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.getByRole('heading', { name: 'The diary is locked' }).waitFor()
  assert.deepEqual(await violations(page), [])
  assert.equal(await page.locator('[aria-pressed]').count(), 0)
  await page.getByLabel('Your number').fill('0000')
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByText('That is not the number').waitFor()
  await page.getByLabel('Your number').fill('4711')
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByText('That is not the number').or(page.locator('[aria-pressed=true]')).first().waitFor()
  await page.waitForTimeout(1100)
  if ((await page.getByLabel('Your number').count()) > 0) {
    await page.getByLabel('Your number').fill('4711')
    await page.getByRole('button', { name: 'Open' }).click()
  }
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await page.reload()
  await page.getByText('I forgot the number').click()
  await page.getByRole('button', { name: 'Erase the diary' }).click()
  await page.getByRole('button', { name: 'Yes, erase all of it' }).click()
  await page.getByRole('heading', { name: 'Headache today?' }).waitFor()
  assert.equal((await saidOf(page, 'day')).length, 0)
  await context.close()
})

test('who forgot the number of a tried diary erases that one, and the number still keeps the others', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin)
  await sayDay(page, dayBefore(1), 'Yes')
  await page.goto(`${clinic.origin}/diary/device`)
  await page.getByLabel('A number of 4 to 12 digits').fill('4711')
  await page.getByLabel('The same number again').fill('4711')
  await page.getByRole('button', { name: 'Lock with this number' }).click()
  await page.getByText('The lock is on').waitFor()
  await page.evaluate(() => {
    const held = JSON.parse(localStorage.getItem('clearday diaries') ?? '[]') as unknown[]
    const other = { name: 'clearday a b', account: 'a', patient: 'b', capacity: 'self', person: '', locked: false }
    localStorage.setItem('clearday diaries', JSON.stringify([...held, other]))
    localStorage.setItem('clearday open diary', 'clearday tried')
  })
  await page.reload()
  await page.getByText('I forgot the number').click()
  await page.getByRole('button', { name: 'Erase the diary' }).click()
  await page.getByRole('button', { name: 'Yes, erase all of it' }).click()
  // the account's diary is next, behind the same number
  await page.getByText('I forgot the number').click()
  await page.getByRole('button', { name: /Sign in/ }).waitFor()
  await context.close()
})

test('what a version of before kept of a diary is folded anew by the rules of this one, and none of its words is lost', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await page.goto(`${clinic.origin}/`)
  await page.evaluate(
    ({ day }) =>
      new Promise<void>((resolve, reject) => {
        const opened = indexedDB.open('clearday tried', 10)
        opened.onupgradeneeded = () => {
          const entries = opened.result.createObjectStore('entries', { keyPath: ['entity', 'key'] })
          entries.createIndex('entity', 'entity')
          entries.createIndex('months', 'months', { multiEntry: true })
          entries.createIndex('unsent', 'unsent')
          const outbox = opened.result.createObjectStore('outbox', { keyPath: 'place', autoIncrement: true })
          outbox.createIndex('id', 'id')
          outbox.createIndex('[entity+key]', ['entity', 'key'])
          opened.result.createObjectStore('log', { keyPath: 'id' }).createIndex('seq', 'seq')
          opened.result.createObjectStore('state', { keyPath: 'name' })
          opened.result.createObjectStore('choices', { keyPath: 'name' })
          const device = '019a0000-0000-7000-8000-00000000000d'
          const rest = { seq: 0, latest: 0, restoring: false, erased: false, synced: null }
          const transaction = opened.transaction
          transaction?.objectStore('state').add({ name: 'state', device, used: 3, epoch: null, ...rest })
          const said = [
            { fields: { headache: 'present', peakIntensity: 7, factors: { stress: 3 } }, deleted: false },
            { fields: {}, deleted: true },
            { fields: { headache: 'none', factors: { 'sleep-hours': 7 } }, deleted: false },
          ]
          for (const [n, words] of said.entries()) {
            const id = `019a0000-0000-7000-8000-00000000000${String(n)}`
            const operation = { id, entity: 'day', key: day, ...words, at: n, seen: 0 }
            const row = { id, entity: 'day', key: day, operation, again: false, clock: [n, device, id] }
            transaction?.objectStore('outbox').add(row)
          }
          const nothing = { fields: {}, clocks: {}, deleted: false }
          const days = { months: [day.slice(0, 7)], firstDay: day, lastDay: day }
          // as it was folded then
          const fields = { headache: 'none', peakIntensity: 7, factors: { 'sleep-hours': 7 } }
          const row = { entity: 'day', key: day, fields, deleted: false, confirmed: nothing, ...days, unsent: 3 }
          transaction?.objectStore('entries').add(row)
        }
        opened.onsuccess = () => {
          opened.result.close()
          const tried = { name: 'clearday tried', account: null, patient: null }
          const held = { ...tried, capacity: 'self', person: '', locked: false }
          localStorage.setItem('clearday diaries', JSON.stringify([held]))
          resolve()
        }
        opened.onerror = () => {
          reject(new Error(String(opened.error)))
        }
      }),
    { day: dayBefore(1) },
  )
  await page.goto(`${clinic.origin}/diary/day/${dayBefore(1)}`)
  await page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, { headache: 'none', factors: { 'sleep-hours': 7 } })
  await context.close()
})

test('a newer version of the app comes while words are unsent: it waits to be let in, and nothing is lost', async () => {
  const newer = await newerVersionOf(clinic.origin)
  const { context, page, patient } = await person('update@example.org', { proxy: { server: newer.address } })
  await page.route('**/api/v1/sync/**', (route) => route.abort())
  await sayDay(page, dayBefore(1), 'Yes')
  const stores = (): Promise<string[]> => page.evaluate(() => caches.keys())
  const [before] = await stores()
  newer.isOut()
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update()
  })
  const offered = page.getByRole('button', { name: 'Use it now' })
  await offered.waitFor()
  assert.ok((await stores()).includes(before), 'the version that is open keeps its files until the newer one is let in')
  await Promise.all([page.waitForEvent('load'), offered.click()])
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).first().waitFor()
  await page.locator('.d-state', { hasText: '1 not sent yet' }).waitFor()
  assert.deepEqual(await stores(), [before, `${before}-newer`], 'other tabs still find the pages of theirs')
  await page.unroute('**/api/v1/sync/**')
  await page.goto(`${clinic.origin}/diary/`)
  await allSent(page)
  assert.deepEqual(await loggedDays(patient), [dayBefore(1)])
  await context.close()
  newer.end()
})

/**
 * What stands between a browser and the clinic: it hands on everything, and once the newer version is out, the app's worker as of that version.
 * Nothing on the disk is another for it.
 */
async function newerVersionOf(origin: string): Promise<{ address: string; isOut: () => void; end: () => void }> {
  let isOut = false
  const between = createServer((asked, answer) => {
    // a browser asks whoever stands between by the whole address
    const { pathname, search, host, port } = new URL(asked.url ?? '', origin)
    const isWorker = isOut && pathname === '/diary/service-worker.js'
    const headers = { ...asked.headers, host, ...(isWorker && { 'accept-encoding': 'identity' }) }
    const onward = request(
      { host: '127.0.0.1', port, method: asked.method, path: pathname + search, headers },
      (told) => {
        if (!isWorker) {
          answer.writeHead(told.statusCode ?? 502, told.headers)
          told.pipe(answer)
          return
        }
        const pieces: Buffer[] = []
        told.on('data', (piece: Buffer) => pieces.push(piece))
        told.on('end', () => {
          const text = Buffer.concat(pieces)
            .toString()
            .replace(/(diary-app-.{0,20}`)([0-9a-f]{12})`/, '$1$2-newer`')
          answer.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' }).end(text)
        })
      },
    )
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${String((between.address() as AddressInfo).port)}`,
    isOut: () => {
      isOut = true
    },
    end: () => {
      between.closeAllConnections()
      between.close()
    },
  }
}
