// A screen for cluster headache (ICHD-3 3.1), so that it is looked at by a doctor and not handled as migraine.
import { statusOf, type Status } from '../three-valued.ts'
import { attackCriteria } from './asked-headaches.ts'
import type { Apart } from './counted-attacks.ts'
import type { DiaryReading } from './diary-reading.ts'
import type { Headache } from './headache.ts'
import { marks, patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { CLUSTER_REVIEW, CLUSTER_SCREEN } from './pattern-rules.ts'
import { betterExplained, counted } from './pattern-words.ts'
import { whatWouldTell } from './what-would-tell.ts'

const { attacks, mostHours, everyDays, mostPerDay } = CLUSTER_SCREEN.value
const CLUSTER_APART: Apart = { freeHours: 0, mostHours }

/** ICHD-3 3.1. O(headaches). */
export function clusterScreen({ cluster: asked, days, notNoted, diary }: DiaryReading): PatternResult {
  const { counted: found, criteria } = attackCriteria(asked, days, notNoted, attacks, CLUSTER_APART, {
    A: `At least ${attacks} attacks that meet B to D.`,
    attack: 'attack',
    each: 'in your diary meet B and C',
  })
  const D = frequency(asked.headaches, asked.all, notNoted)
  const criterion: CriterionResult = {
    id: 'D',
    statement: `Between one every other day and ${mostPerDay} a day while they last.`,
    status: D.status,
    because: D.because,
    ...marks(found.fit, days, attacks),
  }
  const fits = found.status === 'met' && D.status === 'met'
  return patternResult({
    code: '3.1',
    name: 'cluster headache',
    version: CLUSTER_SCREEN.version,
    criteria: [...criteria, criterion],
    unknowns: whatWouldTell(found.open, notNoted[days.length]).concat(
      found.open.length > 0
        ? ['Where it hurts, a red or watering eye or a blocked nose on that side, and whether you can keep still.']
        : [],
    ),
    clinicianMustJudge: [betterExplained('E'), remissions(diary.person.recalled?.longestRemissionDays)],
    source: CLUSTER_SCREEN.source,
    nothingSeen: found.fit.length + found.open.length === 0,
    ...(fits ? { remark: CLUSTER_REVIEW.value } : {}),
  })
}

function remissions(recalledDays: number | undefined): string {
  const words = 'Whether there are times without attacks of 3 months or more (episodic) or not (chronic)'
  return recalledDays === undefined ? `${words}.` : `${words}; you remember ${counted(recalledDays, 'day')} at most.`
}

/** Whether some five attacks in a row come at least every other day, and not more than eight on most of their days. O(headaches). */
function frequency(
  headaches: readonly Headache[],
  statuses: readonly Status[],
  notNoted: Int32Array,
): { status: Status; because: string } {
  const fit = headaches.filter((_, k) => statuses[k] === 'met')
  const possible = headaches.filter((_, k) => statuses[k] !== 'not-met')
  const sure = closest(fit)
  const days = new Map<number, number>()
  for (const { from } of fit) days.set(from, (days.get(from) ?? 0) + 1)
  const crowded = [...days.values()].filter((perDay) => perDay > mostPerDay).length
  const tooMany = crowded > days.size / 2
  const widest = (attacks - 1) * everyDays
  const close = statusOf(sure <= widest && !tooMany)
  const open = notNoted[notNoted.length - 1] > 0 || closest(possible) <= widest
  const status = close === 'not-met' && !tooMany && open ? 'unknown' : close
  const because = tooMany
    ? `On ${crowded} of ${days.size} days there were more than ${mostPerDay} such attacks.`
    : sure === Infinity
      ? `There are fewer than ${attacks} such attacks to tell how often they come.`
      : `${attacks} such attacks came within ${sure + 1} ${sure === 0 ? 'day' : 'days'}; one every other day means within ${widest + 1}.`
  return { status, because }
}

/** The fewest days from the first to the last of five in a row. */
function closest(headaches: readonly Headache[]): number {
  let fewest = Infinity
  for (let k = attacks - 1; k < headaches.length; k++) {
    fewest = Math.min(fewest, headaches[k].from - headaches[k - attacks + 1].from)
  }
  return fewest
}
