// How many auras there are of a kind, where they stand in the diary, and what of them someone must look at: shared by the patterns with aura.
import { AURA_CHARACTERISTICS } from '../days/feature-rules.ts'
import type { LivedDay } from '../days/lived-day.ts'
import type { AuraSymptom } from '../model/features.ts'
import { countReaches, type Status } from '../three-valued.ts'
import type { AuraEvent } from './aura-events.ts'
import { AURA_NOT_NOTED, MIGRAINE_WITH_AURA } from './pattern-rules.ts'
import { counted } from './pattern-words.ts'

const { longestMinutes } = AURA_CHARACTERISTICS.value

/** Attacks with aura that 1.2 asks for. */
export const NEEDED_AURAS = MIGRAINE_WITH_AURA.value.attacks

/** The least and the most auras there can be of a kind, and whether they are enough. */
export interface AuraCount {
  readonly least: number
  readonly most: number
  readonly status: Status
}

/** Days on which an aura may have been that nobody noted. */
export function mayHoldMore(notNoted: Int32Array): number {
  const days = notNoted.length - 1
  return AURA_NOT_NOTED.value ? notNoted[days] : days
}

/** @param gaps of `mayHoldMore`. O(auras). */
export function countAuras(statuses: readonly Status[], gaps: number, needed = NEEDED_AURAS): AuraCount {
  let least = 0
  let open = 0
  for (const one of statuses) {
    if (one === 'met') least++
    else if (one === 'unknown') open++
  }
  const most = least + open + gaps
  return { least, most, status: countReaches(least, most, needed) }
}

/** What would answer what is open of an aura. */
export const AURA_TELLS =
  'What the aura was like: whether it went away completely, how slowly it spread, how long each symptom lasted, one side or both, something added or lost, and how soon the headache came.'

/** What is a matter for someone to look at, whatever pattern it fits. */
export function notable(auras: readonly AuraEvent[]): string[] {
  const any = (ask: (symptom: AuraSymptom) => boolean): boolean =>
    auras.some(({ accounts }) => accounts.some(({ symptoms }) => symptoms.some(ask)))
  return [
    ...(auras.some(({ accounts }) => accounts.some(({ firstEver }) => firstEver === true))
      ? ['The first aura of a life is a reason to see a doctor.']
      : []),
    ...(any(({ kind }) => kind === 'motor') ? ['Weakness with an aura is a reason to see a doctor.'] : []),
    ...(any(({ kind }) => kind === 'brainstem')
      ? ['Signs from the brainstem with an aura are a reason to see a doctor.']
      : []),
    ...(any(({ kind, durationMinutes }) => kind !== 'motor' && (durationMinutes ?? 0) > longestMinutes)
      ? [`An aura of more than ${longestMinutes} minutes is a reason to see a doctor.`]
      : []),
    ...(any(({ positive, spreadMinutes }) => positive === false && spreadMinutes === 0)
      ? ['Something lost all at once (sight, feeling, words) is a reason to see a doctor.']
      : []),
  ]
}

/** "; of 2 more it is not known; 5 days were not noted", or nothing where nothing is open. */
export function openWords({ least, most }: AuraCount, gaps: number): string {
  const open = most - least - gaps
  const parts = [
    ...(open > 0 ? [`of ${open} more it is not known`] : []),
    ...(gaps > 0 && least < NEEDED_AURAS ? [`${counted(gaps, 'day was', 'days were')} not noted`] : []),
  ]
  return parts.length === 0 ? '' : `; ${parts.join('; ')}`
}

/** The days and attacks of the latest auras; one that began before the diary has no day in it. */
export function marked(
  auras: readonly AuraEvent[],
  days: readonly LivedDay[],
): { days: string[]; attackIds: string[] } {
  const first = days[0]?.date ?? ''
  const shown = auras.slice(-31)
  return {
    days: [...new Set(shown.map(({ date }) => date).filter((date) => date >= first))].sort(),
    attackIds: [...new Set(shown.flatMap(({ attackId }) => (attackId === null ? [] : [attackId])))],
  }
}
