// The first look at a diary: whether each field is what the format says. An entry that is not is set aside, so that the rest can be looked at too.
import type * as z from 'zod/mini'
import { DIARY_FORMAT, DiarySchema, ENTRY_SCHEMAS, LISTS, type ListName, type WrittenDiary } from './diary-schema.ts'
import { tellInto, valueAt, type Tell } from './place-words.ts'
import { MOST_PROBLEMS, type FormatProblem } from './problem.ts'
import { issueWords, rightInstead, unknownKeyWords } from './shape-words.ts'
import { tooMany } from './size-limits.ts'

export interface Shape {
  readonly problems: readonly FormatProblem[]
  /** What is as it should be; null when not even the frame is. */
  readonly written: WrittenDiary | null
  /** Where an entry of `written` stood in what was given. */
  readonly position: (list: ListName, index: number) => number
}

/**
 * Entries are looked at one by one, not all at once: a file that is wrong in every line must neither end in an exception (the parser passes
 * its issues on as arguments of a call) nor take long.
 */
export function readShape(given: unknown): Shape {
  const problems: FormatProblem[] = []
  const tell = tellInto(problems, given)
  const position = (_: ListName, index: number): number => index
  if (!isDiary(given, tell)) return { problems, written: null, position }
  const frame: Record<string, unknown> = { ...given }
  for (const list of LISTS) if (Array.isArray(given[list])) frame[list] = []
  if (!tellTooMany(frame, [], tell)) tellIssues(DiarySchema, frame, [], problems, tell, given)
  for (const { path } of problems) Reflect.deleteProperty(frame, path[0])
  const kept = DiarySchema.safeParse(frame)
  const lists = new Map<ListName, { entries: unknown[]; positions: number[] }>()
  for (const list of LISTS) {
    const entries = given[list]
    if (Array.isArray(entries)) lists.set(list, readList(list, entries, problems, tell, given))
  }
  if (!kept.success) return { problems, written: null, position }
  const read = [...lists].map(([list, { entries }]) => [list, entries])
  return {
    problems,
    written: { ...kept.data, ...(Object.fromEntries(read) as Partial<WrittenDiary>) },
    position: (list, index) => lists.get(list)?.positions[index] ?? index,
  }
}

/** The entries of a list that are as they should be, and where they stood. */
function readList(
  list: ListName,
  given: readonly unknown[],
  problems: FormatProblem[],
  tell: Tell,
  diary: unknown,
): { entries: unknown[]; positions: number[] } {
  const entries: unknown[] = []
  const positions: number[] = []
  if (tellTooMany(given, [list], tell)) return { entries, positions }
  for (const [index, entry] of given.entries()) {
    const path = [list, index]
    if (tellTooMany(entry, path, tell)) continue
    const read = tellIssues(ENTRY_SCHEMAS[list], entry, path, problems, tell, diary)
    if (read === null) continue
    entries.push(read.value)
    positions.push(index)
  }
  return { entries, positions }
}

function tellTooMany(value: unknown, path: readonly (string | number)[], tell: Tell): boolean {
  const found = tooMany(value, path.length === 1)
  if (found === null) return false
  const words = `there are ${found.count} entries in it; at most ${found.most} can be read`
  tell('too-many', [...path, ...found.path], words)
  return true
}

/** What the schema makes of a value; null, and told why, if it refuses it. */
function tellIssues(
  schema: z.ZodMiniType,
  value: unknown,
  at: readonly (string | number)[],
  problems: FormatProblem[],
  tell: Tell,
  diary: unknown,
): { value: unknown } | null {
  const read = schema.safeParse(value, { error: rightInstead })
  if (read.success) return { value: read.data }
  // beyond those that are listed, the search for words would only take time
  const listed = (): boolean => problems.length < MOST_PROBLEMS
  for (const issue of read.error.issues) {
    const path = [...at, ...(issue.path as (string | number)[])]
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(', ')
      for (const key of issue.keys)
        if (listed()) tell('unknown-key', [...path, key], unknownKeyWords(key, known))
        else problems.push({ code: 'more-problems', path: [...path, key], message: '' })
    } else if (listed()) {
      const { code, words } = issueWords(issue, valueAt(diary, path))
      tell(code, path, words)
    } else problems.push({ code: 'more-problems', path, message: '' })
  }
  return null
}

/** No object, another format, or a newer one: then nothing else can be said of it. */
function isDiary(given: unknown, tell: Tell): given is Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    tell('not-a-diary', [], `this is no object; a diary begins with { "format": "${DIARY_FORMAT}", "timeZone": … }`)
    return false
  }
  const format = valueAt(given, ['format'])
  if (format === DIARY_FORMAT) return true
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
  return false
}
