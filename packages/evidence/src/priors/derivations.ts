// For each treatment, how its trials become an average effect and a context in days per 28. The numbers stand in the studies, not here.
import type { Normal } from '../evidence-types.ts'
import { armOf, finding } from '../studies.ts'
import { handsContext, injectionContext, learnedContext, needleContext, takenContext } from './context.ts'
import { SCEPTICAL, SCEPTICAL_PAIN, type Trust } from './prior-rules.ts'
import {
  armDifference,
  averaged,
  differenceOf,
  fromRule,
  inDaysPer28,
  noted,
  shrunk,
  split,
  type Reckoning,
} from './reckoning.ts'

export interface Derivation {
  readonly specific: Reckoning
  readonly context: Reckoning
  readonly pain?: Normal
}

/** The usual way: one pooled difference, in days per 28, shrunk by its certainty. */
function pooled(studyId: string, resultId: string, trust: Trust, because: string): Reckoning {
  const found = finding(studyId, resultId)
  return shrunk(inDaysPer28(differenceOf(found), found.result.unit), trust, because)
}

function craniosacral(): Derivation {
  const beside = [
    finding('carrasco-uribarren-2024', 'pain'),
    finding('ceballos-laita-2024', 'headache'),
    finding('munoz-gomez-2022', 'frequency'),
    finding('mann-2008', 'both-arms'),
  ]
  const because =
    'No trial gives a credible figure on migraine days: one review finds a small difference in pain (very low certainty), one finds nothing, two trials give no size. The sceptical prior is taken'
  return { specific: fromRule(SCEPTICAL, because, beside), context: handsContext(), pain: SCEPTICAL_PAIN.value }
}

function osteopathy(): Derivation {
  const excluded = finding('cerritelli-2015', 'migraine-days')
  const because = `The only trial that counts days is left out (${excluded.study.excludedBecause ?? ''}) The sceptical prior is taken`
  const specific = fromRule(SCEPTICAL, because.replace('.)', ').'), [excluded])
  return {
    specific: noted(
      specific,
      'parker-1980: all arms of a trial of neck manipulation fell alike, so it gives no difference either.',
      [finding('parker-1980', 'first-six-months')],
    ),
    context: handsContext(),
  }
}

function acupuncture(): Derivation {
  const specific = pooled('linde-2016', 'frequency-sham', 'moderate', 'Moderate certainty')
  return {
    specific: noted(
      specific,
      'li-2012 found more at weeks 13–16 and nothing at its planned time, and art-2005 no difference from sham; the review stands for all.',
      [finding('li-2012', 'days-week-13-16'), finding('art-2005', 'days')],
    ),
    context: needleContext(),
  }
}

function biofeedback(): Derivation {
  const found = finding('nestoriuc-2007', 'all-outcomes')
  const whole = shrunk(
    inDaysPer28(differenceOf(found), found.result.unit),
    'low',
    'Weak controls, taken as low certainty',
  )
  const { specific, context } = split(whole)
  return {
    specific: noted(specific, 'mullally-2009: no gain over relaxation alone.', [finding('mullally-2009', 'frequency')]),
    context,
  }
}

function withoutFigure(treatment: 'relaxation-training' | 'cognitive-behavioural-therapy'): Derivation {
  const because =
    'The review says that it may lower frequency (low certainty) and gives no size in days; the sceptical prior is taken'
  return { specific: fromRule(SCEPTICAL, because, [finding('ahrq-2024', treatment)]), context: learnedContext() }
}

function mindfulness(): Derivation {
  const found = finding('wells-2021', 'migraine-days')
  const difference = inDaysPer28(armDifference(found, 'mindfulness', 'headache education', false), found.result.unit)
  const trial = shrunk(difference, 'one trial', 'One trial')
  const because = 'The review says that it may lower frequency (low certainty), without a size'
  const sceptical = fromRule(SCEPTICAL, because, [finding('ahrq-2024', 'mindfulness')])
  return { specific: averaged(trial, sceptical, 0.5, 'The trial and the sceptical prior'), context: learnedContext() }
}

function exercise(): Derivation {
  const whole = pooled('lemmens-2019', 'migraine-days', 'moderate', 'Moderate certainty by the authors')
  const { specific, context } = split(whole)
  const left = finding('woldeamanuel-2022', 'high-intensity-aerobic')
  return {
    specific: noted(specific, `woldeamanuel-2022 is left out: ${left.study.excludedBecause ?? ''}`, [left]),
    context,
  }
}

function q10(): Derivation {
  const [newer, older] = [finding('karami-talandashti-2024', 'q10-attacks'), finding('okoli-2019', 'q10-attacks')]
  const both = averaged(differenceOf(newer), differenceOf(older), 0.5, 'Two reviews that disagree count alike')
  return {
    specific: shrunk(inDaysPer28(both, newer.result.unit), 'low', 'Low certainty'),
    context: takenContext(),
  }
}

