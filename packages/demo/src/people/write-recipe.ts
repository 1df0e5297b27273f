// How recipes are written down shortly: what most patients have in common, and the treatments by their usual doses.
import type { AcuteRecipe, Medicine, PatientRecipe, Story, TreatmentRecipe, Use } from './recipe.ts'

type Given = Partial<PatientRecipe> &
  Pick<PatientRecipe, 'id' | 'name' | 'age' | 'days' | 'baseRatePer28'> & {
    readonly treatments?: readonly TreatmentRecipe[]
  }

export const SUMATRIPTAN: Medicine = { product: 'sumatriptan', milligrams: 50 }
export const RIZATRIPTAN: Medicine = { product: 'rizatriptan', milligrams: 10 }
export const ZOLMITRIPTAN: Medicine = { product: 'zolmitriptan', milligrams: 2.5 }
export const ELETRIPTAN: Medicine = { product: 'eletriptan', milligrams: 40 }
export const IBUPROFEN: Medicine = { product: 'ibuprofen', milligrams: 400 }
/** For who is not grown up. */
export const IBUPROFEN_200: Medicine = { product: 'ibuprofen', milligrams: 200 }
export const NAPROXEN: Medicine = { product: 'naproxen', milligrams: 500 }
export const PARACETAMOL: Medicine = { product: 'paracetamol', milligrams: 500, units: 2 }
export const ASPIRIN: Medicine = { product: 'aspirin', milligrams: 500, units: 2 }
export const THOMAPYRIN: Medicine = { product: 'Thomapyrin', units: 2 }

export const USUAL: AcuteRecipe = {
  specific: SUMATRIPTAN,
  other: IBUPROFEN,
  readiness: [0.25, 0.65, 0.85],
  specificShare: 0.55,
}

export function patient(given: Given): PatientRecipe {
  return {
    timeZone: 'Europe/Berlin',
    location: 'harbour',
    practitioners: ['ines'],
    headache: 'migraine',
    rhythm: 'latent-path',
    phi: 0.6,
    sigma: 1,
    side: 'left',
    acute: USUAL,
    treatments: [],
    habit: 'ordinary',
    detail: 'some',
    ...given,
  }
}

const TABLETS: Readonly<Record<string, TreatmentRecipe['dose']>> = {
  topiramate: { unit: 'mg', steps: [25, 50, 75, 100], stepDays: 7 },
  amitriptyline: { unit: 'mg', steps: [10, 20, 25], stepDays: 14 },
  propranolol: { unit: 'mg', steps: [40, 80, 120], stepDays: 14 },
  candesartan: { unit: 'mg', steps: [4, 8, 16], stepDays: 14 },
  magnesium: { unit: 'mg', steps: [300, 600], stepDays: 7 },
  riboflavin: { unit: 'mg', steps: [400], stepDays: 7 },
  'coenzyme-q10': { unit: 'mg', steps: [300], stepDays: 7 },
  melatonin: { unit: 'mg', steps: [3], stepDays: 7 },
}

type More = Partial<Pick<TreatmentRecipe, 'expectation' | 'everyDays' | 'with'>>

export function tablets(treatment: string, story: Story, effect: number, use: Use, more: More = {}): TreatmentRecipe {
  const dose = TABLETS[treatment]
  if (dose === undefined) throw new TypeError(`the usual dose of ${treatment} is not written down`)
  const supplement = ['magnesium', 'riboflavin', 'coenzyme-q10', 'melatonin'].includes(treatment)
  return { treatment, given: supplement ? 'supplement' : 'medicine', story, effect, use, dose, ...more }
}

/** An antibody each month, or botulinum toxin every twelve weeks. */
export function injections(
  treatment: 'cgrp-antibodies' | 'onabotulinumtoxin-a',
  story: Story,
  effect: number,
  use: Use,
  more: More = {},
): TreatmentRecipe {
  return {
    treatment,
    given: 'medicine',
    story,
    effect,
    use,
    everyDays: treatment === 'cgrp-antibodies' ? 28 : 84,
    ...more,
  }
}

/** Weekly unless said otherwise. */
export function sessions(
  treatment: string,
  who: string,
  story: Story,
  effect: number,
  use: Use,
  more: More = {},
): TreatmentRecipe {
  return { treatment, given: 'sessions', story, effect, use, everyDays: 7, with: who, ...more }
}

export function practice(treatment: string, story: Story, effect: number, use: Use, more: More = {}): TreatmentRecipe {
  return { treatment, given: 'practice', story, effect, use, ...more }
}
