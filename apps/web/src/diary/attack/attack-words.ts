// What is said about an attack with one tap each, as it is written into the diary. Pure, so that it is tried without a screen.
import type { Saying } from '../device/say.ts'
import { saidUnder, type Fields } from '@clearday/diary/operations'

export const SEVERITIES = ['mild', 'moderate', 'severe'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Left out: nobody said how bad it is. @param start a moment. */
export function began(key: string, start: string, severity?: Severity): Saying {
  return { entity: 'attack', key, fields: { start, end: 'still-going', ...(severity !== undefined && { severity }) } }
}

/** @param end a moment, or `unknown`: it is over, and nobody knows since when. */
export function ended(key: string, end: string, bySleep = false): Saying {
  // who says anew how it ended does not mean the sleep of before
  return { entity: 'attack', key, fields: { end, endedBySleep: bySleep ? true : null } }
}

/** It was taken for over, and is not. */
export function goesOn(key: string): Saying {
  return { entity: 'attack', key, fields: { end: 'still-going', endedBySleep: null } }
}

/** One step up; null where it is severe already. Of an attack of which nobody said how bad it is, worse is at least moderate. */
export function worse({ severity }: Fields): Severity | null {
  if (severity === 'severe') return null
  return severity === 'moderate' ? 'severe' : 'moderate'
}

export const AGO_MINUTES = [15, 30, 60, 120, 240] as const

/** Longer than nearly every attack. */
const FORGOTTEN_HOURS = 72

/** The last moment that it was spoken of. @param heard on this device; null where it was not. @param spoken the last day that says headache. */
export function forgottenSince(start: string, heard: string | null, spoken: string): string {
  const last = heard === null || heard < start ? start : heard
  return spoken > last.slice(0, 10) ? spoken : last
}

/**
 * Whether nobody spoke of it for so long that it was perhaps forgotten.
 *
 * @param since a moment: when it began, or when it was last said to be going on. @param now a moment. A change of zone moves it by hours.
 */
export function perhapsForgotten(since: string, now: string): boolean {
  return (timeOf(now) - timeOf(since)) / 3_600_000 >= FORGOTTEN_HOURS
}

function timeOf(moment: string): number {
  return Date.parse(`${moment.length < 16 ? `${moment.slice(0, 10)}T00:00` : moment.slice(0, 16)}Z`)
}

/** What takes these words back: the fields as they were before. */
export function wayBack({ entity, key, fields }: Saying, before: Fields): Saying {
  const names = Object.hasOwn(fields, 'start') ? [...Object.keys(fields), 'timeZone'] : Object.keys(fields)
  return { entity, key, fields: Object.fromEntries(names.map((name) => [name, saidUnder(before, name) ?? null])) }
}
