// What the catalogue holds that a clinician must be able to look up and sign: the most in a day, and how far its lists can be trusted.
import type { ClinicalRule } from '../clinical-rule.ts'
import { INGREDIENTS, PRODUCTS, type Ingredient, type Product } from './catalogue.ts'

/** `daily-maximum.paracetamol`. */
export function maximumRuleId({ id }: Pick<Ingredient, 'id'>): string {
  return `daily-maximum.${id}`
}

/** `most-units.cafergot`. */
export function mostUnitsRuleId({ id }: Pick<Product, 'id'>): string {
  return `most-units.${id}`
}

function ofIngredient(ingredient: Ingredient): ClinicalRule<unknown>[] {
  const { dailyMaximum } = ingredient
  if (dailyMaximum === undefined) return []
  const { milligrams, note, certainty, source } = dailyMaximum
  const most = `The most ${ingredient.name.toLowerCase()} in any 24 hours for an adult, all products together, is ${milligrams} mg.`
  return [
    {
      id: maximumRuleId(ingredient),
      version: 1,
      value: dailyMaximum,
      statement: note === undefined ? most : `${most} ${note}`,
      certainty,
      source,
      needsReview: true,
    },
  ]
}

function ofProduct(product: Product): ClinicalRule<unknown>[] {
  const { name, mostUnitsPerDay, source } = product
  if (mostUnitsPerDay === undefined) return []
  return [
    {
      id: mostUnitsRuleId(product),
      version: 1,
      value: mostUnitsPerDay,
      statement: `The most of ${name} in any 24 hours for an adult is ${mostUnitsPerDay} ${mostUnitsPerDay === 1 ? 'unit' : 'units'}; what the packet says goes before this.`,
      certainty: 'unverified',
      source: source ?? 'General knowledge of labels; not read in one.',
    },
  ]
}

/** Each maximum as a rule of its own: of ingredients in milligrams, and of products in tablets, sprays or injections. */
export const DAILY_MAXIMUM_RULES: readonly ClinicalRule<unknown>[] = [
  ...INGREDIENTS.flatMap(ofIngredient),
  ...PRODUCTS.flatMap(ofProduct),
]

export const CATALOGUE_RULE: ClinicalRule<null> = {
  id: 'catalogue.products',
  version: 1,
  value: null,
  statement:
    'Products are listed with the ingredients and strengths that are common under their names. Products of one name differ between countries and over the years; what the packet says goes before the catalogue.',
  certainty: 'unverified',
  source: 'Each product that was read names its source; the others are general knowledge.',
}
