// What would have been read on earlier days, in a sentence: when each verdict first stood.
import type { TreatmentReplay, Verdict } from '@clearday/inference'
import { shownLine } from '../shown-text.ts'

type Reached = Exclude<Verdict, 'cannot-tell-yet'>

const REACHED: readonly (readonly [Reached, string])[] = [
  ['helping', 'helping'],
  ['not-helping', 'not helping'],
  ['worse', 'worse'],
]

/** `dayOf` labels a day of the diary, counted from 1. */
export function replaySentence(
  { name, ever }: TreatmentReplay,
  stepDays: number,
  dayOf: (day: number) => string,
): string {
  const parts = REACHED.flatMap(([verdict, words]) => {
    const day = ever[verdict]
    return day === null ? [] : [`“${words}” on ${dayOf(day)}`]
  })
  const read =
    parts.length === 0 ? 'nothing but “can’t tell yet” would have been read' : `first read: ${parts.join(', ')}`
  return `${shownLine(name)}, looked at ${everyDays(stepDays)}: ${read}.`
}

/** How many of many answers each verdict would have been read of, at least once. */
export function replayCounts(replays: readonly TreatmentReplay[], stepDays: number): string {
  const parts = REACHED.map(
    ([verdict, words]) => `${replays.filter(({ ever }) => ever[verdict] !== null).length} “${words}”`,
  )
  return `Looked at ${everyDays(stepDays)}, of ${replays.length} answers would have been read at some time: ${parts.join(', ')}.`
}

function everyDays(stepDays: number): string {
  return stepDays === 1 ? 'every day' : `every ${stepDays} days`
}
