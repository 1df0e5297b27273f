// What must be true of an article before it is published, each point answered with the places where it is not. Nothing is published against a point that stops.
import { findTreatment } from '@clearday/evidence'
import type { Article, Told } from '../article.ts'
import type { Body, RenderSettings, TextFault } from '../markdown/body.ts'
import { renderArticle } from '../markdown/render-article.ts'
import { addressOf } from '../markdown/address.ts'
import { EASE_FOR_PATIENTS, readingLevel } from './reading-level.ts'

export interface CheckPoint {
  readonly id:
    | 'medical-review'
    | 'review-is-recent'
    | 'picture-words'
    | 'sources'
    | 'reading-level'
    | 'links'
    | 'quick-answers'
    | 'headings'
    | 'parts'
    | 'summary-length'
    | 'words-we-avoid'
  readonly met: boolean
  /** Whether the article may not be published while it is not met. */
  readonly stops: boolean
  /** What was found, in sentences with the line where there is one. */
  readonly found: readonly Told[]
  /** The part of the article that what was found first stands in; null where it is none of its texts. */
  readonly place: TextPlace | null
}

export interface ChecklistSettings extends RenderSettings {
  /** Today, as a day. */
  readonly today: string
  /** Whether a path of this site leads somewhere: `/articles/sleep`. */
  readonly leads: (path: string) => boolean
}

/** Months after which a medical review is no longer shown as recent. */
export const REVIEW_MONTHS = 24
const SUMMARY_LENGTHS = { least: 50, most: 200 }

/** Words that promise or blame; see the project's rules of language. Looked for in whole words. */
const AVOIDED = {
  en: ['safe', 'proven', 'cure', 'cures', 'miracle', 'guaranteed', 'you should', 'breakthrough'],
  es: ['seguro', 'segura', 'cura', 'milagro', 'garantizado', 'garantizada', 'debería', 'debe usted'],
} as const

/** O(length of the text). */
export function checkArticle(article: Article, settings: ChecklistSettings): readonly CheckPoint[] {
  const texts = textsOf(article)
  const bodies = texts.map(({ place: name, text }) => ({ name, body: renderArticle(text, settings) }))
  const faults = bodies.flatMap(({ name, body }) => body.faults.map((fault) => ({ name, fault })))
  const tell = (...codes: readonly TextFault['code'][]): readonly Found[] =>
    faults
      .filter(({ fault }) => codes.includes(fault.code))
      .map(({ name, fault }) => inText(name, fault.line, fault.message))
  const everything = texts.map(({ text }) => text).join('\n\n')
  return [
    stops('medical-review', reviewFaults(article)),
    advises('review-is-recent', ageFaults(article, settings.today)),
    stops('picture-words', tell('picture-without-words', 'unknown-picture', 'foreign-picture')),
    stops('sources', [
      ...tell('unknown-study', 'unknown-treatment'),
      ...sourceFaults(
        article,
        bodies.map(({ body }) => body),
      ),
    ]),
    stops('links', [...tell('link-refused'), ...linkFaults(bodies, settings.leads)]),
    stops('headings', tell('heading-skips', 'heading-too-deep')),
    stops('parts', tell('unknown-part', 'html-ignored', 'too-heavy')),
    advises('quick-answers', article.quickAnswers.length > 0 ? [] : [NO_ANSWER]),
    advises('summary-length', summaryFaults(article.summary)),
    advises('reading-level', readingFaults(everything, article)),
    advises('words-we-avoid', avoidedIn(everything, article.language)),
  ]
}

export function mayBePublished(points: readonly CheckPoint[]): boolean {
  return points.every(({ met, stops: stopping }) => met || !stopping)
}

/** Where a text stands: an answer by its number from 0. */
export type TextPlace = 'lead' | 'body' | number

interface Found extends Told {
  readonly place?: TextPlace
}

const NO_ANSWER: Told = {
  en: 'There is no quick answer near the top.',
  es: 'Arriba no hay ninguna respuesta rápida.',
}

function stops(id: CheckPoint['id'], found: readonly Found[]): CheckPoint {
  return pointOf(id, found, true)
}

function advises(id: CheckPoint['id'], found: readonly Found[]): CheckPoint {
  return pointOf(id, found, false)
}

function pointOf(id: CheckPoint['id'], found: readonly Found[], stopping: boolean): CheckPoint {
  const told = found.map(({ en, es }) => ({ en, es }))
  return { id, met: found.length === 0, stops: stopping, found: told, place: found[0]?.place ?? null }
}

interface Text {
  readonly place: TextPlace
  readonly text: string
}

function textsOf(article: Article): readonly Text[] {
  return [
    { place: 'lead', text: article.lead },
    ...article.quickAnswers.map(({ answer }, place) => ({ place, text: answer })),
    { place: 'body', text: article.body },
  ]
}

