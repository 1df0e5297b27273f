// What a day of a grid is called for who hears it: all that its mark and its signs show.
import type { Language } from '../app.svelte.ts'
import type { ShownDay } from '../device/shown-days.ts'
import type { en as enMarks } from '../frame/mark-words.en.ts'
import { dayInWords } from '../words/words.ts'
import type { en } from './words.en.ts'

export interface NameWords {
  readonly language: Language
  readonly words: typeof en
  readonly marks: typeof enMarks
}

/** @param day undefined while it is not read yet. @example “Thursday 5 March: severe headache, migraine-like, 2 attacks, 1 medicine” */
export function dayName(
  { language, words, marks }: NameWords,
  date: string,
  day: ShownDay | undefined,
  today: string,
): string {
  const name = dayInWords(language, date, { weekday: 'long', day: 'numeric', month: 'long' })
  const called = date === today ? `${name} (${words.today})` : name
  if (day === undefined) return called
  const parts = [
    marks[day.mark],
    ...(day.migraine === 'met' ? [marks.migraine] : []),
    ...(day.attacks > 0 ? [words.attacks(day.attacks)] : []),
    ...(day.medicines > 0 ? [words.medicines(day.medicines)] : []),
    ...(day.aura ? [words.aura] : []),
    ...(day.bleeding ? [words.bleeding] : []),
    ...(day.sessions > 0 ? [words.sessions(day.sessions)] : []),
  ]
  return `${called}: ${parts.join(', ')}`
}

const ORDER = ['clear', 'mild', 'moderate', 'severe', 'headache', 'missing'] as const

/** @example “22 no headache; 2 mild headache; 6 open” */
export function countedMarks(marks: typeof enMarks, shown: readonly ShownDay[]): string {
  return ORDER.map((mark) => [mark, shown.filter((day) => day.mark === mark).length] as const)
    .filter(([, count]) => count > 0)
    .map(([mark, count]) => {
      const name = mark === 'headache' ? marks.ungraded : marks[mark]
      return `${String(count)} ${mark === 'missing' && count !== 1 ? marks.missingMany : name}`
    })
    .join('; ')
}
