// One diary, and the page for the doctor of it on a device, as a PDF, on the command line, through the API and behind a link: the same values.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { DoctorPage, DoctorSection } from '@clearday/care'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { LIGHTS, violations } from './diary-device.ts'
import { exampleDiary } from './example-entries.ts'
import { textOfPages } from './pdf-text.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const PASSWORD = 'velvet tractor onion 47'
const NAME = 'Łucja Muster'
const QUESTION = 'Go on with the sessions, or try something else first?'
let clinic: Clinic
let browser: Browser
let folder: string
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clearday-doctor-'))
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
  rmSync(folder, { recursive: true, force: true })
})

const press = (page: Page, button: string): Promise<void> => page.getByRole('button', { name: button }).first().click()

async function fill(page: Page, fields: Readonly<Record<string, string>>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).first().fill(value)
  await press(page, button)
}

/** Somebody whose diary ends today. @param more of the diary, which depends on that day. */
async function patient(
  email: string,
  more: (today: string) => object = () => ({}),
): Promise<{ readonly page: Page; readonly id: string; readonly today: string }> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 390, height: 844 },
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await page.goto(`${clinic.origin}/account/sign-up`)
  await fill(page, { name: NAME, email, password: PASSWORD }, 'Make the account')
  await page.goto(await clinic.mailedLink(email, 'confirm-address'))
  await fill(page, { password: PASSWORD }, 'Confirm')
  await page.goto(`${clinic.origin}/account/sign-in`)
  await fill(page, { email, password: PASSWORD }, 'Sign in')
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  const today = new Date().toISOString().slice(0, 10)
  await page.goto(`${clinic.origin}/account/data/bring`)
  const buffer = Buffer.from(JSON.stringify({ ...exampleDiary(today), ...more(today) }))
  await page.locator('[name=file]').setInputFiles({ name: 'diary.json', mimeType: 'application/json', buffer })
  await press(page, 'Look at the file')
  await page.getByLabel('I agree to this').check()
  await press(page, 'Make my diary from it')
  await page.getByText('things that the file says were added').waitFor()
  const diaries = (await page.evaluate(async () => (await fetch('/api/v1/diaries')).json())) as {
    readonly diaries: readonly { readonly patient: string }[]
  }
  return { page, id: diaries.diaries[0].patient, today }
}

/** What is asked of the API by the page's own session. */
async function asked(page: Page, id: string, body: object, accept: string): Promise<Buffer> {
  const text = await page.evaluate(
    async ([path, sent, wanted]) => {
      const answer = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: wanted },
        body: sent,
      })
      if (!answer.ok) throw new Error(`${String(answer.status)} ${await answer.text()}`)
      return [...new Uint8Array(await answer.arrayBuffer())]
    },
    [`/api/v1/doctor-page/${id}`, JSON.stringify(body), accept] as const,
  )
  return Buffer.from(text)
}

/** Everything that a page says in words. @param drawn with what explains drawings and names the rows of tables: a terminal has neither. */
function saidOf(
  { who, period, completeness, sections, appendices, foot }: DoctorPage,
  drawn: boolean,
): readonly string[] {
  const part = ({ heading, blocks }: DoctorSection): readonly string[] => [
    heading,
    ...blocks.flatMap((block) =>
      block.type === 'text'
        ? [block.text]
        : block.type === 'list'
          ? block.items
          : block.type === 'table'
            ? [
                ...block.columns.slice(drawn ? 0 : 1).map(({ name }) => name),
                ...block.rows.flat().map(({ text }) => text),
              ]
            : drawn
              ? [...block.legend, ...block.signs].map(({ text }) => text)
              : block.months.map(({ says }) => says),
    ),
  ]
  return [who, period, completeness, ...sections.flatMap(part), ...foot, ...appendices.flatMap(part)]
}

const bare = (text: string): string => text.replaceAll(/[\s–•]/g, '')

