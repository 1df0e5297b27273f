// What was taken, as the catalogue and the packet understand it: the one place where a product's name becomes classes and doses.
import type { ClinicalRule } from '../clinical-rule.ts'
import type { IngredientDose, Intake, IntakeReason, OwnProduct } from '../model/entries.ts'
import { findIngredient, findProduct, normaliseName, type Ingredient } from './catalogue.ts'
import { classesOfIngredients } from './classes-of-ingredients.ts'
import type { ClassifiedIntake, MedicineClass } from './medicine-class.ts'

/** A product as far as it is known, the same for every intake of it. */
interface Profile {
  /** Of the catalogue or of the person's own; the normalised text for what nobody knows. One product may be called by several names. */
  readonly id: string
  readonly name: string
  /** One of the person's own products. */
  readonly own: boolean
  /** In one unit; ids of the catalogue where it has them. */
  readonly ingredients: readonly IngredientDose[]
  readonly classes: readonly MedicineClass[]
  /** Something in it is taken against pain or attacks, or nobody knows what it is. */
  readonly couldBeAcute: boolean
  readonly everyDay: boolean
  readonly migraineSpecific: boolean
  readonly unclassified: boolean
  /** Most units in any 24 hours that the packet or the catalogue gives. */
  readonly mostUnitsPerDay: number | null
  /** Of the product itself, where they are others than its ingredient's; milligrams. */
  readonly strengths: readonly number[] | undefined
}

const PREVENTIVE: readonly MedicineClass[] = ['preventive']
const SPECIFIC: ReadonlySet<MedicineClass> = new Set(['triptan', 'ergot', 'gepant', 'ditan'])

/**
 * An intake with its classes and doses. Never fails: what nobody knows stays as it was written, `unclassified`, and counts as acute if it
 * was taken against pain or nothing else was said.
 *
 * The person's own products go before the catalogue. A list of ingredients in the intake replaces the product's; a dose it leaves out is
 * taken from the product. O(1) after the first intake of a product.
 */
export function classifyIntake(intake: Intake, ownProducts: readonly OwnProduct[]): ClassifiedIntake {
  const profile = profileOf(intake, ownProducts)
  const { reason } = intake
  const acute = isAcute(profile, reason)
  const units = intake.units ?? 1
  return {
    intake,
    productName: profile.name,
    classes: reason === 'prevention' || (!acute && profile.everyDay) ? PREVENTIVE : profile.classes,
    migraineSpecific: acute && profile.migraineSpecific && (reason === undefined || reason === 'headache'),
    acute,
    ingredients: units === 1 ? profile.ingredients : multiplied(profile.ingredients, units),
    unclassified: profile.unclassified,
  }
}

function isAcute(profile: Profile, reason: IntakeReason | undefined): boolean {
  if (reason === 'prevention') return false
  if (profile.everyDay && (reason === undefined || reason === 'other')) return false
  // what nobody knows was taken for something other than pain: it may be anything
  if (profile.classes[0] === 'unclassified' && reason === 'other') return false
  return profile.couldBeAcute
}

function multiplied(ingredients: readonly IngredientDose[], units: number): IngredientDose[] {
  return ingredients.map(({ ingredient, milligrams }) =>
    milligrams === undefined ? { ingredient } : { ingredient, milligrams: milligrams * units },
  )
}

const fromCatalogue = new Map<string, Profile>()
const fromOwn = new WeakMap<readonly OwnProduct[], ReadonlyMap<string, Profile>>()

function profileOf(intake: Intake, ownProducts: readonly OwnProduct[]): Profile {
  const known = knownProfile(intake.product, ownProducts)
  if (intake.ingredients === undefined || intake.ingredients.length === 0) return known
  const doses = new Map(known.ingredients.map(({ ingredient, milligrams }) => [ingredient, milligrams]))
  const stated = intake.ingredients.map((given): IngredientDose => {
    const ingredient = findIngredient(given.ingredient)?.id ?? given.ingredient
    const milligrams = given.milligrams ?? doses.get(ingredient)
    return milligrams === undefined ? { ingredient } : { ingredient, milligrams }
  })
  return profile(known, stated, known.mostUnitsPerDay, known.everyDay, known.strengths)
}

/**
 * The most units in any 24 hours that the packet or the catalogue gives for a product, the strengths it has if they are its own, and the id
 * that its intakes are added up under, whatever name each was entered by.
 */
export function mostUnitsOf(
  product: string,
  ownProducts: readonly OwnProduct[],
): Pick<Profile, 'id' | 'name' | 'own' | 'mostUnitsPerDay' | 'strengths'> {
  return knownProfile(product, ownProducts)
}

