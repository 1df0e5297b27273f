// The cells of the calibration: which synthetic patients are made, and what was promised.
import { createRandom, missingAtRandom, withGap } from '@clearday/inference'
import {
  badSpellLookedAtCell,
  coincidenceCell,
  daysUntilSettledCell,
  forgottenPillCell,
  sessionsCell,
} from './courses.ts'
import {
  badSpellCell,
  committedCell,
  coverageCell,
  everCell,
  NULL_PROMISES,
  SCHEDULES,
  simulationBasedCalibration,
  twoTreatmentsCell,
  wrongModelCoverage,
  type Cell,
  type Counts,
} from './kinds.ts'

export const CELLS: readonly Cell[] = [
  ...[0, 0.8, 0.87, 0.95, 0.98].flatMap((phi) =>
    SCHEDULES.map((schedule) =>
      everCell('useless treatment, looked at daily for a year', `phi ${phi}, ${schedule}`, NULL_PROMISES, {
        phi,
        schedule,
      }),
    ),
  ),
  ...[2, 26].flatMap((base) =>
    (['switch-91', 'pairs-28'] as const).map((schedule) =>
      everCell('useless treatment, looked at daily for a year', `${base} days in 28, ${schedule}`, NULL_PROMISES, {
        base,
        schedule,
      }),
    ),
  ),
  ...[0.5, 0.25].map((oddsRatio) =>
    everCell(
      'power, same rule and looks (phi 0.87, sigma 1, 10 days in 28)',
      `odds ratio ${oddsRatio}, pairs-28`,
      [{ count: 'helping', atLeast: oddsRatio === 0.5 ? 0.4 : 0.85 }],
      { oddsRatio, schedule: 'pairs-28', base: 10 },
    ),
  ),
  ...(['switch-91', 'switch-182'] as const).map((schedule) =>
    everCell(
      'power, same rule and looks (phi 0.87, sigma 1, 10 days in 28)',
      `odds ratio 0.5, ${schedule}`,
      [{ count: 'helping', atLeast: 0.15 }],
      { oddsRatio: 0.5, schedule, base: 10 },
    ),
  ),
  ...[0.87, 0.95].flatMap((phi) =>
    (['switch-182', 'pairs-28'] as const).map((schedule) =>
      everCell(
        'effect of exactly the amount that matters (30 % fewer), looked at daily for a year',
        `phi ${phi}, ${schedule}`,
        [{ count: 'not-helping', atMost: 0.06 }],
        { phi, schedule, loss: (untreated) => 0.3 * untreated },
      ),
    ),
  ),
  everCell(
    'effect of exactly the amount that matters, looked at daily for a year',
    '3 days fewer in 28, pairs-28',
    [{ count: 'not-helping', atMost: 0.06 }],
    {
      schedule: 'pairs-28',
      base: 10,
      loss: (_, days) => (3 * days) / 28,
      matters: { kind: 'days', daysPer28: 3 },
    },
  ),
  ...(['switch-182', 'pairs-28'] as const).flatMap((schedule) => [
    everCell('useless treatment with gaps, looked at daily for a year', `25 % missing, ${schedule}`, NULL_PROMISES, {
      schedule,
      take: (outcome, random) => missingAtRandom(outcome, 0.25, random),
    }),
    everCell(
      'useless treatment with gaps, looked at daily for a year',
      `a gap of 30 days, ${schedule}`,
      NULL_PROMISES,
      { schedule, take: (outcome, random) => withGap(outcome, 30, random) },
    ),
  ]),
  sessionsCell(7, 1),
  sessionsCell(7, 0.5),
  sessionsCell(14, 0.5),
  ...(['switch-91', 'switch-182'] as const).map(coincidenceCell),
  daysUntilSettledCell(),
  twoTreatmentsCell(),
  committedCell('useless treatment', NULL_PROMISES, 1),
  committedCell('odds ratio 0.5', [{ count: 'unanswerable', atMost: 0.1 }], 0.5),
  everCell('useless treatment found useless (no promise)', 'phi 0.87, pairs-28', [], {
    schedule: 'pairs-28',
    base: 10,
  }),
  ...(
    [
      'clustered-attacks',
      'markov-days',
      'weekly-rhythm',
      'menstrual',
      'heavy-tails',
      'slow-trend',
      'sudden-remission',
    ] as const
  ).flatMap((generator) =>
    (['switch-182', 'pairs-28'] as const).map((schedule) =>
      everCell(
        'useless treatment, wrong model, looked at daily for a year',
        `${generator}, ${schedule}`,
        [{ count: 'helping', atMost: generator === 'sudden-remission' && schedule !== 'pairs-28' ? 0.08 : 0.05 }],
        { generator, schedule, base: 10 },
      ),
    ),
  ),
  everCell(
    'useless treatment, wrong model, looked at daily for a year',
    'sudden-remission, switch-91',
    [{ count: 'helping', atMost: 0.08 }],
    { generator: 'sudden-remission', schedule: 'switch-91', base: 10 },
  ),
  ...[28, 56, 84].map(badSpellCell),
  forgottenPillCell(),
  ...[56, 84].map(badSpellLookedAtCell),
  ...(
    [
      'clustered-attacks',
      'markov-days',
      'weekly-rhythm',
      'menstrual',
      'heavy-tails',
      'slow-trend',
      'sudden-remission',
    ] as const
  ).flatMap((generator) =>
    (['pairs-28', 'switch-182'] as const).map((schedule) => wrongModelCoverage(generator, schedule)),
  ),
  coverageCell('10 % at random', (outcome, random) => missingAtRandom(outcome, 0.1, random)),
  coverageCell('25 % at random', (outcome, random) => missingAtRandom(outcome, 0.25, random)),
  coverageCell('40 % at random', (outcome, random) => missingAtRandom(outcome, 0.4, random)),
  coverageCell('a gap of 30 days', (outcome, random) => withGap(outcome, 30, random)),
  simulationBasedCalibration(120),
  simulationBasedCalibration(364),
]

/** The name under which a cell's sums are kept. */
export function cellKey({ group, name }: Cell): string {
  return `${group}: ${name}`
}

/** One patient of one cell; the stream depends on the cell's name, not on its place in the list. */
export function runPatient(cell: Cell, patient: number, seed: number): Counts {
  let stream = seed
  for (const letter of cellKey(cell)) stream = (stream * 31 + letter.charCodeAt(0)) % 1_000_000_007
  return cell.run(createRandom(stream, patient))
}
