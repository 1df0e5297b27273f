// The flags of the command line that say which column means what, as one mapping.
import { accept, problemList, quoted, type InputResult } from './input-problem.ts'
import { EVERY_REGIMEN, type MappedTreatment, type Mapping, type Regimen } from './mapping.ts'
import { evidenceFromFlags } from './treatment-evidence.ts'

/** As they stand on the command line. A list may hold several names in one string, separated by commas. */
export interface DiaryFlags {
  readonly id?: string
  readonly day?: string
  readonly outcome?: string
  readonly threshold?: string | number
  readonly treatment?: readonly string[]
  readonly dose?: readonly string[]
  /** NAME=DAY: in use from that day or date on; NAME=COLUMN: from each patient's own start day on. */
  readonly start?: readonly string[]
  /** NAME=DAY: in use from the day after. */
  readonly startAfter?: readonly string[]
  /** NAME=DAYS, or DAYS for every regimen: from nothing to full effect. */
  readonly ramp?: readonly string[]
  /** NAME=DAYS, or DAYS for every regimen: the half-life after stopping. */
  readonly decay?: readonly string[]
  /** NAME=AMOUNT: the dose that counts as full. */
  readonly target?: readonly string[]
  /** NAME=MEAN:LOW:HIGH, what trials say in outcome days per 28. */
  readonly evidence?: readonly string[]
  /** A column with the number of sessions of each day. */
  readonly sessionColumn?: readonly string[]
  /** A file with one line a session. */
  readonly sessions?: string
  readonly factor?: readonly string[]
  readonly covariate?: readonly string[]
  readonly ignore?: readonly string[]
  readonly emptyTreatment?: string
  readonly duplicates?: string
  readonly dateFormat?: string
  readonly delimiter?: string
  readonly encoding?: string
}

const delimiterNames: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
}
const encodings = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-1': 'latin1',
  latin1: 'latin1',
} as const

/**
 * A mapping with only what the flags say. `header` tells a start column from a start day and a name with a comma from two names; before
 * the file is opened it is empty. Errors: invalid-flag, with the value and the values that can be given.
 */
