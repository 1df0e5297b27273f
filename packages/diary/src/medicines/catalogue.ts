// Finding a medicine by what people call it: exact but for case, accents, spaces and signs. A wrong match would be worse than none.
import { ACCOMPANYING, ADJUVANTS, ANTIEMETICS } from './catalogue/accompanying-ingredients.ts'
import type { Ingredient, Product } from './catalogue/ingredient.ts'
import { ERGOTS, GEPANTS_AND_DITANS, TRIPTANS } from './catalogue/migraine-specific-ingredients.ts'
import { NON_OPIOIDS } from './catalogue/non-opioid-ingredients.ts'
import { NOT_MEDICINES } from './catalogue/not-medicines.ts'
import { OPIOIDS } from './catalogue/opioid-ingredients.ts'
import { PREVENTIVES, SUPPLEMENTS } from './catalogue/preventive-ingredients.ts'
import { PRODUCTS } from './catalogue/products.ts'
import { formOf, partsOf, readings } from './written-names.ts'

export type { DailyMaximum, Ingredient, IngredientRole, Product } from './catalogue/ingredient.ts'
export { PRODUCTS } from './catalogue/products.ts'

export const INGREDIENTS: readonly Ingredient[] = [
  ...TRIPTANS,
  ...ERGOTS,
  ...GEPANTS_AND_DITANS,
  ...NON_OPIOIDS,
  ...OPIOIDS,
  ...ADJUVANTS,
  ...ANTIEMETICS,
  ...PREVENTIVES,
  ...SUPPLEMENTS,
  ...ACCOMPANYING,
  ...NOT_MEDICINES,
]

