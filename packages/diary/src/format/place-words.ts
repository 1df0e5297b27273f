// Where something stands, in words: `days[3] (2026-03-04), peakIntensity`. A position alone does not find a day; its date does.
import { LISTS } from './diary-schema.ts'
import type { FormatProblem, ProblemCode } from './problem.ts'

type Path = readonly (string | number)[]

/** Notes a problem: what is wrong at a path, in words that go on after "days[3] (2026-03-04), hours: ". */
export type Tell = (code: ProblemCode, path: Path, words: string) => void

/** Collects problems of what was given, with the value and the place of each. */
export function tellInto(problems: FormatProblem[], given: unknown): Tell {
  return (code, path, words) => {
    const value = valueAt(given, path)
    const message = `${placeWords(given, path)}: ${words}.`
    problems.push(value === undefined ? { code, path, message } : { code, path, value, message })
  }
}

/** The place in words; "the diary" for the whole of it. */
export function placeWords(given: unknown, path: Path): string {
  const [list, index, ...rest] = path
  if (list === undefined) return 'the diary'
  if (typeof index !== 'number' || !(LISTS as readonly unknown[]).includes(list)) return joined(path)
  const name = entryName(valueAt(given, [list, index]))
  return [
    `${list}[${index}]${name === undefined ? '' : ` (${name})`}`,
    ...(rest.length > 0 ? [joined(rest)] : []),
  ].join(', ')
}

function entryName(entry: unknown): string | undefined {
  for (const key of ['date', 'id', 'questionnaire']) {
    const name = valueAt(entry, [key])
    if (typeof name === 'string' && name !== '') return shortened(name)
  }
  return undefined
}

function joined(path: Path): string {
  return path.reduce<string>((words, step) => {
    if (typeof step === 'number') return `${words}[${step}]`
    return words === '' ? shortened(step) : `${words}.${shortened(step)}`
  }, '')
}

/** The value at a path; undefined where there is none. */
export function valueAt(given: unknown, path: Path): unknown {
  let at: unknown = given
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string | number, unknown>)[key]
  }
  return at
}

/** A value as it can be read in a sentence; a list or an object is not spelled out. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${shortened(value)}"`
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
