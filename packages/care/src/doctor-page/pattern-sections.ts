// Patterns of the page for the doctor: what the diary is consistent with, what is open, and every criterion; never a diagnosis.
import type { PatternResult } from '@clearday/diary'
import type { DoctorSection } from './doctor-page.ts'
import type { DoctorWords } from './doctor-words.ts'

const MOST_OPEN = 4

export function patternSection(patterns: readonly PatternResult[], words: DoctorWords): DoctorSection {
  const own = patterns.filter(({ setAsideBy }) => setAsideBy === null)
  const met = own.filter(({ consistent }) => consistent === 'met')
  const open = own.filter(({ consistent, nothingSeen }) => consistent === 'unknown' && nothingSeen !== true)
  // whether it is chronic is what a doctor asks first, so a no is an answer too
  const chronic = own.filter(({ code, consistent }) => code === '1.3' && consistent === 'not-met')
  const named = (one: PatternResult): string =>
    words.pattern(patternName(one, words), one.code, words.criteria(one.criteria.map(({ id }) => id)))
  const plain = (one: PatternResult): string => `${patternName(one, words)} (${one.code})`
  const said = [
    met.length === 0 ? words.noPattern : words.consistent(met.map(named).join('; ')),
    ...(open.length === 0 ? [] : [words.open(someOf(open.map(plain)))]),
    ...(chronic.length === 0 ? [] : [words.notMet(chronic.map(plain).join('; '))]),
  ]
  return {
    id: 'patterns',
    heading: words.patterns,
    blocks: [
      { type: 'list', items: said },
      { type: 'text', tone: 'quiet', text: words.patternsNote },
    ],
  }
}

function someOf(all: readonly string[]): string {
  return all.length > MOST_OPEN
    ? `${all.slice(0, MOST_OPEN).join('; ')}; … (+${String(all.length - MOST_OPEN)})`
    : all.join('; ')
}

/** Without those of which nothing was seen because nothing was noted. */
export function allPatternsSection(patterns: readonly PatternResult[], words: DoctorWords): DoctorSection {
  return {
    id: 'all-patterns',
    heading: words.patternsWhole,
    blocks: [
      {
        type: 'table',
        about: words.patternsWhole,
        columns: [
          { name: words.patternColumn, wide: true },
          { name: words.fits },
          { name: words.criteriaColumn, wide: true },
        ],
        rows: patterns
          .filter(({ nothingSeen }) => nothingSeen !== true)
          .map((one) => [
            { text: `${one.code} ${patternName(one, words)}` },
            {
              text:
                one.setAsideBy === null
                  ? words.fitsWords[one.consistent]
                  : `${words.fitsWords[one.consistent]}; ${words.setAside(one.setAsideBy)}`,
            },
            { text: one.criteria.map(({ id, status }) => `${id} ${words.criterion[status]}`).join(', ') },
          ]),
      },
      { type: 'text', tone: 'quiet', text: words.patternsNote },
    ],
  }
}

function patternName({ code, name }: PatternResult, { patternName: named }: DoctorWords): string {
  return named?.(code) ?? name
}
