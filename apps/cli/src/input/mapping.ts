// Which column means what: the schema of the small mapping file, and reading one from disk.
import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { accept, quoted, refuseInput, type InputProblem, type InputResult } from './input-problem.ts'
import { mappingIssueWords, valueAt, type KeysAt } from './mapping-problems.ts'
import { evidenceListSchema } from './treatment-evidence.ts'

const columnName = z.string().min(1)
const dayOrDate = z.union([z.int(), z.string().min(1)])

const treatmentSchema = z.discriminatedUnion('kind', [
  /** 0/1 or yes/no a day. */
  z.strictObject({ kind: z.literal('on-off'), column: columnName, name: z.string().min(1).optional() }),
  /** An amount a day, 0 or more. */
  z.strictObject({ kind: z.literal('dose'), column: columnName, name: z.string().min(1).optional() }),
  /** In use from a day on: the same day for everyone (startsOn), the day after one (startsAfter), or each patient's own (column). */
  z
    .strictObject({
      kind: z.literal('start-day'),
      name: z.string().min(1),
      startsOn: dayOrDate.optional(),
      startsAfter: dayOrDate.optional(),
      column: columnName.optional(),
    })
    .refine(
      (start) => [start.startsOn, start.startsAfter, start.column].filter((one) => one !== undefined).length === 1,
      {
        error: 'give exactly one of startsOn, startsAfter and column',
      },
    ),
  /** Sessions on single days: the number of sessions in a column, or a list in a file of its own. */
  z
    .strictObject({
      kind: z.literal('sessions'),
      column: columnName.optional(),
      file: z.string().min(1).optional(),
      name: z.string().min(1).optional(),
    })
    .refine((sessions) => (sessions.column === undefined) !== (sessions.file === undefined), {
      error: 'give exactly one of column and file',
    }),
])

/** How the effect of an on-off, dose or start-day treatment comes and goes. */
const regimenSchema = z
  .strictObject({
    /** Days from nothing to full effect. */
    rampDays: z.int().min(1).max(730).optional(),
    /** The half-life after stopping or lowering; 0 is gone on the day after. */
    decayHalfLifeDays: z.number().min(0).max(730).optional(),
    /** The dose that counts as full. */
    targetDose: z.number().positive().optional(),
  })
  .refine((regimen) => Object.keys(regimen).length > 0, {
    error: 'give rampDays, decayHalfLifeDays or targetDose',
  })

/** The mapping file. Every part may be left out and is then guessed from the header. */
export const mappingSchema = z.strictObject({
  id: columnName.optional(),
  day: columnName.optional(),
  outcome: columnName.optional(),
  /** The outcome counts as a headache day from this value on. */
  outcomeThreshold: z.number().positive().optional(),
  treatments: z.array(treatmentSchema).optional(),
  /** By the name of the treatment; "*" is every treatment that is not given in sessions. */
  regimens: z.record(z.string().min(1), regimenSchema).optional(),
  /** What trials say, to be shown beside the answer; the names are those that treatments go by. */
  evidence: evidenceListSchema.optional(),
  factors: z.array(columnName).optional(),
  covariates: z.array(columnName).optional(),
  ignore: z.array(columnName).optional(),
  dateFormat: z.enum(['DMY', 'MDY', 'YMD']).optional(),
  /** What an empty treatment cell on a logged day means: off, or as on the day before. */
  emptyTreatment: z.enum(['off', 'carry']).optional(),
  /** What two different rows for one day come to: the first, the last, or any (a headache in either row counts). */
  duplicates: z.enum(['first', 'last', 'any']).optional(),
  delimiter: z.string().length(1).optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'latin1']).optional(),
})

/** A mapping as a person writes it: any part may be missing. */
export type Mapping = z.infer<typeof mappingSchema>
export type MappedTreatment = z.infer<typeof treatmentSchema>
export type Regimen = z.infer<typeof regimenSchema>

/** Stands for every treatment that is not given in sessions. */
export const EVERY_REGIMEN = '*'

/** The name a treatment goes by in every answer. */
export function treatmentName(treatment: MappedTreatment): string {
  return treatment.name ?? ('column' in treatment ? treatment.column : undefined) ?? 'sessions'
}

/**
 * Reads a mapping file. Paths of session files inside it count from its own folder.
 * Errors: mapping-not-readable, mapping-not-json, mapping-invalid (one problem for each wrong place, named like treatments.0.kind).
 */
export async function readMappingFile(file: string): Promise<InputResult<Mapping>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return refuseInput({
      code: 'mapping-not-readable',
      file,
      message: 'this mapping file does not exist or cannot be read.',
    })
  }
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    return refuseInput({ code: 'mapping-not-json', file, message: `this mapping file is not valid JSON: ${reason}.` })
  }
  // the schema would pass over this one name in silence
  const { regimens } = (content ?? {}) as { readonly regimens?: unknown }
  if (typeof regimens === 'object' && regimens !== null && Object.hasOwn(regimens, '__proto__')) {
    const message = `'regimens.__proto__' does not fit: a mapping file cannot use this name; say it with --ramp, --decay or --target.`
    return refuseInput({ code: 'mapping-invalid', file, message })
  }
  const parsed = mappingSchema.safeParse(content)
  if (!parsed.success)
    return refuseInput(...parsed.error.issues.slice(0, 20).map((issue) => mappingProblem(file, issue, content)))
  const treatments = parsed.data.treatments?.map((treatment) =>
    treatment.kind === 'sessions' && treatment.file !== undefined
      ? { ...treatment, file: isAbsolute(treatment.file) ? treatment.file : join(dirname(file), treatment.file) }
      : treatment,
  )
  return accept(treatments === undefined ? parsed.data : { ...parsed.data, treatments })
}

/** The keys of each kind of place, read off the schema. */
const keysAt: KeysAt = (path, content) => {
  if (path.length === 0) return Object.keys(mappingSchema.shape)
  if (path.length !== 2) return undefined
  if (path[0] === 'regimens') return Object.keys(regimenSchema.shape)
  if (path[0] === 'evidence') return ['treatment', 'mean', 'low', 'high']
  const kind = valueAt(content, [...path, 'kind'])
  const shapes = treatmentSchema.options.map((option) => option.shape)
  const shape = shapes.find((one) => one.kind.value === kind)
  return shape === undefined ? [...new Set(shapes.flatMap((one) => Object.keys(one)))] : Object.keys(shape)
}

function mappingProblem(file: string, issue: z.core.$ZodIssue, content: unknown): InputProblem {
  const place = issue.path.length === 0 ? 'the mapping' : quoted(issue.path.map(String).join('.'))
  return {
    code: 'mapping-invalid',
    file,
    message: `${place} does not fit: ${mappingIssueWords(issue, content, keysAt)}.`,
  }
}
