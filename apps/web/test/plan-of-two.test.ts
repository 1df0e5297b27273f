// One plan of two people: a practitioner proposes on a page without scripts and the patient's device shows it, agrees, and the practitioner sees that; the
// patient proposes to stop what is prescribed, its prescriber answers, and the device shows it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { openDiaryPage, phone, violations } from './diary-device.ts'
import { allSent, beginDiary, newPerson, signInToDiary } from './diary-people.ts'
import { accountOf, staffMember, type StaffMember } from './staff-people.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

const practitioner = (email: string, name: string): Promise<StaffMember> =>
  staffMember({ browser, clinic }, { email, name, role: 'practitioner', path: '/clinic/diaries' })

async function opens(patient: string, by: string, to: string): Promise<void> {
  await clinic.sql(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), patient, await accountOf(clinic, to), by],
  )
}

test('a practitioner and a patient propose and answer, each by name; a stop of what is prescribed is its prescriber’s to agree to', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page } = device
  page.setDefaultTimeout(20_000)
  await newPerson(page, clinic, 'ana@example.org', 'Ana Ruiz')
  await signInToDiary(page, clinic, 'ana@example.org')
  await beginDiary(page, clinic)
  const ana = await accountOf(clinic, 'Ana Ruiz')
  const [{ patient_id: id }] = await clinic.sql('SELECT patient_id FROM access.diaries WHERE account_id = $1', [ana])
  const patient = String(id)

  // a medicine that nobody said of whether it is prescribed, with who gives it
  await openDiaryPage(page, clinic.origin, 'courses/new')
  await page.getByRole('button', { name: 'Preventive medicine' }).click()
  await page.getByLabel('Which?').fill('My Tablets')
  await page.locator('#treatment-start').fill('2026-03-01')
  await page.getByText('Without an answer it counts as prescribed').waitFor()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('heading', { level: 1, name: 'My Tablets' }).waitFor()
  await openDiaryPage(page, clinic.origin, 'plan')
  const card = page.getByRole('region', { name: 'My Tablets', exact: true })
  await card.getByText('What it is for, and with whom').click()
  await card.getByLabel('Who prescribed it, or with whom').fill('Dr. Elena Vega')
  await card.getByLabel('Who prescribed it, or with whom').blur()
  await card.getByRole('definition').getByText('Dr. Elena Vega').waitFor()
  await page.getByLabel('In your own words').fill('Read a whole book')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.getByRole('button', { name: 'Reached: Read a whole book' }).waitFor()

  // the notice comes for free text in other letters too
  await openDiaryPage(page, clinic.origin, 'plan/change/new')
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByRole('button', { name: 'Another one' }).click()
  await page.getByLabel('Its name').fill('my tablets')
  await page.getByText('This is prescribed, so Dr. Elena Vega decides about it with you.').waitFor()
  await page.getByRole('button', { name: 'I do' }).click()
  await page.getByLabel('What exactly, and why?').fill('I am tired all day')
  await page.getByRole('button', { name: 'Keep the proposal' }).click()
  await page.getByText('proposed by you on').waitFor()
  await allSent(page)

  const vega = await practitioner('vega@example.org', 'Elena Vega')
  const gil = await practitioner('gil@example.org', 'Luis Gil')
  for (const name of ['Elena Vega', 'Luis Gil']) await opens(patient, ana, name)
  const plan = `${clinic.origin}/clinic/diaries/${patient}/plan`

  // another practitioner reads the plan, gives an opinion and proposes
  await gil.page.goto(`${clinic.origin}/clinic/diaries/${patient}`)
  await gil.page.getByRole('link', { name: 'The plan' }).click()
  await gil.page.getByText('“Read a whole book”').waitFor()
  await gil.page.getByRole('heading', { name: 'My Tablets', exact: true }).waitFor()
  const stop = gil.page.getByRole('region', { name: 'Stop: my tablets' })
  await stop.getByText('Dr. Elena Vega prescribes this, as the patient noted').waitFor()
  await stop.getByRole('button', { name: 'Do not agree' }).click()
  await gil.page.getByRole('link', { name: 'Say why you do not agree.' }).waitFor()
  await stop.getByLabel('Your words to the patient').fill('Half the dose first')
  await stop.getByRole('button', { name: 'Do not agree' }).click()
  await gil.page.getByText('Saved. The patient’s device shows it').waitFor()
  await stop.getByText(/^You did not agree on .*, an opinion\./).waitFor()
  await gil.page.getByRole('button', { name: 'Propose it' }).click()
  await gil.page.getByRole('link', { name: 'Choose what you propose.' }).waitFor()
  await gil.page.locator('#change').selectOption('start')
  await gil.page.locator('#treatment').selectOption('other')
  await gil.page.locator('#other').fill('magnesium')
  await gil.page.locator('#words').fill('400 mg in the evening')
  await gil.page.getByRole('button', { name: 'Propose it' }).click()
  await gil.page.getByText('proposed by you on').waitFor()

  // the patient sees both by name, and agrees to the one that asks nobody else; home leads there
  await openDiaryPage(page, clinic.origin)
  await page.getByRole('link', { name: 'Luis Gil proposed something for your plan.' }).click()
  await page.getByRole('heading', { name: 'Proposals that wait for an answer' }).waitFor()
  const [waiting, treatments] = await Promise.all(
    ['Proposals that wait for an answer', 'What I use'].map((name) =>
      page.getByRole('heading', { name }).boundingBox(),
    ),
  )
  assert.ok((waiting?.y ?? Infinity) < (treatments?.y ?? 0), 'what waits for an answer stands above the treatments')
  await page.getByText('Luis Gil did not agree on').waitFor()
  await page.getByText('This is an opinion: Dr. Elena Vega decides about it with you.').waitFor()
  await page.getByText('proposed by Luis Gil on').waitFor()
  await page.getByText('400 mg in the evening').waitFor()
  assert.deepEqual(await violations(page), [])
  const start = page.getByRole('group', { name: 'Do you agree? (Start it: Magnesium)' })
  assert.equal(await start.getByRole('button', { name: 'Taken back' }).count(), 0, 'only who proposed it takes it back')
  await start.getByRole('button', { name: 'Agreed', exact: true }).click()
  await page.getByText('You agreed on').waitFor()
  await allSent(page)
  await openDiaryPage(page, clinic.origin)
  await page.getByRole('heading', { name: 'Days that are still open' }).waitFor()
  assert.equal(await page.getByText('proposed something for your plan').count(), 0, 'what is answered waits no more')
  await openDiaryPage(page, clinic.origin, 'plan')
  await gil.page.goto(plan)
  await gil.page.getByText('What was proposed before').click()
  const agreed = gil.page.getByRole('region', { name: 'Start: Magnesium' })
  await agreed.getByText('The patient agreed on').waitFor()

  // the prescriber answers, and the device shows it as agreed
  await vega.page.goto(plan)
  const own = vega.page.getByRole('region', { name: 'Stop: my tablets' })
  await own.getByText('You prescribe this, as the patient noted.').waitFor()
  await own.getByText('Luis Gil did not agree on').waitFor()
  await own.getByLabel('Your words to the patient').fill('Half for two weeks, then none')
  await own.getByRole('button', { name: 'Agree', exact: true }).click()
  await vega.page.getByText('Saved. The patient’s device shows it').waitFor()
  await page.reload()
  await page.getByText('Elena Vega agreed on').waitFor()
  await page.getByText('Half for two weeks, then none').waitFor()
  await page.getByText('No change is proposed.').waitFor()
  const [medicine] = await clinic.sql(`SELECT fields FROM diary.entries WHERE patient_id = $1 AND entity = 'regimen'`, [
    patient,
  ])
  assert.equal((medicine.fields as { events: unknown[] }).events.length, 1, 'nothing is changed by an answer')

  // what practitioners did stands in the patient's record, and nobody else gets there
  await page.goto(`${clinic.origin}/account/access`)
  await page.getByText('Luis Gil, practitioner').first().waitFor()
  await clinic.sql('UPDATE access.care_relationships SET ended_at = now()')
  assert.equal((await vega.page.goto(plan))?.status(), 404)
  for (const { context } of [device, vega, gil]) await context.close()
})