test('a device, the PDF, the command line and the API print the same page of one diary, in both languages', async () => {
  const { page, id, today } = await patient('lu@example.org')
  await page.goto(`${clinic.origin}/diary/`)
  await page.locator('.d-state', { hasText: /^sent$/ }).waitFor({ timeout: 20_000 })
  // all of it has come
  await page.goto(`${clinic.origin}/diary/doctor`)
  await page.getByText('65 of 70 days known').waitFor({ timeout: 30_000 })
  await page.goto(`${clinic.origin}/diary/transfer`)
  const [taken] = await Promise.all([page.waitForEvent('download'), press(page, 'The whole diary as one file (JSON)')])
  const file = join(folder, 'diary.json')
  await taken.saveAs(file)
  for (const language of ['en', 'es'] as const) {
    await page.evaluate((chosen) => {
      localStorage.setItem('clearday language', chosen)
    }, language)
    await page.goto(`${clinic.origin}/diary/doctor`)
    await page.locator('#question').fill(QUESTION)
    await page.locator('#name').fill(NAME)
    await page.locator('.doctor blockquote', { hasText: QUESTION }).waitFor({ timeout: 30_000 })
    const onDevice = (await page.locator('.doctor').evaluate((element) => element.textContent)) ?? ''
    const body = { language, name: NAME, question: QUESTION, from: dayBefore(today, 90), paper: 'A4' }
    const answer = JSON.parse((await asked(page, id, body, 'application/json')).toString('utf8')) as DoctorPage
    const inPrint = textOfPages(await asked(page, id, body, 'application/pdf')).join('')
    const given = ['doctor', file, '--language', language, '--name', NAME, '--question', QUESTION]
    const command = (...more: readonly string[]): string =>
      execFileSync(process.execPath, ['apps/cli/src/main.ts', ...given, ...more], { cwd: ROOT, encoding: 'utf8' })
    assert.deepEqual(JSON.parse(command('--json')), answer, 'the command line and the API')
    const inTerminal = bare(command())
    const printed = join(folder, `${language}.pdf`)
    command('--pdf', printed)
    assert.equal(textOfPages(readFileSync(printed)).join(''), inPrint, 'the two PDFs')
    const said = saidOf(answer, true)
    assert.ok(said.length > 150)
    for (const text of said) {
      assert.ok(bare(onDevice).includes(bare(text)), `on the device: ${text}`)
      assert.ok(bare(inPrint).includes(bare(text)), `in print: ${text}`)
    }
    for (const text of saidOf(answer, false)) assert.ok(inTerminal.includes(bare(text)), `in the terminal: ${text}`)
  }
  // without scripts too, from the account
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const account = await plain.newPage()
  await account.goto(`${clinic.origin}/account/diary`)
  const [kept] = await Promise.all([
    account.waitForEvent('download'),
    fill(account, { name: NAME, question: QUESTION }, 'Make the PDF'),
  ])
  const [first] = textOfPages(readFileSync(await kept.path()))
  assert.ok(first.includes(bare(QUESTION)) && first.includes(bare(NAME)) && first.includes('65of70daysknown'))
  await Promise.all([page.context().close(), plain.close()])
})

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

test('who opens a link sees the page for the doctor of what was shared first, then what was written; the patient sees when it was opened', async () => {
  const { page, today } = await patient('ma@example.org')
  await page.goto(`${clinic.origin}/account/access`)
  await page.getByText('Make a link').first().click()
  for (const what of ['Days', 'Attacks', 'Medicines taken', 'Sessions'])
    await page.getByLabel(what, { exact: true }).check()
  const fields = { recipient: 'Dr. Example', firstDay: dayBefore(today, 60), lastDay: today, expires: '2099-01-31' }
  await fill(page, fields, 'Make the link')
  const link = (await page.locator('#new-link').textContent()) ?? ''
  const other = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  const opened = await other.newPage()
  await opened.goto(link)
  await press(opened, 'Open the diary')
  await opened.getByRole('heading', { level: 1, name: 'Headache diary: a page for the doctor' }).waitFor()
  await opened.getByText('Only a part of the diary was shared. Not shared: treatments, about the person').waitFor()
  const words = await opened.locator('main').innerText()
  assert.ok(words.indexOf('Days in each month') < words.indexOf('What was written, day by day'))
  assert.match(words, /4 sessions since/)
  assert.doesNotMatch(words, /1988|Łucja|Magnesium/, 'nothing beyond what was shared')
  for (const light of LIGHTS) {
    await opened.evaluate((chosen) => {
      document.documentElement.dataset.light = chosen
    }, light)
    assert.deepEqual(await violations(opened), [], light)
  }
  await opened.setViewportSize({ width: 320, height: 640 })
  assert.equal(await opened.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false)
  await page.goto(`${clinic.origin}/account/access`)
  await page.getByText('opened once, last on').waitFor()
  await press(page, 'End')
  await page.getByText('Links that are over').click()
  await page.locator('details li', { hasText: 'Dr. Example' }).getByText('opened once, last on').waitFor()
  assert.deepEqual(await violations(page), [])
  await Promise.all([page.context().close(), other.close()])
})

/** The months that are folded. */
async function unfold(page: Page): Promise<void> {
  await page.locator('.entries details').evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true
  })
}

