// Time of the product's answer: one look, with the reviews behind its verdict, with course and sensitivity, and a year of looks.
import { answerPatient, DEFAULT_ANSWER_OPTIONS, replayPatient, type PatientInput } from '@clearday/inference'
import { table, tenfoldPromise, type Section } from './bench-page.ts'
import { benchDiary, fastest, growthExponent, type Measured } from './bench-timing.ts'

const LINE = { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false }

/** A look at its first `days` days. */
function firstDays(input: PatientInput, days: number): PatientInput {
  return {
    ...input,
    outcome: input.outcome.subarray(0, days),
    treatments: input.treatments.map((one) => ({ ...one, exposure: one.exposure.subarray(0, days) })),
  }
}

function inputOf(days: number, diary: number, effect = -0.5): PatientInput {
  const { outcome, exposure } = benchDiary(days, 1, { diary, effect })
  return {
    outcome,
    treatments: [{ name: 'on', exposure, variants: [], sessionDays: [] }],
    covariates: [],
    recalledDaysPer28: null,
  }
}

/** Times of a year and growth with the days of the diary. About two minutes, most of it the longest replays. */
export function answerSection(quick: boolean): Section {
  const input = inputOf(364, 0)
  const line = fastest(8, () => answerPatient(input, LINE))
  const full = fastest(4, () => answerPatient(input, DEFAULT_ANSWER_OPTIONS))
  const weekly = fastest(4, () => replayPatient(input, { ...DEFAULT_ANSWER_OPTIONS, stepDays: 7 }))
  const daily = fastest(4, () => replayPatient(input, { ...DEFAULT_ANSWER_OPTIONS, stepDays: 1 }))
  const afresh = fastest(2, () => {
    for (let week = 1; week <= 52; week++) answerPatient(firstDays(input, 7 * week), LINE)
  })

  const one: Measured[] = []
  const all: Measured[] = []
  const diaries = 5
  const rows = (quick ? [73, 364, 730] : [91, 182, 364, 730, 1460, 3650, 7300]).map((days) => {
    let look = 0
    let reviews = 0
    // a replay of twenty years takes long enough not to be timed five times over
    const replayed = days > 1000 ? 2 : diaries
    for (let diary = 0; diary < diaries; diary++) {
      const grown = inputOf(days, diary)
      look += fastest(6, () => answerPatient(grown, { ...LINE, committedLook: true })) / diaries
      if (diary < replayed)
        reviews +=
          fastest(days > 1000 ? 1 : 4, () => replayPatient(grown, { ...DEFAULT_ANSWER_OPTIONS, stepDays: 7 })) /
          replayed
    }
    one.push({ size: days, cost: look })
    // under half a year there may be no review that could reach a verdict, and nothing to time
    if (days >= 182) all.push({ size: days, cost: reviews })
    return [days, look.toFixed(1), reviews.toFixed(1)]
  })
  return {
    lines: [
      '## The answer (product model), one patient, 364 days',
      '',
      ...table(
        ['what', 'milliseconds'],
        [
          ['answer, one line', line.toFixed(1)],
          ['answer with course, history and sensitivity', full.toFixed(1)],
          ['verdicts of a year of weekly looks (`--replay 7`)', weekly.toFixed(1)],
          ['verdicts of a year of daily looks (`--replay 1`)', daily.toFixed(1)],
          ['fifty-two weekly answers, each from nothing', afresh.toFixed(0)],
        ],
      ),
      '',
      '## The answer by days of the diary',
      '',
      `Milliseconds, means over ${diaries} diaries (reviews of more than 1,000 days: 2) with 28-day pairs and an odds ratio of 0.61.`,
      '',
      ...table(['days', 'one look', 'every four-weekly review'], rows),
      '',
      `Exponent of growth by least squares over all sizes: one look ${growthExponent(one).toFixed(2)}, every review ${growthExponent(all).toFixed(2)} (1 is linear).`,
      '',
      'Each review fits the diary up to its day, and there are as many as four weeks: that product grows faster than the days. An answer goes through the earlier reviews only where its verdict may hang on them, its history and `--replay` always. Rarer reviews in long diaries would make it linear, but are another rule than the one that was calibrated.',
    ],
    promises: [
      {
        mustHold: 'a year of weekly replays of one patient takes at most 3 s',
        measured: `${(weekly / 1000).toFixed(2)} s; fifty-two answers from nothing ${(afresh / 1000).toFixed(2)} s`,
        holds: Math.max(weekly, afresh) <= 3000,
      },
      tenfoldPromise('one look of the product model: 10 times the days take at most 11 times as long', one, 'days'),
      tenfoldPromise('every review of a diary in turn, as a history needs them: the same', all, 'days'),
    ],
  }
}
