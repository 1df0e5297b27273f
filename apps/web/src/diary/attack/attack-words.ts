// What is said about an attack with one tap each, as it is written into the diary. Pure, so that it is tried without a screen.
import type { Saying } from '../device/say.ts'
import type { Fields } from '@clearday/diary/operations'

export const SEVERITIES = ['mild', 'moderate', 'severe'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Left out: nobody said how bad it is. @param start a moment. */
export function began(key: string, start: string, severity?: Severity): Saying {
  return { entity: 'attack', key, fields: { start, end: 'still-going', ...(severity !== undefined && { severity }) } }
}

/** @param end a moment, or `unknown`: it is over, and nobody knows since when. */
export function ended(key: string, end: string, bySleep = false): Saying {
  return { entity: 'attack', key, fields: { end, ...(bySleep && { endedBySleep: true }) } }
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

/** Whether it has been going on for so long that it was perhaps forgotten. @param start a moment; compared by days. */
export function perhapsForgotten(start: string, today: string): boolean {
  const days = (Date.parse(`${today}T12:00:00Z`) - Date.parse(`${start.slice(0, 10)}T12:00:00Z`)) / 86_400_000
  return days >= 3
}
