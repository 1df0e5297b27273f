// What is missing from a diary to answer a criterion, in words of what would tell; and what is remembered, which is never counted.
import type { Counted } from './counted-attacks.ts'
import type { Headache } from './headache.ts'
import { MIGRAINE_WITHOUT_AURA } from './pattern-rules.ts'
import { capital, counted } from './pattern-words.ts'

/** What would tell, for each thing that leaves a headache open. */
export function whatWouldTell(open: readonly Headache[], gaps: number): string[] {
  const some = (word: (headache: Headache) => boolean): boolean => open.some(word)
  return [
    ...(some(({ hours }) => hours.least < hours.most)
      ? ['How long each headache lasts: note when it begins and ends, or its hours.']
      : []),
    ...(some(({ shortened, hours }) => shortened !== 'not-met' && hours.most < MIGRAINE_WITHOUT_AURA.value.leastHours)
      ? ['How long attacks last that a medicine ended early: a clinician can ask about attacks that were not treated.']
      : []),
    ...(some(({ minor }) => minor === 'unknown') ? ['Your age: under 18 shorter attacks count.'] : []),
    ...(some(({ features }) => lacksFeatures(features)) ? [FEATURES_TELL] : []),
    ...gapsTell(gaps),
  ]
}

const FEATURES_TELL =
  'What the headaches are like: side, throbbing or pressing, how strong, worse on moving, nausea, light, sound.'

function lacksFeatures(features: Headache['features']): boolean {
  const { side, quality, severity, peakIntensity, aggravatedByActivity, nausea, photophobia, phonophobia } = features
  return (
    [side, quality, severity ?? peakIntensity, aggravatedByActivity].includes(undefined) ||
    [nausea, photophobia, phonophobia].includes(undefined)
  )
}

export function gapsTell(gaps: number): string[] {
  return gaps === 0 ? [] : [`${capital(counted(gaps, 'day was', 'days were'))} not noted, and may hold more.`]
}

/** What is remembered is never counted, and worth a question where the diary has too few. */
export function recalledAttacks(
  recalled: number | undefined,
  { least, needed }: Pick<Counted, 'least' | 'needed'>,
): string[] {
  return recalled === undefined || least >= needed
    ? []
    : [
        `You remember ${counted(recalled, 'attack')} like these in all. They are not counted here; a clinician can ask about them.`,
      ]
}
