// What a field may hold, in words, read from its schema: so that a refusal always says what would be right.
import type { z } from 'zod/mini'
import { nearestName } from './nearest-name.ts'
import { shown } from './place-words.ts'
import type { ProblemCode } from './problem.ts'

type Known = z.core.$ZodTypes

/**
 * For the parser: what would be right where an issue arose, while its schema is at hand ("a number from 0 to 10"). For an unknown key,
 * the keys there are, with a comma between them.
 */
export function rightInstead(issue: z.core.$ZodRawIssue): string {
  const schema = (issue.schema ?? issue.inst) as Known
  if (issue.code === 'unrecognized_keys')
    return 'shape' in schema._zod.def ? Object.keys(schema._zod.def.shape).join(', ') : ''
  if (issue.code === 'invalid_union' && Array.isArray(issue['options'])) return oneOf(issue['options'])
  return formOf(schema)
}

/** What an issue is, for programs, and the words for it after the place. The issue's message is what `rightInstead` said. */
export function issueWords(issue: z.core.$ZodIssue, value: unknown): { code: ProblemCode; words: string } {
  const right = `write ${issue.message}`
  const stands = `${shown(value)} stands there; `
  if (value === undefined) return { code: 'missing', words: `it is missing; ${right}` }
  if (value === null) return { code: 'wrong-kind', words: `${stands}leave it out where it is not known, or ${right}` }
  switch (issue.code) {
    case 'custom': {
      const code = issue.params?.['code'] as ProblemCode
      if (code === 'empty') return { code, words: `it is empty; ${right}` }
      return { code, words: `${stands}${code === 'unknown-zone' ? meant(value, zoneNames()) : ''}${right}` }
    }
    case 'too_small':
    case 'too_big':
      if (issue.origin === 'array')
        return { code: 'empty-list', words: `the list is empty; ${right} with an entry in it` }
      return { code: 'out-of-range', words: stands + right }
    case 'invalid_type': {
      const quoted = typeof value === 'string' && /number|true/.test(right) ? ', without quotes' : ''
      return { code: 'wrong-kind', words: `${stands}${right}${quoted}` }
    }
    default: {
      const names = [...right.matchAll(/"([^"]+)"/g)].map(([, name]) => name)
      return {
        code: issue.code === 'invalid_value' || names.length > 0 ? 'not-one-of' : 'wrong-kind',
        words: `${stands}${meant(value, names)}${right}`,
      }
    }
  }
}

/** The words for a key that is not known, with the one that was probably meant. */
export function unknownKeyWords(key: string, known: readonly string[]): string {
  const near = nearestName(key, known)
  return `there is no such field; ${near === undefined ? `the fields here are ${known.join(', ')}` : `"${near}" was probably meant`}`
}

function meant(value: unknown, names: readonly string[]): string {
  const near = typeof value === 'string' ? nearestName(value, names) : undefined
  return near === undefined ? '' : `"${near}" was probably meant; `
}

let zones: readonly string[] | null = null

/** Asked for once, and only by who mistypes one: the list is long. */
function zoneNames(): readonly string[] {
  return (zones ??= Intl.supportedValuesOf('timeZone'))
}

function formOf(schema: Known): string {
  const { def } = schema._zod
  switch (def.type) {
    case 'string':
      return ownWords(def.checks) ?? 'a text in quotes'
    case 'number':
      return `${'format' in def ? 'a whole number' : 'a number'}${rangeOf(def.checks)}`
    case 'boolean':
      return 'true or false'
    case 'literal':
      return oneOf(def.values)
    case 'enum':
      return oneOf(Object.values(def.entries))
    case 'union':
      return [...new Set(def.options.map((option) => formOf(option as Known)))].join(', or ')
    case 'pipe':
      return formOf(def.in as Known)
    case 'optional':
      return formOf(def.innerType as Known)
    case 'array':
      return 'a list in square brackets'
    default:
      return 'an object in braces'
  }
}

/** The range that a number must lie in, as it goes on after "a number". */
function rangeOf(checks: readonly z.core.$ZodCheck<never>[] | undefined): string {
  let [least, most] = ['', '']
  for (const check of checks ?? []) {
    const { check: kind, value, inclusive } = check._zod.def as { check: string; value?: number; inclusive?: boolean }
    if (kind === 'greater_than') least = inclusive === true ? `from ${value}` : `above ${value}`
    if (kind === 'less_than') most = `to ${value}`
  }
  return [least, most]
    .filter((bound) => bound !== '')
    .map((bound) => ` ${bound}`)
    .join('')
}

/** What a check of our own says would be right. */
function ownWords(checks: readonly z.core.$ZodCheck<never>[] | undefined): string | undefined {
  for (const check of checks ?? []) {
    const words = check._zod.def.error?.({} as never)
    if (typeof words === 'string') return words
  }
  return undefined
}

function oneOf(choices: readonly unknown[]): string {
  const words = choices.map((choice) => (typeof choice === 'string' ? `"${choice}"` : String(choice)))
  return words.length === 1 ? words[0] : `one of ${words.join(', ')}`
}
