// What the screening measurement runs: worlds of factors that mean nothing or something, and what one patient of each is shown.
import { screenFactors, simulateFactorDiary, type FactorRecipe } from '@clearday/inference'
import type { Cell } from '../calibration/kinds.ts'

const FACTORS = 20

/** Twenty factors, twelve outcome days in 28, a path as in real diaries, nothing that acts. */
const USUAL: FactorRecipe = {
  days: 365,
  count: FACTORS,
  kind: 'independent',
  oddsRatio: 1,
  baseRatePer28: 12,
  phi: 0.87,
  sigma: 1,
}

const KINDS = {
  independent: 'independent',
  autocorrelated: 'autocorrelated',
  responding: 'answering headaches',
  'yes-no': 'yes or no',
  'yes-no-spells': 'yes or no, in spells',
  'yes-no-responding': 'yes or no, answering headaches',
  exogenous: 'weekdays and weather, same day too',
  trending: 'rising or falling all along',
} as const satisfies Record<FactorRecipe['kind'], string>

interface CellRecipe extends Partial<FactorRecipe> {
  /** All factors are said to be such as no headache can move. */
  readonly sameDay?: boolean
  /** Share of values, factors and outcome alike, that are missing. */
  readonly missing?: number
}

function cell(group: string, recipe: CellRecipe, promises: Cell['promises'], suffix = ''): Cell {
  const { sameDay = recipe.kind === 'exogenous', missing = 0, ...changed } = recipe
  const made: FactorRecipe = { ...USUAL, ...changed }
  const { kind, days, prevalence, baseRatePer28, phi, sigma, trend, oddsRatio, lagDays } = made
  const parts = [
    `${days} days`,
    KINDS[kind],
    ...(kind.startsWith('yes-no') ? [`yes on ${Math.round(100 * (prevalence ?? 0.2))} %`] : []),
    ...(baseRatePer28 === USUAL.baseRatePer28 ? [] : [`${baseRatePer28} in 28`]),
    ...(sigma === 0 ? ['no spells'] : phi === USUAL.phi ? [] : [`φ ${phi}`]),
    ...(trend === undefined ? [] : ['headaches rising all along']),
    ...(oddsRatio === 1 ? [] : [`odds ratio ${oddsRatio}`]),
    ...(lagDays === undefined ? [] : [`lag ${lagDays}`]),
    ...(missing === 0 ? [] : [`${Math.round(100 * missing)} % missing`]),
    ...(suffix === '' ? [] : [suffix]),
  ]
  return {
    group,
    name: parts.join(', '),
    promises,
    run(random) {
      const { outcome, factors } = simulateFactorDiary(made, random)
      const gappy = (series: Float64Array): Float64Array =>
        missing === 0 ? series : series.map((value) => (random.uniform() < missing ? Number.NaN : value))
      const screened = screenFactors(
        gappy(outcome),
        factors.map((values, k) => ({ name: String(k), values: gappy(values), exogenous: sameDay })),
      )
      if (screened.type === 'error') throw new Error(screened.problem.message)
      const findings = screened.value.factors.filter(({ finding }) => finding)
      if (oddsRatio === 1) return { 'shown a finding': findings.length > 0 ? 1 : 0 }
      const [first] = screened.value.factors
      return {
        found: findings.some(({ name }) => name === '0') ? 1 : 0,
        'shown another that means nothing': findings.some(({ name }) => name !== '0') ? 1 : 0,
        'at its own lag, of all': first.finding && first.lagDays === (lagDays ?? 1) ? 1 : 0,
      }
    },
  }
}

const NOTHING_SHOWN = [{ count: 'shown a finding', atMost: 0 }]
const HARDLY_SHOWN = [{ count: 'shown a finding', atMost: 0.05 }]
const MOSTLY_FOUND = [{ count: 'found', atLeast: 0.8 }]
const THREE_KINDS = ['independent', 'autocorrelated', 'responding'] as const

const early = 'nothing goes along, fewer than 90 days'
const promised = 'nothing goes along'
const rates = 'nothing goes along, rare and frequent headaches'
const paths = 'nothing goes along, other rhythms'
const others = 'nothing goes along, other factors'
const strong = 'odds ratio 2 a standard deviation'
const weak = 'odds ratio 2 a standard deviation, harder'
const yesNo = 'odds ratio of a yes'

/** Every promise of the screening first, then what is asked beside it. */
export const SCREENING_CELLS: readonly Cell[] = [
  ...THREE_KINDS.map((kind) => cell(early, { kind, days: 89 }, NOTHING_SHOWN)),
  ...[90, 365].flatMap((days) => THREE_KINDS.map((kind) => cell(promised, { kind, days }, HARDLY_SHOWN))),
  ...[90, 365].flatMap((days) =>
    [4, 22].flatMap((baseRatePer28) =>
      THREE_KINDS.map((kind) => cell(rates, { kind, days, baseRatePer28 }, HARDLY_SHOWN)),
    ),
  ),
  ...[90, 365].flatMap((days) =>
    [0, 0.95].flatMap((phi) => THREE_KINDS.map((kind) => cell(paths, { kind, days, phi }, HARDLY_SHOWN))),
  ),
  ...[90, 365].flatMap((days) => [
    cell(others, { kind: 'exogenous', days }, HARDLY_SHOWN),
    cell(others, { kind: 'yes-no', days, prevalence: 0.03, baseRatePer28: 4 }, HARDLY_SHOWN),
    cell(others, { kind: 'yes-no-responding', days, prevalence: 0.1 }, HARDLY_SHOWN),
    cell(others, { kind: 'trending', days, trend: 1, sigma: 0 }, HARDLY_SHOWN),
  ]),
  cell(others, { kind: 'independent', missing: 0.25 }, HARDLY_SHOWN),
  ...[0.1, 0.3].map((prevalence) => cell(others, { kind: 'yes-no', days: 90, prevalence }, HARDLY_SHOWN)),
  cell(others, { kind: 'yes-no', days: 90, prevalence: 0.03, baseRatePer28: 22 }, HARDLY_SHOWN),
  cell(others, { kind: 'yes-no-spells', days: 90, prevalence: 0.1 }, HARDLY_SHOWN),
  ...(['independent', 'autocorrelated', 'responding'] as const).map((kind) =>
    cell(strong, { kind, oddsRatio: 2 }, MOSTLY_FOUND),
  ),
  cell(strong, { kind: 'autocorrelated', oddsRatio: 2, lagDays: 0, sameDay: true }, MOSTLY_FOUND, 'same day too'),
  ...[4, 22].map((baseRatePer28) => cell(weak, { oddsRatio: 2, baseRatePer28 }, [])),
  cell(weak, { oddsRatio: 2, phi: 0.95 }, []),
  cell(weak, { oddsRatio: 2, days: 180 }, []),
  cell(weak, { oddsRatio: 2, lagDays: 2 }, []),
  cell(weak, { oddsRatio: 1.5 }, []),
  ...[0.1, 0.2, 0.3].map((prevalence) => cell(yesNo, { kind: 'yes-no', oddsRatio: 2, prevalence }, [])),
  cell(yesNo, { kind: 'yes-no', oddsRatio: 4, prevalence: 0.2 }, []),
]
