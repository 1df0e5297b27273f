// A session that the clinic's calendar says, as its patient finds it in the diary: written by the server, there without a network, and theirs to speak of.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone, withoutNetwork } from './diary-device.ts'
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

/** What the server has of an entry, once a field of it says what it should. */
async function serverHas(patient: unknown, entity: string, field: string, value: unknown): Promise<void> {
  for (const end = Date.now() + 40_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const [{ said }] = await clinic.sql(
      `SELECT fields -> $3 AS said FROM diary.entries WHERE patient_id = $1 AND entity = $2`,
      [patient, entity, field],
    )
    if (isDeepStrictEqual(said, value)) return
    assert.ok(Date.now() < end, JSON.stringify(said))
  }
}

test('a completed session stands on its day, named as the clinic’s, also without a network, and the patient adds how it was', async () => {
  const email = 'sessions@example.org'
  const telephone = await phone(browser, clinic.origin)
  const { page } = telephone
  await newPerson(page, clinic, email)
  await signInToDiary(page, clinic, email)
  await beginDiary(page, clinic)
  await allSent(page)
  const [{ patient }] = await clinic.sql(
    `SELECT d.patient_id AS patient FROM access.diaries d JOIN auth.people p ON p.id::text = d.account_id::text WHERE p.email = $1`,
    [email],
  )
  const [ada, visit] = [randomUUID(), randomUUID()]
  for (const [text, values] of [
    [`INSERT INTO access.accounts (account_id, display_name) VALUES ($1, 'Ada Ruiz')`, [ada]],
    [`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('grove', 'Grove', 'UTC')`, []],
    [`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada]],
    [
      `INSERT INTO scheduling.services (service_id, kind, treatment_id, names, minutes, licence_needed)
       VALUES ('cst-here', 'session', 'craniosacral-therapy', '{"en": "x"}', 60, false)`,
      [],
    ],
    [`INSERT INTO scheduling.persons (person_id, name, patient_id) VALUES ($1, 'Ana Ruiz', $2)`, [visit, patient]],
    [
      `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
       SELECT $1, 'cst-here', 'grove', $2, $1, s, s, 'completed', $1, decode(repeat('00', 32), 'hex')
       FROM tstzrange(now() - interval '2 minutes', now() - interval '1 minute') s`,
      [visit, ada],
    ],
    [
      `INSERT INTO scheduling.outcomes (appointment_id, number, was)
       VALUES ($1, 1, '{"minutes": 50, "techniques": ["hold at the neck", "CV4"], "reaction": "calm, a little tired"}')`,
      [visit],
    ],
    ['INSERT INTO scheduling.outbox (appointment_id, version) VALUES ($1, 1)', [visit]],
  ] as const)
    await clinic.sql(text, values)
  for (const end = Date.now() + 20_000; ;) {
    const [{ came }] = await clinic.sql('SELECT came FROM scheduling.outbox WHERE appointment_id = $1', [visit])
    if (came === 'written') break
    assert.ok(Date.now() < end, 'it was not written')
    await page.waitForTimeout(200)
  }
  await openDiaryPage(page, clinic.origin)
  await page
    .getByRole('link', { name: /craniosacral therapy/i })
    .first()
    .waitFor()
  await withoutNetwork(telephone)
  await page
    .getByRole('link', { name: /craniosacral therapy/i })
    .first()
    .click()
  await page.getByText('Written here by the clinic: Ada Ruiz, Grove.').waitFor()
  await page.getByText('What was done: hold at the neck, CV4').waitFor()
  await page.getByText('How they saw you take it: calm, a little tired').waitFor()
  await page.getByRole('button', { name: 'Better', exact: true }).click()
  await telephone.context.setOffline(false)
  await serverHas(patient, 'session', 'reaction', { kind: 'better' })
  if (process.env.SHOTS !== undefined)
    for (const light of ['day', 'night'])
      for (const width of [390, 1280]) {
        await page.evaluate((chosen) => localStorage.setItem('clearday light', chosen), light)
        await page.setViewportSize({ width, height: 900 })
        await openDiaryPage(page, clinic.origin, `courses/session/visit-${visit}`)
        await page.screenshot({ path: `${process.env.SHOTS}/session-${light}-${String(width)}.png` })
      }
  await page.setViewportSize({ width: 390, height: 780 })
  await looksRight(telephone, clinic.origin, `courses/session/visit-${visit}`)
})

test('a course that the desk booked stands in the plan as booked at the clinic, and the patient says yes to it', async () => {
  const email = 'courses-in-plan@example.org'
  const telephone = await phone(browser, clinic.origin)
  const { page } = telephone
  await newPerson(page, clinic, email)
  await signInToDiary(page, clinic, email)
  await beginDiary(page, clinic)
  await allSent(page)
  const [{ patient }] = await clinic.sql(
    `SELECT d.patient_id AS patient FROM access.diaries d JOIN auth.people p ON p.id::text = d.account_id::text WHERE p.email = $1`,
    [email],
  )
  const [ada, desk, course] = [randomUUID(), randomUUID(), randomUUID()]
  for (const [text, values] of [
    [`INSERT INTO access.accounts (account_id, display_name) VALUES ($1, 'Bea Sol'), ($2, '')`, [ada, desk]],
    [`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('hill', 'Hill', 'UTC')`, []],
    [`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada]],
    [
      `INSERT INTO scheduling.services (service_id, kind, treatment_id, names, minutes, licence_needed)
       VALUES ('cst-there', 'session', 'craniosacral-therapy', '{"en": "x"}', 60, false)`,
      [],
    ],
    [`INSERT INTO scheduling.persons (person_id, name, patient_id) VALUES ($1, 'Ana Ruiz', $2)`, [course, patient]],
    [
      `WITH booked AS (INSERT INTO scheduling.courses (course_id, service_id, person_id, practitioner, location_id, sessions, every_days, made_by)
         VALUES ($1, 'cst-there', $1, $2, 'hill', 2, 7, $3) RETURNING course_id)
       INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash, course_id)
       SELECT id, 'cst-there', 'hill', $2, $1, s, s, 'booked', id, decode(repeat('00', 32), 'hex'), $1
       FROM booked, (VALUES (gen_random_uuid(), tstzrange('2030-03-04 09:00Z', '2030-03-04 10:00Z')), (gen_random_uuid(), tstzrange('2030-03-11 09:00Z', '2030-03-11 10:00Z'))) v (id, s)`,
      [course, ada, desk],
    ],
    ['UPDATE scheduling.course_plans SET changed_by = $2 WHERE course_id = $1', [course, desk]],
  ] as const)
    await clinic.sql(text, values)
  for (const end = Date.now() + 70_000; ;) {
    const [{ came }] = await clinic.sql('SELECT came FROM scheduling.course_plans WHERE course_id = $1', [course])
    if (came === 'written') break
    assert.ok(Date.now() < end, 'it was not written')
    await page.waitForTimeout(200)
  }
  await openDiaryPage(page, clinic.origin, 'plan')
  await page.getByText('2 sessions, one every 7 days, from 4 March 2030 to 11 March 2030, at Hill.').waitFor()
  await page.getByText(/booked at the clinic on .+, with Bea Sol/).waitFor()
  assert.equal(await page.getByText('as you noted').count(), 0)
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: `${process.env.SHOTS}/plan.png`, fullPage: true })
  await looksRight(telephone, clinic.origin, 'plan')
  await page.getByRole('button', { name: /agree/i }).first().click()
  await serverHas(patient, 'plan-change', 'answer', 'agreed')
})
