// Holds the written format and the model together: a field that is added, renamed or retyped in only one of them does not compile.
import type { Moment } from '../calendar/moment.ts'
import type { Diary } from '../model/diary.ts'
import type { DIARY_FORMAT, ListName, Written, WrittenDiary } from './diary-schema.ts'

/** A model type as it is written: every moment is its text; all else is the same. */
type AsWritten<T> = T extends Moment
  ? string
  : T extends readonly (infer Entry)[]
    ? readonly AsWritten<Entry>[]
    : T extends object
      ? { readonly [Key in keyof T]: AsWritten<T[Key]> }
      : T

/** What the written form has beside the model: zones stand in the entry and not in each of its moments. */
interface ZonesBeside {
  attacks: { readonly timeZone?: string; readonly endTimeZone?: string }
  intakes: { readonly timeZone?: string }
  sessions: { readonly timeZone?: string }
}

type Expected<L extends ListName> = AsWritten<
  Diary[L][number] & (L extends keyof ZonesBeside ? ZonesBeside[L] : unknown)
>

/** Not only assignable both ways, which a missing optional field would pass, but the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

type Agreement = { readonly [L in ListName]: Same<AsWritten<Written<L>>, Expected<L>> } & {
  readonly person: Same<AsWritten<NonNullable<WrittenDiary['person']>>, AsWritten<Diary['person']>>
  readonly keys: Same<Exclude<keyof WrittenDiary, '$schema' | 'format'>, keyof Diary>
  readonly lists: Same<ListName, { [K in keyof Diary]: Diary[K] extends readonly unknown[] ? K : never }[keyof Diary]>
  readonly format: Same<WrittenDiary['format'], typeof DIARY_FORMAT>
}

/** Compiles only while the two agree; where they part, the name of the list stands in the compiler's message. */
export const SCHEMA_AGREES: Agreement = {
  days: true,
  attacks: true,
  intakes: true,
  sessions: true,
  regimens: true,
  questionnaires: true,
  safetyChecks: true,
  goals: true,
  trials: true,
  planChanges: true,
  planAnswers: true,
  ownProducts: true,
  customFactors: true,
  customSymptoms: true,
  person: true,
  keys: true,
  lists: true,
  format: true,
}
