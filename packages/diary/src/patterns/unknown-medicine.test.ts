// What a medicine that nobody can classify leaves open in chronic migraine.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from '../../fixtures/diary-of.ts'
import type { Status } from '../three-valued.ts'
import { likeMigraine } from './chronic-migraine.ts'

const DATE = '2026-03-05'
const PRESSING = {
  date: DATE,
  headache: 'present',
  side: 'both-sides',
  quality: ['pressing'] as 'pressing'[],
  severity: 'mild',
  aggravatedByActivity: false,
  nausea: 'none',
  vomiting: false,
  photophobia: false,
  phonophobia: false,
} as const

test('what I took for migraine and my pill ended is open until somebody knows what the pill was', () => {
  const after = (product: string, believedMigraine: boolean): Status => {
    const intakes = [{ id: '1', at: `${DATE}T09:00`, product, relief: 'complete' as const }]
    return likeMigraine(dayOf({ days: [{ ...PRESSING, believedMigraine }], intakes }, DATE))
  }
  assert.equal(after('sumatriptan', true), 'met')
  assert.equal(after('my migraine pill', true), 'unknown')
  assert.equal(after('my migraine pill', false), 'not-met')
  assert.equal(after('ibuprofen', true), 'not-met')
})
