import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  changesOf,
  mended,
  nearTreatments,
  nextEvents,
  eventWord,
  treatmentName,
  treatmentOf,
  type RegimenEvent,
} from './treatment-words.ts'

const START: RegimenEvent = { type: 'start', on: '2026-03-01', dailyDose: 40 }
const PAUSE: RegimenEvent = { type: 'pause', on: '2026-03-05' }
const DOSE: RegimenEvent = { type: 'dose-change', on: '2026-03-07', dailyDose: 80 }
const RESUME: RegimenEvent = { type: 'resume', on: '2026-03-09' }

test('what was noted of a treatment is mended where it can have happened so, in the order of the days', () => {
  const all = [START, PAUSE, RESUME]
  assert.deepEqual(mended(all, 1, { ...PAUSE, on: '2026-03-06' }), [START, { ...PAUSE, on: '2026-03-06' }, RESUME])
  assert.deepEqual(mended(all, 2, null), [START, PAUSE])
  assert.equal(mended(all, 1, null), null, 'nothing is taken up again that was not paused')
  assert.equal(mended(all, 0, null), null)
  assert.equal(mended(all, 1, { ...PAUSE, on: '2026-03-10' }), null)
  assert.equal(mended([START], 0, null), null, 'without its start it is no treatment')
  assert.deepEqual(mended([START, DOSE, PAUSE], 1, DOSE), [START, PAUSE, DOSE], 'by the days')
})

test('another dose while it is paused leaves it paused', () => {
  assert.deepEqual(nextEvents([START, PAUSE, DOSE]), ['resume', 'dose-change', 'stop'])
  assert.deepEqual(nextEvents([START, DOSE]), ['dose-change', 'pause', 'stop'])
})

test('each event is said by itself, so that what another device adds stays', () => {
  const later = { ...PAUSE, on: '2026-03-06' }
  assert.deepEqual(changesOf([START, PAUSE], [START, later]), {
    'events.2026-03-05 pause': null,
    'events.2026-03-06 pause': later,
  })
  assert.deepEqual(changesOf([START, DOSE], [{ ...START, dailyDose: 20 }, DOSE]), {
    'events.2026-03-01 start': { ...START, dailyDose: 20 },
  })
  assert.deepEqual(changesOf([START, START], [START]), { events: [START] }, 'two of one kind on one day have one name')
})

test('treatments are known and suggested by their names in both languages, from their first letters on', () => {
  for (const name of ['Terapia craneosacral', 'terapia  CRANEOSACRAL', 'Craniosacral therapy', 'craniosacral-therapy'])
    assert.equal(treatmentOf(name), 'craniosacral-therapy')
  assert.equal(treatmentOf('té de jengibre'), 'té de jengibre')
  assert.equal(treatmentName('craniosacral-therapy', 'es'), 'Terapia craneosacral')
  assert.equal(treatmentName('craniosacral-therapy', 'en'), 'Craniosacral therapy')
  assert.deepEqual(nearTreatments('acup', 'es'), ['Acupuntura'])
  assert.deepEqual(nearTreatments('acup', 'en'), ['Acupuncture'])
  assert.ok(nearTreatments('cran', 'es').includes('Terapia craneosacral'))
  assert.deepEqual(nearTreatments('xyz', 'en'), [])
})

test('what lies ahead has not happened', () => {
  const words = { events: { start: 'Started' }, coming: { start: 'Starts' } }
  assert.equal(eventWord(words, 'start', '2026-03-02', '2026-03-01'), 'Starts')
  assert.equal(eventWord(words, 'start', '2026-03-01', '2026-03-01'), 'Started')
})
