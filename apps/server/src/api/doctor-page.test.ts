// The address of the page for the doctor, asked as programs ask: what is wrong is named, and what two devices made contradictory is left out and told.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { DoctorPage } from '@clearday/care'
import { startTestServer, type TestServer } from '../testing.ts'

const NOW = Date.UTC(2026, 2, 12, 18)
let server: TestServer
before(async () => {
  server = await startTestServer(() => NOW)
})
after(() => server.end())

function ask(session: string, patient: string, body: string, accept = 'application/json'): Promise<Response> {
  return fetch(`${server.origin}/api/v1/doctor-page/${patient}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-session': session, accept },
    body,
  })
}

test('what cannot be used is named with its place, and nothing is made', async () => {
  const { patient, session } = await server.newPatient()
  for (const [body, said] of [
    ['{"language": "fr"}', /^language cannot be used; write en or es\./],
    ['{}', /^language cannot be used/],
    ['{"language": "en", "from": "2026-02-30"}', /^from cannot be used; write a day such as/],
    ['{"language": "en", "from": "2026-03-13"}', /^from cannot be used: 2026-03-13 is after 2026-03-12/],
    ['{"language": "en", "from": "2026-03-02", "to": "2026-03-01"}', /^from cannot be used/],
    ['{"language": "en", "paper": "A5"}', /^paper cannot be used; write A4 or Letter/],
    [JSON.stringify({ language: 'en', question: 'x'.repeat(4001) }), /^question cannot be used; write at most 4000/],
    ['[]', /^The body cannot be used; send an object/],
  ] as const) {
    const answer = await ask(session, patient, body)
    assert.equal(answer.status, 400, body)
    assert.match(((await answer.json()) as { detail: string }).detail, said)
  }
  assert.ok([400, 415].includes((await ask(session, patient, '{"language": ')).status))
})

test('an empty diary has a page, and a PDF for who asks for one', async () => {
  const { patient, session } = await server.newPatient()
  const page = (await (await ask(session, patient, '{"language": "es"}')).json()) as DoctorPage
  assert.equal(page.completeness, 'De este periodo no se conoce ningún día.')
  assert.equal(page.period, 'Del 12 de marzo de 2026 al 12 de marzo de 2026 (1 día)')
  const pdf = await ask(session, patient, '{"language": "es", "paper": "Letter"}', 'application/pdf')
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  assert.match(String(pdf.headers.get('content-disposition')), /diario-de-dolor-de-cabeza-2026-03-12\.pdf/)
  assert.match(await pdf.text(), /^%PDF-1\.7[^]*\/MediaBox \[0 0 612 792\]/)
})

test('an entry that contradicts itself is left out, and that is told', async () => {
  const { patient, session } = await server.newPatient()
  const say = async (entity: string, key: string, fields: object): Promise<void> => {
    const operations = [{ id: randomUUID(), entity, key, fields, deleted: false, at: NOW, seen: 0 }]
    const answer = await fetch(`${server.origin}/api/v1/sync/${patient}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-session': session },
      body: JSON.stringify({ epoch: null, after: 0, device: randomUUID(), sentAt: NOW, operations }),
    })
    assert.equal(answer.status, 200)
  }
  await say('day', '2026-03-10', { headache: 'none' })
  await say('attack', 'a1', { start: '2026-03-09T10:00', end: '2026-03-09T12:00' })
  await server.store.owner.query(
    `UPDATE diary.entries SET fields = fields || '{"end": "2026-03-08T12:00"}' WHERE patient_id = $1 AND entity = 'attack'`,
    [patient],
  )
  const page = (await (await ask(session, patient, '{"language": "en"}')).json()) as DoctorPage
  assert.match(page.completeness, /1 entry contradicts itself and is left out\./)
})
