// Whether an operation says something that can be: each field by itself, and then the entry as it would be with it.
import { isLocalDate } from '../calendar/local-date.ts'
import { ENTRY_KINDS, entryProblems, fieldProblems, type EntryName } from '../format/entry-shape.ts'
import type { Problem } from '../format/problem.ts'
import { fieldOf, joined, partsOf } from './parts.ts'
import { isUuid } from './uuid.ts'
import type { Fields, Json, OfferedOperation, RefusalCode } from './operation.ts'

export interface CheckedRefusal {
  readonly code: RefusalCode
  readonly path: readonly (string | number)[]
  readonly value?: unknown
  readonly message: string
}

/** A day with a long note has a few thousand; more than this is no entry. */
const MOST_CHARACTERS = 64_000
const LONGEST_KEY = 200
/** The year 2255: beyond it microseconds are no whole numbers any more. */
const LATEST_CLOCK_MS = 9_007_199_254_740

/** Null if it can be. The first problem is told: the fields of one operation are few. O(size of the operation). */
export function checkOperation(offered: OfferedOperation): CheckedRefusal | null {
  const { id, entity, key, fields, at, seen } = offered
  if (!isUuid(id)) return refuse('wrong-value', ['id'], id, 'An operation has a UUID in small letters as its id.')
  if (!Object.hasOwn(ENTRY_KINDS, entity)) {
    const words = `There is no entity ${JSON.stringify(entity)}; there are ${Object.keys(ENTRY_KINDS).join(', ')}.`
    return refuse('unknown-entity', ['entity'], entity, words)
  }
  const wrongKey = keyFault(entity, key)
  if (wrongKey !== null) return refuse('wrong-key', ['key'], key, wrongKey)
  if (!isClock(at))
    return refuse('wrong-value', ['at'], at, 'Write when it was said, in whole milliseconds since 1970.')
  if (!Number.isSafeInteger(seen) || seen < 0)
    return refuse(
      'wrong-value',
      ['seen'],
      seen,
      'Write the last place of the log that was seen: a whole number from 0.',
    )
  const { effective, device, follows } = offered
  if (follows !== undefined && (!Number.isSafeInteger(follows) || follows < 0))
    return refuse(
      'wrong-value',
      ['follows'],
      follows,
      'Write the greatest `effective` that was seen: a whole number from 0.',
    )
  if ((effective === undefined) !== (device === undefined))
    return refuse(
      'wrong-value',
      ['effective'],
      effective,
      'Offer again with `effective` and `device` as they were told.',
    )
  if (effective !== undefined && (!Number.isSafeInteger(effective) || effective < 0))
    return refuse('wrong-value', ['effective'], effective, 'Write `effective` as it was told: a whole number from 0.')
  if (device !== undefined && !isUuid(device))
    return refuse('wrong-value', ['device'], device, 'Write `device` as it was told: a UUID in small letters.')
  const written = JSON.stringify(fields)
  if (written.length > MOST_CHARACTERS) {
    const words = `An operation may have ${MOST_CHARACTERS} characters; this one has ${written.length}. Shorten its longest text.`
    return refuse('too-large', ['fields'], undefined, words)
  }
  const whole = Object.fromEntries(Object.entries(fields).filter(([name]) => fieldOf(name) === name))
  return unstorable(fields, ['fields']) ?? first(fieldProblems(entity, whole), ['fields']) ?? partFault(entity, fields)
}

/** Of a day lists of names, and of an attack a thing with a moment of its own. */
const SAID_WHOLE: ReadonlySet<string> = new Set(['prodrome', 'postdrome'])