function magnesium(): Derivation {
  const specific = pooled('karami-talandashti-2024', 'magnesium-days', 'low', 'Low certainty')
  return {
    specific: noted(specific, 'okoli-2019 found too little to say that magnesium helps.', [
      finding('okoli-2019', 'magnesium-severity'),
    ]),
    context: takenContext(),
  }
}

function riboflavin(): Derivation {
  const specific = pooled('karami-talandashti-2024', 'riboflavin-attacks', 'low', 'Low certainty')
  return {
    specific: noted(specific, 'schoenen-1998 found a larger effect in 55 people; the review stands for it.', [
      finding('schoenen-1998', 'response'),
    ]),
    context: takenContext(),
  }
}

function combination(): Derivation {
  const found = finding('gaul-2015', 'migraine-days')
  // both arms began at the same number of days, so the arms at the end give the difference
  const difference = armDifference(found, 'supplement after', 'placebo after', false)
  return {
    specific: shrunk(inDaysPer28(difference, found.result.unit), 'one trial', 'One trial'),
    context: takenContext(),
  }
}

function melatonin(): Derivation {
  const found = finding('goncalves-2016', 'melatonin-days')
  const difference = armDifference(found, 'melatonin', 'placebo', true)
  return {
    specific: shrunk(inDaysPer28(difference, found.result.unit), 'one trial', 'One trial'),
    context: takenContext(),
  }
}

function water(): Derivation {
  const found = finding('spigt-2012', 'headache-days')
  const specific: Reckoning = {
    mean: 0,
    sd: SCEPTICAL.value.sd,
    steps: [
      {
        says: `spigt-2012: no change in headache days, so the average is taken as 0, as unsure as the sceptical prior: give or take ${SCEPTICAL.value.sd}.`,
        studies: [found.study.id],
        rules: [SCEPTICAL.id],
      },
    ],
    marks: [found.result.mark],
  }
  return { specific, context: takenContext() }
}

function candesartan(): Derivation {
  const [large, small] = [finding('oie-2025', 'migraine-days'), finding('stovner-2014', 'migraine-days')]
  const people = [large, small].map(({ study }) => study.participants ?? 0)
  const both = averaged(
    differenceOf(large),
    armDifference(small, 'candesartan', 'placebo', true),
    people[0] / (people[0] + people[1]),
    `Weighted by the people in them (${people[0]} and ${people[1]})`,
  )
  return {
    specific: shrunk(inDaysPer28(both, large.result.unit), 'not rated', 'Two trials, not rated'),
    context: takenContext(),
  }
}

function amitriptyline(): Derivation {
  const found = finding('goncalves-2016', 'amitriptyline-days')
  const difference = armDifference(found, 'amitriptyline', 'placebo', true)
  const specific = shrunk(
    inDaysPer28(difference, found.result.unit),
    'moderate',
    'Moderate certainty that more people respond than on placebo (lampl-2023)',
  )
  return {
    specific: noted(specific, 'lampl-2023 rates it; the size in days is that of one trial.', [
      finding('lampl-2023', 'amitriptyline'),
    ]),
    context: takenContext(),
  }
}

function antibodies(): Derivation {
  const [episodic, chronic] = [finding('forbes-2020', 'episodic-days'), finding('forbes-2020', 'chronic-days')]
  const people = finding('forbes-2020', 'people')
  const [few, many] = ['episodic migraine', 'chronic migraine'].map((name) => armOf(people, name))
  const both = averaged(
    differenceOf(episodic),
    differenceOf(chronic),
    few / (few + many),
    `Episodic and chronic migraine, weighted by the people in them (${few} and ${many})`,
  )
  return {
    specific: shrunk(inDaysPer28(both, episodic.result.unit), 'high', 'High certainty'),
    context: injectionContext('forbes-2020'),
  }
}

/** By treatment id. Every treatment of the library has one. */
export const DERIVATIONS: Readonly<Record<string, () => Derivation>> = {
  'craniosacral-therapy': craniosacral,
  'osteopathic-manipulation': osteopathy,
  acupuncture,
  biofeedback,
  'relaxation-training': () => withoutFigure('relaxation-training'),
  'cognitive-behavioural-therapy': () => withoutFigure('cognitive-behavioural-therapy'),
  mindfulness,
  'aerobic-exercise': exercise,
  riboflavin,
  magnesium,
  'coenzyme-q10': q10,
  'riboflavin-magnesium-q10': combination,
  melatonin,
  'water-intake': water,
  propranolol: () => ({
    specific: pooled('versijpt-2024', 'migraine-days', 'moderate', 'Moderate certainty'),
    context: takenContext(),
  }),
  topiramate: () => ({
    specific: pooled('overeem-2021', 'migraine-days', 'high', 'High certainty that more people respond (lampl-2023)'),
    context: takenContext(),
  }),
  amitriptyline,
  candesartan,
  'onabotulinumtoxin-a': () => ({
    specific: pooled('herd-2019', 'migraine-days', 'not rated', 'Trials of mixed quality, not rated'),
    context: injectionContext('preempt'),
  }),
  'cgrp-antibodies': antibodies,
}
