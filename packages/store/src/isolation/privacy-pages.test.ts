import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { BREAK_GLASS_HOURS } from '../access/break-glass.ts'
import { LONGEST_MANAGED_DAYS } from '../access/care-relationships.ts'
import { CONSENT_IDS } from '../consent/consent-texts.ts'
import { LIBRARIES, RELATIONS } from './isolation-matrix.ts'

const page = (name: string): string =>
  readFileSync(new URL(`../../../../docs/privacy/${name}.md`, import.meta.url), 'utf8')

test('how long it is kept is said of every table', () => {
  const retention = page('retention')
  const missing = [...Object.keys(RELATIONS), ...Object.keys(LIBRARIES)].filter(
    (name) => !retention.includes(`\`${name}\``),
  )
  assert.deepEqual(missing, [])
})

test('every consent stands in the record of processing', () => {
  const record = page('record-of-processing')
  assert.deepEqual(
    CONSENT_IDS.filter((id) => !record.includes(`\`${id}\``)),
    [],
  )
})

test('how long a diary can be open without its patient is what the code allows', () => {
  for (const name of ['record-of-processing', 'privacy-text']) {
    assert.match(page(name), new RegExp(`\\b${LONGEST_MANAGED_DAYS} days`), name)
    assert.match(page(name), new RegExp(`\\b${BREAK_GLASS_HOURS} hours`), name)
  }
})