test('behind a link a treatment with a trial has the answer of the person’s own page, and is sealed where that one is', async () => {
  const trialOf = (id: string, treatment: string, startsOn: string, looks: string): object => ({
    ...{ id, treatment, startsOn, looks, blockDays: 7, withFirst: [true, false], seed: 3, note: 'Because of Anna' },
  })
  const { page, today } = await patient('jo@example.org', (day) => ({
    goals: [{ id: 'g', words: 'A walk on Sundays', setOn: dayBefore(day, 40) }],
    trials: [
      trialOf('t1', 'magnesium', dayBefore(day, 40), 'after-each-pair'),
      trialOf('t2', 'craniosacral-therapy', dayBefore(day, 10), 'once-at-the-end'),
    ],
    planChanges: [
      { id: 'c', treatment: 'magnesium', change: 'stop', proposedBy: 'patient', proposedOn: dayBefore(day, 3) },
    ],
  }))
  const told = async (of: Page, treatment: string): Promise<readonly string[]> => {
    const row = of.locator('main tr', { hasText: treatment }).first()
    await row.waitFor({ timeout: 60_000 })
    return (await row.locator('th, td').allTextContents()).map((text) => text.trim())
  }
  await page.goto(`${clinic.origin}/diary/`)
  await page.locator('.d-state', { hasText: /^sent$/ }).waitFor({ timeout: 30_000 })
  await page.goto(`${clinic.origin}/diary/doctor`)
  await page.getByText('65 of 70 days known').waitFor({ timeout: 60_000 })
  const own = [await told(page, 'Magnesium'), await told(page, 'Craniosacral therapy')]
  assert.match(own[0][2], /So far|Probably|helping/)
  assert.match(own[1][2], /^Sealed until /)
  const link = async (...kinds: readonly string[]): Promise<Page> => {
    await page.goto(`${clinic.origin}/account/access`)
    await page.getByText('Make a link').first().click()
    await page.getByText('the fair trials of them are shown too, without their notes').waitFor()
    for (const what of kinds) await page.getByLabel(what, { exact: true }).check()
    const fields = { recipient: 'Dr. Example', firstDay: dayBefore(today, 69), lastDay: today, expires: '2099-01-31' }
    await fill(page, fields, 'Make the link')
    const address = (await page.locator('#new-link').textContent()) ?? ''
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    const opened = await context.newPage()
    await opened.goto(address)
    await press(opened, 'Open the diary')
    await opened.getByRole('heading', { level: 1, name: 'Headache diary: a page for the doctor' }).waitFor()
    return opened
  }
  const most = ['Days', 'Attacks', 'Sessions', 'Medicines taken', 'Treatments', 'About the person']
  const opened = await link(...most)
  assert.deepEqual([await told(opened, 'Magnesium'), await told(opened, 'Craniosacral therapy')], own)
  await unfold(opened)
  const words = await opened.locator('main').innerText()
  assert.match(words, /Not shared: questionnaires, answers about warning signs, goals, proposed changes/)
  assert.match(
    words,
    /There may be warning signs in what was not shared \(answers about warning signs, questionnaires\)/,
  )
  assert.match(words, /fair trial/)
  assert.doesNotMatch(words, /Anna|None raised|A walk on Sundays/)
  await page.goto(`${clinic.origin}/account/access`)
  await page
    .locator('li', { hasText: 'Dr. Example' })
    .getByText(/Treatments.*Fair trials/)
    .waitFor()
  // sessions without treatments: what was used is told, and no answer
  const part = await link('Days', 'Attacks', 'Sessions')
  const [, when, answer] = await told(part, 'Craniosacral therapy')
  assert.deepEqual([when, answer.startsWith('Not answered here: ')], [own[1][1], true])
  assert.match(answer, /treatments, fair trials/)
  // by name, with what was written in own words
  const whole = await link('Goals', 'Fair trials', 'Proposed changes', 'With what I wrote in my own words')
  assert.equal(await whole.locator('.entries details[open]').count(), 1, 'the newest month is open, and no other')
  await unfold(whole)
  const listed = await whole.locator('.entries').innerText()
  for (const said of [/Goal[^]*A walk on Sundays/i, /Because of Anna/, /Proposed change/i]) assert.match(listed, said)
  for (const shared of [opened, part, whole]) {
    for (const light of LIGHTS) {
      await shared.evaluate((chosen) => {
        document.documentElement.dataset.light = chosen
      }, light)
      assert.deepEqual(await violations(shared), [], light)
    }
    await shared.setViewportSize({ width: 320, height: 640 })
    assert.equal(await shared.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false)
    await shared.context().close()
  }
  await page.goto(`${clinic.origin}/account/access`)
  assert.deepEqual(await violations(page), [])
  await page.context().close()
})
