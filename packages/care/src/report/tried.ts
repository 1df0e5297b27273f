// What was tried, when, and the honest answer, a few lines a treatment.
import type { LocalDate } from '@clearday/diary'
import type { AnsweredTreatment, JointAnswer, TreatmentAnswers } from '../answers/answer-treatments.ts'
import { usedInSessions, type UsedTreatment } from '../answers/used-treatments.ts'
import { coursesOfUse, type UseCourse } from '../plan/judgement.ts'
import type { ReportTried } from './report.ts'

/** In the order they began, and after them what can only be answered together. */
export function reportTried({ treatments, joint }: TreatmentAnswers, lastDay: LocalDate): ReportTried[] {
  return [...treatments.map((treatment) => triedAlone(treatment, lastDay)), ...joint.map(triedTogether)]
}

function triedAlone({ id, name, used, words, notAsked }: AnsweredTreatment, lastDay: LocalDate): ReportTried {
  const why = notAsked?.because ?? ''
  const untold = notAsked?.code === 'sealed' ? why : `Not asked. ${why}`.trim()
  const answer = words === null ? untold : `${words.verdict} ${words.reason}`
  return {
    id,
    name,
    when: whenUsed(used, lastDay),
    answer,
    effect: words?.effect ?? null,
    nextStep: words?.nextStep ?? notAsked?.nextStep ?? '',
  }
}

function triedTogether({ names, words }: JointAnswer): ReportTried {
  return {
    id: names.join('+'),
    name: `${names.join(' and ')} together`,
    when: 'used on the same days',
    answer: `${words.verdict} ${words.reason}`,
    effect: words.effect,
    nextStep: words.nextStep,
  }
}

/** "8 sessions 2026-03-01 to 2026-04-19"; "since 2026-01-10, 80 mg a day"; "from 2026-06-01 on (planned)". */
export function whenUsed(used: UsedTreatment, lastDay: LocalDate): string {
  const courses = coursesOfUse(used, lastDay)
  if (courses.length === 0) {
    return used.startedOn > lastDay
      ? `planned from ${used.startedOn}`
      : `a course from ${used.startedOn}, no session logged`
  }
  return `${courses.map((course) => courseWords(course, usedInSessions(used))).join('; ')}${doseWords(used, lastDay)}`
}

function courseWords({ firstDay, lastDay, sessions }: UseCourse, inSessions: boolean): string {
  const span =
    lastDay === null ? `since ${firstDay}` : lastDay === firstDay ? `on ${firstDay}` : `${firstDay} to ${lastDay}`
  return inSessions ? `${sessions} ${sessions === 1 ? 'session' : 'sessions'} ${span}` : span
}

/** The dose that is taken now, or was last, with what is aimed at. */
function doseWords({ regimens }: UsedTreatment, lastDay: LocalDate): string {
  const last = regimens.at(-1)
  if (last === undefined) return ''
  const { events, targetDose, doseUnit } = last.regimen
  const doses = events.flatMap((event) =>
    event.on <= lastDay && 'dailyDose' in event && event.dailyDose !== undefined ? [event.dailyDose] : [],
  )
  const dose = doses.at(-1)
  if (dose === undefined) return ''
  const unit = doseUnit === undefined ? '' : ` ${doseUnit}`
  const aim = targetDose === undefined || targetDose === dose ? '' : ` (aim ${targetDose}${unit})`
  return `, ${dose}${unit} a day${aim}`
}
