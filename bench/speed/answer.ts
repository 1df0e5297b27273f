// Time of the product's answer: one look, with the reviews behind its verdict, with course and sensitivity, and a year of looks.
import {
  answerPatient,
  DEFAULT_ANSWER_OPTIONS,
  replayPatient,
  type AnswerOptions,
  type PatientInput,
} from '@clearday/inference'
import { table, tenfoldPromise, type Section } from './page.ts'
import { benchDiary, DIARY_LENGTHS, fastest, fastestInTurns, growthExponent, mean, type Measured } from './timing.ts'

const LINE = { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false }

const DIARIES = 3
const LOOK_ROUNDS = 8
const REVIEW_ROUNDS = 2

/** A look at its first `days` days. */
function firstDays(input: PatientInput, days: number): PatientInput {
  return {
    ...input,
    outcome: input.outcome.subarray(0, days),
    treatments: input.treatments.map((one) => ({ ...one, exposure: one.exposure.subarray(0, days) })),
  }
}

function inputOf(days: number, diary: number): PatientInput {
  const { outcome, exposure } = benchDiary(days, 1, { diary })
  return {
    outcome,
    treatments: [{ name: 'on', exposure, variants: [], sessionDays: [] }],
    covariates: [],
    recalledDaysPer28: null,
  }
}

/** Answers; a refusal would be a time of nothing. */
function answer(input: PatientInput, options: AnswerOptions): void {
  const answered = answerPatient(input, options)
  if (answered.type === 'error') throw new Error(answered.problem.message)
}

function replay(input: PatientInput, stepDays: number): void {
  const replayed = replayPatient(input, { ...DEFAULT_ANSWER_OPTIONS, stepDays })
  if (replayed.type === 'error') throw new Error(replayed.problem.message)
}

/** Means over a few diaries of the fastest of several runs each, lengths in turns. */
function timeByDays(lengths: readonly number[], rounds: number, work: (input: PatientInput) => void): Measured[] {
  const works = lengths.flatMap((days) =>
    Array.from({ length: DIARIES }, (_, diary) => {
      const input = inputOf(days, diary)
      return () => work(input)
    }),
  )
  const times = fastestInTurns(rounds, works)
  return lengths.map((days, k) => ({ size: days, cost: mean(times.slice(DIARIES * k, DIARIES * (k + 1))) }))
}

/** Times of a year and growth with the days of the diary. About three minutes, most of it the longest replays. */
export function answerSection(quick: boolean): Section {
  const input = inputOf(364, 0)
  const line = fastest(8, () => answer(input, LINE))
  const full = fastest(4, () => answer(input, DEFAULT_ANSWER_OPTIONS))
  const weekly = fastest(4, () => replay(input, 7))
  const daily = fastest(4, () => replay(input, 1))
  const afresh = fastest(2, () => {
    for (let week = 1; week <= 52; week++) answer(firstDays(input, 7 * week), LINE)
  })

  const lengths = quick ? [73, 364, 730] : DIARY_LENGTHS
  const looks = timeByDays(lengths, LOOK_ROUNDS, (grown) => answer(grown, { ...LINE, committedLook: true }))
  // under half a year there may be no review that could reach a verdict, and nothing to time
  const reviews = timeByDays(
    lengths.filter((days) => days >= 182),
    REVIEW_ROUNDS,
    (grown) => replay(grown, 7),
  )
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
      `Milliseconds of processor time, means over ${DIARIES} diaries with 28-day pairs and an odds ratio of 0.61.`,
      '',
      ...table(
        ['days', 'one look', 'every four-weekly review'],
        looks.map(({ size, cost }) => [
          size,
          cost.toFixed(1),
          reviews.find((other) => other.size === size)?.cost.toFixed(1) ?? '–',
        ]),
      ),
      '',
      `Exponent of growth by least squares over all sizes: one look ${growthExponent(looks).toFixed(2)}, every review ${growthExponent(reviews).toFixed(2)} (1 is linear).`,
      '',
      'Each review fits the diary up to its day, and there are as many as four weeks: that product grows faster than the days. An answer goes through the earlier reviews only where its verdict may hang on them, its history and `--replay` always. Rarer reviews in long diaries would make it linear, but are another rule than the one that was calibrated.',
    ],
    promises: [
      {
        mustHold: 'a year of weekly replays of one patient takes at most 3 s',
        measured: `${(weekly / 1000).toFixed(2)} s; fifty-two answers from nothing ${(afresh / 1000).toFixed(2)} s`,
        holds: Math.max(weekly, afresh) <= 3000,
      },
      tenfoldPromise('one look of the product model: 10 times the days take at most 11 times as long', looks, 'days'),
      tenfoldPromise('every review of a diary in turn, as a history needs them: the same', reviews, 'days'),
    ],
  }
}
