// From written entries to entries of the model: every moment is placed on the clock of the world in the zone it was lived in.
import { readMoment, type Moment, type MomentFault } from '../calendar/moment.ts'
import type { Attack, AttackEnd, Intake, Session } from '../model/entries.ts'
import type { Written } from './diary-schema.ts'

type Path = readonly (string | number)[]

/** Told where a text is no moment in its zone, and why. */
export type TellFault = (path: Path, fault: MomentFault, text: string, zone: string) => void

/** An entry whose moments cannot all be placed is null, and each that cannot is told. */
export function resolveAttack(
  written: Written<'attacks'>,
  path: Path,
  diaryZone: string,
  tell: TellFault,
): Attack | null {
  const { timeZone, endTimeZone, start, end, prodrome, postdrome, ...rest } = written
  const zone = timeZone ?? diaryZone
  const endZone = endTimeZone ?? zone
  const moments = momentsOf(path, tell)
  const placed = {
    start: moments.place(['start'], start, zone),
    end: moments.placeEnd(['end'], end, endZone),
    prodromeStart:
      prodrome?.start === undefined ? undefined : moments.place(['prodrome', 'start'], prodrome.start, zone),
    postdromeEnd:
      postdrome?.end === undefined ? undefined : moments.placeEnd(['postdrome', 'end'], postdrome.end, endZone),
  }
  if (rest.aura?.start !== undefined) moments.place(['aura', 'start'], rest.aura.start, zone)
  if (moments.refused()) return null
  return {
    ...rest,
    start: placed.start,
    end: placed.end,
    ...(prodrome && {
      prodrome: { ...(placed.prodromeStart && { start: placed.prodromeStart }), symptoms: prodrome.symptoms },
    }),
    ...(postdrome && {
      postdrome: { ...(placed.postdromeEnd && { end: placed.postdromeEnd }), symptoms: postdrome.symptoms },
    }),
  }
}

/** Intakes and sessions happen at one moment. */
export function resolveAt<W extends Written<'intakes'> | Written<'sessions'>>(
  written: W,
  path: Path,
  diaryZone: string,
  tell: TellFault,
): (W extends Written<'intakes'> ? Intake : Session) | null {
  const { timeZone, at, ...rest } = written
  const moments = momentsOf(path, tell)
  const placed = moments.place(['at'], at, timeZone ?? diaryZone)
  return moments.refused()
    ? null
    : ({ ...rest, at: placed } as unknown as W extends Written<'intakes'> ? Intake : Session)
}

/** Whether the start of a day's aura, if it has one, is a moment in the day's zone. */
export function checkDayAura(written: Written<'days'>, path: Path, diaryZone: string, tell: TellFault): void {
  if (written.aura?.start !== undefined) {
    momentsOf(path, tell).place(['aura', 'start'], written.aura.start, written.timeZone ?? diaryZone)
  }
}

interface Moments {
  place(at: Path, text: string, zone: string): Moment
  placeEnd(at: Path, text: string, zone: string): AttackEnd
  refused(): boolean
}

const NOWHEN: Moment = { text: '', date: '', timeZone: '', earliestMs: Number.NaN, latestMs: Number.NaN }

function momentsOf(path: Path, tell: TellFault): Moments {
  let refused = false
  function place(at: Path, text: string, zone: string): Moment {
    const moment = readMoment(text, zone)
    if (typeof moment === 'object') return moment
    refused = true
    tell([...path, ...at], moment, text, zone)
    return NOWHEN
  }
  return {
    place,
    placeEnd: (at, text, zone) => (text === 'still-going' || text === 'unknown' ? text : place(at, text, zone)),
    refused: () => refused,
  }
}

/** Why a text that looks like a moment is none in its zone, for people. */
export function faultWords(text: string, fault: MomentFault, zone: string): string {
  switch (fault) {
    case 'time-skipped':
      return `"${text}" never was in ${zone}: clocks went forward over it; write the time that the clock showed afterwards`
    case 'offset-not-in-zone':
      return `"${text}" has an offset that ${zone} does not have then; leave the offset out, or write the zone it was lived in as timeZone`
    case 'unknown-zone':
      return `"${zone}" is no zone; write its IANA name, such as "Europe/Madrid"`
    case 'not-a-moment':
      return `"${text}" is no time; write a day and time such as "2026-03-29T08:30", or only the day`
  }
}
