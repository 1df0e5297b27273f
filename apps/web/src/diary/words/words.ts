// Texts that people read: each room has its own in both languages, beside its pages; here is how they are chosen and how things are counted.
import { app, type Language } from '../app.svelte.ts'

/** @returns those of the language that was chosen; read it inside `$derived`, so that it changes with the choice. */
export function wordsOf<Words>(all: Readonly<Record<Language, Words>>): Words {
  return all[app().language]
}

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  es: new Intl.PluralRules('es'),
}

/** “1 day”, “2 days”. `#` in a form stands for the number as it is written in the language. */
export function counted(language: Language, count: number, one: string, other: string): string {
  const form = rules[language].select(count) === 'one' ? one : other
  return form.replaceAll('#', new Intl.NumberFormat(language).format(count))
}

/** A local day in words. @param day `2026-03-29`. @example “Mon 23 Nov” */
export function dayInWords(
  language: Language,
  day: string,
  how: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' },
): string {
  // the day itself in every zone: noon of it in UTC
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...how, timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )
}

/** The id of a treatment as words: “craniosacral therapy”; what a person wrote stays as it is. */
export function plainName(treatment: string): string {
  return /^[a-z]+(-[a-z]+)+$/.test(treatment) ? treatment.replaceAll('-', ' ') : treatment
}

/** `2026-03-29T08:30` or with its offset, as the clock showed it: “08:30”. Empty where only the day is known. */
export function clockOf(moment: string): string {
  return moment.slice(11, 16)
}
