// A clinician's signature under one version of one rule, and the reader of the document in which an installation keeps them.
import { isLocalDate, type LocalDate } from '@clearday/diary'

export interface Clinician {
  readonly name: string
  /** "neurologist", "physiotherapist" … */
  readonly profession: string
  /** Number in a professional register. */
  readonly registration?: string
}

export interface Signature {
  readonly ruleId: string
  /** Of the rule, as it was signed. */
  readonly version: number
  /** Of what the rule said then: `ruleFingerprint`. */
  readonly fingerprint: string
  readonly clinician: Clinician
  readonly on: LocalDate
  readonly note?: string
}

export type SignatureProblemCode =
  'not-json' | 'not-a-list' | 'not-an-object' | 'missing' | 'unknown-key' | 'wrong-value' | 'signed-twice'

export interface SignatureProblem {
  readonly code: SignatureProblemCode
  readonly path: readonly (string | number)[]
  readonly value: unknown
  readonly message: string
}

export type SignaturesRead =
  | { readonly type: 'ok'; readonly value: readonly Signature[] }
  | { readonly type: 'error'; readonly problems: readonly SignatureProblem[] }

interface Field {
  readonly needed: boolean
  readonly fits: (value: unknown) => boolean
  readonly words: string
}

const TEXT: Field = { needed: true, fits: (value) => typeof value === 'string' && value.trim() !== '', words: 'a text' }

const SIGNATURE: Readonly<Record<string, Field>> = {
  ruleId: TEXT,
  version: {
    needed: true,
    fits: (value) => Number.isInteger(value) && Number(value) >= 1,
    words: 'a whole number from 1 on',
  },
  fingerprint: {
    needed: true,
    fits: (value) => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value),
    words: '16 digits and letters from a to f',
  },
  clinician: { needed: true, fits: isObject, words: 'an object with name and profession' },
  on: {
    needed: true,
    fits: (value) => typeof value === 'string' && isLocalDate(value),
    words: 'a day, written 2026-03-29',
  },
  note: { ...TEXT, needed: false },
}

const CLINICIAN: Readonly<Record<string, Field>> = {
  name: TEXT,
  profession: TEXT,
  registration: { ...TEXT, needed: false },
}

/** Reads the text of the document; every problem at once. O(text). */
export function readSignaturesText(text: string): SignaturesRead {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const message = `This is not JSON: ${error instanceof Error ? error.message : String(error)}`
    return { type: 'error', problems: [{ code: 'not-json', path: [], value: text.slice(0, 40), message }] }
  }
  return readSignatures(json)
}

/**
 * Reads a list of signatures: `[{ ruleId, version, fingerprint, clinician: { name, profession, registration? }, on, note? }]`.
 * Whether a rule of that id exists is not its concern (`signOffStatus`). O(signatures).
 */
export function readSignatures(json: unknown): SignaturesRead {
  if (!Array.isArray(json)) {
    return { type: 'error', problems: [problem('not-a-list', [], json, 'Signatures are a list: [ … ].')] }
  }
  const problems = json.flatMap((one: unknown, k) => checkSignature(one, [k]))
  if (problems.length > 0) return { type: 'error', problems }
  const signatures = json as readonly Signature[]
  const twice = signedTwice(signatures)
  return twice.length > 0 ? { type: 'error', problems: twice } : { type: 'ok', value: signatures }
}

function checkSignature(one: unknown, path: readonly number[]): SignatureProblem[] {
  if (!isObject(one)) return [problem('not-an-object', path, one, `${place(path)}: a signature is an object: { … }.`)]
  const own = checkFields(one, SIGNATURE, path)
  return isObject(one.clinician) ? [...own, ...checkFields(one.clinician, CLINICIAN, [...path, 'clinician'])] : own
}

function checkFields(
  given: Record<string, unknown>,
  fields: Readonly<Record<string, Field>>,
  path: readonly (string | number)[],
): SignatureProblem[] {
  const unknown = Object.keys(given)
    .filter((key) => !Object.hasOwn(fields, key))
    .map((key) => {
      const names = Object.keys(fields).join(', ')
      return problem(
        'unknown-key',
        [...path, key],
        given[key],
        `${place([...path, key])}: there is no such key; there are ${names}.`,
      )
    })
  const wrong = Object.entries(fields).flatMap(([key, { needed, fits, words }]): SignatureProblem[] => {
    const at = [...path, key]
    if (!Object.hasOwn(given, key)) {
      return needed ? [problem('missing', at, undefined, `${place(at)}: is missing; it is ${words}.`)] : []
    }
    return fits(given[key])
      ? []
      : [problem('wrong-value', at, given[key], `${place(at)}: ${shown(given[key])} stands there; it is ${words}.`)]
  })
  return [...unknown, ...wrong]
}

/** One clinician signs one version of one rule once: a second signature would make one person look like two. */
function signedTwice(signatures: readonly Signature[]): SignatureProblem[] {
  const seen = new Map<string, number>()
  return signatures.flatMap(({ ruleId, version, fingerprint, clinician }, k): SignatureProblem[] => {
    const key = JSON.stringify([ruleId, version, fingerprint, clinician.name, clinician.registration])
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, k)
      return []
    }
    return [
      problem(
        'signed-twice',
        [k],
        ruleId,
        `${place([k])}: ${clinician.name} signed the same of ${ruleId} before, in [${first}].`,
      ),
    ]
  })
}

function problem(
  code: SignatureProblemCode,
  path: readonly (string | number)[],
  value: unknown,
  message: string,
): SignatureProblem {
  return { code, path, value, message }
}

function place(path: readonly (string | number)[]): string {
  return path.map((part, k) => (typeof part === 'number' ? `[${part}]` : k === 0 ? part : `.${part}`)).join('')
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
