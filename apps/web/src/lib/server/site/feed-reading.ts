// An article as a feed reader shows it, which knows neither our drawings nor our sheets: living parts become words, numbers, a table and links.
import type { Article } from '@clearday/articles'
import { words, type Say } from '#lib/words/words.ts'
import { renderParts, type Piece, type Rendered } from './article-page.ts'
import type { EvidenceBlock } from './evidence-block.ts'

/** @param path of the article. HTML whose addresses begin with a slash where they are of this site. O(length). */
export function feedReading(article: Article, path: string, pictureOf: Parameters<typeof renderParts>[1]): string {
  const say = words(article.language)
  const rendered = renderParts(article, pictureOf)
  const html = [
    rendered.lead,
    answersHtml(rendered, say),
    ...rendered.pieces.map((piece) => pieceHtml(piece, say)),
    sourcesHtml(rendered, say),
  ].join('\n')
  // what leads to a place in the text leads to the page
  return html.replace(/href="#/g, `href="${path}#`)
}

function answersHtml({ answers }: Rendered, say: Say): string {
  if (answers.length === 0) return ''
  const told = answers.map(({ question, html }) => `<h3>${escaped(question)}</h3>${html}`)
  return `<h2>${escaped(say('site.quickAnswers'))}</h2>${told.join('')}`
}

function pieceHtml(piece: Piece, say: Say): string {
  if (piece.kind === 'html') return piece.html
  if (piece.kind === 'evidence') return evidenceHtml(piece.block, say)
  if (piece.kind === 'candidacy') return linkHtml(`/treatments/${piece.treatment}`, say('site.candidacy.go'))
  return linkHtml(CALLED[piece.call], say(`site.call.${piece.call}.go`))
}

const CALLED = {
  diary: '/diary/',
  'paper-diary': '/paper-diary',
  evaluation: '/evaluation',
  candidacy: '/treatments',
} as const

/** The same sentences and numbers as on the page, without its drawing. */
function evidenceHtml(block: EvidenceBlock, say: Say): string {
  const heads = ['study', 'outcome', 'against', 'result', 'sure'] as const
  const told = (text: string, checked: boolean): string =>
    checked ? text : `${text} ${say('site.evidence.unchecked')}`
  const rows = block.groups.flatMap((group) =>
    group.rows.map(({ label, outcome, comparator, says, checked, certainty }) => {
      const sure = say('site.evidence.rated', { certainty: certainty.replaceAll(' ', '') })
      const cells = [label, outcome, comparator, told(says, checked), sure]
      return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`
    }),
  )
  return [
    `<h3>${escaped(say('site.evidence', { name: block.name }))}</h3>`,
    `<p><strong>${escaped(block.headline)}</strong></p>`,
    `<ul>${block.sentences.map(({ text, checked }) => `<li>${escaped(told(text, checked))}</li>`).join('')}</ul>`,
    `<p>${escaped(say('site.evidence.certainty', { certainty: block.certainty.replace(' ', '') }))} ${escaped(block.certaintyBecause)}</p>`,
    `<table><tr>${heads.map((head) => `<th>${escaped(say(`site.evidence.${head}`))}</th>`).join('')}</tr>`,
    ...rows,
    `</table>`,
    linkHtml(`/treatments/${block.treatment}`, say('site.evidence.whole', { name: block.name })),
  ].join('')
}

function sourcesHtml({ sources }: Rendered, say: Say): string {
  if (sources.length === 0) return ''
  const listed = sources.map(({ text, doi }) => {
    const link = doi === null ? '' : ` <a href="https://doi.org/${escaped(doi)}">doi:${escaped(doi)}</a>`
    return `<li>${escaped(text)}${link}</li>`
  })
  return `<h2>${escaped(say('site.sources'))}</h2><ol lang="en">${listed.join('')}</ol>`
}

function linkHtml(href: string, text: string): string {
  return `<p><a href="${escaped(href)}">${escaped(text)}</a></p>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`)
}
