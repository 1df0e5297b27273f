// A diary whose entries remember where they stood in what was given, so that whatever is said of one can point at it.
import type { LocalDate } from '../calendar/local-date.ts'
import type { Diary } from '../model/diary.ts'
import type { ListName, Written, WrittenDiary } from './diary-schema.ts'
import { valueAt, type Tell } from './place-words.ts'
import type { Shape } from './read-shape.ts'
import { checkDayAura, faultWords, resolveAt, resolveAttack, type TellFault } from './resolve-moments.ts'

export interface Placed<T> {
  readonly entry: T
  /** The list and the position in it, as it was given. */
  readonly path: readonly [ListName, number]
}

export type PlacedDiary = Omit<Diary, ListName> & { readonly [L in ListName]: readonly Placed<Diary[L][number]>[] }

/**
 * Places every moment on the clock of the world and sorts entries by time or id, so that the order they were given in is forgotten. Null if
 * there is no day at all; told why, unless entries were set aside before that may have had one.
 */
export function placeEntries(
  written: WrittenDiary,
  position: Shape['position'],
  tell: Tell,
  someSetAside: () => boolean,
): PlacedDiary | null {
  const { timeZone } = written
  const placed = <L extends ListName, T>(
    list: L,
    place: (entry: Written<L>, path: readonly [ListName, number]) => T | null,
  ): Placed<T>[] =>
    ((written[list] ?? []) as Written<L>[]).flatMap((writtenEntry, index) => {
      const path = [list, position(list, index)] as const
      const entry = place(writtenEntry, path)
      return entry === null ? [] : [{ entry, path }]
    })
  const asItIs = <T>(entry: T): T => entry
  const fault: TellFault = (path, kind, text, zone) => tell(kind, path, faultWords(text, kind, zone))
  const diary = {
    timeZone,
    person: written.person ?? {},
    days: placed('days', (day, path) => {
      checkDayAura(day, path, timeZone, fault)
      return day
    }).sort(by(({ date }) => [date])),
    attacks: placed('attacks', (attack, path) => resolveAttack(attack, path, timeZone, fault)).sort(
      by(({ start, id }) => [start.earliestMs, start.latestMs, id]),
    ),
    intakes: placed('intakes', (intake, path) => resolveAt(intake, path, timeZone, fault)).sort(
      by(({ at, id }) => [at.earliestMs, at.latestMs, id]),
    ),
    sessions: placed('sessions', (session, path) => resolveAt(session, path, timeZone, fault)).sort(
      by(({ at, id }) => [at.earliestMs, at.latestMs, id]),
    ),
    regimens: placed('regimens', asItIs).sort(by(({ events, id }) => [events[0].on, id])),
    questionnaires: placed('questionnaires', asItIs).sort(
      by(({ date, questionnaire, answers }) => [date, questionnaire, JSON.stringify(Object.entries(answers).sort())]),
    ),
    safetyChecks: placed('safetyChecks', asItIs).sort(by(({ date, id }) => [date, id])),
    goals: placed('goals', asItIs).sort(by(({ setOn, id }) => [setOn, id])),
    trials: placed('trials', asItIs).sort(by(({ startsOn, id }) => [startsOn, id])),
    planChanges: placed('planChanges', asItIs).sort(by(({ proposedOn, id }) => [proposedOn, id])),
    planAnswers: placed('planAnswers', asItIs).sort(by(({ saidOn, id }) => [saidOn, id])),
    ownProducts: placed('ownProducts', asItIs).sort(by(({ id }) => [id])),
    customFactors: placed('customFactors', asItIs).sort(by(({ id }) => [id])),
    customSymptoms: placed('customSymptoms', asItIs).sort(by(({ id }) => [id])),
  }
  const span = daysSpoken(written, diary)
  if (span !== null) return { ...diary, ...span }
  if (!someSetAside()) tell('no-days', [], 'it speaks about no day; write an entry, or firstDay and lastDay')
  return null
}

/** The diary without the places. */
export function diaryOf(placed: PlacedDiary): Diary {
  const { timeZone, firstDay, lastDay, person } = placed
  return {
    timeZone,
    firstDay,
    lastDay,
    person,
    days: entriesOf(placed.days),
    attacks: entriesOf(placed.attacks),
    intakes: entriesOf(placed.intakes),
    sessions: entriesOf(placed.sessions),
    regimens: entriesOf(placed.regimens),
    questionnaires: entriesOf(placed.questionnaires),
    safetyChecks: entriesOf(placed.safetyChecks),
    goals: entriesOf(placed.goals),
    trials: entriesOf(placed.trials),
    planChanges: entriesOf(placed.planChanges),
    planAnswers: entriesOf(placed.planAnswers),
    ownProducts: entriesOf(placed.ownProducts),
    customFactors: entriesOf(placed.customFactors),
    customSymptoms: entriesOf(placed.customSymptoms),
  }
}

function entriesOf<T>(placed: readonly Placed<T>[]): readonly T[] {
  return placed.map(({ entry }) => entry)
}

/** The local days that an entry touches, first and last; of an attack without an end only that it began. */
export function daysTouched(entry: object): readonly LocalDate[] {
  const ends = [valueAt(entry, ['end', 'date'])]
  const starts = [['date'], ['start', 'date'], ['at', 'date']].map((path) => valueAt(entry, path))
  return [...starts, ...ends].filter((date) => typeof date === 'string').sort()
}

/** The lists whose entries happen within the diary's days. Regimens and plans do not: they are written with their start, before it or ahead. */
export const DATED_LISTS = ['days', 'attacks', 'intakes', 'sessions', 'questionnaires', 'safetyChecks'] as const

function daysSpoken(
  { firstDay, lastDay }: WrittenDiary,
  diary: Omit<PlacedDiary, 'firstDay' | 'lastDay'>,
): { firstDay: LocalDate; lastDay: LocalDate } | null {
  const touched = DATED_LISTS.flatMap((list) => diary[list].flatMap(({ entry }) => daysTouched(entry)))
  // only where nothing else is said do regimens tell which days are meant
  const dates = touched.length > 0 ? touched : diary.regimens.flatMap(({ entry }) => entry.events.map(({ on }) => on))
  const known = [...dates, ...[firstDay, lastDay].filter((day) => day !== undefined)].sort()
  if (known.length === 0) return null
  return { firstDay: firstDay ?? known[0], lastDay: lastDay ?? known[known.length - 1] }
}

type Key = readonly (string | number)[]

/** Orders by the first part of a key that differs; ids are unique, so that no order is left to how the entries were given. */
function by<T>(keyOf: (entry: T) => Key): (one: Placed<T>, other: Placed<T>) => number {
  return (one, other) => {
    const others = keyOf(other.entry)
    for (const [k, part] of keyOf(one.entry).entries()) {
      if (part !== others[k]) return part < others[k] ? -1 : 1
    }
    return 0
  }
}
