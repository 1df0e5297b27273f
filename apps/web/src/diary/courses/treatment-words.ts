// Treatments by the names that people write, and what may happen next to one that is in use.
import type { Fields, Json } from '@clearday/diary/operations'
import { findTreatment, suggestTreatments, TREATMENTS } from '@clearday/evidence'
import { TREATMENT_NAMES_ES } from '../../lib/words/treatment-names-es.ts'
import type { Language } from '../app.svelte.ts'

export interface RegimenEvent {
  readonly type: 'start' | 'dose-change' | 'pause' | 'resume' | 'stop'
  readonly on: string
  readonly dailyDose?: number
}

/** The id of the evidence library where it knows the name, in English or Spanish, else what was written. */
export function treatmentOf(text: string): string {
  const written = bare(text)
  const spanish = Object.keys(TREATMENT_NAMES_ES).find((id) => bare(TREATMENT_NAMES_ES[id]) === written)
  return findTreatment(text.trim())?.id ?? spanish ?? text.trim()
}

/** As it is shown. */
export function treatmentName(treatment: string, language: Language): string {
  const found = findTreatment(treatment)
  return found === undefined ? treatment : nameIn(found, language)
}

/** Those that may be meant, by their names in the language: a word of which what is written is the beginning, then a slip away. */
export function nearTreatments(text: string, language: Language): readonly string[] {
  const written = bare(text)
  if (written.length < 3) return []
  const begins = (name: string): boolean =>
    bare(name)
      .split(' ')
      .some((_, at, all) => all.slice(at).join(' ').startsWith(written))
  const begun = TREATMENTS.filter(({ id, name, aliases }) =>
    [name, TREATMENT_NAMES_ES[id] ?? '', ...aliases].some(begins),
  )
  const near = [...new Set([...begun, ...suggestTreatments(text)])]
  return near.slice(0, 4).map((one) => nameIn(one, language))
}

function nameIn({ id, name }: { readonly id: string; readonly name: string }, language: Language): string {
  return language === 'es' ? (TREATMENT_NAMES_ES[id] ?? name) : name
}

/** Without capitals, accents and hyphens. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s-]+/g, ' ')
    .trim()
}

/** What can happen after what has. */
export function nextEvents(events: readonly RegimenEvent[]): readonly RegimenEvent['type'][] {
  // another dose changes nothing of whether it is used
  switch (events.findLast(({ type }) => type !== 'dose-change')?.type) {
    case 'pause':
      return ['resume', 'dose-change', 'stop']
    case 'stop':
    case undefined:
      return ['start']
    default:
      return ['dose-change', 'pause', 'stop']
  }
}

/**
 * What happened, with another event in the place of one, or without it: in the order of the days.
 *
 * @returns null where it cannot have happened so.
 */
export function mended(
  events: readonly RegimenEvent[],
  place: number,
  instead: RegimenEvent | null,
): readonly RegimenEvent[] | null {
  const next = events
    .toSpliced(place, 1, ...(instead === null ? [] : [instead]))
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  if (next.length === 0) return null
  return next.every(({ type }, at) => nextEvents(next.slice(0, at)).includes(type)) ? next : null
}

/**
 * What is said so that other events stand than do: of each by itself, so that what another device adds stays. Two of one kind on one day
 * have no names of their own; then all are said as they are.
 */
export function changesOf(before: readonly RegimenEvent[], after: readonly RegimenEvent[]): Fields {
  const nameOf = ({ on, type }: RegimenEvent): string => `events.${on} ${type}`
  const [stood, stands] = [before, after].map((all) => new Map(all.map((one) => [nameOf(one), one])))
  if (stood.size < before.length || stands.size < after.length) return { events: after as unknown as Json }
  const gone = [...stood.keys()].filter((name) => !stands.has(name)).map((name) => [name, null] as const)
  const said = [...stands].filter(([name, one]) => JSON.stringify(one) !== JSON.stringify(stood.get(name)))
  return Object.fromEntries([...gone, ...said]) as Fields
}

/** Whether an amount a day is said with it. */
export function hasDose(type: RegimenEvent['type']): boolean {
  return type !== 'pause' && type !== 'stop'
}

export function isRunning(events: readonly RegimenEvent[]): boolean {
  return events.at(-1)?.type !== 'stop'
}

interface EventWords {
  readonly events: Readonly<Record<string, string>>
  readonly coming: Readonly<Record<string, string>>
}

/** What happened, or will: a start that lies ahead is no start yet. @param on and `today`: local days. */
export function eventWord(
  { events, coming }: EventWords,
  type: RegimenEvent['type'],
  on: string,
  today: string,
): string {
  return (on > today ? coming : events)[type] ?? type
}
