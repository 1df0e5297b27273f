// What the catalogue knows of an ingredient and of a product: the shapes that the lists beside it are written in.
import type { Certainty } from '../../clinical-rule.ts'
import type { IngredientDose } from '../../model/entries.ts'
import type { MedicineClass } from '../medicine-class.ts'

/** The most that an adult's label allows in any 24 hours, all products together. Labels differ between countries; the note says how. */
export interface DailyMaximum {
  readonly milligrams: number
  readonly certainty: Certainty
  readonly source: string
  readonly note?: string
  /** The most that a physician may prescribe, where it is known to be more. */
  readonly prescribed?: PrescribedMaximum
}

export interface PrescribedMaximum {
  readonly milligrams: number
  readonly certainty: Certainty
  readonly source: string
}

/**
 * The class an ingredient is counted in when it is alone. `adjuvant`: not an analgesic itself, but it turns an analgesic beside it into a
 * combination analgesic. `accompanying`: it changes nothing (a decongestant, a vitamin in a tablet against colds). `not-a-medicine`: a
 * device, oxygen, a cold pack.
 */
export type IngredientRole =
  Exclude<MedicineClass, 'combination-analgesic' | 'unclassified'> | 'adjuvant' | 'accompanying' | 'not-a-medicine'

export interface Ingredient {
  /** International nonproprietary name in kebab-case. */
  readonly id: string
  readonly name: string
  /** Names in the United States, salts, abbreviations, and names in other languages that people write. */
  readonly aliases?: readonly string[]
  readonly role: IngredientRole
  /** Taken both against attacks and every day to prevent them: the intake's reason decides and must be asked; acute is assumed without one. */
  readonly alsoPreventive?: true
  /** Milligrams of the usual tablets or doses, rising; not complete, and not verified market by market. */
  readonly strengths?: readonly number[]
  readonly dailyMaximum?: DailyMaximum
}

export interface Product {
  readonly id: string
  readonly name: string
  readonly aliases?: readonly string[]
  /** In one unit. Without milligrams where products of the name differ. */
  readonly ingredients: readonly IngredientDose[]
  /** Most units in any 24 hours, where the form has a lower maximum than the ingredient. */
  readonly mostUnitsPerDay?: number
  /** Taken every day and not against pain, although the ingredient could be. */
  readonly everyDay?: true
  /** Of a product of one ingredient in other strengths than are usual for it, rising, in milligrams. */
  readonly strengths?: readonly number[]
  /** Where the composition was read; without one it is unverified. */
  readonly source?: string
}
