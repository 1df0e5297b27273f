// The group in one paragraph.
import { dayCount } from '@clearday/care'
import type { PooledCourse } from '../pooled-course.ts'
import { stoppedWords, type Stopped } from './stopped-words.ts'

/** Beyond so many names the rest are counted. */
const MOST_NAMES = 5

/** What it is about, who is in it, what that comes to in days, what it is not shown to be, and last the numbers of statistics. */
export function pooledSentence(course: PooledCourse, stopped: Stopped | null = null): string {
  const { mean, betweenSd, nextPatient } = course.pooled
  return [
    `The group and ${course.plan.treatment}${stopped === null ? '' : ` (${stoppedWords(stopped)})`}: ${whoIsIn(course)}`,
    typicalMember(course),
    control(course),
    adjustment(course),
    `In statistics’ terms: the odds ratio of a headache day with it is ${ratio(mean.mean)} (${ratio(mean.q025)} to ${ratio(mean.q975)}), differing between patients by a standard deviation of ${betweenSd.q50.toFixed(2)} (log odds); for a next patient like these ${ratio(nextPatient.q025)} to ${ratio(nextPatient.q975)}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function ratio(log: number): string {
  return Math.exp(log).toFixed(2)
}

/** The group's average in days: its odds ratio, and the ends of its interval, applied to the level in the group's middle. */
function typicalMember({ pooled: { mean }, usualDaysPer28 }: PooledCourse): string {
  const change = (logOddsRatio: number): number => {
    const withIt = usualDaysPer28 * Math.exp(logOddsRatio)
    return (28 * withIt) / (28 - usualDaysPer28 + withIt) - usualDaysPer28
  }
  const [middle, low, high] = [mean.mean, mean.q025, mean.q975].map(change)
  return `For someone in the middle of the group, with ${dayCount(usualDaysPer28)} headache days in 28 without it, the group’s average comes to about ${dayCount(Math.abs(middle))} ${middle < 0 ? 'fewer' : 'more'} with it (${dayCount(low)} to ${dayCount(high)}; the group’s odds ratio applied to those days).`
}

function whoIsIn({ plan, pooled: { patients }, asked }: PooledCourse): string {
  const logged = 'logged days both with it and without it and are taken together.'
  return plan.sampled
    ? `of ${plan.patients} patients a sample was drawn by lot (seed ${plan.seed}), and ${patients} of its ${asked} have ${logged}`
    : `${patients} of ${asked} patients have ${logged}`
}

function adjustment({ plan: { adjustedFor } }: PooledCourse): string {
  if (adjustedFor.length === 0) return ''
  const more = adjustedFor.length - MOST_NAMES
  const names = adjustedFor.slice(0, MOST_NAMES).join(', ')
  return `It is adjusted for what else was in use or recorded: ${names}${more > 0 ? ` and ${more} more` : ''}.`
}

/** Without days off and on again in most of the diaries nothing sets the treatment apart from whatever else changed at its start. */
function control({ pooled: { patients }, onAndOff }: PooledCourse): string {
  const several = `${onAndOff} of these ${patients} patients went on and off it several times`
  if (2 * onAndOff > patients)
    return `${several}. Each patient’s own diary was used as it is, without the prior of a single answer.`
  const rest = onAndOff === 0 ? 'Nobody went on and off it several times' : `Only ${several}`
  return `This is the group’s course around the start. ${rest}, so it is not shown to be its effect: people start when things are bad, and bad spells end.`
}
