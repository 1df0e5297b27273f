// The group in one paragraph.
import type { PooledCourse } from '../pooled-course.ts'

/** Beyond so many names the rest are counted. */
const MOST_NAMES = 5

/** What it is about, who is in it, the numbers, and what they are not shown to be. */
export function pooledSentence(course: PooledCourse): string {
  const { mean, betweenSd, nextPatient } = course.pooled
  return [
    `The group and ${course.plan.treatment}: ${whoIsIn(course)}`,
    `The odds ratio of a headache day with it is ${ratio(mean.mean)} (${ratio(mean.q025)} to ${ratio(mean.q975)}), differing between patients by a standard deviation of ${betweenSd.q50.toFixed(2)} (log odds); for a next patient like these ${ratio(nextPatient.q025)} to ${ratio(nextPatient.q975)}.`,
    adjustment(course),
    control(course),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function ratio(log: number): string {
  return Math.exp(log).toFixed(2)
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
