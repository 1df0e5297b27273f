// A diary as its device said it: each entry when somebody would have written it, some corrected later, a few entered twice and taken back.
import type { WrittenDiary } from '@clearday/diary'
import { createRandom, type Random } from '@clearday/inference'
import { diaryOperations, type OfferedOperation } from '@clearday/store'
import { chance } from './clock-times.ts'

const HOUR_MS = 3_600_000
const CORRECTED = 0.012
const TAKEN_BACK = 0.004
const NEXT_MORNING = 0.25

/**
 * The operations of a diary in the order in which they were said. The same seed gives the same ones, ids included, so that offered again they
 * are there already.
 *
 * @param stream tells the diaries of one seed apart. O(entries).
 */
export function saidOperations(diary: WrittenDiary, seed: number, stream: number): readonly OfferedOperation[] {
  const random = createRandom(seed, stream)
  const firstDay = diary.firstDay ?? ''
  const said = diaryOperations(diary, 0, () => '').flatMap((operation) => asSaid(operation, firstDay, random))
  return said
    .sort((one, other) => one.at - other.at)
    .map((operation) => ({ ...operation, id: uuidAt(operation.at, random) }))
}

function asSaid(operation: OfferedOperation, firstDay: string, random: Random): OfferedOperation[] {
  const { entity, fields } = operation
  switch (entity) {
    case 'day':
      return dayAsSaid(operation, random)
    case 'regimen':
      return regimenAsSaid(operation, random)
    case 'attack':
      return [
        at(operation, evening(textOf(fields.end).startsWith('2') ? textOf(fields.end) : textOf(fields.start), random)),
      ]
    case 'intake': {
      const given = at(operation, evening(textOf(fields.at), random))
      if (!chance(TAKEN_BACK, random)) return [given]
      // tapped twice, and the second taken back a little later
      const twice = { ...given, key: `${given.key}-again`, at: given.at + 2_000 }
      return [given, twice, { ...twice, fields: {}, deleted: true, at: twice.at + 40_000 }]
    }
    case 'session':
      return [at(operation, evening(textOf(fields.at), random))]
    case 'questionnaire':
    case 'safety-check':
      return [at(operation, evening(textOf(fields.date), random))]
    default:
      // what is said once, when the diary begins; its first day stands there from the beginning
      return [at(operation, Date.parse(`${firstDay}T17:00:00Z`))]
  }
}

function dayAsSaid(operation: OfferedOperation, random: Random): OfferedOperation[] {
  const { key, fields } = operation
  const first = at(operation, evening(key, random))
  if (fields.severity === undefined || !chance(CORRECTED, random)) return [first]
  // written in a hurry, and two days later how bad it was
  const { severity, ...hurried } = fields
  return [
    { ...first, fields: hurried },
    { ...first, fields: { severity }, at: first.at + 47 * HOUR_MS },
  ]
}

/** Begun with its start; each later event is said when it happens. */
function regimenAsSaid(operation: OfferedOperation, random: Random): OfferedOperation[] {
  const events = operation.fields.events as readonly { readonly on: string }[]
  return events.map((event, k) => ({
    ...operation,
    fields: { ...(k === 0 ? operation.fields : {}), events: events.slice(0, k + 1) },
    at: evening(event.on, random),
  }))
}

/** In the evening of a day, or on the next morning; UTC, which is near enough for when something was typed. */
function evening(moment: string, random: Random): number {
  const hours = chance(NEXT_MORNING, random) ? 29 + 2 * random.uniform() : 18 + 3 * random.uniform()
  return Date.parse(`${moment.slice(0, 10)}T00:00:00Z`) + Math.round(hours * HOUR_MS)
}

function at(operation: OfferedOperation, milliseconds: number): OfferedOperation {
  return { ...operation, at: milliseconds }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A UUIDv7 of a moment whose other bits come from the stream (RFC 9562, section 5.7). */
export function uuidAt(milliseconds: number, random: Random): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
  const time = hex(milliseconds, 12)
  const words = Array.from({ length: 3 }, () => hex(random.integer(2 ** 32), 8)).join('')
  const variant = hex(8 + random.integer(4), 1)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${words.slice(0, 3)}-${variant}${words.slice(3, 6)}-${words.slice(6, 18)}`
}
