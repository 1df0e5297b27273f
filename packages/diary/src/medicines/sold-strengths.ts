// Between which strengths a dose lies that was noted without one: the smallest and the largest that the catalogue has.
import type { IngredientDose } from '../model/entries.ts'
import { findIngredient, PRODUCTS } from './catalogue.ts'

export interface SoldStrengths {
  /** Milligrams in one unit. */
  readonly smallest: number
  readonly largest: number
}

/** What is in the product that the ingredient was taken in. */
interface Contents {
  readonly ingredients: readonly IngredientDose[]
  /** Of the product itself, where they are other ones. */
  readonly strengths: readonly number[] | undefined
}

/**
 * Of an ingredient in a product whose strength is not known (`dose.unknown-strength`); null where the catalogue has none. O(catalogue) the
 * first time for each mixture, then O(ingredients).
 */
export function soldStrengths(ingredient: string, { ingredients, strengths }: Contents): SoldStrengths | null {
  if (ingredients.length === 1) return between(strengths ?? alone(ingredient))
  const key = `${ingredient} in ${keyOf(ingredients)}`
  const before = ofMixtures.get(key)
  if (before !== undefined) return before
  const found = ofMixture(ingredient, keyOf(ingredients))
  if (ofMixtures.size > 10_000) ofMixtures.clear()
  ofMixtures.set(key, found)
  return found
}

const ofMixtures = new Map<string, SoldStrengths | null>()

function ofMixture(ingredient: string, key: string): SoldStrengths | null {
  const mixtures = PRODUCTS.filter(({ ingredients }) => ingredients.length > 1)
  const same = milligramsIn(
    ingredient,
    mixtures.filter(({ ingredients }) => keyOf(ingredients) === key),
  )
  return between(same.length > 0 ? same : [...milligramsIn(ingredient, mixtures), ...alone(ingredient)])
}

function milligramsIn(ingredient: string, products: readonly Pick<Contents, 'ingredients'>[]): number[] {
  return products.flatMap(({ ingredients }) =>
    ingredients.flatMap((one) => (one.ingredient === ingredient && one.milligrams !== undefined ? one.milligrams : [])),
  )
}

function alone(ingredient: string): readonly number[] {
  return findIngredient(ingredient)?.strengths ?? []
}

function between(strengths: readonly number[]): SoldStrengths | null {
  return strengths.length === 0 ? null : { smallest: Math.min(...strengths), largest: Math.max(...strengths) }
}

function keyOf(ingredients: readonly IngredientDose[]): string {
  return ingredients
    .map(({ ingredient }) => ingredient)
    .sort()
    .join(' + ')
}
