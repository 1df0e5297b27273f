// Makes one page for the doctor, or works out its answers alone, in a thread of its own: they take a second or two in which nothing else could run.
import { parentPort, workerData } from 'node:worker_threads'
import {
  answersOfPage,
  answerSummary,
  doctorPageOf,
  engineAsText,
  engineOfText,
  historyOf,
  type TreatmentAnswers,
} from '@clearday/care'
import { addDays, type Diary } from '@clearday/diary'
import { PLANNED, readLiving, type LivingRow, type UnreadableField } from '@clearday/diary/operations'
import { leftOutNames } from '@clearday/web/left-out'
import { drawDoctorPage } from './draw-page.ts'
import { REFUSED, type AnswersTask, type DoctorTask, type MadePage, type WorkedOut } from './doctor-task.ts'

/** Ten years, as on a device. */
const LONGEST = 3653

async function make(task: DoctorTask): Promise<MadePage> {
  const { options, paper, said } = task
  const { diary, leftOut, fields } = diaryOf(task)
  let workedOut: WorkedOut | null = null
  let sealed: readonly string[] = []
  const page = doctorPageOf(
    diary,
    { ...options, leftOut, leftOutFields: leftOutNames(fields, options.language) },
    (history) => {
      const answers = said === undefined ? answersOfPage(history) : answersOfPage(history, engineOfText(said))
      if (said === undefined) workedOut = toKeep(answers)
      sealed = answers.treatments.flatMap(({ id, notAsked }) => (notAsked?.code === 'sealed' ? [id] : []))
      return answers
    },
  )
  return { page, pdf: paper === null ? null : await drawDoctorPage(page, paper), workedOut, sealed }
}

function workOut(task: AnswersTask): WorkedOut {
  return toKeep(answersOfPage(historyOf(diaryOf(task).diary)))
}

function toKeep(answers: TreatmentAnswers): WorkedOut {
  const refused = answers.treatments.some(({ notAsked }) => notAsked?.code === 'refused')
  return { summary: answerSummary(answers), said: refused ? REFUSED : engineAsText(answers.engine) }
}

function diaryOf({ rows, timeZone, firstDay, lastDay }: AnswersTask): {
  readonly diary: Diary
  readonly leftOut: number
  readonly fields: readonly UnreadableField[]
} {
  const first = firstDay ?? firstOf(rows, lastDay)
  const living = rows.filter((row) => touches(row, first, lastDay))
  const { diary, unreadable, unreadableFields: fields } = readLiving(living, timeZone, first, lastDay)
  return { diary, leftOut: unreadable.length, fields }
}

/** The first day that anything was said of; a medicine may be in use, and a change be proposed, for longer than there is a diary. */
function firstOf(rows: readonly LivingRow[], lastDay: string): string {
  const first = rows.reduce(
    (least, { entity, firstDay }) => (!PLANNED.has(entity) && firstDay !== null && firstDay < least ? firstDay : least),
    lastDay,
  )
  const earliest = addDays(lastDay, 1 - LONGEST)
  return first > earliest ? first : earliest
}

/** What was used before, or is to be, belongs to the page whenever it was. */
function touches({ entity, firstDay, lastDay }: LivingRow, first: string, last: string): boolean {
  return PLANNED.has(entity) || firstDay === null || (firstDay <= last && (lastDay === null || lastDay >= first))
}

const task = workerData as DoctorTask | AnswersTask
parentPort?.postMessage('options' in task ? await make(task) : workOut(task))
