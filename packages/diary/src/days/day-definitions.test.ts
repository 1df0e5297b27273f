import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from '../../fixtures/diary-of.ts'
import type { WritableDiary } from '../format/index.ts'
import type { Status } from '../three-valued.ts'
import { dayDefinition, DAY_DEFINITIONS, DAY_RULES } from './day-definitions.ts'

type Parts = Partial<WritableDiary>
type WrittenDay = NonNullable<Parts['days']>[number]

const DATE = '2026-03-05'
const MIGRAINE = {
  side: 'left',
  quality: ['pulsating'],
  severity: 'severe',
  aggravatedByActivity: true,
  nausea: 'none',
  vomiting: false,
  photophobia: true,
  phonophobia: true,
} satisfies Partial<WrittenDay>
const TENSION = {
  side: 'both-sides',
  quality: ['pressing'],
  severity: 'mild',
  aggravatedByActivity: false,
  nausea: 'none',
  vomiting: false,
  photophobia: false,
  phonophobia: false,
} satisfies Partial<WrittenDay>

function on(definition: string, parts: Parts, date = DATE): Status {
  return dayDefinition(definition).statusOn(dayOf(parts, date))
}

function day(fields: Partial<WrittenDay>, more: Parts = {}): Parts {
  return { days: [{ date: DATE, headache: 'present', ...fields }], ...more }
}

function took(product: string, relief?: 'none' | 'some' | 'much' | 'complete', reason?: 'other-pain'): Parts {
  return {
    intakes: [{ id: 'i', at: `${DATE}T09:00`, product, ...(relief && { relief }), ...(reason && { reason }) }],
  }
}

test('Leiden: half an hour with two features of pain and one of the symptoms', () => {
  assert.equal(on('MD_LEIDEN_30MIN_v1', day({ ...MIGRAINE, hours: 0.5 })), 'met')
  assert.equal(on('MD_LEIDEN_30MIN_v1', day({ ...MIGRAINE, hours: 0.4 })), 'not-met')
  assert.equal(on('MD_LEIDEN_30MIN_v1', day({ ...TENSION, hours: 10 })), 'not-met')
  assert.equal(on('MD_LEIDEN_30MIN_v1', day({ ...MIGRAINE, phonophobia: false, hours: 10 })), 'not-met')
})

test('Leiden: a headache that was not timed is taken for half an hour, one that was not described is open', () => {
  assert.equal(on('MD_LEIDEN_30MIN_v1', day(MIGRAINE)), 'met')
  assert.equal(on('MD_LEIDEN_30MIN_v1', day({})), 'unknown')
  assert.equal(on('MD_LEIDEN_30MIN_v1', { days: [] }), 'unknown')
  assert.equal(on('MD_LEIDEN_30MIN_v1', day({ headache: 'none' })), 'not-met')
})

test('Leiden: an aura of 5 to 60 minutes marks its day, with or without headache', () => {
  const aura = (durationMinutes?: number): WrittenDay['aura'] => ({
    symptoms: [{ kind: 'visual', ...(durationMinutes !== undefined && { durationMinutes }) }],
  })
  const clear = (one: NonNullable<WrittenDay['aura']>): Status =>
    on('MD_LEIDEN_30MIN_v1', day({ headache: 'none', aura: one }))
  assert.equal(clear(aura(5)!), 'met')
  assert.equal(clear(aura(60)!), 'met')
  assert.equal(clear(aura(4)!), 'not-met')
  assert.equal(clear(aura(61)!), 'not-met')
  assert.equal(clear(aura()!), 'unknown')
  assert.equal(clear({ symptoms: [] }), 'unknown')
})

test('Leiden: headache and a triptan, whatever it did; a triptan alone leaves the headache open', () => {
  assert.equal(on('MD_LEIDEN_30MIN_v1', day(TENSION, took('sumatriptan', 'none'))), 'met')
  assert.equal(on('MD_LEIDEN_30MIN_v1', { ...took('sumatriptan') }), 'unknown')
  assert.equal(on('MD_LEIDEN_30MIN_v1', day(TENSION, took('ibuprofen', 'complete'))), 'not-met')
})

test('IHS: four hours that fit migraine, or probable migraine', () => {
  assert.equal(on('MD_IHS_4H_v1', day({ ...MIGRAINE, hours: 4 })), 'met')
  assert.equal(on('MD_IHS_4H_v1', day({ ...MIGRAINE, hours: 3.9 })), 'not-met')
  assert.equal(on('MD_IHS_4H_v1', day(MIGRAINE)), 'unknown')
  assert.equal(on('MD_IHS_4H_v1', day({ ...MIGRAINE, phonophobia: false, hours: 5 })), 'met')
  assert.equal(on('MD_IHS_4H_v1', day({ ...TENSION, hours: 12 })), 'not-met')
})

test('IHS: a headache of any length that a triptan ended, not one that it did not', () => {
  const short = { ...TENSION, hours: 2 }
  assert.equal(on('MD_IHS_4H_v1', day(short, took('sumatriptan', 'much'))), 'met')
  assert.equal(on('MD_IHS_4H_v1', day(short, took('sumatriptan', 'none'))), 'not-met')
  assert.equal(on('MD_IHS_4H_v1', day(short, took('sumatriptan', 'some'))), 'unknown')
  assert.equal(on('MD_IHS_4H_v1', day(short, took('sumatriptan'))), 'unknown')
  assert.equal(on('MD_IHS_4H_v1', day(short, took('ibuprofen', 'complete'))), 'not-met')
})

