// What a person said (flags, mapping file) and what can be guessed, together: one column for each role, with the reason for each choice.
import { DATE_FORMS } from './calendar-day.ts'
import { sampleColumns, type ColumnSample } from './column-sample.ts'
import { accept, problemList, quoted, type InputResult } from './input-problem.ts'
import { guessColumn, guessDay, guessId, guessOutcome } from './mapping-guess.ts'
import { mappingFromFlags, mergeMappings, type DiaryFlags } from './mapping-flags.ts'
import { EVERY_REGIMEN, treatmentName, type Mapping, type Regimen } from './mapping.ts'
import { nearestName } from './nearest-name.ts'
import type { TreatmentEvidence } from './treatment-evidence.ts'

type Source = 'named' | 'guessed'

/** A column that is read on every row. */
export interface UsedColumn {
  readonly index: number
  /** The header of the file. */
  readonly column: string
  /** The name in answers: the header, or the name given to a treatment. */
  readonly name: string
  readonly role: 'id' | 'day' | 'outcome' | 'on-off' | 'dose' | 'sessions' | 'start-day' | 'factor' | 'covariate'
  readonly source: Source
}

export interface ResolvedMapping {
  readonly id?: UsedColumn
  readonly day: UsedColumn
  readonly outcome: UsedColumn
  readonly outcomeThreshold?: number
  /** Treatments, factors and covariates that stand in a column, in the order given. */
  readonly columns: readonly UsedColumn[]
  /** Treatments with one start day for everyone; `after` when use begins on the day after. */
  readonly starts: readonly { readonly name: string; readonly day: string; readonly after: boolean }[]
  readonly sessionFiles: readonly { readonly file: string; readonly name: string }[]
  /** By the name of the treatment; those that are not here act on the days they are in use. */
  readonly regimens: ReadonlyMap<string, Regimen>
  /** What trials say, at most once for a name; whether there is such a treatment is only known once session lists are read. */
  readonly evidence: readonly TreatmentEvidence[]
  readonly dateFormat?: NonNullable<Mapping['dateFormat']>
  readonly emptyTreatment?: NonNullable<Mapping['emptyTreatment']>
  readonly duplicates?: NonNullable<Mapping['duplicates']>
  /** Columns that are not used, with the reason. */
  readonly unused: readonly { readonly column: string; readonly why: string }[]
}

interface ResolveOptions {
  readonly file: string
  /** False: only the factors and treatments that were named are used. */
  readonly guessColumns?: boolean
}

/**
 * Decides which column means what. Flags go before the mapping file, and the mapping file before the guess. A named on-off or dose treatment,
 * and a mapping file with treatments, end the guessing of treatments; a named factor that of factors.
 * Errors: unknown-column, repeated-column, column-used-twice, repeated-name, no-day-column, no-outcome-column, unknown-regimen, invalid-flag.
 */
