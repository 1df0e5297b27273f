// What people bring along, whose diaries they write for others, and the files that a clinic keeps: walked in a browser without scripts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { appCode, startClinic, type Clinic } from './clinic.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const EXAMPLE = readFileSync(new URL('../../../examples/diary.json', import.meta.url))
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

async function device(scripts = false): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: scripts,
  })
  context.setDefaultTimeout(10_000)
  return context.newPage()
}

const go = (page: Page, path: string): Promise<unknown> => page.goto(clinic.origin + path)
const press = (page: Page, button: string): Promise<void> => page.getByRole('button', { name: button }).first().click()

async function fill(page: Page, fields: Readonly<Record<string, string>>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).first().fill(value)
  await press(page, button)
}

/** Somebody with a confirmed address, signed in. */
async function newPerson(email: string, name: string): Promise<Page> {
  const page = await device()
  await go(page, '/account/sign-up')
  await fill(page, { name, email, password: PASSWORD }, 'Make the account')
  const link = new URL(await clinic.mailedLink(email, 'confirm-address'))
  await go(page, '/account/confirm-address')
  await fill(page, { token: link.hash.replace('#token=', ''), password: PASSWORD }, 'Confirm')
  await signIn(page, email)
  return page
}

async function signIn(page: Page, email: string): Promise<void> {
  await go(page, '/account/sign-in')
  await fill(page, { email, password: PASSWORD }, 'Sign in')
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
}

async function lookAt(page: Page, name: string, content: Buffer): Promise<void> {
  await page.locator('[name=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content })
  await press(page, 'Look at the file')
}

/** What is wrong with a page for somebody who hears it or sees it small: in a browser with scripts, on the same cookies. */
async function barriers(page: Page, paths: readonly string[]): Promise<void> {
  const seeing = await device(true)
  await seeing.context().addCookies(await page.context().cookies())
  for (const path of paths)
    for (const light of ['day', 'attack']) {
      await seeing.context().addCookies([{ name: 'light', value: light, url: clinic.origin }])
      await go(seeing, path)
      await seeing.evaluate(AXE)
      const found = await seeing.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: (of: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
        const { violations } = await axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
      })
      assert.deepEqual(found, [], `${path} in the light ${light}`)
      const wide = await seeing.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      assert.equal(wide, false, `${path} fits a phone`)
    }
  await seeing.context().close()
}

test('a diary that was tried without an account is shown before it is joined, agreed to, and joined once', async () => {
  const page = await newPerson('ana@example.org', 'Ana Ruiz')
  await page.getByRole('link', { name: 'Bring a diary along' }).click()
  await press(page, 'Look at the file')
  await page.getByRole('alert').getByText('Choose a file').waitFor()
  await lookAt(
    page,
    'diary.json',
    Buffer.from(
      '{"format":"clearday-diary-1","timeZone":"Europe/Madrid","days":[{"date":"2026-03-01","headache":"perhaps"}]}',
    ),
  )
  await page.getByText('days[0] (2026-03-01), headache').waitFor()
  await lookAt(page, 'diary.json', EXAMPLE)
  await page.getByRole('heading', { name: 'In this file' }).waitFor()
  await press(page, 'Make my diary from it')
  await page.getByRole('alert').getByText('Tick the box if you agree').waitFor()
  await page.getByLabel('I agree to this').check()
  await press(page, 'Make my diary from it')
  await page.getByText('things that the file says were added').waitFor()
  await go(page, '/account/data')
  await page.getByText('Agreed on').waitFor()
  await go(page, '/account/data/bring')
  await lookAt(page, 'diary.json', EXAMPLE)
  await page.getByText('Everything in this file is in the diary already').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Join it' }).count(), 0)
  await barriers(page, ['/account', '/account/data/bring'])
  await page.context().close()
})

test('the archive of another Clearday is joined into a diary, and one that is too large or cut off is refused in words', async () => {
  const donor = await newPerson('bea@example.org', 'Bea Sol')
  await go(donor, '/account/data/bring')
  await lookAt(donor, 'diary.json', EXAMPLE)
  await donor.getByLabel('I agree to this').check()
  await press(donor, 'Make my diary from it')
  await donor.getByText('were added').waitFor()
  await go(donor, '/account/data')
  const [download] = await Promise.all([donor.waitForEvent('download'), press(donor, 'Fetch the file')])
  const archive = readFileSync(await download.path())

  const page = await newPerson('carla@example.org', 'Carla Rey')
  await page.locator('#agree').check()
  await press(page, 'Begin a diary')
  await go(page, '/account/data/bring')
  await lookAt(page, 'clearday.zip', archive.subarray(0, 4000))
  await page.getByText('cut off').waitFor()
  await lookAt(page, 'clearday.zip', archive)
  await page.getByText('The file is joined into your diary here').waitFor()
  // whose days they are is asked, and nothing is joined without an answer
  await press(page, 'Join it')
  await page.getByRole('alert').getByText('Tick the box if the file is about the same person').waitFor()
  await page.getByLabel('are about the same person').check()
  await press(page, 'Join it')
  await page.getByText('were added').waitFor()
  await go(page, '/account/data/bring')
  await lookAt(page, 'clearday.zip', archive)
  await page.getByText('is in the diary already').waitFor()
  await go(page, '/account/data/bring')
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const send = async (megabytes: number): Promise<string> => {
    const body = new FormData()
    body.set('file', new Blob([Buffer.alloc(megabytes * 1_000_000, 80)]), 'large.zip')
    const headers = { cookie, origin: clinic.origin, accept: 'text/html' }
    return (await fetch(`${clinic.origin}/account/data/bring?/look`, { method: 'POST', body, headers })).text()
  }
  assert.match(await send(41), /This file has more than 40 MB/)
  assert.match(await send(43), /This is too large/)
  await Promise.all([donor.context().close(), page.context().close()])
})

