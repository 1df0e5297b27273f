// The flags that say what a diary's columns mean: the same for every command that reads one.
import type { ParseArgsOptionDescriptor } from 'node:util'
import { text, texts, UsageProblem, type GivenArguments } from './command.ts'
import { MISSING_WORDS } from './input/cell-values.ts'
import { openDiaryFile, type DiaryFile } from './input/diary-file.ts'
import type { InputResult } from './input/input-problem.ts'
import type { DiaryFlags } from './input/mapping-flags.ts'
import type { NamedPlace } from './output-places.ts'
import { readingLine } from './terminal/progress.ts'

const one = { type: 'string' } as const
const several = { type: 'string', multiple: true } as const

export const DIARY_OPTIONS = {
  id: one,
  day: one,
  outcome: one,
  threshold: one,
  treatment: several,
  dose: several,
  start: several,
  'start-after': several,
  ramp: several,
  decay: several,
  target: several,
  sessions: one,
  'session-column': several,
  factor: several,
  covariate: several,
  ignore: several,
  'empty-treatment': one,
  duplicates: one,
  'date-format': one,
  delimiter: one,
  encoding: one,
  mapping: one,
} as const satisfies Record<string, ParseArgsOptionDescriptor>

export const DIARY_HELP = `What the columns mean (guessed from the header, shown, and overridden by these):
  --id COLUMN               the patient, where the file holds several
  --day COLUMN              dates (2025-01-31) or whole day numbers
  --outcome COLUMN          headache yes/no, 0/1, none/mild/moderate/severe, or 0–10
  --threshold N             counts a day from N on as an outcome day (for 0–10)
  --treatment A,B           columns that say on or off
  --dose A                  a daily dose; its largest value counts as full, or --target A=AMOUNT
                            does
  --start NAME=DAY          a treatment in use from that day on (or NAME=COLUMN: each patient's own
                            start day)
  --start-after NAME=DAY    in use from the day after
  --ramp NAME=DAYS          takes so many days to its full effect (DAYS alone: every one but
                            sessions)
  --decay NAME=DAYS         after stopping, the effect halves every so many days (0: gone at once);
                            with either, what is taken acts from the day after, else on the day
                            itself
  --sessions FILE           a list of session days ([id,] day [, treatment])
  --session-column A        a column with the number of sessions of each day
  --factor A,B              daily factors (used by screen)
  --covariate A,B           outside influences to adjust for; never anything a treatment may move
  --ignore A,B              columns to leave alone
  --empty-treatment off|carry · --duplicates first|last|any · --date-format DMY|MDY|YMD
  --delimiter C · --encoding utf-8|utf-16le|utf-16be|windows-1252
  --mapping FILE.json       all of this in a file instead; docs/mapping-file.md has every key, and
                            examples/sim-b-mapping.json is one
Not logged is a cell that is ${MISSING_WORDS};
it never counts as a clear day.`

/** A place where a flag gives one. */
export function placed(what: string, path: string | undefined): NamedPlace[] {
  return path === undefined ? [] : [{ what, path }]
}

/** Every file that is read for a diary, as far as the command line names them. */
export function inputPlaces(path: string, given: GivenArguments): NamedPlace[] {
  return [
    { what: 'the diary', path },
    ...placed('the mapping', text(given, 'mapping')),
    ...placed('the session list', text(given, 'sessions')),
  ]
}

/** Opens the diary that the flags describe. Throws `UsageProblem` for a flag that no file could make sense of. */
export async function openDiary(
  path: string,
  given: GivenArguments,
  options: { readonly guessColumns?: boolean; readonly covariate?: readonly string[] } = {},
): Promise<InputResult<DiaryFile>> {
  const lists = {
    treatment: texts(given, 'treatment'),
    dose: texts(given, 'dose'),
    start: texts(given, 'start'),
    startAfter: texts(given, 'start-after'),
    ramp: texts(given, 'ramp'),
    decay: texts(given, 'decay'),
    target: texts(given, 'target'),
    evidence: texts(given, 'evidence'),
    sessionColumn: texts(given, 'session-column'),
    factor: texts(given, 'factor'),
    covariate: options.covariate ?? texts(given, 'covariate'),
    ignore: texts(given, 'ignore'),
  }
  const singles = {
    id: text(given, 'id'),
    day: text(given, 'day'),
    outcome: text(given, 'outcome'),
    threshold: text(given, 'threshold'),
    sessions: text(given, 'sessions'),
    emptyTreatment: text(given, 'empty-treatment'),
    duplicates: text(given, 'duplicates'),
    dateFormat: text(given, 'date-format'),
    delimiter: text(given, 'delimiter'),
    encoding: text(given, 'encoding'),
  }
  const flags = Object.fromEntries(
    Object.entries({ ...lists, ...singles }).filter(([, value]) => value !== undefined),
  ) as DiaryFlags
  const mappingFile = text(given, 'mapping')
  const reading = readingLine()
  const opened = await openDiaryFile(path, {
    flags,
    onProgress: reading.at,
    ...(mappingFile === undefined ? {} : { mappingFile }),
    ...(options.guessColumns === undefined ? {} : { guessColumns: options.guessColumns }),
  })
  reading.done()
  if (opened.type === 'error' && opened.problems.every(({ code }) => code === 'invalid-flag'))
    throw new UsageProblem(opened.problems.map(({ message }) => message).join('\n'))
  return opened
}
