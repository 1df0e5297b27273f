// Treatments of the page for the doctor: what was tried, when, and the honest answer; a line each on the page, and all of it after.
import type { LocalDate } from '@clearday/diary'
import { answerWords, type AnswerWords } from '../answers/answer-words.ts'
import type { AnsweredTreatment, JointAnswer, TreatmentAnswers } from '../answers/answer-treatments.ts'
import { usedInSessions, type UsedTreatment } from '../answers/used-treatments.ts'
import type { TreatmentAnswer } from '@clearday/inference'
import type { History } from '../history.ts'
import { coursesOfUse } from '../plan/judgement.ts'
import { TREATMENT_NAMES_ES } from '../spanish/treatment-names-es.ts'
import { ANSWER_SENTENCES } from '../words/answer-sentences.ts'
import { evidenceLines } from '../words/evidence-lines.ts'
import { notToldWords } from '../words/not-told-words.ts'
import { knowTreatment } from '../answers/known-treatment.ts'
import type { Block, DoctorSection, PageLanguage } from './doctor-page.ts'
import type { DoctorWords } from './doctor-words.ts'
import { namesUnshared, type Unshared } from './unshared.ts'
import { dayPrinted, oneLine, shortDay, shortened } from './printed.ts'

/** Kinds of entries on which every answer rests: without one of them the same question would be answered otherwise. */
const ANSWERS_REST_ON = ['day', 'attack', 'session', 'regimen', 'trial'] as const

const MOST_ON_PAGE = 5
const MOST_COURSES = 2
const MOST_COURSES_TOLD = 20

interface Told {
  readonly name: string
  readonly when: string
  /** With all courses. */
  readonly wholeWhen: string
  /** The verdict, or why there is none. */
  readonly answer: string
  /** The same with what the diary shows so far, where there is no verdict yet. */
  readonly withEffect: string
  readonly words: AnswerWords | null
  /** What trials say, the diary, and both; empty where the library says nothing in days. */
  readonly beside: string
  readonly nextStep: string
}

/** In the order they began; what can only be answered together comes last. */
function toldOf(
  history: History,
  answers: TreatmentAnswers,
  words: DoctorWords,
  language: PageLanguage,
  unshared: Unshared,
  nameless: string | null,
): Told[] {
  const { firstDay, lastDay } = history.diary
  const more = { counts: 'headache', firstDay, language, nameOf: (date: LocalDate) => dayPrinted(date, words) } as const
  const alone = ({ id, name, used, answer, notAsked }: AnsweredTreatment): Told => {
    const acts = usedInSessions(used) ? 'a session' : 'it'
    const told = answer === null ? null : answerWords(answer, { ...more, acts, prescribed: used.prescribed })
    const reason = notAsked === null ? null : notToldWords(notAsked, language, more.nameOf, 'other')
    return {
      name: treatmentName(id, name, language),
      when: whenUsed(used, lastDay, words, MOST_COURSES),
      wholeWhen: whenUsed(used, lastDay, words, MOST_COURSES_TOLD),
      answer: told?.verdict ?? reason?.because ?? '',
      withEffect: told === null ? (reason?.because ?? '') : withEffect(told, words),
      words: told,
      beside: besideWords(answer, words, language),
      nextStep: told?.nextStep ?? reason?.nextStep ?? '',
    }
  }
  const joint = ({ names, answer }: JointAnswer): Told => {
    const prescribed = answers.treatments.some((one) => one.used.prescribed && names.includes(one.name))
    const told = answerWords(answer, { ...more, acts: 'it', prescribed })
    const shown = names.map((name) => treatmentName(knowTreatment(name).id, name, language))
    return {
      name: words.together(listed(shown, words)),
      when: words.sameDays,
      wholeWhen: words.sameDays,
      answer: told.verdict,
      withEffect: withEffect(told, words),
      words: told,
      beside: besideWords(answer, words, language),
      nextStep: told.nextStep,
    }
  }
  const lacks = namesUnshared(unshared, ANSWERS_REST_ON)
  // what was used stands, with no other answer than the whole diary would give
  const withheld = (one: AnsweredTreatment, why: string): Told => ({
    ...alone(one),
    ...{ answer: why, withEffect: why, words: null, beside: '', nextStep: '' },
  })
  if (lacks !== '') return answers.treatments.map((one) => withheld(one, words.answerNotShared(lacks)))
  // several treatments may stand behind words that were not shared
  const isNameless = (name: string): boolean => nameless !== null && knowTreatment(name).id === nameless
  return [
    ...answers.treatments.map((one) => (isNameless(one.name) ? withheld(one, words.answerNameless) : alone(one))),
    ...answers.joint.filter(({ names }) => !names.some(isNameless)).map(joint),
  ]
}

/** The three lines in words: a bare sign is read as a typing error. */
function besideWords(answer: TreatmentAnswer | null, words: DoctorWords, language: PageLanguage): string {
  if (answer?.evidence === undefined) return ''
  const { size, kind } = ANSWER_SENTENCES[language]
  const lines = evidenceLines(answer.evidence).map(({ source, change }) =>
    change === null
      ? words.saysNothing(words.sources[source])
      : `${words.sources[source]}: ${size({ effectDaysPer28: { mean: change.mean, q025: change.low, q975: change.high } }, kind.headache)}`,
  )
  return words.published(lines.join('; '))
}

