// Trials of one in plain words: how long one takes, and what the lot alone says of one that ran.
import type { DiaryRhythm, PairedSchedule, ScheduleCaveat } from '@clearday/inference'
import { MOST_MONTHS, type MonthsNeeded, type TrialForecast } from '../commands/plan-trial.ts'
import { wrapped } from '../terminal/wrapped.ts'
import { dayCount } from './verdict-words.ts'

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`

/** Rhythm, power within the days given, and the months that it really takes. */
export function planText(
  rhythm: DiaryRhythm,
  oddsRatio: number,
  plans: readonly TrialForecast[],
  best: TrialForecast,
  months: readonly MonthsNeeded[],
  width: number,
): string[] {
  const error = Math.max(...plans.map(({ forecast }) => forecast.modelError))
  const lines = [
    wrapped(
      `With ${dayCount(rhythm.outcomeDaysPer28)} headache days in 28, a day-to-day correlation of ${rhythm.phi.toFixed(2)} and ${percent(rhythm.missingShare)} of days not logged, an effect of odds ratio ${oddsRatio} would be found:`,
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
      `By the lot alone holds whatever headaches do by themselves; by the model is the rule that analyse uses. Both may be looked at along the way. The chances by the model are give or take ${Math.max(1, Math.round(200 * error))} points; --simulations makes them surer.`,
      width,
    ),
    '',
    wrapped(
      `How long such a trial in blocks of ${best.schedule.blockDays} days would have to be, to find it in 80 %:`,
      width,
    ),
    '',
    'effect                                    by the lot alone     by the model',
    ...months.map(
      (needed, k) =>
        `${`odds ratio ${needed.oddsRatio}${k === 0 ? '' : ' (hardly a headache left)'}`.padEnd(40)}${monthsText(needed.byEvidence).padStart(18)}${monthsText(needed.byModel).padStart(17)}`,
    ),
  ]
  const longest = plans
    .map(({ schedule }) => schedule)
    .flatMap((schedule) => schedule.caveats.map((code) => caveatText(code, schedule)))
  for (const caveat of longest) lines.push('', wrapped(caveat, width))
  return lines
}

/** "about 20 months", or that no plan should be that long. */
function monthsText(months: number | null): string {
  if (months === null) return `over ${MOST_MONTHS} months`
  return `about ${months} ${months === 1 ? 'month' : 'months'}`
}

function caveatText(code: ScheduleCaveat, { onFirst, blockDays }: PairedSchedule): string {
  return code === 'few-pairs'
    ? `Mind: ${onFirst.length} pairs of ${blockDays} days hardly ever settle anything; 6 are the least, 12 are better.`
    : `Mind: blocks of ${blockDays} days are short for an effect that lasts; they should be four half-lives or more.`
}

/** The order as letters: A with, B without. */
export function orderText(treatment: string | null, onFirst: readonly boolean[], width: number): string[] {
  return [
    ...(treatment === null ? [] : [`  ${treatment}:`]),
    wrapped(onFirst.map((first) => (first ? 'AB' : 'BA')).join(' '), width, '  '),
  ]
}