function knownProfile(text: string, ownProducts: readonly OwnProduct[]): Profile {
  if (ownProducts.length > 0) {
    let own = fromOwn.get(ownProducts)
    if (own === undefined) fromOwn.set(ownProducts, (own = ownProfiles(ownProducts)))
    const found = own.get(text) ?? own.get(normaliseName(text))
    if (found !== undefined) return found
  }
  const cached = fromCatalogue.get(text)
  if (cached !== undefined) return cached
  const product = findProduct(text)
  const made =
    product === undefined
      ? profile({ id: normaliseName(text), name: text, own: false }, [], null, false)
      : profile(
          { ...product, own: false },
          product.ingredients,
          product.mostUnitsPerDay ?? null,
          product.everyDay === true,
          product.strengths,
        )
  // a bound on memory, for a server that reads many people's free texts
  if (fromCatalogue.size > 10_000) fromCatalogue.clear()
  fromCatalogue.set(text, made)
  return made
}

/** An id goes before any name, and a name before the same name written in another way. */
function ownProfiles(ownProducts: readonly OwnProduct[]): ReadonlyMap<string, Profile> {
  const byName = new Map<string, Profile>()
  const made = ownProducts.map((own) => ({
    own,
    profile: profile({ ...own, own: true }, own.ingredients.map(withCatalogueId), own.mostUnitsPerDay ?? null, false),
  }))
  for (const { own, profile } of made) byName.set(own.id, profile)
  for (const { own, profile } of made) if (!byName.has(own.name)) byName.set(own.name, profile)
  for (const { own, profile } of made) {
    const key = normaliseName(own.name)
    if (!byName.has(key)) byName.set(key, profile)
  }
  return byName
}

function withCatalogueId(dose: IngredientDose): IngredientDose {
  return { ...dose, ingredient: findIngredient(dose.ingredient)?.id ?? dose.ingredient }
}

function profile(
  { id, name, own }: Pick<Profile, 'id' | 'name' | 'own'>,
  ingredients: readonly IngredientDose[],
  mostUnitsPerDay: number | null,
  everyDay: boolean,
  strengths?: readonly number[],
): Profile {
  const known = ingredients
    .map(({ ingredient }) => findIngredient(ingredient))
    .filter((one): one is Ingredient => one !== undefined)
  const classes = classesOfIngredients(known)
  const unclassified = known.length === 0 || known.length < ingredients.length
  return {
    id,
    name,
    own,
    ingredients,
    classes,
    couldBeAcute: classes.length > 0 && classes[0] !== 'preventive',
    everyDay,
    migraineSpecific: classes.some((one) => SPECIFIC.has(one)),
    unclassified,
    mostUnitsPerDay,
    strengths,
  }
}

export const INTAKE_RULES: readonly ClinicalRule<null>[] = [
  {
    id: 'intake.acute-for-other-pain',
    version: 2,
    value: null,
    statement: 'An acute medicine that was taken for another pain, or for anything but prevention, counts too.',
    certainty: 'sourced',
    source: 'ICHD-2R, note to 8.2 (mdicu.com, calculator 294, note 3).',
  },
  {
    id: 'intake.prevention-is-not-acute',
    version: 2,
    value: null,
    statement:
      'What was taken for prevention counts as preventive and not as an acute medicine, whatever it is: rimegepant every other day, aspirin for the heart, and also a triptan or NSAID for some days around a period.',
    certainty: 'proposal',
    source: 'Ours; ICHD-3 8.2 counts intake and not the reason, so a clinician must agree to the last of these.',
    needsReview: true,
  },
  {
    id: 'intake.preventive-is-never-acute',
    version: 2,
    value: null,
    statement:
      'A medicine or supplement that works only over weeks is not an acute medicine, even if headache was given as its reason.',
    certainty: 'proposal',
    source: 'Ours, so that a daily preventive is not taken for overuse.',
  },
  {
    id: 'intake.mixture-by-names',
    version: 1,
    value: null,
    statement:
      'A name made of several ("paracetamol and codeine", "tramadol/paracetamol") is one product with all of them in it, if every part is exactly the name of a medicine with one ingredient; otherwise it stays unclassified. Two medicines written in one entry are read as one product.',
    certainty: 'proposal',
    source: 'Ours.',
    needsReview: true,
  },
  {
    id: 'intake.unclassified-counts',
    version: 2,
    value: null,
    statement:
      'A medicine that nobody can classify and that was taken for pain or without a reason counts as an acute medicine of unknown class, so that it is not lost; it leaves open whether a limit was reached.',
    certainty: 'proposal',
    source: 'Ours.',
  },
]
