// Where only the strength that nobody noted would pass the most of a day: no alert, but it is said, so that the packets are looked at.
import type { LocalDate } from '../calendar/local-date.ts'
import type { Diary } from '../model/diary.ts'
import { findIngredient } from './catalogue.ts'
import { amount } from './class-words.ts'
import { inSentence, tooMuchOf, type DoseAlert } from './dose-alerts.ts'
import { UNKNOWN_STRENGTH } from './dose-rules.ts'
import { excessesOf, type Excess } from './doses-in-24-hours.ts'
import { youthOn } from './doses-of-children.ts'
import type { DosesTaken } from './doses-taken.ts'

/** One for an ingredient: of the day on which it could be the most, the last of several. */
export interface StrengthNotice {
  readonly ingredient: string
  readonly name: string
  readonly date: LocalDate
  /** Milligrams in 24 hours, with the smallest and the largest strength sold where none is noted. */
  readonly atLeast: number
  readonly atMost: number
  /** The most on labels, for adults. */
  readonly most: number
  /** Units whose strength is not noted, and of what. */
  readonly units: number
  readonly products: readonly string[]
  /** Days besides of which the same holds. */
  readonly otherDays: number
  readonly sentence: string
  readonly ruleId: string
}

/** By ingredient; nothing for days that have an alert. O(doses). */
export function strengthNotices(
  diary: Diary,
  { byIngredient }: DosesTaken,
  alerts: readonly DoseAlert[],
): StrengthNotice[] {
  const alerted = new Set(alerts.map(({ ingredient, date }) => `${ingredient} ${date}`))
  const youth = youthOn(diary)
  return [...byIngredient]
    .flatMap(([id, doses]): StrengthNotice[] => {
      const ingredient = findIngredient(id)
      const most = ingredient?.dailyMaximum?.milligrams
      if (ingredient === undefined || most === undefined) return []
      if (doses.every(({ unknownUnits }) => unknownUnits === 0)) return []
      const days = excessesOf(doses, tooMuchOf(id, most, youth), 'largest').filter(
        ({ date }) => !alerted.has(`${id} ${date}`),
      )
      if (days.length === 0) return []
      const worst = days.reduce((one, other) => (other.taken >= one.taken ? other : one))
      const { date, taken: atMost, unknownUnits: units, unknownProducts: products } = worst
      return [
        {
          ingredient: id,
          name: ingredient.name,
          date,
          atLeast: worst.atLeast,
          atMost,
          most,
          units,
          products,
          otherDays: days.length - 1,
          sentence: sentenceOf(inSentence(ingredient), worst, most, youth(date).child, days.length - 1),
          ruleId: UNKNOWN_STRENGTH.id,
        },
      ]
    })
    .sort((one, other) => (one.ingredient < other.ingredient ? -1 : 1))
}

function sentenceOf(name: string, worst: Excess, most: number, child: boolean, otherDays: number): string {
  const { date, taken, known, unknownUnits, unknownProducts } = worst
  const units = amount(unknownUnits, 'unit')
  const noted =
    known > 0
      ? `at least ${amount(known, 'mg')} of ${name} within 24 hours, plus ${units} whose strength is not noted`
      : `${units} of ${name} whose strength is not noted within 24 hours`
  const limit = child
    ? `the most on labels, ${amount(most, 'mg')}, is for adults, and a child's dose goes by weight`
    : `the most on labels is ${amount(most, 'mg')}`
  const others = otherDays === 0 ? '' : ` The same holds for ${otherDays} other ${otherDays === 1 ? 'day' : 'days'}.`
  return `On ${date} you noted ${noted} (${unknownProducts.join(', ')}). With the largest strength sold it is ${amount(taken, 'mg')}; ${limit}. Check the packets, and note the strength.${others}`
}
