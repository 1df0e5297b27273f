// The way back: a Diary as the JSON that is read again as the same Diary.
import type { Moment } from '../calendar/moment.ts'
import type { Diary } from '../model/diary.ts'
import type { Attack, AttackEnd } from '../model/entries.ts'
import { DIARY_FORMAT, LISTS, type Written, type WrittenDiary } from './diary-schema.ts'

/**
 * Writes a diary in the format clearday-diary-1, to be given to `JSON.stringify`. Every moment keeps the text it was said with; a zone is
 * written only where it is not the diary's. What is empty is left out; the first and last day are always written.
 *
 * `readDiary` gives the same diary again for every diary that it has read, and for others whose attacks have one zone for all moments
 * before the end and one from then on.
 */
export function writeDiary(diary: Diary): WrittenDiary {
  const { timeZone, firstDay, lastDay, person } = diary
  const lists = {
    ...diary,
    attacks: diary.attacks.map((attack) => writeAttack(attack, timeZone)),
    intakes: diary.intakes.map((intake) => ({ ...intake, at: intake.at.text, ...zoneBeside(intake.at, timeZone) })),
    sessions: diary.sessions.map((session) => ({
      ...session,
      at: session.at.text,
      ...zoneBeside(session.at, timeZone),
    })),
  }
  const filled = LISTS.filter((list) => lists[list].length > 0).map((list) => [list, lists[list]])
  return structuredClone({
    format: DIARY_FORMAT,
    timeZone,
    firstDay,
    lastDay,
    ...(Object.keys(person).length > 0 && { person }),
    ...Object.fromEntries(filled),
  }) as WrittenDiary
}

function writeAttack(attack: Attack, diaryZone: string): Written<'attacks'> {
  const { start, end, prodrome, postdrome, id, ...rest } = attack
  const endZone = zoneOf(end) ?? zoneOf(postdrome?.end)
  return structuredClone({
    id,
    start: start.text,
    end: textOf(end),
    ...zoneBeside(start, diaryZone),
    ...(endZone !== undefined && endZone !== start.timeZone && { endTimeZone: endZone }),
    ...rest,
    ...(prodrome && { prodrome: { ...prodrome, ...(prodrome.start && { start: prodrome.start.text }) } }),
    ...(postdrome && { postdrome: { ...postdrome, ...(postdrome.end && { end: textOf(postdrome.end) }) } }),
  }) as Written<'attacks'>
}

function zoneBeside(moment: Moment, diaryZone: string): { timeZone?: string } {
  return moment.timeZone === diaryZone ? {} : { timeZone: moment.timeZone }
}

function zoneOf(end: AttackEnd | undefined): string | undefined {
  return typeof end === 'object' ? end.timeZone : undefined
}

function textOf(end: AttackEnd): string {
  return typeof end === 'object' ? end.text : end
}
