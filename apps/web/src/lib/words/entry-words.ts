// What stands in a diary, in words: its fields, and what was said in them. One vocabulary for every page that shows entries.
import { TREATMENTS } from '@clearday/evidence'
import { ENTRY_NAMES_EN } from './entry-names-en.ts'
import { ENTRY_NAMES_ES } from './entry-names-es.ts'
import { TREATMENT_NAMES_ES } from './treatment-names-es.ts'

type Language = 'en' | 'es'

const NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: ENTRY_NAMES_EN, es: ENTRY_NAMES_ES }
const TREATMENT_NAMES: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: new Map(TREATMENTS.map(({ id, name }) => [id, name])),
  es: new Map(Object.entries(TREATMENT_NAMES_ES)),
}
/** Fields that hold an id of a catalogue, or free words. */
const CATALOGUED = ['product', 'therapy', 'treatment', 'ingredient', 'triedBefore', 'medicinesAtHand']
/** What a reader gains nothing from: ids that are drawn, and the zone, which times are written in. */
const NOT_SHOWN = ['id', 'timeZone', 'endTimeZone', 'by', 'proposal']

/** A field, a kind of entry or a factor; one that has no name here is called as in the format. */
export function nameIn(language: Language, name: string): string {
  const names = NAMES[language]
  if (Object.hasOwn(names, name)) return names[name]
  return name
    .replaceAll('-', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
}

const PLACES: ReadonlyMap<string, number> = new Map(Object.keys(ENTRY_NAMES_EN).map((name, at) => [name, at]))

/** In the order of the format, which is that of reading; the database keeps none. */
function placeOf(name: string): number {
  return PLACES.get(name) ?? PLACES.size
}

/** Fields whose parts are whole phrases, each answered. */
const CLINICAL = ['answers', 'conditions', 'preferences', 'recalled']

/** What an id of a clinical list is called where it stands in a field; null where the field holds none. */
export type Named = (language: Language, field: string, id: string) => string | null
const unnamed: Named = () => null

/**
 * Empty for what says nothing: an empty list.
 *
 * @param field that it was said in. @param named for pages that bring the clinical lists along: a device shows seldom what they name.
 */
export function valueIn(language: Language, field: string, value: unknown, named: Named = unnamed): string {
  const names = NAMES[language]
  if (typeof value === 'boolean') return names[String(value)]
  if (Array.isArray(value)) return value.map((one) => valueIn(language, field, one, named)).join(', ')
  if (typeof value === 'object' && value !== null)
    return partsIn(language, value as Readonly<Record<string, unknown>>, named, field)
      .map(([name, inner]) => `${name}${CLINICAL.includes(field) ? ':' : ''} ${inner}`)
      .join(', ')
  const text = String(value)
  const clinical = named(language, field, text)
  if (clinical !== null) return clinical
  if (CATALOGUED.includes(field))
    return TREATMENT_NAMES[language].get(text) ?? (/^[a-z0-9-]+$/.test(text) ? text.replaceAll('-', ' ') : text)
  for (const key of [`${field}=${text}`, text]) if (Object.hasOwn(names, key)) return names[key]
  return dayIn(language, text) ?? text
}

/** What an entry says, as names and values in words; what says nothing is left out. @param within the field whose parts these are; '' for an entry. */
export function partsIn(
  language: Language,
  fields: Readonly<Record<string, unknown>>,
  named: Named = unnamed,
  within = '',
): readonly (readonly [name: string, value: string])[] {
  return Object.entries(fields)
    .filter(([name]) => !NOT_SHOWN.includes(name))
    .sort(([one], [other]) => placeOf(one) - placeOf(other))
    .map(
      ([name, value]) =>
        [named(language, within, name) ?? nameIn(language, name), valueIn(language, name, value, named)] as const,
    )
    .filter(([, value]) => value !== '')
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
const MOMENT = { ...DAY, hour: '2-digit', minute: '2-digit' } as const

/** A day or a moment of a diary, as it was written: with its distance from UTC where it has one; null for what is neither. */
export function dayIn(language: Language, text: string): string | null {
  const locale = language === 'en' ? 'en-GB' : 'es'
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return new Intl.DateTimeFormat(locale, DAY).format(new Date(`${text}T00:00Z`))
  const [, written, offset = ''] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? []
  if (written === undefined) return null
  const said = new Intl.DateTimeFormat(locale, MOMENT).format(new Date(`${written}Z`))
  return offset === '' ? said : `${said} UTC${offset === 'Z' ? '' : offset}`
}
