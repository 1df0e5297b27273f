// The rest of the page for the doctor: warning signs, lost time, questionnaires, and how it was counted.
import type { LostTimeKind } from '@clearday/diary'
import type { DoctorReport, ReportFlag, ReportScore } from '../report/report.ts'
import { signOfPatient } from '../safety/index.ts'
import type { Block, DoctorSection, PageLanguage } from './doctor-page.ts'
import type { DoctorWords } from './doctor-words.ts'
import { dayPrinted, printed, shortDay } from './printed.ts'
import { namesUnshared, type Unshared } from './unshared.ts'

/** Kinds of entries that can raise a warning sign: only where all of them were shared can it be said that none was raised. */
const FLAGS_REST_ON = [
  ...(['safety-check', 'day', 'attack', 'intake', 'person'] as const),
  ...(['session', 'regimen', 'questionnaire'] as const),
] as const

const FLAGS_ON_PAGE = 4
const SCORES_ON_PAGE = 4
const SCORES_BEFORE = 2

/** The most urgent first; what was put aside stands too. */
export function flagSections(
  { redFlags, safetyQuestionsOpen }: DoctorReport,
  words: DoctorWords,
  language: PageLanguage,
  unshared: Unshared,
): { readonly page: DoctorSection; readonly appendix: DoctorSection | null } {
  const lacks = namesUnshared(unshared, FLAGS_REST_ON)
  const headline = ({ id, headline: english }: ReportFlag): string => signOfPatient(id, language) ?? english
  const aside = ({ dismissed }: ReportFlag): string => (dismissed ? ` (${words.putAside})` : '')
  const shown = redFlags.slice(0, FLAGS_ON_PAGE)
  const open = [
    redFlags.length > shown.length ? words.moreFlags(redFlags.length - shown.length) : '',
    lacks === '' ? '' : words.flagsNotShared(lacks),
    lacks === '' && redFlags.length === 0 ? words.noFlags : '',
    !unshared.has('safety-check') && safetyQuestionsOpen > 0 ? words.flagsOpen(safetyQuestionsOpen) : '',
    words.noAllClear,
  ]
  const line = (one: ReportFlag): string =>
    `${words.flag(headline(one), words.urgency[one.urgency] ?? one.urgency, shortDay(one.lastRaised, words))}${aside(one)}`
  return {
    page: {
      id: 'flags',
      heading: words.flags,
      blocks: [
        ...(shown.length === 0 ? [] : [{ type: 'list', items: shown.map(line) } satisfies Block]),
        { type: 'text', tone: 'quiet', text: open.filter((part) => part !== '').join(' ') },
      ],
    },
    appendix:
      redFlags.length === 0
        ? null
        : {
            id: 'all-flags',
            heading: words.flagsWhole,
            blocks: [
              {
                type: 'list',
                items: redFlags.map(
                  (one) =>
                    `${words.flagWhole(headline(one), words.urgency[one.urgency] ?? one.urgency, shortDay(one.firstRaised, words), shortDay(one.lastRaised, words))}${aside(one)}`,
                ),
              },
            ],
          },
  }
}

export function lostSection({ lostTime }: DoctorReport, words: DoctorWords): DoctorSection {
  const { days, byKind, lastDay } = lostTime
  const kinds = (Object.keys(words.lostKinds) as LostTimeKind[])
    .filter((kind) => byKind[kind].count > 0)
    .map((kind) => `${words.lostKinds[kind]} ${String(byKind[kind].count)}`)
  const open = days.most - days.count
  const parts = [
    words.lostWords(days.count, dayPrinted(lastDay, words)),
    ...(kinds.length === 0 ? [] : [kinds.join(', ')]),
    ...(open === 0 ? [] : [words.lostOpen(open)]),
  ]
  return { id: 'lost-time', heading: words.lost, blocks: [{ type: 'text', text: `${parts.join('; ')}.` }] }
}

/** The newest score of each, with what it was before; all of them after the page. */
export function scoreSections(
  { questionnaires }: DoctorReport,
  words: DoctorWords,
  language: PageLanguage,
): { readonly page: DoctorSection; readonly appendix: DoctorSection | null } {
  if (questionnaires.length === 0)
    return {
      page: { id: 'scores', heading: words.questionnaires, blocks: [{ type: 'text', text: words.noScores }] },
      appendix: null,
    }
  const byName = [...Map.groupBy(questionnaires, ({ name }) => name)]
  const named = (name: string): string => words.questionnaireNames[name] ?? name
  const told = (name: string, one: ReportScore): string =>
    words.score(named(name), scoreWords(one, words, language), shortDay(one.date, words))
  const lines = byName.map(([name, [last, ...before]]) => {
    const earlier = before
      .slice(0, SCORES_BEFORE)
      .map((one) => `${scoreWords({ ...one, outOf: null }, words, language)} (${shortDay(one.date, words)})`)
    return `${told(name, last)}${earlier.length === 0 ? '' : `; ${words.before(earlier.join(', '))}`}`
  })
  const shown = lines.slice(0, SCORES_ON_PAGE)
  const more = lines.length - shown.length
  return {
    page: {
      id: 'scores',
      heading: words.questionnaires,
      blocks: [
        { type: 'text', text: `${shown.join('. ')}.` },
        {
          type: 'text',
          tone: 'quiet',
          text: `${words.scoresNote}${more > 0 ? ` ${words.moreScores(more)}` : ''}`,
        },
      ],
    },
    appendix:
      more === 0 && questionnaires.length <= byName.length * (1 + SCORES_BEFORE)
        ? null
        : {
            id: 'all-scores',
            heading: words.scoresWhole,
            blocks: [{ type: 'list', items: byName.flatMap(([name, all]) => all.map((one) => told(name, one))) }],
          },
  }
}

function scoreWords({ score, outOf }: ReportScore, words: DoctorWords, language: PageLanguage): string {
  if (score === null) return words.noScore
  const text = printed(score, language, Number.isInteger(score) ? 0 : 1)
  return outOf === null ? text : words.outOf(text, String(outOf))
}

export function methodSection({ versions, review }: DoctorReport, words: DoctorWords): DoctorSection {
  const counted = Object.keys(words.methodDefinitions)
  return {
    id: 'method',
    heading: words.method,
    blocks: [
      {
        type: 'list',
        items: [
          ...counted.map((name) => `${words.methodDefinitions[name]} (${name})`),
          words.methodRates,
          words.methodAnswers,
          words.methodVersions(counted.join(', '), versions.model ?? words.noModel),
          words.review(review.notReviewed, review.rules),
        ],
      },
    ],
  }
}
