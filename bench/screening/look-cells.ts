// What people are told who look as often as they like, by the function that their page reads with: whatever was ever shown of things that
// mean nothing, and when a true link is found, each beside what one look's rule would have shown.
import { alongOf } from '@clearday/care'
import type { LivedDay } from '@clearday/diary'
import { screenFactors, simulateFactorDiary, type FactorRecipe } from '@clearday/inference'
import type { Cell, Counts } from '../calibration/kinds.ts'

type Diary = ReturnType<typeof simulateFactorDiary>

const FORTNIGHT = 14
const YEAR = 364
/** Every day is known, so these are the days of the readings; what a page says in between was said on one of them. */
const READINGS = [90, 180, 270, 360, 450, 540, 630, 720]
const FORTNIGHTLY = Array.from({ length: 46 }, (_, k) => 91 + k * FORTNIGHT)

const USUAL: FactorRecipe = {
  ...{ days: 2 * YEAR, count: 20, kind: 'independent', oddsRatio: 1 },
  ...{ baseRatePer28: 12, phi: 0.87, sigma: 1 },
}

const FIRST = Date.parse('2024-01-01T12:00:00Z')

function livedDays({ outcome, factors }: Diary): readonly LivedDay[] {
  return Array.from(outcome, (value, t): LivedDay => {
    const date = new Date(FIRST + t * 86_400_000).toISOString().slice(0, 10)
    const noted = Object.fromEntries(factors.map((values, k) => [`own-${String(k)}`, values[t]]))
    return {
      ...{
        date,
        headache: value === 1 ? 'met' : 'not-met',
        observed: true,
        entry: { date, headache: value === 1 ? 'present' : 'none', factors: noted },
      },
      ...{ pieces: [], attackIds: [], hours: { least: 0, most: 0 }, auras: [], intakes: [] },
      ...{ prodrome: 'unknown', postdrome: 'unknown', acuteMedicine: 'unknown' },
    }
  })
}

/** What stands out on a day, by its name: as the page has it. */
function shownOn(lived: readonly LivedDay[], days: number): readonly string[] {
  return alongOf(lived.slice(0, days))
    .factors.filter(({ finding }) => finding)
    .map(({ id }) => id)
}

/** The same by the rule of one look, used on that day. */
function shownByOneLook({ outcome, factors }: Diary, days: number): readonly string[] {
  const read = screenFactors(
    outcome.slice(0, days),
    factors.map((values, k) => ({ name: `own-${String(k)}`, values: values.slice(0, days) })),
  )
  if (read.type === 'error') throw new Error(read.problem.message)
  return read.value.factors.filter(({ finding }) => finding).map(({ name }) => name)
}

function everShown(days: readonly number[], shown: (day: number) => readonly string[]): Counts {
  const first = days.find((day) => shown(day).length > 0) ?? Infinity
  return {
    'shown a finding within one year': first <= YEAR ? 1 : 0,
    'shown a finding within two years': first <= 2 * YEAR ? 1 : 0,
  }
}

function pageCell(name: string, changed: Partial<FactorRecipe>): Cell {
  const recipe = { ...USUAL, ...changed }
  return {
    group: 'nothing goes along, the page',
    name,
    promises: [
      { count: 'shown a finding within one year', atMost: 0.05 },
      { count: 'shown a finding within two years', atMost: 0.05 },
    ],
    run(random) {
      const lived = livedDays(simulateFactorDiary(recipe, random))
      return everShown(READINGS, (day) => shownOn(lived, day))
    },
  }
}

function oneLookCell(name: string, changed: Partial<FactorRecipe>): Cell {
  const recipe = { ...USUAL, ...changed }
  return {
    group: 'nothing goes along, one look’s rule each fortnight',
    name,
    promises: [],
    run(random) {
      const diary = simulateFactorDiary(recipe, random)
      return everShown(FORTNIGHTLY, (day) => shownByOneLook(diary, day))
    },
  }
}

/** The first thing goes along: whether it stands out on a day, on the page and by one look's rule on that day. */
function powerCell(name: string, changed: Partial<FactorRecipe>): Cell {
  const recipe = { ...USUAL, ...changed }
  return {
    group: 'the first thing goes along',
    name,
    promises: [],
    run(random) {
      const diary = simulateFactorDiary(recipe, random)
      const lived = livedDays(diary)
      const counts: Counts = {}
      for (const day of [180, 365, 728]) {
        counts[`found on day ${String(day)}, the page`] = shownOn(lived, day).includes('own-0') ? 1 : 0
        counts[`found on day ${String(day)}, one look`] = shownByOneLook(diary, day).includes('own-0') ? 1 : 0
      }
      return counts
    },
  }
}

/** The page's cells are those with a promise; the others need fewer patients. */
export const LOOK_CELLS: readonly Cell[] = [
  pageCell('20 things, independent', {}),
  pageCell('20 things, autocorrelated', { kind: 'autocorrelated' }),
  pageCell('20 things, answering headaches, φ 0', { kind: 'responding', phi: 0 }),
  pageCell('6 things, independent', { count: 6 }),
  oneLookCell('6 things, independent', { count: 6 }),
  powerCell('20 things, independent, odds ratio 2', { oddsRatio: 2 }),
  powerCell('20 things, autocorrelated, odds ratio 2', { kind: 'autocorrelated', oddsRatio: 2 }),
  powerCell('6 things, independent, odds ratio 1.5', { count: 6, oddsRatio: 1.5 }),
]
