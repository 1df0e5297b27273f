// The plan of a patient as a practitioner reads it: in words, from the entries of the diary and from what was worked out of them.
import {
  changeCourses,
  checksBeside,
  PLAN_GROUPS,
  samePerson,
  type ChangeCourse,
  type PlannedTreatment,
} from '@clearday/care'
import { type PlanAnswer, type PlanChange, type Regimen } from '@clearday/diary'
import type { Fields, LivingRow } from '@clearday/diary/operations'
import { findTreatment } from '@clearday/evidence'
import type { PlanRead } from '../../services.ts'
import { EN, type MessageKey } from '../words/en.ts'
import { TREATMENT_NAMES_ES } from '../words/treatment-names-es.ts'
import { day, type Language, type Say } from '../words/words.ts'

interface Card {
  readonly id: string
  readonly name: string
  readonly use: string
  readonly lines: readonly (readonly [label: string, text: string])[]
}

export interface ShownChange {
  readonly id: string
  readonly what: string
  readonly proposed: string
  readonly words: string
  readonly state: string
  /** Lines of what was said to it. */
  readonly said: readonly { readonly line: string; readonly words: string }[]
  /** Who decides about what is prescribed; '' where nobody must be asked. */
  readonly prescriber: string
  /** Whether whoever answers is asked if they prescribe it. */
  readonly asksIfYours: boolean
  readonly mine: 'proposal' | 'answer' | null
}

export interface PlanView {
  readonly goals: readonly { readonly id: string; readonly words: string; readonly line: string }[]
  /** Null where they could not be read now. */
  readonly groups: readonly { readonly title: string; readonly cards: readonly Card[] }[] | null
  readonly past: readonly Card[]
  /** Lines of what cannot be read, and is left out. */
  readonly leftOut: readonly string[]
  readonly checks: readonly { readonly level: string; readonly text: string }[]
  readonly open: readonly ShownChange[]
  readonly history: readonly ShownChange[]
  /** What may be proposed about: ids with names. */
  readonly treatments: readonly { readonly value: string; readonly label: string }[]
}

const known = (key: string): MessageKey => {
  if (!Object.hasOwn(EN, key)) throw new Error(`no words: ${key}`)
  return key as MessageKey
}

/** As diaries name it, in the language of who reads. */
export function treatmentIn(language: Language, treatment: string): string {
  const found = findTreatment(treatment)
  if (found === undefined) return treatment
  return language === 'es' && Object.hasOwn(TREATMENT_NAMES_ES, found.id) ? TREATMENT_NAMES_ES[found.id] : found.name
}

