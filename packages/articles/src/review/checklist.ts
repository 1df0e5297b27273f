// What must be true of an article before it is published, each point answered with the places where it is not. Nothing is published against a point that stops.
import { findTreatment } from '@clearday/evidence'
import type { Article } from '../article.ts'
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
  readonly found: readonly string[]
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
  const bodies = texts.map(({ name, text }) => ({ name, body: renderArticle(text, settings) }))
  const faults = bodies.flatMap(({ name, body }) => body.faults.map((fault) => ({ name, fault })))
  const tell = (...codes: readonly TextFault['code'][]): readonly string[] =>
    faults
      .filter(({ fault }) => codes.includes(fault.code))
      .map(({ name, fault }) => `${name}, line ${fault.line}: ${fault.message}`)
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
    advises('quick-answers', article.quickAnswers.length > 0 ? [] : ['There is no quick answer near the top.']),
    advises('summary-length', summaryFaults(article.summary)),
    advises('reading-level', readingFaults(everything, article)),
    advises('words-we-avoid', avoidedIn(everything, article.language)),
  ]
}

export function mayBePublished(points: readonly CheckPoint[]): boolean {
  return points.every(({ met, stops: stopping }) => met || !stopping)
}

function stops(id: CheckPoint['id'], found: readonly string[]): CheckPoint {
  return { id, met: found.length === 0, stops: true, found }
}

function advises(id: CheckPoint['id'], found: readonly string[]): CheckPoint {
  return { id, met: found.length === 0, stops: false, found }
}

function textsOf(article: Article): readonly { readonly name: string; readonly text: string }[] {
  return [
    { name: 'Lead', text: article.lead },
    ...article.quickAnswers.map(({ answer }, index) => ({ name: `Quick answer ${index + 1}`, text: answer })),
    { name: 'Text', text: article.body },
  ]
}

function reviewFaults({ reviewer, lastReviewed, authors }: Article): readonly string[] {
  if (reviewer === null || lastReviewed === null) return ['Nobody has reviewed it medically.']
  return authors.includes(reviewer) ? ['Its reviewer is one of its authors; somebody else reviews.'] : []
}

function ageFaults({ lastReviewed }: Article, today: string): readonly string[] {
  if (lastReviewed === null) return []
  const months = monthsFrom(lastReviewed, today)
  return months > REVIEW_MONTHS ? [`Its last medical review is ${months} months old.`] : []
}

function monthsFrom(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0)
}

/** An article about treatments shows what was found about them, or names a study. */
function sourceFaults({ treatments }: Article, bodies: readonly Body[]): readonly string[] {
  const unknown = treatments.filter((id) => findTreatment(id) === undefined)
  const shown = bodies.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'evidence' ? [block.treatment] : [])),
  )
  const studies = bodies.flatMap((body) => body.studies)
  return [
    ...unknown.map((id) => `The evidence library has no treatment "${id}".`),
    ...treatments
      .filter((id) => !unknown.includes(id) && !shown.includes(id))
      .map((id) => `It is about ${id}, and does not show what trials found: add ::evidence{treatment="${id}"}.`),
    ...(treatments.length === 0 && shown.length === 0 && studies.length === 0 ? ['It names no source.'] : []),
  ]
}

function linkFaults(
  bodies: readonly { readonly name: string; readonly body: Body }[],
  leads: (path: string) => boolean,
): readonly string[] {
  return bodies.flatMap(({ name, body }) =>
    body.links.flatMap(({ href, text, line }) => {
      const address = addressOf(href)
      const where = `${name}, line ${line}`
      if (text.trim() === '') return [`${where}: the link to ${href} has no words.`]
      if (address.kind !== 'here') return []
      const [path = '', fragment] = address.href.split('#')
      if (path === '')
        return body.headings.some(({ id }) => id === fragment)
          ? []
          : [`${where}: no title here is called #${fragment ?? ''}.`]
      return leads(path.split('?')[0] ?? path) ? [] : [`${where}: ${path} leads nowhere.`]
    }),
  )
}

function summaryFaults(summary: string): readonly string[] {
  const { length } = [...summary]
  const { least, most } = SUMMARY_LENGTHS
  if (length >= least && length <= most) return []
  return [`The summary has ${length} characters; lists and search engines show ${least} to ${most}.`]
}

function readingFaults(text: string, { language }: Article): readonly string[] {
  const { ease } = readingLevel(text, language)
  if (ease === null || ease >= EASE_FOR_PATIENTS) return []
  return [`It is hard to read: ${ease} on a scale from 0 to 100 where ${EASE_FOR_PATIENTS} and above is plain.`]
}

function avoidedIn(text: string, language: Article['language']): readonly string[] {
  const lower = text.toLowerCase()
  return AVOIDED[language]
    .filter((words) => new RegExp(`(?<![\\p{L}])${words}(?![\\p{L}])`, 'u').test(lower))
    .map((words) => `"${words}" promises or orders; say what was found instead.`)
}
