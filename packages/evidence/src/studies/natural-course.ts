// What happens without any effective treatment: swings, bad months that pass, and chance.
import type { Study } from '../evidence-types.ts'
import { courseStudy, NO_TREATMENT, PERCENT } from './course-study.ts'
import { UNREAD } from './unread.ts'

export const NATURAL_COURSE_STUDIES: readonly Study[] = [
  courseStudy({
    id: 'raffaelli-2021',
    design: 'app users who wrote every day for 7 months or more, no control group',
    population: 'headache',
    participants: 1545,
    results: [
      {
        id: 'headache-days',
        ...NO_TREATMENT,
        unit: 'days per month',
        comparator: 'before',
        outcome: 'headache days',
        measure: 'change-in-each-arm',
        ...UNREAD,
        words: '32 % fewer',
        arms: [
          { arm: 'first month', value: 9.42, unit: 'days per month' },
          { arm: 'later', value: 6.39, unit: 'days per month' },
        ],
        mark: 'sourced',
      },
      {
        id: 'when',
        ...NO_TREATMENT,
        comparator: 'none',
        outcome: 'when the later month was',
        measure: 'none',
        ...UNREAD,
        words: 'after 6 months',
        mark: 'unverified',
      },
    ],
    certaintyBecause: 'No control, and only those who stayed.',
    citation: { text: 'Raffaelli B and others. JMIR Mhealth Uhealth 2021;9:e26401 (M-sense).', doi: '10.2196/26401' },
    note: 'Starting a diary alone can look like a third fewer headache days.',
    mark: 'sourced',
  }),
  courseStudy({
    id: 'serrano-2017-cameo',
    design: 'cohort, questioned every 3 months for a year',
    population: 'episodic migraine (5,464) and chronic migraine (526)',
    participants: 5990,
    results: [
      {
        id: 'chronic-to-episodic',
        ...PERCENT,
        comparator: 'none',
        outcome: 'people with chronic migraine who had episodic migraine in at least one wave',
        measure: 'proportion',
        estimate: 73.4,
        low: null,
        high: null,
        mark: 'sourced',
      },
      {
        id: 'episodic-to-chronic',
        ...PERCENT,
        comparator: 'none',
        outcome: 'people with episodic migraine who had chronic migraine in at least one wave',
        measure: 'proportion',
        estimate: 7.6,
        low: null,
        high: null,
        mark: 'sourced',
      },
    ],
    certaintyBecause: 'Large; by questionnaire.',
    citation: { text: 'Serrano D and others. J Headache Pain 2017;18:101 (CaMEO).', doi: '10.1186/s10194-017-0787-1' },
    note: 'How often headache comes swings by itself: three of four leave chronic migraine for a while within a year.',
    mark: 'sourced',
  }),
  courseStudy({
    id: 'parker-1980',
    treatments: ['osteopathic-manipulation'],
    design: 'follow-up of a randomised trial of neck manipulation with three arms',
    population: 'migraine',
    participants: 85,
    results: [
      {
        id: 'first-six-months',
        ...PERCENT,
        comparator: 'before',
        outcome: 'attacks, all arms, in 6 months',
        measure: 'change-without-control',
        estimate: -28,
        low: null,
        high: null,
        mark: 'sourced',
      },
      {
        id: 'later',
        ...PERCENT,
        comparator: 'the end of the first six months',
        outcome: 'attacks, all arms, later',
        measure: 'change-without-control',
        estimate: -19,
        low: null,
        high: null,
        words: 'a further fall; the authors favour the natural course',
        mark: 'sourced',
      },
    ],
    certaintyBecause: 'Small and old, but with the right question.',
    citation: { text: 'Parker GB, Pryor DS, Tupling H. 1980; the trial: Aust N Z J Med 1978;8:589–593.' },
    note: 'All groups improved alike, and went on improving after treatment had ended.',
    mark: 'sourced',
  }),
  courseStudy({
    id: 'chance-response',
    shortName: 'Clearday, simulated',
    design: 'our own simulation of days, without any true change',
    population: 'simulated people with 4, 8 or 12 migraine days in 28; days linked by 0 or 0.3',
    participants: null,
    results: chanceResults(),
    certaintyBecause: 'Day-to-day noise only, so a floor: real drift is larger.',
    citation: { text: 'Clearday, simulation of 28-day counts.' },
    note: 'Starting a treatment after a bad month gives two to three days fewer by itself, more than any preventive does over placebo.',
    mark: 'computed',
  }),
]

function chanceResults(): Study['results'] {
  // true days; SD of one count; P(≥50 % fall) 28 v 28, 28 v 84, 84 v 84; fall after a month in the worst third; each for links 0 and 0.3
  const rows = [
    [4, [1.9, 2.5], [21, 29], [9, 16], [5, 11], [2, 2.6]],
    [8, [2.4, 3.2], [8, 15], [2, 5], [0.5, 2], [2.3, 3]],
    [12, [2.6, 3.5], [2, 7], [0.1, 1.5], [0, 0.4], [2.4, 3.9]],
  ] as const
  const columns = [
    ['count-sd', 'standard deviation of one 28-day count', 'days per 28'],
    ['response-28-28', '50 % response by chance, 28 days against 28', '%'],
    ['response-28-84', '50 % response by chance, 28 days before against 84', '%'],
    ['response-84-84', '50 % response by chance, 84 days against 84', '%'],
    ['bad-month-start', 'fall in the month after one in the worst third', 'days per 28'],
  ] as const
  return rows.flatMap(([days, ...values]) =>
    columns.map(([id, outcome, unit], k) => ({
      id: `${id}-at-${days}-days`,
      treatment: null,
      comparator: 'none',
      outcome: `${outcome}, ${days} true days in 28`,
      unit,
      measure: 'change-in-each-arm' as const,
      ...UNREAD,
      arms: [
        { arm: 'days independent', value: values[k][0], unit },
        { arm: 'days linked by 0.3', value: values[k][1], unit },
      ],
      mark: 'computed' as const,
    })),
  )
}
