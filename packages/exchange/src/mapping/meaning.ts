// What a column can mean, and what is said of each column: the answer sheet that is guessed first and then changed by the person.
import type { MedicineRelief } from './words.ts'

export const MEANINGS = [
  // not read, or kept as it stands in the note
  ...(['leave-out', 'note'] as const),
  // when
  ...(['day', 'start', 'start-time', 'end', 'end-time', 'duration', 'time'] as const),
  // the headache
  ...(['headache', 'intensity', 'severity', 'function', 'hours', 'side', 'sites', 'quality'] as const),
  ...(['nausea', 'vomiting', 'light', 'sound', 'smell', 'movement', 'neck-pain'] as const),
  ...(['symptoms', 'aura', 'prodrome', 'postdrome', 'bleeding'] as const),
  // what was taken: a list of names, one name, or a column that is a medicine and tells how much of it
  ...(['medicines', 'medicine', 'units', 'relief', 'reason', 'no-medicine'] as const),
  // what a day was like: a list of names, or a column that is a factor
  ...(['factors', 'factor'] as const),
  // appointments
  ...(['therapy', 'session', 'practitioner', 'location', 'minutes', 'rating-before', 'rating-after'] as const),
] as const
export type Meaning = (typeof MEANINGS)[number]

/** Several columns may mean these; everything else stands in one column. */
export const MAY_REPEAT: ReadonlySet<Meaning> = new Set<Meaning>([
  ...(['leave-out', 'note', 'sites', 'quality', 'symptoms', 'aura', 'prodrome', 'postdrome'] as const),
  ...(['medicines', 'medicine', 'factors', 'factor', 'session'] as const),
])

export const ROW_KINDS = ['attacks', 'days', 'intakes', 'sessions'] as const
export type RowKind = (typeof ROW_KINDS)[number]

export type DateOrder = 'YMD' | 'DMY' | 'MDY'

export interface ColumnMapping {
  readonly index: number
  readonly name: string
  readonly letter: string
  readonly meaning: Meaning
  /** The id of the factor, the name of the medicine or the id of the therapy that the whole column is about. */
  readonly of?: string
  readonly factorKind?: 'yes-no' | 'scale' | 'amount'
  /** What the highest number of a scale is; null where it has to be asked. */
  readonly most?: number | null
  /** Of a plain number that is a length of time; null where it has to be asked. */
  readonly unit?: 'hours' | 'minutes' | null
  /** How well the medicines of this column helped. */
  readonly relief?: MedicineRelief
  /**
   * What values mean, by the value in small letters; `''` stands for an empty cell. Goes before what is known. The meaning is written with
   * words that are understood: yes, no, a number, mild … An empty text leaves the value out; `note` keeps it in the note.
   */
  readonly values?: Readonly<Record<string, string>>
  /** What is done with other values that are not understood: told, so that the row is looked at; or kept in the note. */
  readonly others?: 'tell' | 'note'
}

/** A column with what helps a person to say what it means. */
export interface GuessedColumn extends ColumnMapping {
  /** By its header, by its values, or not at all. */
  readonly by: 'name' | 'values' | 'nothing'
  /** Cells with something in them. */
  readonly filled: number
  /** The first different values, at most 5. */
  readonly samples: readonly string[]
}

export interface TableMapping {
  /** What the file looks like. */
  readonly shape: 'attack-list' | 'day-grid' | 'generic'
  /** What one row is. */
  readonly rowsAre: RowKind
  /** Null where the file leaves it open and it has to be asked. */
  readonly dateOrder: DateOrder | null
  /** What settles the order, or a date that can be read in two ways. Null where no date depends on it. */
  readonly dateEvidence: { readonly row: number; readonly column: string; readonly value: string } | null
  readonly decimal: '.' | ','
  /** Days between the first and the last that no row speaks of. Nothing makes them headache-free but the person's own word. */
  readonly otherDays: 'unknown' | 'headache-free'
  /** What medicines are meant, by the name in the file; the name itself where it is not here. An empty text leaves one out. */
  readonly medicines: Readonly<Record<string, string>>
  /** The id of the therapy that all rows are sessions of, where no column says it. */
  readonly therapy?: string
  readonly columns: readonly GuessedColumn[]
}