/** `Co-Codamol®  8/500` and `cocodamol 8 / 500` are one name; digits, dots and commas between digits, slashes and plus signs count. */
export function normaliseName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/(\d)\.(?=\d)/g, '$1·')
    .replace(/[^\p{L}\p{N}+/#·]/gu, '')
    .replaceAll('·', '.')
}

/** What a name stands for, and the name as it is written properly. */
interface Entry<Named> {
  readonly found: Named
  readonly called: string
}

const ingredientsByName = namesOf(INGREDIENTS)
const productsByName = namesOf(PRODUCTS)
const ingredientsById = new Map(INGREDIENTS.map((ingredient) => [ingredient.id, ingredient]))

function namesOf<Named extends { id: string; name: string; aliases?: readonly string[] }>(
  all: readonly Named[],
): ReadonlyMap<string, Entry<Named>> {
  const byName = new Map<string, Entry<Named>>()
  for (const found of all) {
    for (const name of [found.name, found.id, ...(found.aliases ?? [])]) {
      const key = normaliseName(name)
      const other = byName.get(key)
      if (other === undefined) byName.set(key, { found, called: name === found.id ? found.name : capitalised(name) })
      else if (other.found !== found) throw new Error(`two medicines are called ${name}`)
    }
  }
  return byName
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** By id, name or alias. O(length of the text). */
export function findIngredient(text: string): Ingredient | undefined {
  return ingredientsById.get(text) ?? ingredientsByName.get(normaliseName(text))?.found
}

/** A number without a unit is a strength only if it is one the ingredient has. */
const STRENGTH = /^(.*[^\d.])(\d+(?:\.\d+)?)(mg|g)?$/

/**
 * A product of the catalogue by id, name or alias, or an ingredient by itself, with its strength and form if they are written: `Ibuprofen`,
 * `ibuprofen 400 mg tablets`, `500 mg paracetamol`, `Sumatriptan 50`, `sumatriptan 6 mg injection`; or a mixture of several, each by its
 * exact name: `paracetamol and codeine`. Its name is the one it was called by, properly written. O(length of the text).
 */
export function findProduct(text: string): Product | undefined {
  const whole = productNamed(normaliseName(text))
  return whole ?? oneProduct(text) ?? mixtureWritten(text)
}

function oneProduct(text: string): Product | undefined {
  for (const written of readings(text)) {
    const found = productWritten(written)
    if (found !== undefined) return found
  }
  return productInForm(text)
}

function productWritten(text: string): Product | undefined {
  const name = normaliseName(text)
  const whole = productNamed(name)
  if (whole !== undefined) return whole
  const written = STRENGTH.exec(name)
  if (written === null) return undefined
  const [, bare, amount, unit] = written
  const milligrams = Number(amount) * (unit === 'g' ? 1000 : 1)
  const product = productNamed(bare)
  return product === undefined ? undefined : withStrength(product, milligrams, unit !== undefined)
}

/** A spray or an injection has a maximum of its own, and no strength of the tablet; the class is the same. */
function productInForm(text: string): Product | undefined {
  const inForm = formOf(text)
  if (inForm === null) return undefined
  const written = STRENGTH.exec(normaliseName(inForm.bare))
  const bare = written === null ? normaliseName(inForm.bare) : written[1]
  const inThisForm = productNamed(normaliseName(`${bare} ${inForm.form}`))
  if (inThisForm === undefined) return productWritten(inForm.bare)
  if (written === null) return inThisForm
  return withStrength(inThisForm, Number(written[2]) * (written[3] === 'g' ? 1000 : 1), written[3] !== undefined)
}

function productNamed(name: string): Product | undefined {
  const product = productsByName.get(name)
  if (product !== undefined) return { ...product.found, name: product.called }
  const ingredient = ingredientsByName.get(name)
  if (ingredient === undefined) return undefined
  return { id: ingredient.found.id, name: ingredient.called, ingredients: [{ ingredient: ingredient.found.id }] }
}

/** `Imigran 50 mg`: a product of one ingredient whose strength the catalogue leaves open, or gives as it was written. */
function withStrength(product: Product, milligrams: number, unitGiven: boolean): Product | undefined {
  if (product.ingredients.length !== 1) return undefined
  const [{ ingredient, milligrams: known }] = product.ingredients
  if (known !== undefined) return known === milligrams ? product : undefined
  if (!unitGiven && ingredientsById.get(ingredient)?.strengths?.includes(milligrams) !== true) return undefined
  return { ...product, name: `${product.name} ${milligrams} mg`, ingredients: [{ ingredient, milligrams }] }
}

/** Products that are called by what is in them (`Aspirin + caffeine`), by their ingredients in order. */
const mixtures = new Map(
  PRODUCTS.filter(({ name, aliases }) => [name, ...(aliases ?? [])].some((one) => one.includes(' + ')))
    .toReversed()
    .map((product) => [keyOfMixture(product), product]),
)

function keyOfMixture({ ingredients }: Pick<Product, 'ingredients'>): string {
  return ingredients
    .map(({ ingredient }) => ingredient)
    .sort()
    .join(' + ')
}

/**
 * Several names with "and", a sign or a comma between them, only if every one is exactly known and holds one ingredient. The strengths are
 * those that were written; without any it is the catalogue's product of these ingredients, if it has one that is called by them.
 */
function mixtureWritten(text: string): Product | undefined {
  const parts = partsOf(text).map(oneProduct)
  if (parts.length < 2 || !parts.every((part) => part?.ingredients.length === 1 && part.everyDay !== true))
    return undefined
  const known = parts.filter((part): part is Product => part !== undefined)
  const ingredients = known.flatMap((part) => part.ingredients)
  if (new Set(ingredients.map(({ ingredient }) => ingredient)).size < ingredients.length) return undefined
  const mixture = { id: keyOfMixture({ ingredients }), name: known.map(({ name }) => name).join(' + '), ingredients }
  if (ingredients.some(({ milligrams }) => milligrams !== undefined)) return mixture
  const same = mixtures.get(mixture.id)
  return same === undefined ? mixture : { ...same, name: mixture.name }
}

/**
 * Names near to what was written, nearest first, for a person to choose from; never chosen for them. A name that is near to the whole text
 * goes before one that is near to a word of it. O(catalogue · words).
 */
export function suggestProducts(text: string, most = 5): string[] {
  const written = normaliseName(text)
  if (written.length < 2) return []
  const words = text
    .split(/[^\p{L}\p{M}]+/u)
    .map(normaliseName)
    .filter((word) => word.length >= SHORTEST_WORD)
  const near = new Map<string, number>()
  for (const { name, aliases } of [...PRODUCTS, ...INGREDIENTS]) {
    for (const one of [name, ...(aliases ?? [])]) {
      const key = normaliseName(one)
      const distance = Math.min(
        distanceOf(written, key),
        ...words.map((word) => WORD_ONLY + editDistanceWithin(word, key)),
      )
      if (distance < Infinity) near.set(name, Math.min(distance, near.get(name) ?? distance))
    }
  }
  return [...near]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([name]) => name)
}

/** A shorter word of a longer text says too little. */
const SHORTEST_WORD = 4
/** How much farther a name is that only a word of the text is near to. */
const WORD_ONLY = 10

function distanceOf(written: string, key: string): number {
  return key.startsWith(written) ? 0 : key.includes(written) ? 1 : editDistanceWithin(written, key)
}

/** Infinite beyond one letter in four. */
function editDistanceWithin(written: string, key: string): number {
  const most = Math.max(1, Math.floor(written.length / 4))
  if (Math.abs(written.length - key.length) > most) return Infinity
  const distance = editDistance(written, key)
  return distance <= most ? distance : Infinity
}

/** Letters to change, add or leave out, or to swap with the next one, between two words (optimal string alignment). O(product of lengths). */
function editDistance(from: string, to: string): number {
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, k) => k)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    before = last
    last = row
  }
  return last[to.length]
}
