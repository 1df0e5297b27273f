import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { BREAK_GLASS_HOURS } from '../access/break-glass.ts'
import { LONGEST_MANAGED_DAYS } from '../access/care-relationships.ts'
import { DEFAULT_OF_AGE, DEFAULT_YEARS } from '../clinic-records/retention.ts'
import { CONSENT_IDS } from '../consent/consent-texts.ts'
import { REASON_DAYS } from '../erasure/forget-account.ts'
import { FAILED_JOB_DAYS, MAIL_DAYS } from '../jobs/mail-states.ts'
import { ANSWERS_DAYS } from '../operations/kept-answers.ts'
import { VIEW_DAYS } from '../readers/page-views.ts'
import { READER_ENDING_DAYS, REFUSED_DAYS } from '../readers/tidy-readers.ts'
import { UNUSED_DAYS, VISIT_REQUEST_DAYS } from '../scheduling/drop-old-visits.ts'
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

/** What the retention page says of a table. */
function howLong(table: string): string {
  const line = page('retention')
    .split('\n')
    .find((one) => one.startsWith('|') && one.includes(`\`${table}\``))
  return line?.split('|')[3].trim() ?? ''
}

test('years and days of the retention page are those of the code and of the tables', () => {
  assert.match(howLong('mail.mails'), new RegExp(`^${MAIL_DAYS} days`))
  assert.match(howLong('diary.answers'), new RegExp(`; ${ANSWERS_DAYS} days after it was last made anew or opened$`))
  assert.match(howLong('graphile_worker'), new RegExp(`failed ones ${FAILED_JOB_DAYS} days$`))
  assert.match(howLong('site.views'), new RegExp(`^${VIEW_DAYS} days`))
  assert.match(howLong('site.reader_endings'), new RegExp(`^${READER_ENDING_DAYS} days`))
  assert.match(howLong('scheduling.requests'), new RegExp(`^${VISIT_REQUEST_DAYS} days`))
  assert.match(howLong('scheduling.waiting'), new RegExp(`^${UNUSED_DAYS} days`))
  assert.match(howLong('site.comments'), new RegExp(`the clinic does not show ${REFUSED_DAYS} days`))
  assert.match(howLong('access.merges'), new RegExp(`^${REASON_DAYS} days`))
  assert.match(howLong('auth.second_factor_recoveries'), new RegExp(`^${REASON_DAYS} days`))
  const file = new RegExp(`^${DEFAULT_YEARS} years after the last treatment, or after the ${DEFAULT_OF_AGE}th birthday`)
  assert.match(howLong('clinic_records.notes'), file)
  assert.match(page('record-of-processing'), new RegExp(`kept ${DEFAULT_YEARS} years`))
  assert.match(page('privacy-text'), new RegExp(`\\[${DEFAULT_YEARS} years\\]`))
  assert.match(page('retention'), new RegExp(`for up to ${LONGEST_MANAGED_DAYS} days`))
  const tables = readFileSync(new URL('../../migrations/0009-clinic-records.sql', import.meta.url), 'utf8')
  assert.match(tables, new RegExp(`years int NOT NULL DEFAULT ${DEFAULT_YEARS} `))
  assert.match(tables, new RegExp(`of_age int NOT NULL DEFAULT ${DEFAULT_OF_AGE} `))
})