function inText(place: TextPlace, line: number, { en, es }: Told): Found {
  const name =
    place === 'lead'
      ? { en: 'Lead', es: 'Entradilla' }
      : place === 'body'
        ? { en: 'Text', es: 'Texto' }
        : { en: `Quick answer ${place + 1}`, es: `Respuesta rápida ${place + 1}` }
  return { place, en: `${name.en}, line ${line}: ${en}`, es: `${name.es}, línea ${line}: ${es}` }
}

function reviewFaults({ reviewer, lastReviewed, authors }: Article): readonly Told[] {
  if (reviewer === null || lastReviewed === null)
    return [{ en: 'Nobody has reviewed it medically.', es: 'Nadie lo ha revisado médicamente.' }]
  return authors.includes(reviewer)
    ? [
        {
          en: 'Its reviewer is one of its authors; somebody else reviews.',
          es: 'Quien lo revisa es también quien lo escribe; revisa otra persona.',
        },
      ]
    : []
}

function ageFaults({ lastReviewed }: Article, today: string): readonly Told[] {
  if (lastReviewed === null) return []
  const months = monthsFrom(lastReviewed, today)
  return months > REVIEW_MONTHS
    ? [
        {
          en: `Its last medical review is ${months} months old.`,
          es: `Su última revisión médica tiene ${months} meses.`,
        },
      ]
    : []
}

function monthsFrom(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0)
}

/** An article about treatments shows what was found about them, or names a study. */
function sourceFaults({ treatments }: Article, bodies: readonly Body[]): readonly Told[] {
  const unknown = treatments.filter((id) => findTreatment(id) === undefined)
  const shown = bodies.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'evidence' ? [block.treatment] : [])),
  )
  const studies = bodies.flatMap((body) => body.studies)
  return [
    ...unknown.map((id) => ({
      en: `The evidence library has no treatment "${id}".`,
      es: `La biblioteca no tiene ningún tratamiento «${id}».`,
    })),
    ...treatments
      .filter((id) => !unknown.includes(id) && !shown.includes(id))
      .map((id) => ({
        en: `It is about ${id}, and does not show what trials found: add ::evidence{treatment="${id}"}.`,
        es: `Trata de ${id} y no muestra qué hallaron los ensayos: añada ::evidence{treatment="${id}"}.`,
      })),
    ...(treatments.length === 0 && shown.length === 0 && studies.length === 0
      ? [{ en: 'It names no source.', es: 'No nombra ninguna fuente.' }]
      : []),
  ]
}

function linkFaults(
  bodies: readonly { readonly name: TextPlace; readonly body: Body }[],
  leads: (path: string) => boolean,
): readonly Found[] {
  return bodies.flatMap(({ name, body }) =>
    body.links.flatMap(({ href, text, line }) => {
      const address = addressOf(href)
      if (text.trim() === '')
        return [
          inText(name, line, { en: `the link to ${href} has no words.`, es: `el enlace a ${href} no tiene palabras.` }),
        ]
      if (address.kind !== 'here') return []
      const [path = '', fragment] = address.href.split('#')
      if (path === '')
        return body.headings.some(({ id }) => id === fragment)
          ? []
          : [
              inText(name, line, {
                en: `no title here is called #${fragment ?? ''}.`,
                es: `aquí ningún título se llama #${fragment ?? ''}.`,
              }),
            ]
      return leads(path.split('?')[0] ?? path)
        ? []
        : [inText(name, line, { en: `${path} leads nowhere.`, es: `${path} no lleva a ninguna parte.` })]
    }),
  )
}

function summaryFaults(summary: string): readonly Told[] {
  const { length } = [...summary]
  const { least, most } = SUMMARY_LENGTHS
  if (length >= least && length <= most) return []
  return [
    {
      en: `The summary has ${length} characters; lists and search engines show ${least} to ${most}.`,
      es: `El resumen tiene ${length} caracteres; las listas y los buscadores muestran de ${least} a ${most}.`,
    },
  ]
}

function readingFaults(text: string, { language }: Article): readonly Told[] {
  const { ease } = readingLevel(text, language)
  if (ease === null || ease >= EASE_FOR_PATIENTS) return []
  return [
    {
      en: `It is hard to read: ${ease} on a scale from 0 to 100 where ${EASE_FOR_PATIENTS} and above is plain.`,
      es: `Cuesta leerlo: ${ease} en una escala de 0 a 100 en la que de ${EASE_FOR_PATIENTS} en adelante es llano.`,
    },
  ]
}

function avoidedIn(text: string, language: Article['language']): readonly Told[] {
  const lower = text.toLowerCase()
  return AVOIDED[language]
    .filter((words) => new RegExp(`(?<![\\p{L}])${words}(?![\\p{L}])`, 'u').test(lower))
    .map((words) => ({
      en: `"${words}" promises or orders; say what was found instead.`,
      es: `«${words}» promete u ordena; diga en su lugar qué se halló.`,
    }))
}