export function resolveMapping(
  header: readonly string[],
  sample: readonly (readonly string[])[],
  flags: DiaryFlags,
  mappingFile: Mapping,
  options: ResolveOptions,
): InputResult<ResolvedMapping> {
  const { file } = options
  const said = mappingFromFlags(flags, header, file)
  if (said.type === 'error') return said
  const named = mergeMappings(mappingFile, said.value)
  const problems = problemList()
  const samples = sampleColumns(header, sample)
  const taken = new Map<number, UsedColumn>()
  const repeatedHeaders = new Set<string>()
  /** Roles that a column was named for or recognised as, usable or not. */
  const recognised = new Set<UsedColumn['role']>()

  const take = (column: string, name: string, role: UsedColumn['role'], source: Source): UsedColumn | undefined => {
    const index = header.indexOf(column)
    if (index < 0) {
      problems.add({ code: 'unknown-column', file, value: column, message: unknownColumn(column, header) })
      return undefined
    }
    if (header.indexOf(column, index + 1) >= 0) {
      if (!repeatedHeaders.has(column)) {
        const message = `two columns are named ${quoted(column)}; give them different names in the header.`
        problems.add({ code: 'repeated-column', file, row: 1, column, message })
      }
      repeatedHeaders.add(column)
      return undefined
    }
    const before = taken.get(index)
    if (before !== undefined) {
      const message = `this column is asked for twice, as ${before.role} and as ${role}; name it once.`
      problems.add({ code: 'column-used-twice', file, column, message })
      return undefined
    }
    const used: UsedColumn = { index, column, name, role, source }
    taken.set(index, used)
    return used
  }

  const pick = (
    role: 'id' | 'day' | 'outcome',
    guess: (columns: readonly ColumnSample[]) => ColumnSample | undefined,
  ) => {
    const name = named[role]
    if (name !== undefined) {
      recognised.add(role)
      return take(name, name, role, 'named')
    }
    const found = guess(samples.filter((column) => !claimed.has(column.name)))
    if (found === undefined) return undefined
    recognised.add(role)
    return take(found.name, found.name, role, 'guessed')
  }
  const claimed = claimedNames(named)
  const columns: UsedColumn[] = []
  const keep = (used: UsedColumn | undefined) => {
    if (used !== undefined) columns.push(used)
  }

  const id = pick('id', guessId)
  const day = pick('day', guessDay)
  const outcome = pick('outcome', guessOutcome)
  for (const treatment of named.treatments ?? []) {
    if ('column' in treatment && treatment.column !== undefined) {
      keep(take(treatment.column, treatmentName(treatment), treatment.kind, 'named'))
    }
  }
  for (const factor of named.factors ?? []) keep(take(factor, factor, 'factor', 'named'))
  for (const covariate of named.covariates ?? []) keep(take(covariate, covariate, 'covariate', 'named'))
  for (const ignored of named.ignore ?? []) {
    if (!header.includes(ignored)) {
      problems.add({ code: 'unknown-column', file, value: ignored, message: unknownColumn(ignored, header) })
    }
  }
  // a column that was recognised and cannot be used has its problem already
  if (!recognised.has('day')) problems.add({ code: 'no-day-column', file, row: 1, message: noColumn('day', header) })
  if (!recognised.has('outcome')) {
    problems.add({ code: 'no-outcome-column', file, row: 1, message: noColumn('outcome', header) })
  }
  if (problems.count() > 0 || day === undefined || outcome === undefined) return problems.refusal()

  const unused: { column: string; why: string }[] = []
  const guessing = options.guessColumns !== false
  const guessTreatments =
    guessing &&
    mappingFile.treatments === undefined &&
    !columns.some(({ role }) => role === 'on-off' || role === 'dose')
  const guessFactors = guessing && named.factors === undefined
  const daySample = samples[day.index]
  const idSample = id === undefined ? undefined : samples[id.index]
  for (const column of samples) {
    if (taken.has(column.index)) continue
    if (named.ignore?.includes(column.name)) unused.push({ column: column.name, why: 'as you asked' })
    else if (!guessing) unused.push({ column: column.name, why: 'not named' })
    else {
      const guess = guessColumn(column, sample, daySample, idSample)
      if (guess.as === 'treatment' && guessTreatments) {
        keep(take(column.name, column.name, guess.treatment.kind, 'guessed'))
      } else if (guess.as === 'factor' && guessFactors) keep(take(column.name, column.name, 'factor', 'guessed'))
      else
        unused.push({
          column: column.name,
          why: guess.as === 'ignored' ? guess.why : `not among the ${guess.as}s you named`,
        })
    }
  }

  const starts: ResolvedMapping['starts'][number][] = []
  const sessionFiles: ResolvedMapping['sessionFiles'][number][] = []
  for (const treatment of named.treatments ?? []) {
    const name = treatmentName(treatment)
    if (treatment.kind === 'sessions' && treatment.file !== undefined) sessionFiles.push({ file: treatment.file, name })
    if (treatment.kind !== 'start-day') continue
    if (treatment.startsOn !== undefined) starts.push({ name, day: String(treatment.startsOn), after: false })
    if (treatment.startsAfter !== undefined) starts.push({ name, day: String(treatment.startsAfter), after: true })
  }
  const names = [...columns.map(({ name }) => name), ...starts.map(({ name }) => name)]
  const repeated = names.find((name, at) => names.indexOf(name) !== at)
  if (repeated !== undefined) {
    const message = `two treatments or columns would both be called ${quoted(repeated)}; give one of them another name.`
    problems.add({ code: 'repeated-name', file, value: repeated, message })
  }
  const regimens = regimensByName(guessing ? (named.regimens ?? {}) : {}, columns, starts)
  for (const message of regimens.wrong) problems.add({ code: 'unknown-regimen', file, message })
  if (problems.count() > 0) return problems.refusal()
  return accept({
    ...(id === undefined ? {} : { id }),
    day,
    outcome,
    columns,
    starts,
    sessionFiles,
    regimens: regimens.found,
    // the bare model of named columns has no treatments that it could be about
    evidence: guessing ? (named.evidence ?? []) : [],
    unused,
    ...(named.outcomeThreshold === undefined ? {} : { outcomeThreshold: named.outcomeThreshold }),
    ...(named.dateFormat === undefined ? {} : { dateFormat: named.dateFormat }),
    ...(named.emptyTreatment === undefined ? {} : { emptyTreatment: named.emptyTreatment }),
    ...(named.duplicates === undefined ? {} : { duplicates: named.duplicates }),
  })
}

