// The first look at a diary: whether each field is what the format says. An entry that is not is set aside, so that the rest can be looked at too.
import { DIARY_FORMAT, DiarySchema, LISTS, type ListName, type WrittenDiary } from './diary-schema.ts'
import { tellInto, valueAt } from './place-words.ts'
import type { Problem } from './problem.ts'
import { issueWords, rightInstead, unknownKeyWords } from './shape-words.ts'

export interface Shape {
  readonly problems: readonly Problem[]
  /** What is as it should be; null when not even the frame is. */
  readonly written: WrittenDiary | null
  /** Where an entry of `written` stood in what was given. */
  readonly position: (list: ListName, index: number) => number
}

const NOTHING = { written: null, position: (_: ListName, index: number): number => index }

export function readShape(given: unknown): Shape {
  const refused = refuseWhole(given)
  if (refused !== null) return { ...NOTHING, problems: [refused] }
  const first = DiarySchema.safeParse(given, { error: rightInstead })
  if (first.success) return { ...NOTHING, written: first.data, problems: [] }
  const problems: Problem[] = []
  const tell = tellInto(problems, given)
  for (const issue of first.error.issues) {
    const path = issue.path as (string | number)[]
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(', ')
      for (const key of issue.keys) tell('unknown-key', [...path, key], unknownKeyWords(key, known))
    } else {
      const { code, words } = issueWords(issue, valueAt(given, path))
      tell(code, path, words)
    }
  }
  const { kept, position } = withoutRefused(given as Record<string, unknown>, problems)
  const second = DiarySchema.safeParse(kept)
  return { problems, written: second.success ? second.data : null, position }
}

/** No object, another format, or a newer one: then nothing else can be said of it. */
function refuseWhole(given: unknown): Problem | null {
  const problems: Problem[] = []
  const tell = tellInto(problems, given)
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    tell('not-a-diary', [], `this is no object; a diary begins with { "format": "${DIARY_FORMAT}", "timeZone": … }`)
    return problems[0]
  }
  const format = valueAt(given, ['format'])
  if (format === DIARY_FORMAT) return null
  const version = typeof format === 'string' ? /^clearday-diary-(\d+)$/.exec(format)?.[1] : undefined
  if (version !== undefined && Number(version) > 1) {
    tell(
      'newer-format',
      ['format'],
      `this diary is written in a newer format; this program reads ${DIARY_FORMAT}, and a newer program may read both`,
    )
  } else {
    tell('not-a-diary', ['format'], `a diary says which format it is in; write "${DIARY_FORMAT}"`)
  }
  return problems[0]
}

/** What was given without the entries and fields that were refused, and where the entries that are left stood. */
function withoutRefused(
  given: Record<string, unknown>,
  problems: readonly Problem[],
): { kept: Record<string, unknown>; position: Shape['position'] } {
  const kept = { ...given }
  const refused = new Map<string, Set<number>>()
  for (const { path } of problems) {
    const [name, index] = path
    if (typeof name !== 'string') continue
    if (typeof index === 'number') refused.set(name, (refused.get(name) ?? new Set()).add(index))
    else Reflect.deleteProperty(kept, name)
  }
  const positions = new Map<string, number[]>()
  for (const list of LISTS) {
    const entries = kept[list]
    const out = refused.get(list)
    if (out === undefined || !Array.isArray(entries)) continue
    const places = [...entries.keys()].filter((index) => !out.has(index))
    positions.set(list, places)
    kept[list] = places.map((index) => entries[index] as unknown)
  }
  return { kept, position: (list, index) => positions.get(list)?.[index] ?? index }
}
