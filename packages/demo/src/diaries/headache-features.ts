// What an invented headache is like: a migraine, a tension-type headache or a cluster attack, with each patient's own habits.
import type { WrittenDiary } from '@clearday/diary'
import type { Random } from '@clearday/inference'
import type { PatientRecipe } from '../people/recipe.ts'
import { chance, oneOf } from './clock-times.ts'

export type WrittenAttack = NonNullable<WrittenDiary['attacks']>[number]
export type WrittenDay = NonNullable<WrittenDiary['days']>[number]
type Features = Pick<
  WrittenAttack,
  | 'peakIntensity'
  | 'severity'
  | 'functionalGrade'
  | 'side'
  | 'quality'
  | 'sites'
  | 'aggravatedByActivity'
  | 'nausea'
  | 'vomiting'
  | 'photophobia'
  | 'phonophobia'
  | 'osmophobia'
  | 'autonomicSigns'
  | 'restlessness'
  | 'believedMigraine'
  | 'neckPain'
>

const WORDS = ['none', 'mild', 'moderate', 'severe'] as const

export function severityWord(grade: number): (typeof WORDS)[number] {
  return WORDS[grade]
}

/** 1 to 3, 4 to 6, 7 to 10. */
export function intensityOf(grade: number, random: Random): number {
  return grade === 1 ? 2 + random.integer(2) : grade === 2 ? 4 + random.integer(3) : 7 + random.integer(3)
}

/** What can be done on a day of a grade, a step off now and then. */
export function functionOf(grade: number, random: Random): 0 | 1 | 2 | 3 {
  const usual = grade === 1 && chance(0.3, random) ? 0 : grade === 3 && chance(0.3, random) ? 2 : grade
  return usual as 0 | 1 | 2 | 3
}

export function migraineFeatures(recipe: PatientRecipe, grade: number, random: Random): Features {
  const much = grade === 3
  const short: Features = {
    severity: severityWord(grade),
    peakIntensity: intensityOf(grade, random),
    functionalGrade: functionOf(grade, random),
    photophobia: chance(much ? 0.92 : 0.75, random),
    phonophobia: chance(much ? 0.85 : 0.65, random),
    nausea: chance(much ? 0.85 : 0.5, random) ? (much ? oneOf(['moderate', 'severe'], random) : 'mild') : 'none',
  }
  if (recipe.detail === 'brief') return short
  // most people answer what is asked next, and fewer what comes after
  if (recipe.detail === 'some')
    return chance(0.35, random) ? short : { ...short, side: recipe.side, aggravatedByActivity: chance(0.88, random) }
  return {
    ...short,
    side: chance(0.75, random) ? recipe.side : 'both-sides',
    quality: chance(0.7, random) ? ['pulsating'] : ['pressing'],
    sites: [oneOf(['temporal', 'frontal', 'orbital', 'occipital'], random)],
    aggravatedByActivity: chance(0.88, random),
    vomiting: much && chance(0.25, random),
    osmophobia: chance(0.35, random),
    neckPain: random.integer(6),
    believedMigraine: chance(0.9, random),
  }
}

export function tensionFeatures(recipe: PatientRecipe, grade: number, random: Random): Features {
  const short: Features = {
    severity: severityWord(grade),
    peakIntensity: intensityOf(grade, random),
    functionalGrade: grade === 3 ? 2 : grade === 2 ? 1 : 0,
  }
  if (recipe.detail === 'brief') return short
  return {
    ...short,
    side: 'both-sides',
    quality: ['pressing'],
    sites: [oneOf(['frontal', 'occipital', 'neck', 'whole-head'], random)],
    aggravatedByActivity: chance(0.08, random),
    nausea: 'none',
    vomiting: false,
    photophobia: chance(0.1, random),
    phonophobia: chance(0.12, random),
  }
}

export function clusterFeatures(recipe: PatientRecipe, random: Random): Features {
  return {
    severity: 'severe',
    peakIntensity: 8 + random.integer(3),
    functionalGrade: 3,
    side: recipe.side,
    quality: ['stabbing'],
    sites: ['orbital', 'temporal'],
    autonomicSigns: chance(0.6, random) ? ['tears', 'runny-nose', 'red-eye'] : ['tears', 'blocked-nose'],
    restlessness: chance(0.95, random),
    aggravatedByActivity: false,
    nausea: chance(0.15, random) ? 'mild' : 'none',
    vomiting: false,
    photophobia: chance(0.3, random),
    phonophobia: chance(0.2, random),
  }
}
