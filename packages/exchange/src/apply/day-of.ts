// One row of a day grid to one day; and the day of an attack, where the person wants what stood beside attacks as factors of days.
import type { MakingContext } from './making-context.ts'
import type { WrittenOf } from './pieces.ts'
import type { RowDraft } from './row-draft.ts'

export interface DayDraft {
  readonly row: number
  readonly day: WrittenOf<'days'>
}

/** Whether a row says anything beside its day. */
export function saysAnything(draft: RowDraft): boolean {
  const { features, factors, symptoms, aura, taken, therapies, note } = draft
  const said = [draft.headache, draft.hours, draft.bleeding, draft.prodrome, draft.postdrome, draft.noMedicine]
  const lists = [symptoms, taken, therapies, note]
  return (
    Object.keys(features).length + factors.size + aura.size > 0 ||
    said.some((one) => one !== undefined) ||
    lists.some(({ length }) => length > 0)
  )
}

/** A second row of one day is told, with the row of the first. */
export function addDay(days: Map<string, DayDraft>, draft: RowDraft, context: MakingContext): void {
  const date = draft.start?.date ?? ''
  const before = days.get(date)
  if (before !== undefined) {
    const message = `Row ${before.row} has the same day. Leave one of the two out, or say that each row is an attack.`
    const { row } = draft
    const about = { row: before.row }
    context.tell({ code: 'day-twice', row, column: context.columnFor('day', 'start'), value: date, about, message })
    return
  }
  const headache = headacheOf(draft)
  const { features, hours, bleeding, prodrome, postdrome, noMedicine } = draft
  if (headache === 'none' && ((features.peakIntensity ?? 0) > 0 || (features.severity ?? 'none') !== 'none'))
    context.notice('none-but-pain', draft.row)
  const factors = context.factorsOf(draft)
  const symptoms = context.symptomIds(draft.symptoms)
  const day = {
    date,
    headache,
    ...(hours !== undefined && { hours }),
    ...features,
    ...(symptoms.length > 0 && { symptoms }),
    ...(draft.aura.size > 0 && { aura: { symptoms: [...draft.aura].map((kind) => ({ kind })) } }),
    ...(prodrome !== undefined && { prodrome }),
    ...(postdrome !== undefined && { postdrome }),
    ...(bleeding !== undefined && { bleeding }),
    ...(factors !== null && { factors }),
    ...(noMedicine !== undefined && !(noMedicine && draft.taken.length > 0) && { noMedicine }),
    ...(draft.note.length > 0 && { note: draft.note.join('\n') }),
  } as WrittenOf<'days'>
  days.set(date, { row: draft.row, day })
}

/** What was said of the headache; else what the pain says. A day of which neither was said is unknown, whatever else stands there. */
function headacheOf({
  headache,
  hours,
  features: { severity, peakIntensity },
}: RowDraft): 'none' | 'present' | 'unknown' {
  if (headache !== undefined) return headache
  if ((hours ?? 0) > 0 || (peakIntensity ?? 0) > 0 || (severity !== undefined && severity !== 'none')) return 'present'
  return severity === 'none' || peakIntensity === 0 || hours === 0 ? 'none' : 'unknown'
}

/** Only where a factor was asked for: the day had headache, which the attack says too. */
export function dayOfAttack(days: Map<string, DayDraft>, draft: RowDraft, context: MakingContext): void {
  const factors = context.factorsOf(draft)
  const date = draft.start?.date
  if (factors === null || date === undefined) return
  const before = days.get(date)
  days.set(date, {
    row: before?.row ?? draft.row,
    day: { date, headache: 'present', ...before?.day, factors: { ...before?.day.factors, ...factors } },
  })
}