/** @param me the practitioner who reads. O(entries). */
export function planView(
  rows: readonly LivingRow[],
  read: PlanRead | null,
  me: { readonly account: string; readonly name: string },
  language: Language,
  say: Say,
): PlanView {
  const of = (entity: string): readonly LivingRow[] => rows.filter((row) => row.entity === entity)
  const on = (date: unknown): string => (typeof date === 'string' ? day(language, date) : '')
  const regimens = new Map(of('regimen').map(({ key, fields }) => [key, fields]))
  const courses = coursesOf(rows)
  const shown = courses.map((course) => changeShown(course, me, language, say))
  const isOpen = ({ state }: ChangeCourse): boolean => state === 'open' || state === 'waits-for-prescriber'
  const treatments = read?.plan.treatments ?? []
  const cards = new Map(treatments.map((one) => [one.id, cardOf(one, regimens, read, language, say)]))
  const cardsOf = (ones: readonly PlannedTreatment[]): Card[] => ones.flatMap(({ id }) => cards.get(id) ?? [])
  const nameOf = (id: string): string => treatmentIn(language, treatments.find((one) => one.id === id)?.name ?? id)
  return {
    goals: of('goal').map(({ key, fields }) => ({
      id: key,
      words: text(fields.words),
      line:
        fields.reachedOn !== undefined
          ? say('plan.goal.reached', { day: on(fields.reachedOn) })
          : fields.leftOn !== undefined
            ? say('plan.goal.left', { day: on(fields.leftOn) })
            : say('plan.goal.since', { day: on(fields.setOn) }),
    })),
    groups:
      read === null
        ? null
        : PLAN_GROUPS.map((group) => ({
            title: say(known(`plan.group.${group}`)),
            cards: cardsOf(treatments.filter((one) => one.group === group && one.state !== 'stopped')),
          })).filter((group) => group.cards.length > 0),
    leftOut: [
      ...((read?.leftOut.fields ?? []).length > 0
        ? [say('plan.leftOut.fields', { names: (read?.leftOut.fields ?? []).join(', ') })]
        : []),
      ...((read?.leftOut.entries ?? 0) > 0 ? [say('plan.leftOut.entries', { n: read?.leftOut.entries ?? 0 })] : []),
    ],
    past: cardsOf(treatments.filter(({ state }) => state === 'stopped')),
    checks: [
      ...(read?.plan.overused ?? []).map(({ medicineClass, days }) => ({
        level: say('plan.level.ask'),
        text: say('plan.overused', { name: say(classKey(medicineClass)), n: days }),
      })),
      ...checksBeside(read?.plan.checks ?? [], (id) => toldOf(read, id)).map(
        ({ code, level, treatments: [one, other], on: date }) => ({
          level: say(known(`plan.level.${level}`)),
          text: say(known(`plan.check.${code}`), { name: nameOf(one), other: nameOf(other ?? one), day: on(date) }),
        }),
      ),
    ],
    open: shown.filter((_, at) => isOpen(courses[at])),
    history: shown.filter((_, at) => !isOpen(courses[at])),
    treatments: treatments.map(({ id, name }) => ({ value: id, label: treatmentIn(language, name) })),
  }
}

/** Where each proposal of a diary stands. */
export function coursesOf(rows: readonly LivingRow[]): readonly ChangeCourse[] {
  const named = <Entry>(entity: string): Entry[] =>
    rows.filter((row) => row.entity === entity).map(({ key, fields }) => ({ id: key, ...fields }) as unknown as Entry)
  return changeCourses(named<PlanChange>('plan-change'), named<PlanAnswer>('plan-answer'), named<Regimen>('regimen'))
}

function toldOf(read: PlanRead | null, treatment: string): boolean {
  return read?.answers.find(({ id }) => id === treatment)?.isTold === true
}

/** @param isTold whether the diary has a verdict beside it, which no calendar calls too early. */
function judgedKey(state: PlannedTreatment['judgement']['state'], isTold: boolean): MessageKey {
  const sooner = `plan.sooner.${state}`
  return isTold && Object.hasOwn(EN, sooner) ? (sooner as MessageKey) : known(`plan.judged.${state}`)
}

function classKey(medicineClass: string): MessageKey {
  const key = `plan.class.${medicineClass}`
  return Object.hasOwn(EN, key) ? (key as MessageKey) : 'plan.class.other'
}