test('five hours over midnight are one headache of five hours, and mark both days', () => {
  const attacks = [{ id: 'a', start: `${DATE}T22:00`, end: '2026-03-06T03:00', ...MIGRAINE }]
  for (const name of ['HD_ANY_v1', 'HD_LEIDEN_1H_v1', 'MD_LEIDEN_30MIN_v1', 'MD_IHS_4H_v1', 'MSD_IHS_4H_v1']) {
    assert.deepEqual([on(name, { attacks }), on(name, { attacks }, '2026-03-06')], ['met', 'met'], name)
  }
  const split = [
    { ...attacks[0], end: '2026-03-06T00:00' },
    { ...attacks[0], id: 'b', start: '2026-03-06T00:00' },
  ]
  assert.equal(on('MD_IHS_4H_v1', { attacks: split }), 'met')
})

test('a headache day of Leiden has an hour of it, or a medicine', () => {
  assert.equal(on('HD_LEIDEN_1H_v1', day({ hours: 1 })), 'met')
  assert.equal(on('HD_LEIDEN_1H_v1', day({ hours: 0.9 })), 'not-met')
  assert.equal(on('HD_LEIDEN_1H_v1', day({ hours: 0.9 }, took('paracetamol'))), 'met')
  assert.equal(on('HD_LEIDEN_1H_v1', day({})), 'unknown')
  assert.equal(on('HD_ANY_v1', day({ hours: 0.1 })), 'met')
  const attacks = [
    { id: 'a', start: `${DATE}T08:00`, end: `${DATE}T08:40` },
    { id: 'b', start: `${DATE}T18:00`, end: `${DATE}T18:40` },
  ]
  assert.equal(on('HD_LEIDEN_1H_v1', { attacks }), 'met')
})

test('moderate or severe at its worst; for IHS also four hours, or treated with success', () => {
  assert.equal(on('MSD_PEAK_v1', day({ peakIntensity: 4, hours: 1 })), 'met')
  assert.equal(on('MSD_PEAK_v1', day({ peakIntensity: 3 })), 'not-met')
  assert.equal(on('MSD_PEAK_v1', day({})), 'unknown')
  assert.equal(on('MSD_IHS_4H_v1', day({ peakIntensity: 4, hours: 1 })), 'not-met')
  assert.equal(on('MSD_IHS_4H_v1', day({ peakIntensity: 4, hours: 4 })), 'met')
  assert.equal(on('MSD_IHS_4H_v1', day({ peakIntensity: 2, hours: 1 }, took('ibuprofen', 'complete'))), 'met')
  // for the back, and not for the head
  assert.equal(
    on('MSD_IHS_4H_v1', day({ peakIntensity: 2, hours: 1 }, took('ibuprofen', 'complete', 'other-pain'))),
    'not-met',
  )
})

test('a crystal-clear day must have been said to be one', () => {
  const clear = (fields: Partial<WrittenDay>, more: Parts = {}): Status =>
    on('CCD_v1', day({ headache: 'none', ...fields }, more))
  assert.equal(clear({ functionalGrade: 0 }), 'met')
  assert.equal(clear({ prodrome: [], postdrome: [] }), 'met')
  assert.equal(clear({}), 'unknown')
  assert.equal(clear({ prodrome: [] }), 'unknown')
  assert.equal(clear({ functionalGrade: 1 }), 'not-met')
  assert.equal(clear({ functionalGrade: 0, prodrome: ['yawning'] }), 'not-met')
  assert.equal(clear({ functionalGrade: 0, neckPain: 2 }), 'not-met')
  assert.equal(clear({ functionalGrade: 0 }, took('ibuprofen', undefined, 'other-pain')), 'not-met')
  assert.equal(clear({ functionalGrade: 0, noMedicine: false }), 'unknown')
  assert.equal(on('CCD_v1', { days: [] }), 'unknown')
})

test('the day after an attack is not crystal clear while the attack is still felt', () => {
  const attacks = [
    {
      id: 'a',
      start: '2026-03-04T09:00',
      end: '2026-03-04T20:00',
      postdrome: { end: '2026-03-05T12:00', symptoms: ['foggy'] },
    },
  ]
  assert.equal(on('CCD_v1', day({ headache: 'none', functionalGrade: 0 }, { attacks })), 'not-met')
  assert.equal(on('HD_ANY_v1', day({ headache: 'none' }, { attacks })), 'not-met')
  assert.equal(on('HD_ANY_v1', { attacks }), 'unknown')
})

test('every definition has its own versioned name and a rule of its own', () => {
  assert.ok(DAY_DEFINITIONS.every(({ name }) => /_v\d+$/.test(name)))
  assert.equal(new Set(DAY_DEFINITIONS.map(({ name }) => name)).size, DAY_DEFINITIONS.length)
  assert.equal(new Set(DAY_RULES.map(({ id }) => id)).size, DAY_RULES.length)
})