export function mappingFromFlags(flags: DiaryFlags, header: readonly string[], file: string): InputResult<Mapping> {
  const problems = problemList()
  const reject = (flag: string, value: string, right: string) => {
    const message = `--${flag} ${quoted(value)} cannot be used; ${right}.`
    problems.add({ code: 'invalid-flag', file, value, message })
  }
  const oneOf = <T extends string>(flag: string, value: string | undefined, choices: Readonly<Record<string, T>>) => {
    if (value === undefined) return undefined
    const choice = Object.entries(choices).find(([name]) => name.toLowerCase() === value.toLowerCase())?.[1]
    if (choice === undefined) reject(flag, value, `give one of ${Object.keys(choices).join(', ')}`)
    return choice
  }
  const names = (given: readonly string[] | undefined) =>
    given
      ?.flatMap((one) => (header.includes(one) ? [one] : one.split(',').map((name) => name.trim())))
      .filter((name) => name !== '')

  let outcomeThreshold: number | undefined
  if (flags.threshold !== undefined) {
    outcomeThreshold = typeof flags.threshold === 'number' ? flags.threshold : Number(flags.threshold.trim() || 'NaN')
    if (!(Number.isFinite(outcomeThreshold) && outcomeThreshold > 0)) {
      reject('threshold', String(flags.threshold), 'give a number above 0, for example --threshold 4')
    }
  }
  const delimiter =
    flags.delimiter === undefined ? undefined : (delimiterNames[flags.delimiter.toLowerCase()] ?? flags.delimiter)
  if (delimiter !== undefined && (delimiter.length !== 1 || /["\r\n\w]/.test(delimiter))) {
    reject('delimiter', flags.delimiter!, "give one character such as ';', or comma, semicolon, tab, pipe")
  }

  const treatments: MappedTreatment[] = []
  for (const column of names(flags.treatment) ?? []) treatments.push({ kind: 'on-off', column })
  for (const column of names(flags.dose) ?? []) treatments.push({ kind: 'dose', column })
  for (const column of names(flags.sessionColumn) ?? []) treatments.push({ kind: 'sessions', column })
  for (const [flag, given] of [
    ['start', flags.start],
    ['start-after', flags.startAfter],
  ] as const) {
    for (const one of given ?? []) {
      const at = one.lastIndexOf('=')
      const name = one.slice(0, Math.max(0, at)).trim()
      const day = one.slice(at + 1).trim()
      if (at < 1 || name === '' || day === '')
        reject(flag, one, `write it as NAME=DAY, for example --${flag} botox=2025-01-31`)
      else if (flag === 'start-after') treatments.push({ kind: 'start-day', name, startsAfter: day })
      else
        treatments.push(
          header.includes(day) ? { kind: 'start-day', name, column: day } : { kind: 'start-day', name, startsOn: day },
        )
    }
  }
  // a name may be anything, also what every object has
  const regimens = new Map<string, Regimen>()
  for (const { flag, given, part, right, fits } of [
    {
      flag: 'ramp',
      given: flags.ramp,
      part: 'rampDays',
      right: 'a whole number of days from 1 to 730',
      fits: wholeDays,
    },
    { flag: 'decay', given: flags.decay, part: 'decayHalfLifeDays', right: 'days from 0 to 730', fits: someDays },
    { flag: 'target', given: flags.target, part: 'targetDose', right: 'an amount above 0', fits: someAmount },
  ]) {
    for (const one of given ?? []) {
      const at = one.lastIndexOf('=')
      const name = at < 0 ? EVERY_REGIMEN : one.slice(0, at).trim()
      const written = one.slice(at + 1).trim()
      const value = Number(written)
      if (name === '' || written === '' || !fits(value)) reject(flag, one, `write it as NAME=N, with ${right}`)
      else if (regimens.get(name)?.[part as keyof Regimen] !== undefined) {
        reject(
          flag,
          one,
          `it is given twice for ${name === EVERY_REGIMEN ? 'every treatment' : quoted(name)}; give it once`,
        )
      } else regimens.set(name, { ...regimens.get(name), [part]: value })
    }
  }
  if (flags.sessions !== undefined) treatments.push({ kind: 'sessions', file: flags.sessions })

  const evidence = flags.evidence && evidenceFromFlags(flags.evidence, (one, right) => reject('evidence', one, right))

  const mapping = {
    id: flags.id,
    day: flags.day,
    outcome: flags.outcome,
    outcomeThreshold,
    treatments: treatments.length > 0 ? treatments : undefined,
    regimens: regimens.size > 0 ? Object.fromEntries(regimens) : undefined,
    evidence,
    factors: names(flags.factor),
    covariates: names(flags.covariate),
    ignore: names(flags.ignore),
    dateFormat: oneOf('date-format', flags.dateFormat, { DMY: 'DMY', MDY: 'MDY', YMD: 'YMD' }),
    emptyTreatment: oneOf('empty-treatment', flags.emptyTreatment, { off: 'off', carry: 'carry' }),
    duplicates: oneOf('duplicates', flags.duplicates, { first: 'first', last: 'last', any: 'any' }),
    encoding: oneOf('encoding', flags.encoding, encodings),
    delimiter,
  }
  if (problems.count() > 0) return problems.refusal()
  return accept(withoutUndefined(mapping))
}

const wholeDays = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= 730
const someDays = (days: number): boolean => days >= 0 && days <= 730
const someAmount = (amount: number): boolean => Number.isFinite(amount) && amount > 0

/** The flags over the mapping file: what a flag says replaces that part of the file. */
export function mergeMappings(file: Mapping, flags: Mapping): Mapping {
  return { ...file, ...flags }
}

function withoutUndefined(mapping: { [Key in keyof Mapping]: Mapping[Key] | undefined }): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined))
}