function cardOf(
  one: PlannedTreatment,
  regimens: ReadonlyMap<string, Fields>,
  read: PlanRead | null,
  language: Language,
  say: Say,
): Card {
  const fields = regimens.get(one.regimens.at(-1) ?? '') ?? {}
  const events = (Array.isArray(fields.events) ? fields.events : []) as readonly { readonly dailyDose?: number }[]
  const dose = events.findLast(({ dailyDose }) => dailyDose !== undefined)?.dailyDose
  const { judgement } = one
  const judgedOn =
    'until' in judgement
      ? judgement.until
      : 'since' in judgement
        ? judgement.since
        : 'needed' in judgement
          ? judgement.needed
          : ''
  const answer = read?.answers.find(({ id }) => id === one.id)
  const use = [
    say(known(`plan.state.${one.state}`), { day: day(language, one.startedOn) }),
    ...(dose === undefined ? [] : [say('plan.dose', { amount: `${String(dose)} ${text(fields.doseUnit)}`.trimEnd() })]),
    ...(typeof fields.everyDays === 'number' ? [say('plan.every', { n: fields.everyDays })] : []),
    ...(one.lastSession === null
      ? []
      : [say('plan.sessions', { n: one.sessions, day: day(language, one.lastSession) })]),
    ...(one.prescribed ? [say('plan.prescribed')] : []),
  ].join('; ')
  const lines: (readonly [string, string])[] = [
    [say('plan.purpose'), text(fields.purpose)],
    [say('plan.who'), text(fields.practitioner)],
    [
      say('plan.judged'),
      // what a trial seals is not to be judged now
      one.sealed !== null
        ? ''
        : say(judgedKey(judgement.state, answer?.isTold === true), {
            day: judgedOn === '' ? '' : day(language, judgedOn),
          }),
    ],
    [
      say('plan.answer'),
      one.sealed !== null
        ? say('plan.answer.sealed', { day: day(language, one.sealed.until) })
        : answer === undefined
          ? say('plan.answer.none')
          : [answer.verdict, ...(answer.size === null ? [] : [say('plan.soFar', { effect: answer.size })])].join(' '),
    ],
    [say('plan.published'), one.published ?? ''],
  ]
  return { id: one.id, name: treatmentIn(language, one.name), use, lines: lines.filter(([, said]) => said !== '') }
}

function changeShown(
  { change, state, asksPrescriber, prescriber, words }: ChangeCourse,
  me: { readonly account: string; readonly name: string },
  language: Language,
  say: Say,
): ShownChange {
  const named = (name: string | null | undefined): string => (name ?? '') || say('plan.someone')
  const proposedOn = day(language, change.proposedOn)
  const own = prescriber !== null && samePerson(prescriber, me.name)
  const answered = change.answer
  const answeredOn = day(language, change.answeredOn ?? change.proposedOn)
  return {
    id: change.id,
    what: `${say(known(`plan.change.${change.change}`))}${
      change.treatment === undefined ? '' : `: ${treatmentIn(language, change.treatment)}`
    }`,
    proposed:
      change.by === me.account
        ? say('plan.by.you', { day: proposedOn })
        : change.proposedBy === 'patient'
          ? say('plan.by.patient', { day: proposedOn })
          : say(change.by === undefined ? 'plan.by.noted' : 'plan.by.other', {
              ...{ name: named(change.practitioner), day: proposedOn },
            }),
    words: change.words ?? '',
    state: say(known(`plan.state.${state}`)),
    said: [
      ...(answered === undefined
        ? []
        : [
            {
              line:
                answered === 'withdrawn'
                  ? say('plan.withdrawn', { day: answeredOn })
                  : change.proposedBy === 'practitioner'
                    ? say(`plan.patient.${answered}`, { day: answeredOn })
                    : `${say(`plan.said.${answered}`, { name: named(change.practitioner), day: answeredOn })}, ${say('plan.noted')}`,
              words: change.answerWords ?? '',
            },
          ]),
      ...words.map((one) => {
        const date = day(language, one.on ?? change.proposedOn)
        const line =
          one.by === me.account
            ? say(`plan.you.${one.answer}`, { day: date })
            : say(`plan.said.${one.answer}`, { name: named(one.name ?? prescriber), day: date })
        return {
          line: [
            line,
            ...(one.by === null ? [say('plan.noted')] : []),
            ...(one.isOpinion ? [say('plan.opinion')] : []),
          ].join(', '),
          words: one.words ?? '',
        }
      }),
    ],
    prescriber: !asksPrescriber
      ? ''
      : own
        ? say('plan.prescriber.you')
        : prescriber === null
          ? say('plan.prescriber.unknown')
          : say('plan.prescriber.other', { name: prescriber }),
    asksIfYours: asksPrescriber && !own,
    mine: change.by === me.account ? 'proposal' : words.some(({ by }) => by === me.account) ? 'answer' : null,
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
