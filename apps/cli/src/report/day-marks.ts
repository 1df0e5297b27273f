// What each day's mark says: missing, clear, or a headache in up to three steps where the diary holds grades or numbers up to ten.
import type { PatientDiary } from '../input/patient-diary.ts'

/** In the order of the steps; a diary of yes and no uses the last for its headache days. */
export const MARKS = ['missing', 'clear', 'first', 'second', 'third'] as const
export type DayMark = (typeof MARKS)[number]

export interface DayMarks {
  readonly of: readonly DayMark[]
  /** The marks that occur, with what they stand for. */
  readonly legend: readonly { readonly mark: DayMark; readonly words: string }[]
}

const GRADE_WORDS = ['mild', 'moderate', 'severe'] as const
/** Of numbers up to ten. */
const BAND_ENDS = [3, 6] as const
const BAND_WORDS = ['up to 3', 'up to 6', 'above 6'] as const

/** @param outcome one entry a day: NaN missing, 0 clear, 1 an outcome day; a day that is no outcome day is clear whatever its grade. */
export function dayMarks({ scale, outcomeThreshold }: PatientDiary, outcome: Float64Array): DayMarks {
  const steps = stepsOf(scale)
  const of = Array.from(outcome, (value, t): DayMark => {
    if (Number.isNaN(value)) return 'missing'
    if (!(value > 0)) return 'clear'
    return steps === null ? 'third' : steps.of(scale?.values[t] ?? NaN)
  })
  const [first, second, third] = steps?.words.map((words) => `headache, ${words}`) ?? ['', '', 'headache']
  const clear = outcomeThreshold === null ? 'clear' : `below ${outcomeThreshold}`
  const words: Readonly<Record<DayMark, string>> = { missing: 'not logged', clear, first, second, third }
  const used = new Set(of)
  // the two that everything is read against stand there in any case
  const shown = MARKS.filter((mark) => used.has(mark) || mark === 'clear' || mark === 'third')
  return { of, legend: shown.toReversed().map((mark) => ({ mark, words: words[mark] })) }
}

function stepsOf(
  scale: PatientDiary['scale'],
): { readonly of: (value: number) => DayMark; readonly words: readonly string[] } | null {
  if (scale === null) return null
  if (scale.kind === 'grade') {
    return { of: (grade) => (grade >= 3 ? 'third' : grade >= 2 ? 'second' : 'first'), words: GRADE_WORDS }
  }
  if (scale.values.some((value) => value > 10)) return null
  const [low, high] = BAND_ENDS
  return { of: (value) => (value > high ? 'third' : value > low ? 'second' : 'first'), words: BAND_WORDS }
}
