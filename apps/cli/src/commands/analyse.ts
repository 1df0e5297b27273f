// `clearday analyse`: a diary file in, an answer per treatment out.
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { isSet, numberFlag, onePath, text, type Command, type GivenArguments } from '../command.ts'
import { DIARY_HELP, DIARY_OPTIONS, openDiary } from '../diary-flags.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import type { DiaryFile } from '../input/diary-file.ts'
import { interruption } from '../interruption.ts'
import { reportPatient } from '../report/report-patient.ts'
import { openReport } from '../report/report-file.ts'
import { gatherPool, pooledSentence } from '../pooled-course.ts'
import { patientSummary } from '../terminal/patient-summary.ts'
import { tableHead, tableRow } from '../terminal/patient-table.ts'
import { progressLine } from '../terminal/progress.ts'
import { terminalStyle, wrapped } from '../terminal/wrapped.ts'
import { VERSION } from '../version.ts'
import { printRefusal } from '../words/refusals.ts'
import type { AnalysisRequest } from '../workers/analyse-diary.ts'
import { analyseMany } from '../workers/analyse-many.ts'
import { answerLine } from './answer-line.ts'
import { answerOptions } from './analyse-options.ts'
import { fullAnswer } from './full-answer.ts'

const HELP = `clearday analyse DIARY.csv [flags]

Answers for every treatment in the diary whether it helps, by how much, how sure that is, and what would make it surer. Prints a
summary, and writes a report (one HTML file, no scripts, a printed page per patient).

${DIARY_HELP}

How to answer:
  --matters "30%"|"3 days"  what counts as an amount that matters (default 30%)
  --committed-look          this is the one look, at a day fixed before the treatment began
  --recalled DAYS           the usual headache days in 28, as remembered before the start
  --half-life DAYS          how fast the effect of a session halves (default: not known, averaged over days to weeks)
  --replay STEP             also what would have been read every STEP days (with --jsonl or --json)
  --seed N                  seed of the draws (default 1)

What comes out:
  --report FILE             where the report goes (default: NAME-report.html here); --no-report for none
  --json                    the whole result as JSON instead of the summary
  --jsonl                   one short line of JSON a patient (fast: no report, no sensitivity)
  --workers N               threads for several patients (default: all cores)
  --ascii · --no-color · --quiet

Example:
  npx clearday analyse examples/sim-a-abab.csv --treatment on

${EXIT_WORDS}`

export const analyse: Command = {
  name: 'analyse',
  summary: 'does each treatment in this diary help?',
  help: HELP,
  options: {
    ...DIARY_OPTIONS,
    matters: { type: 'string' },
    'committed-look': { type: 'boolean' },
    recalled: { type: 'string' },
    replay: { type: 'string' },
    'half-life': { type: 'string' },
    seed: { type: 'string' },
    report: { type: 'string' },
    'no-report': { type: 'boolean' },
    json: { type: 'boolean' },
    jsonl: { type: 'boolean' },
    workers: { type: 'string' },
    ascii: { type: 'boolean' },
    'no-color': { type: 'boolean' },
    quiet: { type: 'boolean' },
  },
  run: (given) => runAnalyse(given, onePath(given, 'analyse'), {}),
}

/** What `start` says beside the answers. */
export interface Framing {
  readonly reportPath?: string
  readonly title?: string
  /** A paragraph under the table and on the report's first page. */
  readonly remark?: string
}

export async function runAnalyse(given: GivenArguments, path: string, framing: Framing): Promise<number> {
  const jsonl = isSet(given, 'jsonl')
  const json = isSet(given, 'json')
  const whole = (value: number): boolean => Number.isInteger(value) && value >= 1
  const request: Omit<AnalysisRequest, 'diary'> = {
    options: answerOptions(given, jsonl),
    recalledDaysPer28:
      numberFlag(given, 'recalled', 'a number of days from 0 to 28', (days) => days >= 0 && days <= 28) ?? null,
    replayStep: numberFlag(given, 'replay', 'a whole number of days, 1 or more', whole) ?? null,
    halfLifeDays: numberFlag(given, 'half-life', 'a number of days above 0', (days) => days > 0) ?? null,
  }
  const workers = numberFlag(given, 'workers', 'a whole number, 1 or more', whole) ?? availableParallelism()
  const opened = await openDiary(path, given)
  if (opened.type === 'error') {
    printRefusal(opened)
    return EXIT.unusableFile
  }
  const file = opened.value
  const stop = interruption()
  try {
    const threads = file.patientCount > 1 ? Math.min(workers, file.patientCount) : 1
    const results = analyseMany(file.patients(), request, threads, stop.signal)
    if (jsonl || json) return await printJson(file, results, json, stop.signal)
    return await printAndReport(given, path, file, results, request, framing, stop.signal)
  } finally {
    stop.release()
    await file.close()
  }
}

