// What a course says in a plan, in the language of who comes: how many sessions, how often, from when to when, and where.
import type { CourseSaid } from '@clearday/store'

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const

/** @param language of the person; English for one that there are no words of. */
export function courseWords(said: CourseSaid, language: string): string {
  return language === 'es' ? inSpanish(said) : inEnglish(said)
}

function inEnglish({ sessions, everyDays, first, last, location }: CourseSaid): string {
  if (first === null || last === null) return 'The sessions that were booked are cancelled.'
  if (sessions === 1) return `One session, on ${onDay('en-GB', first)}, at ${location}.`
  const often = everyDays === 1 ? 'one every day' : `one every ${String(everyDays)} days`
  return `${String(sessions)} sessions, ${often}, from ${onDay('en-GB', first)} to ${onDay('en-GB', last)}, at ${location}.`
}

function inSpanish({ sessions, everyDays, first, last, location }: CourseSaid): string {
  if (first === null || last === null) return 'Las sesiones reservadas se han cancelado.'
  if (sessions === 1) return `Una sesión, el ${onDay('es', first)}, en ${location}.`
  const often = everyDays === 1 ? 'una cada día' : `una cada ${String(everyDays)} días`
  return `${String(sessions)} sesiones, ${often}, del ${onDay('es', first)} al ${onDay('es', last)}, en ${location}.`
}

function onDay(locale: string, date: string): string {
  return new Intl.DateTimeFormat(locale, DAY).format(new Date(`${date}T00:00Z`))
}
