// `clearday analyse`: a diary file in, an answer per treatment out.
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { isSet, numberFlag, onePath, text, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { DIARY_HELP, DIARY_OPTIONS, inputPlaces, openDiary, placed } from '../diary-flags.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import type { DiaryFile } from '../input/diary-file.ts'
import { accept, type InputResult } from '../input/input-problem.ts'
import type { PatientDiary } from '../input/patient-diary.ts'
import { readSchedule } from '../input/schedule-file.ts'
import { interruption, STOPPED_EMPTY } from '../interruption.ts'
import { checkPlaces, type NamedPlace } from '../output-places.ts'
import type { SaidBeside } from '../patient-input-of.ts'
import { gatherPool, planPooling, type PoolingPlan } from '../pooled-course.ts'
import { reportPatient } from '../report/report-patient.ts'
import { printAside, printWords } from '../shown-text.ts'
import { progressLine } from '../terminal/progress.ts'
import { terminalStyle, wrapped } from '../terminal/wrapped.ts'
import { readTrial, type TrialReading } from '../trial-reading.ts'
import { VERSION } from '../version.ts'
import { printRefusal, printUnanswered } from '../words/refusals.ts'
import { FAULT, type AnalysisRequest } from '../workers/analyse-diary.ts'
import { analyseMany } from '../workers/analyse-many.ts'
import { answerOptions, saidBeside, withJsonFile } from './analyse-options.ts'
import { jsonFileOutput, lineOutput, reportOutput, summaryOutput, type AnswerOutput } from './answer-outputs.ts'

const HELP = `clearday analyse DIARY.csv [flags]

Answers for every treatment in the diary whether it helps, by how much, how sure that is, and what
would make it surer. Prints a summary, and writes a report (one HTML file, no scripts, a printed
page per patient). Where the diary holds grades or numbers, it also says whether days are milder or
the score is lower; the verdict is on headache days.

${DIARY_HELP}

How to answer:
  --matters "30%"|"3 days"  what counts as an amount that matters (default 30%)
  --committed-look          this is the one look, at a day fixed before the treatment began
  --recalled DAYS           the usual headache days in 28 before the start, as remembered: how the
                            answer would be if that is right (memory of a bad time moves no verdict)
  --half-life DAYS          how fast the effect of a session halves (default: not known, averaged
                            over days to weeks)
  --missing-because WHY     why days are not logged: unwell, busy or unknown
  --evidence NAME=MEAN:LOW:HIGH
                            what trials say of a treatment, shown beside the answer and never moving
                            it: the change in headache days in 28 for one person, and the range that
                            holds 95 % of people (minus is fewer). Of several patients it stands in
                            the report and in --json; --jsonl stays as it is
  --schedule FILE           the schedule that design wrote: also what its lot alone says (one
                            patient)
  --replay STEP             also when which verdict would first have been read, looking every STEP
                            days
  --seed N                  seed of the draws (default 1)

What comes out:
  --report FILE             where the report goes (default: NAME-report.html here); --no-report for
                            none
  --json                    the whole result as JSON instead of the summary, one line a patient; no
                            report unless asked for
  --json FILE.json          the same in a file, beside the summary
  --jsonl                   one short line of JSON a patient (fast: no sensitivity, no report unless
                            asked for)
  --workers N               threads for several patients (default: all cores)
  --ascii · --no-color · --quiet

Example:
  npx clearday analyse examples/sim-a-abab.csv --treatment on
  npx clearday analyse examples/sim-a-abab.csv --treatment on --evidence on=-1.5:-4:0.5

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
    schedule: { type: 'string' },
    'half-life': { type: 'string' },
    'missing-because': { type: 'string' },
    evidence: { type: 'string', multiple: true },
    seed: { type: 'string' },
    report: { type: 'string' },
    'no-report': { type: 'boolean' },
    json: { type: 'boolean' },
    'json-file': { type: 'string' },
    jsonl: { type: 'boolean' },
    workers: { type: 'string' },
    ascii: { type: 'boolean' },
    'no-color': { type: 'boolean' },
    quiet: { type: 'boolean' },
  },
  prepare: withJsonFile,
  run: (given) => runAnalyse(given, onePath(given, 'analyse'), {}),
}

/** What `start` says beside the answers. */
export interface Framing {
  readonly reportPath?: string
  readonly title?: string
  /** Instead of “as you asked” beside what its flags say of columns. */
  readonly askedBy?: string
  /** A paragraph under the table and on the report's first page. */
  readonly remark?: string
}

export async function runAnalyse(given: GivenArguments, path: string, framing: Framing): Promise<number> {
  const lines = isSet(given, 'jsonl') || isSet(given, 'json')
  if (isSet(given, 'jsonl') && isSet(given, 'json')) {
    throw new UsageProblem(
      'Give --json or --jsonl, not both: each writes the lines of the output. --json FILE.json writes the whole result to a file beside them.',
    )
  }
  const reportPath = reportPlace(given, path, framing, lines)
  const jsonFile = text(given, 'json-file')
  const whole = (value: number): boolean => Number.isInteger(value) && value >= 1
  // short lines alone need neither the course nor the sensitivity, nor what grades or trials say
  const short = isSet(given, 'jsonl') && reportPath === null && jsonFile === undefined
  const asked: Omit<AnalysisRequest, 'diary' | 'evidence' | 'pooledTreatment'> = {
    options: answerOptions(given, short),
    withScale: !short,
    said: saidBeside(given),
    replayStep: numberFlag(given, 'replay', 'a whole number of days, 1 or more', whole) ?? null,
  }
  const workers = numberFlag(given, 'workers', 'a whole number, 1 or more', whole) ?? availableParallelism()
  const schedule = text(given, 'schedule')
  const inputs = [...inputPlaces(path, given), ...placed('the schedule', schedule)]
  const written = [...placed('--json', jsonFile), ...placed('--report', reportPath ?? undefined)]
  await checkPlaces(inputs, written)
  const opened = await openDiary(path, given)
  if (opened.type === 'error') {
    printRefusal(opened)
    return EXIT.unusableFile
  }
  const file = opened.value
  const request = { ...asked, evidence: short ? [] : file.mapping.evidence }
  if (schedule !== undefined && file.patientCount > 1) {
    await file.close()
    throw new UsageProblem('A schedule is of one patient, and this file holds several.')
  }
  // a mapping file may name lists of its own
  const lists = file.mapping.sessionFiles.map((list): NamedPlace => ({ what: 'the session list', path: list.file }))
  await checkPlaces(lists, written).catch(async (problem: unknown) => {
    await file.close()
    throw problem
  })
  const stop = interruption()
  const outputs: AnswerOutput[] = []
  try {
    const style = terminalStyle({ ascii: isSet(given, 'ascii'), plain: isSet(given, 'no-color') })
    const say = (words: string): void =>
      void (lines || isSet(given, 'quiet') ? undefined : printWords(`${words}\n`, style.color))
    const title = framing.title ?? nameOf(path)
    const remark = framing.remark ?? ''
    const explanation = file.explanation.map((line) =>
      line.replaceAll('as you asked', framing.askedBy ?? 'as you asked'),
    )
    for (const pending of [
      ...(jsonFile === undefined ? [] : [jsonFileOutput(jsonFile)]),
      ...(reportPath === null
        ? []
        : [
            reportOutput(reportPath, {
              title,
              source: basename(path),
              remark,
              explanation,
              version: VERSION,
            }),
          ]),
    ]) {
      const output = await pending
      if (output.type === 'error') {
        printAside(`${output.message}\n`)
        await Promise.all(outputs.map((one) => one.discard()))
        return EXIT.unusableFile
      }
      outputs.push(output.output)
    }
    if (lines) {
      outputs.unshift(lineOutput(!isSet(given, 'jsonl')))
      if (!isSet(given, 'quiet')) for (const warning of file.warnings) printAside(`Note: ${warning.message}\n`)
    } else {
      say('How the file was understood (flags change it, see --help):')
      for (const line of explanation) say(wrapped(line, style.width, '  '))
      for (const warning of file.warnings) say(wrapped(`Note: ${warning.message}`, style.width, '  '))
      say('')
      outputs.unshift(summaryOutput(say, style, file.ids, remark, asked.replayStep))
    }
    const threads = Math.min(workers, file.patientCount)
    const pages = !lines || reportPath !== null
    const covariates = file.mapping.columns.filter(({ role }) => role === 'covariate').map(({ name }) => name)
    const pooling = pages ? planPooling(file.ids, file.treatments, covariates, request.options.seed) : null
    const results = analyseMany(
      file.patients(),
      (diary) => ({ ...request, diary, pooledTreatment: pooling?.includes(diary.id) ? pooling.treatment : null }),
      threads,
      stop.signal,
    )
    const { said } = request
    return await hand(results, outputs, {
      path,
      file,
      said,
      pooling,
      schedule,
      pages,
      lines,
      say,
      signal: stop.signal,
    })
  } finally {
    stop.release()
    await file.close()
  }
}

/** Where the report goes; null: nowhere. Beside lines of JSON only where it was asked for. */
function reportPlace(given: GivenArguments, path: string, framing: Framing, lines: boolean): string | null {
  if (isSet(given, 'no-report')) return null
  return framing.reportPath ?? text(given, 'report') ?? (lines ? null : `${nameOf(path)}-report.html`)
}

function nameOf(path: string): string {
  return basename(path).replace(/\.[^.]*$/, '')
}

interface Handing {
  /** The diary, as it was named. */
  readonly path: string
  readonly file: DiaryFile
  readonly said: SaidBeside
  /** What of the group is pooled, where anyone wants it. */
  readonly pooling: PoolingPlan | null
  /** The file with the schedule of a trial. */
  readonly schedule: string | undefined
  /** Whether anyone wants a page of each patient. */
  readonly pages: boolean
  /** Whether refusals are lines of the output. */
  readonly lines: boolean
  readonly say: (words: string) => void
  readonly signal: AbortSignal
}

/** What the trials say whose schedule was given; none without one. */
async function trialsOf(
  diary: PatientDiary,
  schedule: string | undefined,
): Promise<InputResult<readonly TrialReading[]>> {
  if (schedule === undefined) return accept([])
  const read = await readSchedule(schedule, diary)
  return read.type === 'error' ? read : accept(read.value.map((one) => readTrial(diary, one)))
}

/** Hands every result to every output, and says with the exit code how it went. */
async function hand(
  results: ReturnType<typeof analyseMany>,
  outputs: readonly AnswerOutput[],
  { path, file, said, pooling, schedule, pages, lines, say, signal }: Handing,
): Promise<number> {
  const progress = progressLine(file.patientCount)
  const pool = gatherPool(pooling)
  let done = 0
  let refused = 0
  let faults = 0
  for await (const result of results) {
    progress.step()
    const trials = result.type === 'error' ? result : await trialsOf(result.diary, schedule)
    if (result.type === 'error' || trials.type === 'error') {
      progress.done()
      if (trials.type === 'error') printRefusal(trials)
      await Promise.all(outputs.map((output) => output.discard()))
      return EXIT.unusableFile
    }
    done++
    const { analysis, diary } = result
    const named = file.mapping.id === undefined ? { ...diary, id: '' } : diary
    const patient = analysis.type === 'error' || !pages ? null : reportPatient(named, analysis, said, trials.value)
    if (analysis.type === 'error') {
      refused++
      if (analysis.code === FAULT) faults++
      if (!lines) {
        progress.done()
        printUnanswered(analysis, { file: path, outcome: file.mapping.outcome.column, id: named.id })
      }
    }
    pool.add(diary.id, analysis.type === 'ok' ? analysis.contribution : null)
    if (!lines) progress.done()
    for (const output of outputs) await output.add({ diary, analysis, patient, trials: trials.value })
  }
  progress.done()
  // where everyone is finished there is nothing left to stop
  const stopped = signal.aborted && done < file.patientCount
  if (stopped && done === 0) {
    await Promise.all(outputs.map((output) => output.discard()))
    printAside(STOPPED_EMPTY)
    return EXIT.interrupted
  }
  const group = pool.pooled()
  for (const output of outputs) {
    const words = await output.finish(group, stopped ? { done, of: file.patientCount } : null)
    if (words !== '') say(`\n${words}`)
  }
  if (stopped) {
    printAside(`Stopped: ${done} of ${file.patientCount} patients were finished.\n`)
    return EXIT.interrupted
  }
  if (faults > 0) return EXIT.bug
  if (refused === 0) return EXIT.ok
  return file.patientCount > 1 ? EXIT.somePatients : EXIT.unusableFile
}
