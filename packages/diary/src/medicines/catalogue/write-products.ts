// How a line of the product lists is written: a name, what is in one unit, and what else is known. The lists beside it are made of these.
import type { Product } from './ingredient.ts'

/** Milligrams in one unit by ingredient; `'varies'` where products of the name differ in strength. */
type Composition = Readonly<Record<string, number | 'varies'>>

export function product(
  id: string,
  name: string,
  contents: Composition,
  more: Partial<Pick<Product, 'aliases' | 'mostUnitsPerDay' | 'everyDay' | 'strengths' | 'source'>> = {},
): Product {
  const ingredients = Object.entries(contents).map(([ingredient, milligrams]) =>
    milligrams === 'varies' ? { ingredient } : { ingredient, milligrams },
  )
  return { id, name, ingredients, ...more }
}

/** Names under which one ingredient is sold by itself, in different strengths unless one is given. */
export function brands(
  ingredient: string,
  names: readonly string[],
  milligrams: number | 'varies' = 'varies',
): Product[] {
  return names.map((name) => product(idOf(name), name, { [ingredient]: milligrams }))
}

/** `D.H.E. 45` becomes `dhe-45`. */
function idOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
}
