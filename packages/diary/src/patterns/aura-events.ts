// Every aura of a diary once, although the attack and the day's entry may both tell of it.
import { dayNumber, type LocalDate } from '../calendar/local-date.ts'
import { auraOfAttack } from '../days/attack-aura.ts'
import { AURA_CHARACTERISTICS } from '../days/feature-rules.ts'
import { auraCharacteristics, auraPattern, reversibleAura } from '../days/headache-features.ts'
import type { LivedDay } from '../days/lived-day.ts'
import type { Diary } from '../model/diary.ts'
import type { Aura } from '../model/features.ts'
import { anyOf, atLeast, type Status } from '../three-valued.ts'

export interface AuraEvent {
  readonly date: LocalDate
  /** Null for an aura that only a day's entry tells of. */
  readonly attackId: string | null
  /** Of the same aura: what the attack says and what the day says. */
  readonly accounts: readonly Aura[]
  /** No headache goes with it in the diary. */
  readonly alone: boolean
  /** ICHD-3 1.2 B and C, and both together. */
  readonly reversible: Status
  readonly characteristics: Status
  readonly pattern: Status
}

/** By their beginning. O(days + attacks). */
export function auraEvents({ attacks, firstDay }: Diary, days: readonly LivedDay[]): AuraEvent[] {
  const first = dayNumber(firstDay)
  const found: { date: LocalDate; attackId: string | null; accounts: Aura[]; alone: boolean }[] = []
  const byDay = new Map<number, number[]>()
  for (const attack of attacks) {
    const told = auraOfAttack(attack)
    if (told === null) continue
    const { id, withoutHeadache } = attack
    const k = dayNumber(told.date) - first
    byDay.set(k, [...(byDay.get(k) ?? []), found.length])
    found.push({ date: told.date, attackId: id, accounts: [told.aura], alone: withoutHeadache === true })
  }
  days.forEach(({ date, entry, attackIds, headache }, k) => {
    if (entry?.aura === undefined) return
    const ofAttacks = byDay.get(k) ?? []
    if (ofAttacks.length === 1) found[ofAttacks[0]].accounts.push(entry.aura)
    else if (ofAttacks.length === 0)
      found.push({
        date,
        attackId: attackIds.length === 1 ? attackIds[0] : null,
        accounts: [entry.aura],
        alone: headache !== 'met',
      })
  })
  return found
    .map((one): AuraEvent => ({
      ...one,
      reversible: anyOf(...one.accounts.map(reversibleAura)),
      characteristics: anyOf(...one.accounts.map(threeOfSix)),
      pattern: anyOf(...one.accounts.map(auraPattern)),
    }))
    .sort((one, other) => (`${one.date} ${one.attackId ?? ''}` < `${other.date} ${other.attackId ?? ''}` ? -1 : 1))
}

function threeOfSix(aura: Aura): Status {
  return atLeast(AURA_CHARACTERISTICS.value.needed, auraCharacteristics(aura))
}