test('a parent begins a child’s diary with consent, and has its pages of access, data and erasure beside their own', async () => {
  const page = await newPerson('dora@example.org', 'Dora Gil')
  await page.locator('#agree').check()
  await press(page, 'Begin a diary')
  await page.getByRole('link', { name: 'Begin a diary for somebody' }).click()
  await press(page, 'Begin the diary')
  await page.getByRole('alert').getByText('Write who it is for').waitFor()
  await page.getByRole('alert').getByText('Without it no diary is begun').waitFor()
  await page.getByLabel('I agree to this for the person').check()
  await fill(page, { who: 'my daughter Leo' }, 'Begin the diary')
  await page.getByText('You write this diary for my daughter Leo').waitFor()
  await page.getByRole('heading', { name: 'Keeping a diary for somebody here' }).waitFor()
  await page.getByText('Agreed on').waitFor()
  const data = new URL(page.url()).pathname + new URL(page.url()).search
  await barriers(page, ['/account/for-somebody', '/account', data, data.replace('/data', '/access')])
  await page.getByRole('link', { name: 'Bring a diary along' }).click()
  await page.getByText('into the diary of my daughter Leo').waitFor()
  await lookAt(page, 'diary.json', EXAMPLE)
  await page.getByLabel('are about the same person').check()
  await press(page, 'Join it')
  await page.getByText('were added').waitFor()

  // the other parent is asked in; for a patient without an account both decide
  await go(page, data.replace('/data', '/access'))
  await page.getByText('Invite somebody').click()
  await fill(page, { reason: 'her father' }, 'Make the invitation')
  const invitation = (await page.locator('.notice code').first().textContent()) ?? ''
  const other = await newPerson('emil@example.org', 'Emil Gil')
  await go(other, '/account/proxy')
  await fill(other, { token: invitation.split('#')[1] }, 'Accept')
  await go(other, '/account')
  await other.getByText('my daughter Leo').waitFor()
  const stranger = await newPerson('finn@example.org', 'Finn Roe')
  assert.equal((await stranger.goto(clinic.origin + data))?.status(), 404)

  await go(page, data)
  await page.getByLabel('I have what is to be kept').check()
  await press(page, 'Erase the diary of my daughter Leo')
  await page.getByText('The diary is erased').waitFor()
  await go(page, '/account')
  assert.equal(await page.getByText('my daughter Leo').count(), 0)
  await page.getByText('Its number, for the clinic').waitFor()
  for (const one of [page, other, stranger]) await one.context().close()
})

test('who writes beside a patient with an account sees the data of that diary and cannot have it erased', async () => {
  const patient = await newPerson('gina@example.org', 'Gina Mas')
  await patient.locator('#agree').check()
  await press(patient, 'Begin a diary')
  await go(patient, '/account/access')
  await patient.getByText('Invite somebody').click()
  await fill(patient, { reason: 'my carer' }, 'Make the invitation')
  const invitation = (await patient.locator('.notice code').first().textContent()) ?? ''
  const carer = await newPerson('hugo@example.org', 'Hugo Paz')
  await go(carer, '/account/proxy')
  await fill(carer, { token: invitation.split('#')[1] }, 'Accept')
  await go(carer, '/account/data')
  await carer.getByText('You write this diary for Gina Mas').waitFor()
  await carer.getByText('Only Gina Mas can have this diary erased').waitFor()
  const diary = await carer.locator('form[action*="diary="]').first().getAttribute('action')
  const asked = diary?.split('?')[1] ?? ''
  const forged = await carer.request.post(`${clinic.origin}/account/data?/erase&${asked}`, {
    form: { confirm: 'on' },
    headers: { origin: clinic.origin, accept: 'text/html' },
  })
  assert.equal(forged.status(), 400)
  assert.match(await forged.text(), /This is not open to your account/)
  await Promise.all([patient.context().close(), carer.context().close()])
})

test('the files of the clinic are for managers alone, and a number that is none is refused beside its field', async () => {
  const admin = await device(true)
  await admin.goto(clinic.setUpLink)
  await fill(admin, { name: 'Ada', email: 'ada@example.org', password: PASSWORD }, 'Make the account')
  await go(admin, '/account/sign-in')
  await fill(admin, { email: 'ada@example.org', password: PASSWORD }, 'Sign in')
  await go(admin, '/account/security/second-step')
  await fill(admin, { password: PASSWORD }, 'Go on')
  await fill(admin, { code: appCode((await admin.locator('p code').textContent()) ?? '') }, 'Finish')
  await admin.getByText('Signing in asks for a code').waitFor()
  await go(admin, '/clinic/files')
  await admin.getByText('There is no such file').waitFor()
  await admin.getByText('Hold a file').first().click()
  await fill(admin, { number: '0', holdReason: '' }, 'Hold the file')
  await admin.getByRole('alert').getByText('Write the number of the diary').waitFor()
  await fill(admin, { number: '11111111-1111-4111-8111-111111111111', holdReason: 'a complaint' }, 'Hold the file')
  await admin.getByRole('alert').getByText('It is not there any more').waitFor()
  await barriers(admin, ['/clinic/files'])
  const other = await newPerson('ines@example.org', 'Ines Vega')
  assert.equal((await other.goto(`${clinic.origin}/clinic/files`))?.status(), 403)
  await Promise.all([admin.context().close(), other.context().close()])
})
