// Where answers go: a summary on the terminal, lines of JSON, a file of JSON, the report. Each takes patients one by one and keeps none.
import type { TreatmentReplay, Verdict } from '@clearday/inference'
import { open, rename, rm } from 'node:fs/promises'
import { finished, partialName, writeFault } from '../partial-files.ts'
import type { PooledCourse } from '../pooled-course.ts'
import { shownLine } from '../shown-text.ts'
import { openReport, type ReportFrame } from '../report/report-file.ts'
import type { ReportPatient } from '../report/report-patient.ts'
import { shownDayLabel, type PatientDiary } from '../input/patient-diary.ts'
import { patientSummary } from '../terminal/patient-summary.ts'
import { idColumn, type IdColumn } from '../terminal/id-column.ts'
import { patientTable, SHORT_VERDICT } from '../terminal/patient-table.ts'
import { padEndTo } from '../terminal/text-width.ts'
import { wrapped, type TerminalStyle } from '../terminal/wrapped.ts'
import type { TrialReading } from '../trial-reading.ts'
import { pooledSentence } from '../words/pooled-words.ts'
import { replayCounts, replaySentence } from '../words/replay-words.ts'
import { stoppedSentence, type Stopped } from '../words/stopped-words.ts'
import type { Analysis } from '../workers/analyse-diary.ts'
import { answerLine } from './answer-line.ts'
import { fullAnswer } from './full-answer.ts'

/** One patient, analysed. `patient` is null where the analysis was refused. */
export interface AnalysedPatient {
  readonly diary: PatientDiary
  readonly analysis: Analysis
  readonly patient: ReportPatient | null
  /** What a schedule's lot says; empty where none was given. */
  readonly trials: readonly TrialReading[]
}

export interface AnswerOutput {
  add(one: AnalysedPatient): Promise<void>
  /** All patients are in, or all that there will be where the run was stopped. Returns what to say about it, or nothing. */
  finish(group: PooledCourse | null, stopped: Stopped | null): Promise<string>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}

export type OpenedOutput =
  { readonly type: 'ok'; readonly output: AnswerOutput } | { readonly type: 'error'; readonly message: string }

/** One line of JSON a patient on the output: short ones, or the whole result. */
export function lineOutput(whole: boolean): AnswerOutput {
  return {
    async add(one) {
      const line = `${whole ? wholeLine(one) : answerLine(one.analysis)}\n`
      if (!process.stdout.write(line)) await new Promise((resolve) => process.stdout.once('drain', resolve))
    },
    finish: () => Promise.resolve(''),
    discard: () => Promise.resolve(),
  }
}

function wholeLine({ diary, analysis, trials }: AnalysedPatient): string {
  return JSON.stringify(fullAnswer(diary, analysis, trials))
}

/** The same lines in a file, which takes its name when it is whole. */
export async function jsonFileOutput(path: string): Promise<OpenedOutput> {
  const partial = partialName(path)
  try {
    const file = await open(partial, 'w')
    return {
      type: 'ok',
      output: {
        async add(one) {
          await file.appendFile(`${wholeLine(one)}\n`)
        },
        async finish() {
          await file.sync()
          await file.close()
          await rename(partial, path)
          finished(partial)
          return `JSON: ${shownLine(path)}`
        },
        async discard() {
          await file.close()
          await rm(partial, { force: true })
          finished(partial)
        },
      },
    }
  } catch (error) {
    return { type: 'error', message: `${shownLine(path)} cannot be written: ${writeFault(error)}.` }
  }
}

/** The report. Where no patient could be analysed there is none. */
export async function reportOutput(path: string, frame: ReportFrame): Promise<OpenedOutput> {
  const report = await openReport(path, frame)
  if (report.type === 'error') return report
  let pages = 0
  return {
    type: 'ok',
    output: {
      async add({ patient }) {
        if (patient === null) return
        pages++
        await report.add(patient)
      },
      async finish(group, stopped) {
        if (pages === 0) {
          await report.discard()
          return ''
        }
        await report.finish(group === null ? '' : pooledSentence(group, stopped), stoppedSentence(stopped))
        return `Report: ${shownLine(path)}`
      },
      discard: () => report.discard(),
    },
  }
}

/** Words for a person: one patient in full, several in a table with what they come to. */
export function summaryOutput(
  say: (words: string) => void,
  style: TerminalStyle,
  ids: readonly string[],
  remark: string,
  replayStep: number | null,
): AnswerOutput {
  const replays: TreatmentReplay[] = []
  const several = ids.length > 1
  const verdicts = new Map<Verdict, number>()
  let answers = 0
  const names = idColumn(ids)
  const table = patientTable(names, style)
  if (several) say(table.head)
  return {
    add({ diary, analysis, patient }) {
      if (patient === null) {
        if (several) say(unansweredRow(diary, names))
        return Promise.resolve()
      }
      if (!several) say(patientSummary(patient, style))
      for (const replay of (analysis.type === 'ok' && replayStep !== null && analysis.replays) || []) {
        if (several) replays.push(replay)
        else if (replayStep !== null)
          say(`\n${wrapped(replaySentence(replay, replayStep, dayWords(diary)), style.width)}`)
      }
      for (const answer of patient.answer.treatments) {
        answers++
        verdicts.set(answer.verdict, (verdicts.get(answer.verdict) ?? 0) + 1)
        if (several) say(table.row(diary.id, patient.answer.observedDays, answer))
      }
      return Promise.resolve()
    },
    finish(group, stopped) {
      if (several) {
        if (stopped !== null) say(`\n${wrapped(stoppedSentence(stopped), style.width)}`)
        const note = table.note()
        if (note !== '') say(`\n${note}`)
        const words = Object.keys(SHORT_VERDICT) as Verdict[]
        const parts = words.map((verdict) => `${verdicts.get(verdict) ?? 0} ${SHORT_VERDICT[verdict]}`)
        say(`\n${wrapped(`Of ${answers} answers: ${parts.join(', ')}.`, style.width)}`)
      }
      if (several && replayStep !== null) say(`\n${wrapped(replayCounts(replays, replayStep), style.width)}`)
      if (group !== null) say(`\n${wrapped(pooledSentence(group, stopped), style.width)}`)
      if (remark !== '') say(`\n${wrapped(remark, style.width)}`)
      return Promise.resolve('')
    },
    discard: () => Promise.resolve(),
  }
}

/** A patient who could not be answered stands in the table all the same; why is said on the error stream. */
function unansweredRow({ id, outcome }: PatientDiary, names: IdColumn): string {
  const logged = outcome.filter((value) => !Number.isNaN(value)).length
  return `${padEndTo(names.shown(id), names.width + 1)}${String(logged).padStart(6)}  no answer`
}

/** A day of the diary, counted from 1, as a person knows it. */
function dayWords(diary: PatientDiary): (day: number) => string {
  return (day) => `${diary.calendar === 'relative' ? 'day ' : ''}${shownDayLabel(diary, day - 1)}`
}
