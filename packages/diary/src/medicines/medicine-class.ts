// The classes that limits are counted in, and an intake as the catalogue understands it.
import type { IngredientDose, Intake } from '../model/entries.ts'

/** ICHD-3 8.2's classes, the newer ones it does not list, and what the catalogue does not know. */
export const MEDICINE_CLASSES = [
  'triptan',
  'ergot',
  'opioid',
  'non-opioid',
  'combination-analgesic',
  'gepant',
  'ditan',
  'other-acute',
  'antiemetic',
  'preventive',
  'unclassified',
] as const
export type MedicineClass = (typeof MEDICINE_CLASSES)[number]

export interface ClassifiedIntake {
  readonly intake: Intake
  /** The product's name as it should be shown. */
  readonly productName: string
  /** One class; two only for a product whose parts count each by itself. A combination analgesic is that and nothing else (ICHD-3 8.2, note 1). */
  readonly classes: readonly MedicineClass[]
  /** Triptan, ergot, gepant or ditan, taken against an attack. */
  readonly migraineSpecific: boolean
  /** Taken against pain, an attack or its nausea, for headache or anything else; false for what is taken every day so that attacks come less often. */
  readonly acute: boolean
  /** All units together; without milligrams where they are not known. */
  readonly ingredients: readonly IngredientDose[]
  /** It could not be found in the catalogue or among the person's own products, or one of its ingredients could not. */
  readonly unclassified: boolean
}