/** What was said about regimens, for each treatment that it can be about; what is said of one goes before what is said of all. */
function regimensByName(
  said: Readonly<Record<string, Regimen>>,
  columns: readonly UsedColumn[],
  starts: ResolvedMapping['starts'],
): { readonly found: ReadonlyMap<string, Regimen>; readonly wrong: readonly string[] } {
  const doses = columns.filter(({ role }) => role === 'dose').map(({ name }) => name)
  const steps = columns.filter(({ role }) => role === 'on-off' || role === 'start-day').map(({ name }) => name)
  const known = [...doses, ...steps, ...starts.map(({ name }) => name)]
  const wrong: string[] = []
  for (const [name, { targetDose }] of Object.entries(said)) {
    const about = name === EVERY_REGIMEN ? known : [name]
    if (about.length === 0 || about.some((one) => !known.includes(one))) {
      const there =
        known.length === 0
          ? 'There is none in this file.'
          : `There ${known.length === 1 ? 'is' : 'are'} ${known.map((one) => quoted(one)).join(', ')}.`
      wrong.push(
        `${name === EVERY_REGIMEN ? 'a ramp, decay or target' : quoted(name)} needs a treatment that is on or off, a dose or has a start day. ${there}`,
      )
    } else if (targetDose !== undefined && about.some((one) => !doses.includes(one))) {
      wrong.push(
        `${about.map((one) => quoted(one)).join(', ')}: only a dose has a target; name the column with --dose.`,
      )
    }
  }
  const found = new Map<string, Regimen>()
  for (const name of known) {
    const regimen = { ...said[EVERY_REGIMEN], ...(Object.hasOwn(said, name) ? said[name] : {}) }
    if (Object.keys(regimen).length > 0) found.set(name, regimen)
  }
  return { found, wrong }
}

/** Columns that were named for some role or ignored, and so are guessed for no other. */
function claimedNames(named: Mapping): ReadonlySet<string> {
  const treatments = (named.treatments ?? []).flatMap((one) =>
    'column' in one && one.column !== undefined ? [one.column] : [],
  )
  const roles = [named.id, named.day, named.outcome].filter((name) => name !== undefined)
  return new Set([
    ...roles,
    ...treatments,
    ...(named.factors ?? []),
    ...(named.covariates ?? []),
    ...(named.ignore ?? []),
  ])
}

function columnsThere(header: readonly string[]): string {
  const shown = header.slice(0, 30).map((name) => quoted(name))
  return `The columns are ${shown.join(', ')}${header.length > 30 ? ` and ${header.length - 30} more` : ''}.`
}

export function unknownColumn(column: string, header: readonly string[]): string {
  const near = nearestName(column, header)
  const meant = near === undefined ? '.' : `; did you mean ${quoted(near)}?`
  return `there is no column ${quoted(column)}${meant} ${columnsThere(header)}`
}

function noColumn(role: 'day' | 'outcome', header: readonly string[]): string {
  const what =
    role === 'day'
      ? `the day (whole numbers, or dates such as ${DATE_FORMS})`
      : 'the outcome (such as headache yes or no)'
  const single =
    header.length === 1
      ? ' There is only one column: if something else than a comma separates the values, name it with --delimiter.'
      : ''
  return `no column could be recognised as ${what}; name it with --${role} COLUMN. ${columnsThere(header)}${single}`
}
