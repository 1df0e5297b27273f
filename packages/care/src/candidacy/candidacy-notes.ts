// What belongs beside the points of a treatment: tried before, going on now, an appointment that is due anyway.
import { findTreatment, type Treatment } from '@clearday/evidence'
import type { CandidacyFacts } from './candidacy-facts.ts'

/** Sentences, none of which changes the conclusion. O(regimens + sessions). */
export function candidacyNotes({ id }: Treatment, facts: CandidacyFacts): string[] {
  const { person, history, safety } = facts
  const notes: string[] = []
  const isThis = (written: string): boolean => findTreatment(written)?.id === id
  const regimens = history.diary.regimens.filter(({ treatment }) => isThis(treatment))
  const ended = regimens.filter(({ events }) => events[events.length - 1].type === 'stop')
  if (regimens.length > ended.length) notes.push('You have it now: whether it helps is a question for your diary.')
  const sessions = history.diary.sessions.filter(({ therapy }) => isThis(therapy)).length
  if (sessions > 0) notes.push(`Your diary has ${sessions} ${sessions === 1 ? 'session' : 'sessions'} of it.`)
  if (ended.length > 0 || (person.triedBefore ?? []).some(isThis)) {
    notes.push('You have tried it before: say for how long, how much, and how it went.')
  }
  return [...notes, ...safety.notes]
}
