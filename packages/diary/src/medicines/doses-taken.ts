// All doses of a diary in order of time: of each ingredient, and of each product that has a most in units.
import type { LivedDay } from '../days/lived-day.ts'
import type { Diary } from '../model/diary.ts'
import { mostUnitsOf } from './classify-intake.ts'
import type { Dose } from './doses-in-24-hours.ts'
import type { ClassifiedIntake } from './medicine-class.ts'
import { soldStrengths } from './sold-strengths.ts'

export type ProductUnits = ReturnType<typeof mostUnitsOf>

export interface DosesTaken {
  readonly byIngredient: ReadonlyMap<string, readonly Dose[]>
  readonly byProduct: readonly { readonly product: ProductUnits; readonly doses: readonly Dose[] }[]
}

/** Whatever they were taken for. O(intakes), after sorting what was not entered in the order of time. */
export function dosesTaken({ ownProducts }: Diary, days: readonly LivedDay[]): DosesTaken {
  const byIngredient = new Map<string, Dose[]>()
  const byProduct = new Map<string, { product: ProductUnits; doses: Dose[] }>()
  for (const classified of inOrderOfTime(days)) {
    const { intake, productName: product, ingredients } = classified
    const { at, units = 1 } = intake
    const found = mostUnitsOf(intake.product, ownProducts)
    for (const { ingredient, milligrams } of ingredients) {
      const dose =
        milligrams === undefined
          ? unknownDose(ingredient, units, { ingredients, strengths: found.strengths })
          : { amount: milligrams, largest: milligrams, unknownUnits: 0 }
      addTo(byIngredient, ingredient, { at, product, ...dose })
    }
    if (found.mostUnitsPerDay === null) continue
    const known = byProduct.get(found.id) ?? { product: found, doses: [] }
    known.doses.push({ at, amount: units, largest: units, unknownUnits: 0, product })
    byProduct.set(found.id, known)
  }
  return { byIngredient, byProduct: [...byProduct.values()] }
}

function unknownDose(
  ingredient: string,
  units: number,
  contents: Parameters<typeof soldStrengths>[1],
): Pick<Dose, 'amount' | 'largest' | 'unknownUnits'> {
  const sold = soldStrengths(ingredient, contents)
  return { amount: units * (sold?.smallest ?? 0), largest: units * (sold?.largest ?? 0), unknownUnits: units }
}

function inOrderOfTime(days: readonly LivedDay[]): ClassifiedIntake[] {
  return days
    .flatMap(({ intakes }) => intakes)
    .sort(
      (one, other) =>
        one.intake.at.earliestMs - other.intake.at.earliestMs || (one.productName < other.productName ? -1 : 1),
    )
}

function addTo(lists: Map<string, Dose[]>, key: string, dose: Dose): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [dose])
  else list.push(dose)
}
