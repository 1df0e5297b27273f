// The plan on the telephone: goals in own words, treatments side by side, and changes that one side proposes and the other answers, with their history.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone, saidOf } from './diary-device.ts'
import { FRAME, put, type Entry } from './diary-entries.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

const TODAY = '2026-03-12'
const beside = (days: number): string =>
  new Date(Date.parse(`${TODAY}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const regimen = (key: string, start: string, fields: object): Entry => ({
  ...{ entity: 'regimen', key, first: start, last: null },
  fields: { events: [{ type: 'start', on: start }], ...fields },
})

function entries(): readonly Entry[] {
  const days = Array.from({ length: 120 }, (_, at): Entry => {
    const date = beside(at - 119)
    return { entity: 'day', key: date, fields: { headache: at % 3 === 0 ? 'present' : 'none' }, first: date }
  })
  const intakes = Array.from({ length: 11 }, (_, at): Entry => {
    const date = `2026-02-${String(1 + 2 * at).padStart(2, '0')}`
    return {
      entity: 'intake',
      key: `i${String(at)}`,
      fields: { at: `${date}T09:00`, product: 'sumatriptan' },
      first: date,
    }
  })
  const session = beside(-20)
  return [
    ...[FRAME, ...days, ...intakes],
    regimen('p', '2025-06-01', {
      ...{ kind: 'medicine', treatment: 'propranolol', prescribed: true, practitioner: 'Dr. Vega', doseUnit: 'mg' },
      events: [{ type: 'start', on: '2025-06-01', dailyDose: 80 }],
    }),
    regimen('m', beside(-30), { kind: 'supplement', treatment: 'magnesium' }),
    regimen('n', beside(-60), { kind: 'nutrition', treatment: 'no late meals' }),
    { entity: 'session', key: 's', fields: { at: `${session}T10:00`, therapy: 'acupuncture' }, first: session },
  ]
}

test('goals are written, reached and wanted again, and treatments stand side by side with when they can be judged', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date(`${TODAY}T18:00:00Z`))
  await openDiaryPage(page, clinic.origin, 'plan')
  await page.getByText('No treatment is noted yet.').waitFor({ timeout: 30_000 })
  await put(page, entries())
  await openDiaryPage(page, clinic.origin, 'plan')
  await context.setOffline(true)
  await page.getByLabel('In your own words').fill('Read a whole book')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.getByRole('button', { name: 'Reached: Read a whole book' }).click()
  await page.getByText('reached on 12 March 2026').waitFor()
  await page.getByRole('button', { name: 'Still wanted: Read a whole book' }).click()
  await page.getByText('since 12 March 2026').waitFor()
  const [goal] = await saidOf(page, 'goal')
  assert.deepEqual(goal.fields, { words: 'Read a whole book', setOn: TODAY })
  const card = (name: string) => page.getByRole('region', { name, exact: true })
  await card('Propranolol').getByText('In use since 1 June 2025; 80 mg a day. Prescribed').waitFor({ timeout: 30_000 })
  await card('Propranolol').getByText('Dr. Vega').waitFor()
  await card('Magnesium')
    .getByText(/^From .* on\. Before, it is too early\.$/)
    .waitFor()
  await card('Acupuncture').getByText('1 session, the last on 20 February 2026').waitFor()
  for (const group of ['Medicines to prevent', 'Therapies with sessions', 'Supplements', 'Food and drink'])
    await page.getByRole('heading', { name: group }).waitFor()
  await page.getByText('Triptans: 11 days in a month.').waitFor()
  await page.getByText('Propranolol is prescribed. Ask whoever prescribed it').waitFor()
  await card('Magnesium').getByText('What it is for, and with whom').click()
  await card('Magnesium').getByLabel('What it is for').fill('Fewer attacks at weekends')
  await card('Magnesium').getByLabel('What it is for').blur()
  await card('Magnesium').getByRole('definition').getByText('Fewer attacks at weekends').waitFor()
  await context.setOffline(false)
  await looksRight(device, clinic.origin, 'plan')
  await page.evaluate(() => {
    localStorage.setItem('clearday language', 'es')
  })
  await page.goto(`${clinic.origin}/diary/plan`)
  await page.getByText('Propranolol tiene receta.').waitFor({ timeout: 30_000 })
  await context.close()
})

test('a stop of what is prescribed goes to its prescriber in words, is answered, taken back and kept in the history', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date(`${TODAY}T18:00:00Z`))
  await openDiaryPage(page, clinic.origin, 'plan')
  await put(page, entries())
  await page.goto(`${clinic.origin}/diary/plan/change/new/propranolol`)
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByText('This is prescribed, so Dr. Vega decides about it with you.').waitFor()
  await page.getByRole('button', { name: 'Keep the proposal' }).click()
  await page.getByText('Say which treatment, what is proposed, and who proposes it.').waitFor()
  await page.getByRole('button', { name: 'I do' }).click()
  await page.getByLabel('What exactly, and why?').fill('I am tired all day')
  await looksRight(device, clinic.origin, 'plan/change/new/propranolol')
  await page.goto(`${clinic.origin}/diary/plan/change/new/propranolol`)
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByRole('button', { name: 'I do' }).click()
  await page.getByLabel('What exactly, and why?').fill('I am tired all day')
  await page.getByRole('button', { name: 'Keep the proposal' }).click()
  await page.getByText('proposed by you on 12 March 2026, with Dr. Vega').waitFor()
  await page.getByText('Do not stop, pause or change it before you have talked.').waitFor({ timeout: 30_000 })
  const [kept] = await saidOf(page, 'plan-change')
  const proposed = {
    ...{ treatment: 'propranolol', change: 'stop', proposedBy: 'patient', proposedOn: TODAY },
    ...{ words: 'I am tired all day', practitioner: 'Dr. Vega' },
  }
  assert.deepEqual(kept.fields, proposed)
  const [propranolol] = (await saidOf(page, 'regimen')).filter(({ key }) => key === 'p')
  assert.equal((propranolol.fields.events as readonly unknown[]).length, 1, 'a proposal changes nothing')
  // nothing is agreed before the person says that the prescriber agreed
  await page.getByText('What did Dr. Vega say?').waitFor()
  await page.getByRole('button', { name: 'Agreed', exact: true }).click()
  await page.getByText('Has Dr. Vega told you that they agree?').waitFor()
  await page.getByText('It stays open until Dr. Vega has agreed.').waitFor()
  assert.deepEqual(await saidOf(page, 'plan-answer'), [])
  await page.getByRole('button', { name: 'Not yet' }).click()
  await page.getByText('What did Dr. Vega say?').waitFor()
  await page.getByRole('button', { name: 'Agreed', exact: true }).click()
  await page.getByRole('button', { name: 'Yes, they agree' }).click()
  await page.getByRole('status').getByText('Now note it under treatments, with its day.').waitFor()
  await page.getByRole('button', { name: 'Take that back' }).click()
  await page.getByText('What did Dr. Vega say?').waitFor()
  await page.getByRole('button', { name: 'Not agreed' }).click()
  await page.getByText('What was proposed before').click()
  await page.getByText('Dr. Vega did not agree on 12 March 2026, as you noted').waitFor()
  const [change] = await saidOf(page, 'plan-change')
  assert.deepEqual(change.fields, proposed, 'the proposal stays as it was')
  const [answered] = await saidOf(page, 'plan-answer')
  assert.deepEqual(answered.fields, {
    ...{ proposal: change.key, answer: 'not-agreed', saidOn: TODAY, practitioner: 'Dr. Vega', asPrescriber: true },
  })
  await context.close()
})

test('a stop that somebody else proposes names the prescriber of that very medicine, and waits for them after the person agreed', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date(`${TODAY}T18:00:00Z`))
  await openDiaryPage(page, clinic.origin, 'plan')
  await put(page, [
    ...entries(),
    // free text in other letters, of which nobody said whether it is prescribed
    regimen('t', '2026-01-01', { kind: 'medicine', treatment: 'My Tablets', practitioner: 'Dr. Luna' }),
    {
      ...{ entity: 'plan-change', key: 'x', first: TODAY, last: null },
      fields: {
        ...{ treatment: 'my tablets', change: 'stop', proposedBy: 'practitioner', proposedOn: TODAY },
        practitioner: 'The therapist',
      },
    },
  ])
  await openDiaryPage(page, clinic.origin, 'plan')
  await page.getByText('This is prescribed, so Dr. Luna decides about it with you.').waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Agreed', exact: true }).click()
  await page.getByText('You agreed, and Dr. Luna has not agreed yet. Change nothing before.').waitFor()
  assert.equal(await page.getByText('Now note it under treatments').count(), 0)
  await looksRight(device, clinic.origin, 'plan')
  await openDiaryPage(page, clinic.origin, 'plan')
  await page.getByRole('button', { name: 'Yes, they agree' }).click()
  await page.getByRole('link', { name: 'Now note it under treatments' }).waitFor()
  await context.close()
})

test('a goal that whoever treats the person proposes needs no treatment, and stands among the goals once both want it', async () => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  await openDiaryPage(page, clinic.origin, 'plan/change/new')
  await page.getByRole('button', { name: 'A goal' }).click()
  await page.getByText('Which treatment?').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Whoever treats me' }).click()
  await page.getByRole('button', { name: 'Keep the proposal' }).click()
  await page.getByText('Write the goal, and say who proposes it.').waitFor()
  await page.getByLabel('The goal, in words').fill('Swim once a week')
  await page.getByRole('button', { name: 'Keep the proposal' }).click()
  await page.getByText('A goal: Swim once a week').first().waitFor()
  await page.getByRole('button', { name: 'Agreed', exact: true }).click()
  await page.getByRole('button', { name: 'Reached: Swim once a week' }).waitFor()
  const [goal] = await saidOf(page, 'goal')
  assert.equal(goal.fields.words, 'Swim once a week')
  await context.close()
})
