// Doses above the most that a label gives for 24 hours, in words: per ingredient over all products, and per product in its units.
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { LivedDay } from '../days/lived-day.ts'
import type { Diary } from '../model/diary.ts'
import { maximumRuleId, mostUnitsRuleId } from './catalogue-rules.ts'
import { findIngredient, type Ingredient } from './catalogue.ts'
import { amount } from './class-words.ts'
import { mostUnitsOf } from './classify-intake.ts'
import { ABOVE_LABEL, RECENT_DOSE } from './dose-rules.ts'
import { excessesOf, type Dose, type Excess } from './doses-in-24-hours.ts'
import type { ClassifiedIntake } from './medicine-class.ts'

export interface DoseAlert {
  /** The ingredient's id, or the product's name where the packet's most units a day were passed. */
  readonly ingredient: string
  readonly name: string
  /** The local day on which the 24 hours ended. */
  readonly date: LocalDate
  /** In 24 hours, all products together; units where the packet counts units. */
  readonly taken: number
  readonly most: number
  readonly unit: 'mg' | 'units'
  readonly products: readonly string[]
  readonly urgency: 'get-help-now' | 'ask'
  readonly sentence: string
  /** The rule that holds the maximum; null where the person's own packet does. */
  readonly ruleId: string | null
}

type UnitsOf = ReturnType<typeof mostUnitsOf>

/**
 * At most one alert a day for an ingredient, and one for a product whose units were passed where no ingredient says it already; by day, then
 * by name. O(intakes), after sorting what was not entered in the order of time.
 */
export function doseAlerts({ lastDay, ownProducts }: Diary, days: readonly LivedDay[]): DoseAlert[] {
  const byIngredient = new Map<string, Dose[]>()
  const byProduct = new Map<string, { product: UnitsOf; doses: Dose[] }>()
  for (const { intake, productName: product, ingredients } of inOrderOfTime(days)) {
    const { at } = intake
    for (const { ingredient, milligrams } of ingredients) {
      addTo(byIngredient, ingredient, { at, amount: milligrams ?? null, product })
    }
    const units = mostUnitsOf(intake.product, ownProducts)
    if (units.mostUnitsPerDay === null) continue
    const known = byProduct.get(units.id) ?? { product: units, doses: [] }
    known.doses.push({ at, amount: intake.units ?? 1, product })
    byProduct.set(units.id, known)
  }
  const ofIngredients = [...byIngredient].flatMap(([id, doses]) => ingredientAlerts(id, doses, lastDay))
  const said = new Set(ofIngredients.flatMap(({ date, products }) => products.map((product) => `${date} ${product}`)))
  const ofProducts = [...byProduct.values()]
    .flatMap(({ product, doses }) => productAlerts(product, doses))
    .filter(({ date, products }) => !products.every((product) => said.has(`${date} ${product}`)))
  return [...ofIngredients, ...ofProducts].sort(
    (one, other) => compare(one.date, other.date) || compare(one.ingredient, other.ingredient),
  )
}

function inOrderOfTime(days: readonly LivedDay[]): ClassifiedIntake[] {
  return days
    .flatMap(({ intakes }) => intakes)
    .sort(
      (one, other) =>
        one.intake.at.earliestMs - other.intake.at.earliestMs || compare(one.productName, other.productName),
    )
}

function addTo(lists: Map<string, Dose[]>, key: string, dose: Dose): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [dose])
  else list.push(dose)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function ingredientAlerts(id: string, doses: readonly Dose[], lastDay: LocalDate): DoseAlert[] {
  const ingredient = findIngredient(id)
  if (ingredient?.dailyMaximum === undefined) return []
  const { milligrams: most, note } = ingredient.dailyMaximum
  return excessesOf(doses, most).map((excess): DoseAlert => {
    const { date, taken, products } = excess
    const overdose = ABOVE_LABEL.value.getHelpFor.includes(id)
    const recent = daysBetween(date, lastDay) < RECENT_DOSE.value.days
    return {
      ingredient: id,
      name: ingredient.name,
      date,
      taken,
      most,
      unit: 'mg',
      products,
      urgency: overdose && recent ? 'get-help-now' : 'ask',
      sentence: [
        `${takenSentence(excess, `${amount(taken, 'mg')} of ${inSentence(ingredient)}`)}; the most on labels is ${amount(most, 'mg')}.`,
        // whoever is in danger reads what to do first
        ...(overdose ? [whatToDo(overdose, recent), note] : [note, whatToDo(overdose, recent)]),
        timesNote(excess),
      ]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
      ruleId: maximumRuleId(ingredient),
    }
  })
}

function productAlerts({ id, name, own, mostUnitsPerDay: most }: UnitsOf, doses: readonly Dose[]): DoseAlert[] {
  if (most === null) return []
  return excessesOf(doses, most).map((excess): DoseAlert => {
    const { date, taken, products } = excess
    return {
      ingredient: name,
      name,
      date,
      taken,
      most,
      unit: 'units',
      products,
      urgency: 'ask',
      sentence: [
        `${takenSentence(excess, `${amount(taken, 'unit')} of ${name}`)}; ${own ? 'its packet says' : 'labels say'} ${most} at most.`,
        whatToDo(false, true),
        timesNote(excess),
      ]
        .filter((part) => part !== '')
        .join(' '),
      ruleId: own ? null : mostUnitsRuleId({ id }),
    }
  })
}

function takenSentence({ date, products, strengthUnknown }: Excess, what: string): string {
  const atLeast = strengthUnknown ? 'at least ' : ''
  const from = products.length === 1 && what.endsWith(products[0]) ? '' : ` (${products.join(', ')})`
  return `On ${date} you noted ${atLeast}${what} within 24 hours${from}`
}

function inSentence({ name }: Ingredient): string {
  return name.toLowerCase()
}

function whatToDo(overdose: boolean, recent: boolean): string {
  if (!overdose) return 'Ask a pharmacist or doctor before you take more.'
  return recent
    ? 'If you took this much, get help now, even if you feel well: call your poison line or the emergency number.'
    : 'Tell a doctor or pharmacist about it.'
}

function timesNote({ timeUnknown }: Excess): string {
  return timeUnknown ? 'Some times were not noted, so this is what was noted for the calendar day.' : ''
}
