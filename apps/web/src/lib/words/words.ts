// All text that people read, by key and language, through ICU messages.
import { IntlMessageFormat } from 'intl-messageformat'
import { EN, type MessageKey } from './en.ts'
import { ES } from './es.ts'

export type { MessageKey } from './en.ts'
export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]
/** Each in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' }
export type Values = Readonly<Record<string, string | number>>
export type Say = (key: MessageKey, values?: Values) => string

const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en: EN, es: ES }
const formats = new Map<string, IntlMessageFormat>()

export function isLanguage(text: unknown): text is Language {
  return (LANGUAGES as readonly unknown[]).includes(text)
}

/** What was chosen, else the first of the browser's languages that is there, else English. */
export function languageOf(chosen: string | undefined, accepted: string | null): Language {
  if (isLanguage(chosen)) return chosen
  const wanted = (accepted ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase())
  return wanted.find(isLanguage) ?? 'en'
}

export function words(language: Language): Say {
  return (key, values) => {
    const id = `${language} ${key}`
    let format = formats.get(id)
    if (format === undefined) {
      format = new IntlMessageFormat(CATALOGUES[language][key], language)
      formats.set(id, format)
    }
    return String(format.format(values))
  }
}

/**
 * A moment as people say it, with its zone named: the server does not know where its reader is.
 *
 * @param iso ISO time. @param zone IANA name of the clinic's.
 */
export function moment(language: Language, iso: string, zone: string): string {
  const parts = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es', {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone: zone, timeZoneName: 'short' },
  })
  return parts.format(new Date(iso))
}

/** @param month such as 2026-03. */
export function monthName(language: Language, month: string): string {
  const format = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es', format).format(new Date(`${month}-01T00:00Z`))
}

/** As people call a zone: "Central European Time". @param zone IANA name. */
export function zoneName(language: Language, zone: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es', {
    timeZone: zone,
    timeZoneName: zone === 'UTC' ? 'long' : 'longGeneric',
  })
  return format.formatToParts(Date.UTC(2026, 0, 5)).find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/**
 * What is no day is shown as it stands: a page must not fail because of a word that somebody typed.
 *
 * @param iso a day, or a time, whose day is the one in the zone. @param zone IANA name of the clinic's.
 */
export function day(language: Language, iso: string, zone = 'UTC'): string {
  if (Number.isNaN(Date.parse(iso))) return iso
  const timeZone = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? 'UTC' : zone
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone } as const
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es', format).format(new Date(iso))
}
