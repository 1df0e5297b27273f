// The page for the doctor as HTML: a string without scripts and styles of its own, for the diary app and for who opens a link alike; printed,
// its first part fills one side. Its look is in doctor.css.
import type { Bar, Block, Cell, DoctorPage, DoctorSection } from '@clearday/care'
import { ALL_SIGNS, FULL, SIGNS, type Sign } from './mark-paths.ts'

type DaysBlock = Extract<Block, { type: 'days' }>

/** @param level of its title among the headings of the page that it stands on. */
export function doctorHtml(page: DoctorPage, level: 1 | 2): string {
  const { language, title, who, period, completeness, sections, appendixTitle, appendices, foot } = page
  const under = level + 1
  return `<article class="doctor${denseness(page)}" lang="${language}">
<header><h${String(level)}>${text(title)}</h${String(level)}>${who === '' ? '' : `<p class="who">${text(who)}</p>`}<p>${text(period)}. ${text(completeness)}</p></header>
${sections.map((section) => sectionHtml(section, under)).join('\n')}
<p class="quiet doctor-foot">${foot.map(text).join(' ')}</p>
<div class="doctor-appendix"><h${String(under)} id="doctor-appendix">${text(appendixTitle)}</h${String(under)}>
${appendices.map((section) => sectionHtml(section, under + 1)).join('\n')}</div>
</article>`
}

/** A page that holds much is printed smaller, so that its first part stays on one side: the PDF measures, a style sheet cannot. */
function denseness({ sections, who, period, completeness }: DoctorPage): string {
  const lengthOf = (block: Block): number => {
    switch (block.type) {
      case 'text':
        return block.text.length
      case 'list':
        return block.items.join('').length
      case 'table':
        return block.rows.flat().reduce((sum, cell) => sum + cell.text.length, 0)
      case 'days':
        return 0
    }
  }
  const letters = sections.flatMap(({ blocks }) => blocks).reduce((sum, block) => sum + lengthOf(block), 0)
  const all = letters + who.length + period.length + completeness.length
  return all > DENSER ? ' denser' : all > DENSE ? ' dense' : ''
}

const DENSE = 2500
const DENSER = 3200

function sectionHtml({ id, heading, blocks }: DoctorSection, level: number): string {
  return `<section><h${String(level)} id="doctor-${id}">${text(heading)}</h${String(level)}>${blocks.map(blockHtml).join('')}</section>`
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'text':
      return block.tone === 'own'
        ? `<blockquote>${text(block.text)}</blockquote>`
        : `<p${block.tone === undefined ? '' : ` class="${block.tone}"`}>${text(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`
    case 'table':
      return tableHtml(block)
    case 'days':
      return daysHtml(block)
  }
}

function tableHtml({ about, columns, rows }: Extract<Block, { type: 'table' }>): string {
  const heads = columns.map(({ name }) => `<th scope="col">${text(name)}</th>`).join('')
  const lines = rows.map((cells) => `<tr>${cells.map(cellHtml).join('')}</tr>`).join('')
  return `<div class="scroll" tabindex="0" role="region" aria-label="${text(about)}"><table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`
}

function cellHtml({ text: words, bar }: Cell, at: number): string {
  if (at === 0) return `<th scope="row">${text(words)}</th>`
  return `<td>${text(words)}${bar === undefined ? '' : barHtml(bar)}</td>`
}

/** Beside its number, which says the same. */
function barHtml({ full, most, of }: Bar): string {
  const share = (days: number): string => (of === 0 ? '0' : ((100 * days) / of).toFixed(1))
  return `<svg class="doctor-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="100" height="10"/>${
    most > full ? `<rect class="open" width="${share(most)}" height="10"/>` : ''
  }${full > 0 ? `<rect class="full" width="${share(full)}" height="10"/>` : ''}</svg>`
}

const SLOT = 20

function daysHtml({ about, months, legend, signs }: DaysBlock): string {
  const rows = months.map(
    ({ name, says, days }) =>
      `<div class="doctor-month"><span aria-hidden="true">${text(name)}</span><svg viewBox="0 0 ${String(31 * SLOT)} 44" preserveAspectRatio="xMinYMid" role="img" aria-label="${text(says)}">${days
        .map(({ date, mark, ...on }) => {
          const day = Number(date.slice(8))
          const shown = ALL_SIGNS.filter((sign) => on[sign])
          const number = day === 1 || day % 5 === 0 ? `<text x="10" y="9">${String(day)}</text>` : ''
          const below = shown
            .map((sign, place) => signHtml(sign, 10 + (place - (shown.length - 1) / 2) * 7, 37))
            .join('')
          return `<g transform="translate(${String((day - 1) * SLOT)} 0)">${number}<g transform="translate(0 12)">${markHtml(mark)}</g>${below}</g>`
        })
        .join('')}</svg></div>`,
  )
  const keys = [
    ...legend.map(
      ({ mark, text: words }) =>
        `<span><svg viewBox="1 1 18 18" aria-hidden="true">${markHtml(mark)}</svg>${text(words)}</span>`,
    ),
    ...signs.map(
      ({ sign, text: words }) =>
        `<span><svg viewBox="1 1 18 18" aria-hidden="true">${signHtml(sign, 10, 10)}</svg>${text(words)}</span>`,
    ),
  ]
  return `<div class="doctor-days" role="group" aria-label="${text(about)}">${rows.join('')}<p class="doctor-legend">${keys.join(' ')}</p></div>`
}

function markHtml(mark: string): string {
  const full = FULL[mark as keyof typeof FULL]
  return `<circle class="${mark}" cx="10" cy="10" r="7"/>${full === undefined ? '' : `<path d="${full}"/>`}`
}

function signHtml(sign: Sign, x: number, y: number): string {
  return `<path transform="translate(${String(x)} ${String(y)})" d="${SIGNS[sign]}"/>`
}

function text(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
