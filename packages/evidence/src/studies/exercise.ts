// Reviews of exercise.
import type { Study } from '../evidence-types.ts'
import { NO_INTERVAL } from './unread.ts'

export const EXERCISE_STUDIES: readonly Study[] = [
  {
    id: 'lemmens-2019',
    treatments: ['aerobic-exercise'],
    topic: 'treatment',
    design: 'meta-analysis',
    population: 'migraine',
    participants: null,
    includedStudies: 6,
    results: [
      {
        id: 'migraine-days',
        treatment: 'aerobic-exercise',
        comparator: 'control groups of several kinds',
        outcome: 'migraine days',
        unit: 'days per month',
        measure: 'difference',
        estimate: -0.6,
        ...NO_INTERVAL,
        words: '± 0.3; the abstract does not say of what kind',
        mark: 'sourced',
      },
    ],
    certainty: 'moderate',
    certaintyBecause: 'Moderate by the authors.',
    citation: { text: 'Lemmens J and others. J Headache Pain 2019;20:16.', doi: '10.1186/s10194-019-0961-8' },
    note: 'About half a day fewer a month. People knew that they trained, so expectation is part of it.',
    mark: 'sourced',
  },
  {
    id: 'woldeamanuel-2022',
    treatments: ['aerobic-exercise'],
    topic: 'treatment',
    design: 'network meta-analysis',
    population: 'migraine',
    participants: 1195,
    includedStudies: 21,
    results: [
      {
        // read in the abstract; in round numbers −3.1 to −3.6
        id: 'high-intensity-aerobic',
        treatment: 'aerobic-exercise',
        comparator: 'control groups of several kinds',
        outcome: 'monthly migraine frequency, high-intensity training',
        unit: 'per month',
        measure: 'difference',
        estimate: -3.13,
        low: -5.28,
        high: -0.97,
        mark: 'sourced',
      },
      {
        id: 'strength-training',
        treatment: 'aerobic-exercise',
        comparator: 'control groups of several kinds',
        outcome: 'monthly migraine frequency, strength training',
        unit: 'per month',
        measure: 'difference',
        estimate: -3.55,
        low: -6.15,
        high: -0.95,
        mark: 'sourced',
      },
    ],
    certainty: 'not rated',
    certaintyBecause: 'Small trials at risk of bias.',
    citation: {
      text: 'Woldeamanuel YW, Oliveira ABD. J Headache Pain 2022;23.',
      doi: '10.1186/s10194-022-01503-y',
    },
    note: 'Claims three times what any preventive medicine does. A published comment found studies in it that did not fit its own rules.',
    mark: 'sourced',
    excludedBecause:
      'Three or more migraine days fewer than control, from small trials at risk of bias, is more than any preventive medicine achieves.',
  },
]
