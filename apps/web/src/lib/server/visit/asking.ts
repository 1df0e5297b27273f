// What somebody typed to ask for an evaluation: read from the form, each fault at its field, and made into a request.
import { urgentSigns } from '@clearday/care'
import type { PreferredTime } from '@clearday/store'
import { isDay } from '#lib/server/acting.ts'
import { isPostableAddress } from '#lib/server/site/pace.ts'
import { saidIn, type Fault } from '#lib/server/sign-in.ts'
import { isLanguage, type Language } from '#lib/words/words.ts'
import { dayText } from './bookable.ts'

const DAY = 86_400_000
/** A stretch whose last day is not said. */
const STRETCH_DAYS = 28
/** Nobody is asked for more. */
export const STRETCHES = 3
/** Further ahead nobody plans. */
const FURTHEST_DAYS = 730
/** In characters, as the tables check it. */
const LONGEST = { name: 200, telephone: 50, words: 2000, diary: 500 } as const

export interface TypedStretch {
  readonly from: string
  readonly to: string
  readonly daypart: string
}

/** The form as it was typed: shown again whatever is wrong with it. */
export interface TypedRequest {
  readonly request: string
  readonly made: string
  readonly flags: readonly string[]
  readonly service: string
  readonly location: string
  readonly practitioner: string
  readonly words: string
  readonly stretches: readonly TypedStretch[]
  readonly name: string
  readonly email: string
  readonly telephone: string
  readonly language: Language
  readonly diary: string
}

const SIGN_IDS: ReadonlySet<string> = new Set(urgentSigns('en').map(({ id }) => id))

/** The warning signs that were ticked, without what is none. */
export function tickedSigns(form: FormData): readonly string[] {
  return [...new Set(form.getAll('sign'))].filter((id): id is string => typeof id === 'string' && SIGN_IDS.has(id))
}

/** @param shown the language of the page, where none was chosen. */
export function typedRequest(form: FormData, shown: Language): TypedRequest {
  const said = saidIn(form)
  const language = said('language')
  return {
    ...{ request: said('request'), made: said('made'), flags: tickedSigns(form) },
    ...{ service: said('service'), location: said('location'), practitioner: said('practitioner') },
    ...{ name: said('name'), email: said('email'), telephone: said('telephone'), diary: said('diary') },
    language: isLanguage(language) ? language : shown,
    // as it was counted when it was typed
    words: said('words').replace(/\r\n?/g, '\n'),
    stretches: Array.from({ length: STRETCHES }, (_, n) => ({
      ...{ from: said(`from${String(n)}`), to: said(`to${String(n)}`), daypart: said(`daypart${String(n)}`) },
    })),
  }
}

/** Everything that is wrong with it, in the order of the form. @param origin of the clinic. @param now ms since 1970. */
export function requestFaults(typed: TypedRequest, origin: string, now: number): readonly Fault[] {
  return [
    ...longFaults(typed, ['words']),
    ...typed.stretches.flatMap((stretch, n) => stretchFaults(stretch, n, now)),
    ...contactFaults(typed),
    ...longFaults(typed, ['telephone']),
    ...diaryFaults(typed.diary, origin),
  ]
}

/** Of a name and how to reach somebody. */
export function contactFaults({
  name,
  email,
  telephone,
}: Pick<TypedRequest, 'name' | 'email' | 'telephone'>): readonly Fault[] {
  const faults: Fault[] = []
  if (name === '' || name.length > LONGEST.name) faults.push({ field: 'name', key: 'evaluation.fault.name' })
  if (email === '' && telephone === '') faults.push({ field: 'email', key: 'evaluation.fault.reach' })
  else if (email !== '' && !isPostableAddress(email)) faults.push({ field: 'email', key: 'evaluation.fault.email' })
  return faults
}

/** Nothing is cut off in silence: what is too long is named, and stays in the form. */
function longFaults(typed: TypedRequest, fields: readonly ('telephone' | 'words')[]): readonly Fault[] {
  return fields
    .filter((field) => typed[field].length > LONGEST[field])
    .map((field) => ({ field, key: 'evaluation.fault.long', values: { most: LONGEST[field] } }))
}

function stretchFaults({ from, to }: TypedStretch, n: number, now: number): readonly Fault[] {
  const [first, last] = [`from${String(n)}`, `to${String(n)}`]
  const far = dayText(now + FURTHEST_DAYS * DAY)
  const known = (day: string): boolean => day === '' || (isDay(day) && day <= far)
  if (!known(from)) return [{ field: first, key: 'ask.fault.day' }]
  if (!known(to)) return [{ field: last, key: 'ask.fault.day' }]
  if (to !== '' && from !== '' && to < from) return [{ field: last, key: 'ask.fault.when' }]
  // it may still be yesterday where they are
  const over = dayText(now - DAY)
  if (to !== '' && to < over) return [{ field: last, key: 'ask.fault.past' }]
  return from !== '' && to === '' && from < over ? [{ field: first, key: 'ask.fault.past' }] : []
}

/** A link to a diary of this clinic, and to nothing else: nobody is led away by it. */
function diaryFaults(link: string, origin: string): readonly Fault[] {
  const begins = `${origin}/share#`
  const ours = link.startsWith(begins) && /^[\w-]{43}$/.test(link.slice(begins.length))
  return link === '' || ours ? [] : [{ field: 'diary', key: 'ask.fault.diary', values: { begins } }]
}

const DAYPARTS = ['morning', 'afternoon', 'evening'] as const

/** The stretches of which anything was said. @param now ms since 1970. */
export function preferredTimes(stretches: readonly TypedStretch[], now: number): readonly PreferredTime[] {
  return stretches.flatMap(({ from, to, daypart }) => {
    if (from === '' && to === '' && daypart === '') return []
    const first = from === '' ? (to !== '' && to < dayText(now) ? to : dayText(now)) : from
    const last = to === '' ? dayText(Date.parse(first) + (STRETCH_DAYS - 1) * DAY) : to
    return [{ from: first, to: last, daypart: DAYPARTS.find((part) => part === daypart) ?? null }]
  })
}
