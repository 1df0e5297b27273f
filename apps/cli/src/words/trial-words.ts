// Trials of one in plain words: how long one takes, and what the lot alone says of one that ran.
import { dayCount } from '@clearday/care'
import type { DiaryRhythm, PairedSchedule, ScheduleCaveat } from '@clearday/inference'
import { MOST_MONTHS, type MonthsNeeded, type TrialForecast } from '../commands/plan-trial.ts'
import { wrapped } from '../terminal/wrapped.ts'
import type { TrialReading } from '../trial-reading.ts'

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`

/** Rhythm, power within the days given, and the months that it really takes. */
export function planText(
  rhythm: DiaryRhythm,
  { oddsRatio, halfLifeDays }: { readonly oddsRatio: number; readonly halfLifeDays: number },
  plans: readonly TrialForecast[],
  best: TrialForecast,
  months: readonly MonthsNeeded[],
  width: number,
): string[] {
  const error = Math.max(...plans.map(({ forecast }) => forecast.modelError))
  const lines = [
    wrapped(
      `With ${dayCount(rhythm.outcomeDaysPer28)} headache days in 28 without treatment, a day-to-day correlation of ${rhythm.phi.toFixed(2)} and ${percent(rhythm.missingShare)} of days not logged, an effect of odds ratio ${oddsRatio} ${halfLifeText(halfLifeDays)} would be found:`,
      width,
    ),
    '',
    'blocks      pairs   days   by the lot alone   by the model',
    ...plans.map(
      ({ forecast }) =>
        `${`${forecast.blockDays} days`.padEnd(12)}${String(forecast.pairs).padStart(5)}${String(forecast.days).padStart(7)}${percent(forecast.byEvidence).padStart(19)}${percent(forecast.byModel).padStart(15)}`,
    ),
    '',
    wrapped(
      `By the lot alone holds whatever headaches do by themselves; by the model is the rule that analyse uses. Both may be looked at along the way. The chances by the model are give or take ${points(error)}; --simulations makes them surer.`,
      width,
    ),
    '',
    wrapped(rhythmText(best), width),
    '',
    wrapped(
      `How long such a trial in blocks of ${best.schedule.blockDays} days would have to be, to find it in 80 %:`,
      width,
    ),
    '',
    ...monthsLines(months, width),
  ]
  const caveats = plans
    .map(({ schedule }) => schedule)
    .flatMap((schedule) => schedule.caveats.map((code) => caveatText(code, schedule)))
  for (const caveat of caveats) lines.push('', wrapped(caveat, width))
  return lines
}

function halfLifeText(days: number): string {
  return days === 0
    ? 'that comes and goes at once'
    : `that takes ${days} ${days === 1 ? 'day' : 'days'} to come or go by half`
}

/** Two standard errors of a simulated chance, in percentage points. */
function points(error: number): string {
  const count = Math.max(1, Math.round(200 * error))
  return count === 1 ? '1 point' : `${count} points`
}

/** How much of the forecast hangs on what the diary does not tell about the person's own rhythm. */
function rhythmText({ forecast, schedule }: TrialForecast): string {
  const { byEvidence, rhythmSpread } = forecast
  const low = percent(Math.max(0, byEvidence - 1.645 * rhythmSpread))
  const high = percent(Math.min(1, byEvidence + 1.645 * rhythmSpread))
  const range = low === high ? `is about ${low}` : `lies mostly between ${low} and ${high}`
  return `How you are without it is known only as far as this diary tells. Over what fits it, the chance by the lot alone in blocks of ${schedule.blockDays} days ${range}; a longer diary narrows that.`
}

/** A table where it fits, sentences where it does not. */
function monthsLines(months: readonly MonthsNeeded[], width: number): string[] {
  const effect = ({ oddsRatio }: MonthsNeeded, place: number): string =>
    `odds ratio ${oddsRatio}${place === 0 ? '' : ' (hardly a headache left)'}`
  if (width < 76) {
    return months.map((needed, place) =>
      wrapped(
        `${effect(needed, place)}: ${monthsText(needed.byEvidence)} by the lot alone, ${monthsText(needed.byModel)} by the model`,
        width,
      ),
    )
  }
  return [
    'effect                                    by the lot alone     by the model',
    ...months.map(
      (needed, place) =>
        `${effect(needed, place).padEnd(40)}${monthsText(needed.byEvidence).padStart(18)}${monthsText(needed.byModel).padStart(17)}`,
    ),
  ]
}

/** "about 20 months", or that no plan should be that long. */
function monthsText(months: number | null): string {
  if (months === null) return `over ${MOST_MONTHS} months`
  return `about ${months} ${months === 1 ? 'month' : 'months'}`
}

function caveatText(code: ScheduleCaveat, { onFirst, blockDays }: PairedSchedule): string {
  return code === 'few-pairs'
    ? `Mind: ${onFirst.length} pairs of ${blockDays} days hardly ever settle anything; 6 are the least, 12 are better.`
    : `Mind: blocks of ${blockDays} days are short for an effect that lasts; they should be four half-lives or more. The chances above take that into account.`
}

/** The order as letters: A with, B without. */
export function orderText(treatment: string | null, onFirst: readonly boolean[], width: number): string[] {
  return [
    ...(treatment === null ? [] : [`  ${treatment}:`]),
    wrapped(onFirst.map((first) => (first ? 'AB' : 'BA')).join(' '), width, '  '),
  ]
}

/** What the lot alone says of a trial that ran, sentence by sentence; the first is the answer. */
export function trialSentences(trial: TrialReading): string[] {
  const { pairsEnded, pairsPlanned } = trial
  const sentences: string[] = []
  if (pairsEnded === 0) sentences.push('No pair of blocks has ended yet, so the lot says nothing.')
  else if (trial.drawn !== 'by-lot') sentences.push(NOT_DRAWN[trial.drawn])
  else sentences.push(...evidenceSentences(trial), ...chanceSentences(trial))
  sentences.push(adherenceSentence(trial))
  if (pairsEnded > 0 && pairsEnded < pairsPlanned)
    sentences.push(`${pairsEnded} of ${pairsPlanned} pairs have ended; a pair that is still running is not counted.`)
  return sentences.filter((sentence) => sentence !== '')
}

const NOT_DRAWN: Readonly<Record<'no-seed' | 'not-this-seed', string>> = {
  'no-seed':
    'The schedule names no seed, so its order was not drawn by lot (on and off in fixed turns, for example). Without a lot there is no test by the lot: whatever comes and goes in the same turns would look like an effect. The answer by the model stands.',
  'not-this-seed':
    'The order in the schedule is not the one that its seed draws, so it was changed after the lot. Without the lot there is no test by the lot. The answer by the model stands.',
}

const PROMISE =
  'A treatment without any effect gets there in at most 1 of 20 trials, however often you look and whatever headaches do by themselves.'

function evidenceSentences({ evidence, pairsEnded }: TrialReading): string[] {
  if (evidence === null) return []
  const { helps, helpsAt, worseAt, threshold } = evidence
  if (helpsAt !== null)
    return [`By the lot alone it is helping: the evidence reached ${threshold} after pair ${helpsAt}.`, PROMISE]
  if (worseAt !== null) {
    return [
      `By the lot alone headaches are more frequent with it: the evidence for that reached ${threshold} after pair ${worseAt}.`,
      PROMISE,
    ]
  }
  const now = evidenceText(helps[pairsEnded - 1])
  return [
    `By the lot alone you can’t tell yet: the evidence that it helps is ${now} after ${pairsEnded} ${pairsEnded === 1 ? 'pair' : 'pairs'}, and it counts from ${threshold} on.`,
  ]
}

/** 0.4, 3.1, 17, "more than 1000". */
export function evidenceText(evidence: number): string {
  return evidence > 1000 ? 'more than 1000' : evidence < 0.1 ? 'less than 0.1' : dayCount(evidence)
}

function chanceSentences({ randomisation, pairsEnded, pairsPlanned }: TrialReading): string[] {
  if (randomisation === null) return ['No pair has logged days in both of its blocks.']
  const { differencePer28, pHelps, pTwoSided, exact } = randomisation
  const size = `${dayCount(Math.abs(differencePer28))} ${differencePer28 < 0 ? 'fewer' : 'more'} headache days in 28`
  return [
    `Over the pairs there were on average ${size} with it. If it did nothing, the lot would give a difference at least as favourable in ${pText(pHelps)} of draws, and one at least as large either way in ${pText(pTwoSided)}${exact ? '' : ' (from a sample of draws)'}.`,
    pairsEnded < pairsPlanned
      ? 'These two shares are for one look at the planned end; the evidence is for looking on the way.'
      : '',
  ]
}

function pText(p: number): string {
  return p < 0.001 ? 'less than 0.1 %' : `${(100 * p).toFixed(1)} %`
}

function adherenceSentence({ daysCompared, daysDiffering, treatment }: TrialReading): string {
  if (daysDiffering === null)
    return `The diary has no on/off column called ${treatment}, so it is not known whether days went as drawn.`
  if (daysCompared === 0) return 'The diary has no logged day in the time of the schedule.'
  return daysDiffering === 0
    ? `All ${daysCompared} logged days of the trial went as drawn.`
    : `On ${daysDiffering} of ${daysCompared} logged days of the trial the diary says otherwise than the schedule. The comparison is of the days as drawn, which keeps it fair; days that go otherwise make an effect look smaller.`
}
