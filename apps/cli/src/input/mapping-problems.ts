// What is wrong at one place of a mapping file, in words a person can act on: what stands there, what may stand there, what was probably meant.
import type { z } from 'zod'
import { quoted } from './input-problem.ts'
import { nearestName } from './nearest-name.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** The keys that a place may have, or undefined where it is no object with keys of its own. */
export type KeysAt = (path: Path, content: unknown) => readonly string[] | undefined

/** A sentence without its full stop that reads well after "'treatments.0' does not fit: ". */
export function mappingIssueWords(issue: Issue, content: unknown, keysAt: KeysAt): string {
  const found = valueAt(content, issue.path)
  const keys = keysAt(issue.path, content)
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, keys ?? [])
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(found, issue.options)
        : `${shown(found)}write a day number, or a date in quotes such as "2025-01-31"`
    case 'invalid_value':
      return oneOf(found, issue.values)
    case 'invalid_type':
      return `${shown(found)}write ${FORMS[issue.expected] ?? 'another kind of value'}${keys === undefined ? '' : ` with any of the keys ${keys.join(', ')}`}`
    case 'too_small':
    case 'too_big': {
      if (issue.origin === 'string')
        return typeof found === 'string' && found.length > 1 ? 'write one character' : 'it is empty; write a name'
      const [bound, than] =
        issue.code === 'too_small'
          ? [issue.minimum, issue.inclusive === true ? 'or more' : '']
          : [issue.maximum, 'or less']
      return `${shown(found)}write a number ${than === '' ? `above ${bound}` : `of ${bound} ${than}`}`
    }
    default:
      return issue.message
  }
}

const FORMS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number without quotes',
  int: 'a whole number without quotes',
  array: 'a list in square brackets',
  object: 'an object in braces',
  record: 'an object in braces, by the names of treatments',
}

function unknownKeys(unknown: readonly string[], known: readonly string[]): string {
  const words = unknown.map((key) => {
    const near = nearestName(key, known)
    return `there is no key ${quoted(key)}${near === undefined ? '' : `; did you mean ${quoted(near)}?`}`
  })
  return `${words.join('; ')}${words.at(-1)?.endsWith('?') === true ? ' ' : '; '}the keys here are ${known.join(', ')}`
}

function oneOf(found: unknown, choices: readonly unknown[]): string {
  const names = choices.map(String)
  const near = typeof found === 'string' ? nearestName(found, names) : undefined
  return `${shown(found)}${near === undefined ? '' : `did you mean ${quoted(near)}? `}write one of ${names.join(', ')}`
}

/** What stands there, with the words that lead on. */
function shown(found: unknown): string {
  if (found === undefined) return 'it is missing; '
  return `${quoted(JSON.stringify(found))} stands there; `
}

/** The value at a path; undefined where there is none. */
export function valueAt(content: unknown, path: Path): unknown {
  let at: unknown = content
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<PropertyKey, unknown>)[key]
  }
  return at
}
