// What each headache of one day was like: the day's entry and the attacks that touch it, completing each other where they speak of the same one.
import type { Attack, DiaryDay } from '../model/entries.ts'
import type { HeadachePiece, HoursRange } from './lived-day.ts'
import { hasFeatures, mergeFeatures } from './merge-features.ts'
import type { Aura } from '../model/features.ts'

export interface AttackOnDay {
  readonly attack: Attack
  readonly hours: HoursRange
  /** Of the whole headache that the attack is a part of. */
  readonly spellHours: HoursRange
  readonly auras: readonly Aura[]
}

const ANY_HOURS: HoursRange = { least: 0, most: 24 }
/** On the day on which clocks go back. */
const LONGEST_DAY = 25

/** @param painful the attacks with headache that touch the day. O(pieces). */
export function piecesOf(entry: DiaryDay | null, painful: readonly AttackOnDay[]): HeadachePiece[] {
  // an entry that says "no headache" on a day with an attack tells nothing of what that headache was like
  const told = entry?.headache === 'none' ? null : entry
  if (painful.length === 0) return [pieceOfEntry(told, saidHours(told) ?? ANY_HOURS)]
  if (painful.length === 1) return [pieceOfBoth(painful[0], told)]
  const pieces = painful.map(pieceOfAttack)
  return told !== null && (hasFeatures(told) || told.aura !== undefined)
    ? [...pieces, pieceOfEntry(told, saidHours(told) ?? totalHours(pieces))]
    : pieces
}

/** Of headaches beside each other, within the longest day there is. */
export function totalHours(pieces: readonly HeadachePiece[]): HoursRange {
  let least = 0
  let most = 0
  for (const { hours } of pieces) {
    least += hours.least
    most += hours.most
  }
  return { least: Math.min(LONGEST_DAY, least), most: Math.min(LONGEST_DAY, most) }
}

function pieceOfEntry(entry: DiaryDay | null, hours: HoursRange): HeadachePiece {
  return {
    attackId: null,
    features: entry ?? {},
    auras: entry?.aura === undefined ? [] : [entry.aura],
    hours,
    spellHours: hours,
  }
}

function pieceOfAttack({ attack, hours, spellHours, auras }: AttackOnDay): HeadachePiece {
  return { attackId: attack.id, features: attack, auras, hours, spellHours }
}

/** One attack and what the day's entry says of it. The attack's times go before the day's hours where both are exact. */
function pieceOfBoth(one: AttackOnDay, entry: DiaryDay | null): HeadachePiece {
  if (entry === null) return pieceOfAttack(one)
  const { attack, hours, spellHours, auras } = one
  const said = hours.least === hours.most ? null : saidHours(entry)
  return {
    attackId: attack.id,
    features: mergeFeatures(attack, entry),
    auras: entry.aura === undefined ? auras : [...auras, entry.aura],
    hours: said ?? hours,
    spellHours: said === null ? spellHours : spellWith(said, one),
  }
}

/** An attack on a single day lasted as long as was said of the day; one over several days at least that long. */
function spellWith(said: HoursRange, { hours, spellHours: spell }: AttackOnDay): HoursRange {
  return spell.most <= hours.most
    ? said
    : { least: Math.max(said.least, spell.least), most: Math.max(said.most, spell.most) }
}

function saidHours(entry: DiaryDay | null): HoursRange | null {
  return entry?.hours === undefined ? null : { least: entry.hours, most: entry.hours }
}