/** Other verdicts tell their size by themselves. */
function withEffect({ verdict, size }: AnswerWords, words: DoctorWords): string {
  return size === null ? verdict : `${verdict} ${words.soFar(size)}`
}

function treatmentName(id: string, name: string, language: PageLanguage): string {
  const known = language === 'es' && Object.hasOwn(TREATMENT_NAMES_ES, id) ? TREATMENT_NAMES_ES[id] : oneLine(name)
  return shortened(known, 60)
}

function listed(names: readonly string[], { and }: DoctorWords): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names[names.length - 1]}`
}

/** "8 sessions 2 Mar 2026 to 20 Apr 2026"; "since 10 Jan 2026, 80 mg a day". */
function whenUsed(used: UsedTreatment, lastDay: LocalDate, words: DoctorWords, most: number): string {
  const courses = coursesOfUse(used, lastDay)
  if (courses.length === 0) {
    const first = shortDay(used.startedOn, words)
    return used.startedOn > lastDay ? words.planned(first) : words.noSession(first)
  }
  const inSessions = usedInSessions(used)
  const told = courses.map(({ firstDay: first, lastDay: last, sessions }) => {
    const span =
      last === null
        ? words.since(shortDay(first, words))
        : last === first
          ? words.on(shortDay(first, words))
          : words.from(shortDay(first, words), shortDay(last, words))
    return inSessions ? `${words.sessions(sessions)} ${span}` : span
  })
  const shown = told.length > most ? ['…', ...told.slice(-most)] : told
  return `${shown.join('; ')}${doseWords(used, lastDay, words)}`
}

function doseWords({ regimens }: UsedTreatment, lastDay: LocalDate, words: DoctorWords): string {
  const last = regimens.at(-1)
  if (last === undefined) return ''
  const { events, targetDose, doseUnit } = last.regimen
  const dose = events
    .flatMap((event) =>
      event.on <= lastDay && 'dailyDose' in event && event.dailyDose !== undefined ? [event.dailyDose] : [],
    )
    .at(-1)
  if (dose === undefined) return ''
  const unit = doseUnit === undefined ? '' : ` ${shortened(oneLine(doseUnit), 12)}`
  const aim = targetDose === undefined || targetDose === dose ? '' : ` (${words.aim(`${String(targetDose)}${unit}`)})`
  return `, ${words.dose(`${String(dose)}${unit}`)}${aim}`
}

/**
 * @param nameless the id of what is named in words that were not shared; null where they were. @param ofShared whether there may be days before those
 * that are here: answers are of these alone then, and say so.
 */
export function triedSections(
  history: History,
  answers: TreatmentAnswers,
  words: DoctorWords,
  language: PageLanguage,
  unshared: Unshared,
  nameless: string | null,
  ofShared: boolean,
): { readonly page: DoctorSection; readonly appendix: DoctorSection | null } {
  const told = toldOf(history, answers, words, language, unshared, nameless)
  const lacks = namesUnshared(unshared, ['session', 'regimen'])
  const shown = told.slice(-MOST_ON_PAGE)
  const before = [...new Set((history.diary.person.triedBefore ?? []).map((written) => knowTreatment(written)))]
    .map(({ id, name }) => treatmentName(id, name, language))
    .sort()
  const triedBefore = (most: number): Block[] =>
    before.length === 0 ? [] : [{ type: 'text', text: words.triedBefore(shortened(before.join(', '), most)) }]
  const blocks: Block[] =
    told.length === 0
      ? [{ type: 'text', text: lacks === '' ? words.noneTried : words.answerNotShared(lacks) }]
      : [
          {
            type: 'table',
            about: words.triedAbout,
            columns: [{ name: words.treatment }, { name: words.when }, { name: words.answer, wide: true }],
            rows: shown.map(({ name, when, withEffect }) => [
              { text: shortened(name, 44) },
              { text: when },
              { text: shortened(withEffect, 200) },
            ]),
          },
          {
            type: 'text',
            tone: 'quiet',
            text: `${words.triedNote}${unshared.has('person') ? ` ${words.withoutRecall}` : ''}${ofShared ? ` ${words.ofSharedDays}` : ''}${told.length > shown.length ? ` ${words.moreTried(told.length - shown.length)}` : ''}`,
          },
        ]
  return {
    page: { id: 'tried', heading: words.tried, blocks: [...blocks, ...triedBefore(120)] },
    appendix:
      told.length === 0
        ? null
        : {
            id: 'all-tried',
            heading: words.triedWhole,
            blocks: [{ type: 'list', items: told.map((one) => wholeWords(one, words)) }, ...triedBefore(2000)],
          },
  }
}

function wholeWords({ name, wholeWhen, answer, words: told, beside, nextStep }: Told, words: DoctorWords): string {
  const parts =
    told === null
      ? [answer, nextStep]
      : [
          answer,
          told.size === null ? '' : words.soFar(told.size),
          told.chances ?? '',
          told.reason,
          told.history,
          beside,
          told.nextStep,
          ...told.caveats,
        ]
  return [`${name} (${wholeWhen}).`, ...parts.filter((part) => part !== '')].join(' ')
}