type Results = ReturnType<typeof analyseMany>

async function printJson(file: DiaryFile, results: Results, whole: boolean, signal: AbortSignal): Promise<number> {
  const progress = progressLine(file.patientCount)
  let refused = 0
  for await (const result of results) {
    progress.step()
    if (result.type === 'error') {
      printRefusal(result)
      return EXIT.unusableFile
    }
    if (result.analysis.type === 'error') refused++
    const line = whole ? JSON.stringify(fullAnswer(result.diary, result.analysis)) : answerLine(result.analysis)
    if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  progress.done()
  return exitCode(refused, signal)
}

async function printAndReport(
  given: GivenArguments,
  path: string,
  file: DiaryFile,
  results: Results,
  request: Omit<AnalysisRequest, 'diary'>,
  framing: Framing,
  signal: AbortSignal,
): Promise<number> {
  const style = terminalStyle({ ascii: isSet(given, 'ascii'), plain: isSet(given, 'no-color') })
  const quiet = isSet(given, 'quiet')
  const say = (words: string): void => void (quiet ? undefined : process.stdout.write(`${words}\n`))
  const several = file.patientCount > 1
  say('How the file was understood (flags change it, see --help):')
  for (const line of file.explanation) say(wrapped(line, style.width, '  '))
  for (const warning of file.warnings) say(wrapped(`Note: ${warning.message}`, style.width, '  '))
  say('')
  const name = basename(path).replace(/\.[^.]*$/, '')
  const reportPath = isSet(given, 'no-report')
    ? null
    : (framing.reportPath ?? text(given, 'report') ?? `${name}-report.html`)
  const report =
    reportPath === null
      ? null
      : await openReport(reportPath, {
          title: framing.title ?? name,
          source: basename(path),
          remark: framing.remark ?? '',
          explanation: file.explanation,
          version: VERSION,
        })
  if (report?.type === 'error') {
    process.stderr.write(`${report.message}\n`)
    return EXIT.unusableFile
  }
  const progress = progressLine(file.patientCount)
  const verdicts = new Map<string, number>()
  const pool = gatherPool()
  let refused = 0
  let finished = 0
  if (several) say(tableHead(style))
  for await (const result of results) {
    progress.step()
    if (result.type === 'error') {
      progress.done()
      printRefusal(result)
      await report?.discard()
      return EXIT.unusableFile
    }
    finished++
    const { analysis, diary } = result
    if (analysis.type === 'error') {
      refused++
      progress.done()
      process.stderr.write(`${diary.id === '' ? '' : `Patient ${diary.id}: `}${analysis.message}\n`)
      continue
    }
    const named = file.mapping.id === undefined ? { ...diary, id: '' } : diary
    const patient = reportPatient(named, analysis.answer, request.recalledDaysPer28, request.halfLifeDays)
    await report?.add(patient)
    if (several) pool.add(patient.input, analysis.answer)
    progress.done()
    for (const { verdict } of analysis.answer.treatments) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
    if (!several) say(patientSummary(patient, style))
    else
      for (const answer of analysis.answer.treatments)
        say(tableRow(diary.id, analysis.answer.observedDays, answer, style))
  }
  progress.done()
  if (several) {
    say('')
    const total = [...verdicts.values()].reduce((sum, count) => sum + count, 0)
    const words = {
      helping: 'helping',
      'not-helping': 'not helping',
      worse: 'worse',
      'cannot-tell-yet': 'can’t tell yet',
    }
    const parts = Object.entries(words).map(([verdict, word]) => `${verdicts.get(verdict) ?? 0} ${word}`)
    say(wrapped(`Of ${total} answers: ${parts.join(', ')}.`, style.width))
  }
  const group = several ? pool.pooled() : null
  const groupWords = group === null ? '' : pooledSentence(group)
  if (groupWords !== '') say(`\n${wrapped(groupWords, style.width)}`)
  if (framing.remark !== undefined) say(`\n${wrapped(framing.remark, style.width)}`)
  if (signal.aborted) process.stderr.write(`Stopped: ${finished} of ${file.patientCount} patients were finished.\n`)
  if (report !== null && finished > refused) {
    await report.finish(groupWords)
    say(`\nReport: ${reportPath ?? ''}`)
  } else await report?.discard()
  return finished > 0 && refused === finished && !several ? EXIT.unusableFile : exitCode(refused, signal)
}

function exitCode(refused: number, signal: AbortSignal): number {
  if (signal.aborted) return EXIT.interrupted
  return refused > 0 ? EXIT.somePatients : EXIT.ok
}
