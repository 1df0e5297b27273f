// Doses above the most that a label gives for 24 hours, in words: per ingredient over all products, and per product in its units.
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { Diary } from '../model/diary.ts'
import { maximumRuleId, mostUnitsRuleId } from './catalogue-rules.ts'
import { findIngredient, type Ingredient } from './catalogue.ts'
import { amount } from './class-words.ts'
import { ABOVE_LABEL, RECENT_DOSE } from './dose-rules.ts'
import { excessesOf, isAbove, reaches, type Dose, type Excess } from './doses-in-24-hours.ts'
import { ASPIRIN_UNDER_16, CHILD_DOSE, youthOn, type Youth } from './doses-of-children.ts'
import type { DosesTaken, ProductUnits } from './doses-taken.ts'

export interface DoseAlert {
  /** The ingredient's id, or the product's name where the packet's most units a day were passed. */
  readonly ingredient: string
  readonly name: string
  /** The local day on which the 24 hours ended. */
  readonly date: LocalDate
  /** In 24 hours, all products together; units where the packet counts units. At least this much where a strength is not noted. */
  readonly taken: number
  /** For adults; not passed where a child's dose or aspirin under 16 raised the alert. */
  readonly most: number
  readonly unit: 'mg' | 'units'
  readonly products: readonly string[]
  /** So much that help is asked for at once while it is recent. */
  readonly overdose: boolean
  readonly urgency: 'get-help-now' | 'ask'
  readonly sentence: string
  /** The rule that holds the maximum; null where the person's own packet does. */
  readonly ruleId: string | null
}

/**
 * At most one alert a day for an ingredient, and one for a product whose units were passed where no ingredient says it already; by day, then
 * by name. O(doses).
 */
export function doseAlerts(diary: Diary, { byIngredient, byProduct }: DosesTaken): DoseAlert[] {
  const youth = youthOn(diary)
  const ofIngredients = [...byIngredient].flatMap(([id, doses]) => ingredientAlerts(id, doses, diary.lastDay, youth))
  const said = new Set(ofIngredients.flatMap(({ date, products }) => products.map((product) => `${date} ${product}`)))
  const ofProducts = byProduct
    .flatMap(({ product, doses }) => productAlerts(product, doses))
    .filter(({ date, products }) => !products.every((product) => said.has(`${date} ${product}`)))
  return [...ofIngredients, ...ofProducts].sort(
    (one, other) => compare(one.date, other.date) || compare(one.ingredient, other.ingredient),
  )
}

/** What raises an alert for an ingredient: more than an adult's most, half of it for a child, and any aspirin under 16. */
export function tooMuchOf(
  ingredient: string,
  most: number,
  youth: (date: LocalDate) => Youth,
): (taken: number, date: LocalDate) => boolean {
  return (taken, date) => {
    if (isAbove(taken, most)) return true
    const { child, aspirin } = youth(date)
    if (aspirin && ingredient === ASPIRIN_UNDER_16.value.ingredient) return true
    return child && reaches(taken, most * CHILD_DOSE.value.shareOfAdultMaximum)
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function ingredientAlerts(
  id: string,
  doses: readonly Dose[],
  lastDay: LocalDate,
  youth: (date: LocalDate) => Youth,
): DoseAlert[] {
  const ingredient = findIngredient(id)
  if (ingredient?.dailyMaximum === undefined) return []
  const { milligrams: most } = ingredient.dailyMaximum
  return excessesOf(doses, tooMuchOf(id, most, youth)).map((excess): DoseAlert => {
    const { date, taken, products } = excess
    const { child, young, aspirin } = youth(date)
    const reye = aspirin && id === ASPIRIN_UNDER_16.value.ingredient
    const above = isAbove(taken, most)
    const tooMuchForChild = child && reaches(taken, most * CHILD_DOSE.value.shareOfAdultMaximum)
    const overdose = ABOVE_LABEL.value.getHelpFor.includes(id) && (above || (tooMuchForChild && young))
    const recent = daysBetween(date, lastDay) < RECENT_DOSE.value.days
    return {
      ingredient: id,
      name: ingredient.name,
      date,
      taken,
      most,
      unit: 'mg',
      products,
      overdose,
      urgency: overdose && recent ? 'get-help-now' : 'ask',
      sentence: ingredientSentence(ingredient, excess, { child, reye, tooMuchForChild, overdose, recent }),
      ruleId: above ? maximumRuleId(ingredient) : reye ? ASPIRIN_UNDER_16.id : CHILD_DOSE.id,
    }
  })
}

interface Circumstances {
  readonly child: boolean
  readonly reye: boolean
  readonly tooMuchForChild: boolean
  readonly overdose: boolean
  readonly recent: boolean
}

function ingredientSentence(ingredient: Ingredient, excess: Excess, how: Circumstances): string {
  const { dailyMaximum } = ingredient
  const { child, reye, tooMuchForChild, overdose, recent } = how
  const label = amount(dailyMaximum?.milligrams ?? 0, 'mg')
  const limit = child
    ? `the most on labels, ${label}, is for adults, and a child's dose goes by weight`
    : `the most on labels is ${label}`
  const note = child ? undefined : dailyMaximum?.note
  const todo = (reye || tooMuchForChild) && !overdose ? askNow(recent) : whatToDo(overdose, recent)
  return [
    `${takenSentence(excess, `${amount(excess.taken, 'mg')} of ${inSentence(ingredient)}`)}; ${limit}.`,
    // whoever is in danger reads what to do first
    ...(overdose ? [todo, note] : [reye ? REYE : undefined, note, todo]),
    smallestNote(excess),
    timesNote(excess),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
}

const REYE = `Aspirin is not for anyone under ${ASPIRIN_UNDER_16.value.under} unless a doctor prescribed it: it is linked to Reye's syndrome, a rare illness that can badly harm the brain and the liver.`

function productAlerts({ id, name, own, mostUnitsPerDay: most }: ProductUnits, doses: readonly Dose[]): DoseAlert[] {
  if (most === null) return []
  return excessesOf(doses, (taken) => isAbove(taken, most)).map((excess): DoseAlert => {
    const { date, taken, products } = excess
    return {
      ingredient: name,
      name,
      date,
      taken,
      most,
      unit: 'units',
      products,
      overdose: false,
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

function takenSentence({ date, products, unknownUnits }: Excess, what: string): string {
  const atLeast = unknownUnits > 0 ? 'at least ' : ''
  const from = products.length === 1 && what.endsWith(products[0]) ? '' : ` (${products.join(', ')})`
  return `On ${date} you noted ${atLeast}${what} within 24 hours${from}`
}

export function inSentence({ name }: Ingredient): string {
  return name.toLowerCase()
}

function whatToDo(overdose: boolean, recent: boolean): string {
  if (!overdose) return 'Ask a pharmacist or doctor before you take more.'
  return recent
    ? 'If you took this much, get help now, even if you feel well: call your poison line or the emergency number.'
    : 'Tell a doctor or pharmacist about it.'
}

function askNow(recent: boolean): string {
  return recent ? 'Ask a doctor or pharmacist now, before any more is taken.' : whatToDo(true, false)
}

function smallestNote({ unknownUnits }: Excess): string {
  if (unknownUnits === 0) return ''
  return `This counts ${amount(unknownUnits, 'unit')} whose strength is not noted at the smallest strength sold.`
}

function timesNote({ timeUnknown }: Excess): string {
  return timeUnknown ? 'Some times were not noted, so this is what was noted for the calendar day.' : ''
}