/** A part is right if a field of it alone is, and it is the one that it is called. O(size). */
function partFault(entity: EntryName, fields: Fields): CheckedRefusal | null {
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldOf(name)
    if (field === name) continue
    if (entity === 'attack' && SAID_WHOLE.has(field))
      return refuse('unknown-field', ['fields', name], shortened(value), `An attack says "${field}" as a whole.`)
    const part = name.slice(field.length + 1)
    const alone = value === null ? undefined : joined(field, new Map([[part, value]]))
    const wrong = first(fieldProblems(entity, { [field]: alone ?? null }), ['fields'])
    if (wrong !== null) return { ...wrong, path: ['fields', name, ...wrong.path.slice(2)], value: shortened(value) }
    // a name in a list is there, or it is not
    const isName = field === 'lostTime' || (Array.isArray(alone) && typeof alone[0] === 'string')
    if (value !== null && (isName ? value !== true : ![...partsOf(field, alone).keys()].includes(part)))
      return refuse('wrong-value', ['fields', name], value, `This is no part ${JSON.stringify(part)} of "${field}".`)
  }
  return null
}

/** Null if the entry is whole and fits together. */
export function checkEntry(entity: EntryName, key: string, fields: Fields): CheckedRefusal | null {
  const { named } = ENTRY_KINDS[entity]
  const entry = withUnsaid(entity, fields)
  return first(entryProblems(entity, named === null ? entry : { ...entry, [named]: key }), ['fields'])
}

/** An entry with what is so while nobody said it: whether a day had headache is not known. It is never said, and so wins over no answer. */
export function withUnsaid(entity: EntryName, fields: Fields): Fields {
  return entity === 'day' && fields.headache === undefined ? { headache: 'unknown', ...fields } : fields
}

/** The first place at which PostgreSQL would refuse a text, or keep a number as another one; null if there is none. O(size). */
function unstorable(value: Json, path: CheckedRefusal['path']): CheckedRefusal | null {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return null
    const words = 'This text holds the character 0 or half of a surrogate pair, which cannot be stored. Leave it out.'
    return refuse('wrong-value', path, value, words)
  }
  if (typeof value === 'number') {
    if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return null
    const words = `A number up to ${Number.MAX_SAFE_INTEGER} can be kept as it is; beyond it, it would become another.`
    return refuse('wrong-value', path, value, words)
  }
  if (typeof value !== 'object' || value === null) return null
  const parts: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? [...(value as readonly Json[]).entries()]
    : Object.entries(value as Fields)
  for (const [part, inner] of parts) {
    const found = unstorable(part, [...path, part]) ?? unstorable(inner, [...path, part])
    if (found !== null) return found
  }
  return null
}

function keyFault(entity: EntryName, key: unknown): string | null {
  if (typeof key !== 'string' || key === '' || key.length > LONGEST_KEY || /[\0\p{Cs}]/u.test(key))
    return `The key is a text of 1 to ${LONGEST_KEY} characters.`
  if (entity === 'day' && !isLocalDate(key)) return 'The key of a day is its date, such as "2026-03-29".'
  if ((entity === 'person' || entity === 'diary') && key !== entity)
    return `The key is "${entity}": there is one of it.`
  return null
}

function isClock(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= LATEST_CLOCK_MS
}

const CODES: Readonly<Record<string, RefusalCode>> = { 'unknown-key': 'unknown-field', missing: 'incomplete' }

function first(problems: readonly Problem[], under: readonly string[]): CheckedRefusal | null {
  if (problems.length === 0) return null
  const [{ code, path, value, message }] = problems
  return refuse(CODES[code] ?? 'wrong-value', [...under, ...path], value, message)
}

function refuse(code: RefusalCode, path: CheckedRefusal['path'], value: unknown, message: string): CheckedRefusal {
  const told = {
    code,
    path: path.map((part) => shortened(part) as string | number),
    message: shortened(message, 1000) as string,
  }
  return value === undefined ? told : { ...told, value: shortened(value) }
}

const LONGEST_TOLD = 200

/** A value as it is told back: whole where it is short, else the beginning of it, of anything but a text as JSON. */
export function shortened(value: unknown, most: number = LONGEST_TOLD): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= most ? value : `${text.slice(0, most - 1)}…`
}
