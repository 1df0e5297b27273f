// `clearday fit`: the bare reference model, for checking against other software.
import { fitReferenceModel, PRODUCT_MODEL, type Column, type PosteriorSummary } from '@clearday/inference'
import { isSet, onePath, seedFlag, text, texts, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { DIARY_OPTIONS, openDiary } from '../diary-flags.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import type { PatientDiary } from '../input/patient-diary.ts'
import { binaryOutcome, carried } from '../patient-input-of.ts'
import { printWords, shownLine } from '../shown-text.ts'
import { padEndTo, textWidth } from '../terminal/text-width.ts'
import { printRefusal, printUnanswered } from '../words/refusals.ts'

const HELP = `clearday fit DIARY.csv --columns A,B [flags]

Fits the bare model: a logistic outcome on a stationary latent AR(1) path, intercept N(0, 2²),
coefficients N(0, 1), logit φ N(2, 1), log σ N(−0.5, 0.7²). Columns enter as they are; days between
the first and the last that are not in the file are missing.

  --columns A,B        columns of the file (numbers), in this order
  --start-after N=DAY  a column of its own: 1 on the days after DAY
  --priors reference   the only priors there are
  --patient ID         one patient of a file with several (with --id)
  --json               one JSON object (one line a patient, with its id, where there are several)
  --seed N             seed of the draws (default 1)
  --day, --outcome, --id, --threshold, --duplicates, --date-format, --delimiter, --encoding as for
  analyse

Example:
  npx clearday fit examples/sim-a-abab.csv --day day --outcome headache \\
      --columns on --priors reference --json

${EXIT_WORDS}`

export const fit: Command = {
  name: 'fit',
  summary: 'the bare model, for checking against other software',
  help: HELP,
  options: {
    ...DIARY_OPTIONS,
    columns: { type: 'string', multiple: true },
    priors: { type: 'string' },
    patient: { type: 'string' },
    json: { type: 'boolean' },
    seed: { type: 'string' },
  },
  run: runFit,
}

/** What the constant goes by in the result. */
const INTERCEPT = 'intercept'

async function runFit(given: GivenArguments): Promise<number> {
  const path = onePath(given, 'fit')
  const priors = text(given, 'priors') ?? 'reference'
  if (priors !== 'reference') throw new UsageProblem(`--priors ${priors} cannot be used; give reference.`)
  const seed = seedFlag(given) ?? 1
  const wanted = (texts(given, 'columns') ?? [])
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const derived = [...(texts(given, 'start') ?? []), ...(texts(given, 'start-after') ?? [])].map((start) =>
    start.slice(0, Math.max(0, start.lastIndexOf('='))).trim(),
  )
  if ([...wanted, ...derived].includes(INTERCEPT)) {
    throw new UsageProblem(
      `The model has an ${INTERCEPT} of its own, so no column can go by that name; give the column another name in the header of the file, or the start another name in its flag.`,
    )
  }
  const fromFile = wanted.filter((name) => !derived.includes(name))
  const opened = await openDiary(path, given, { guessColumns: false, covariate: fromFile })
  if (opened.type === 'error') {
    printRefusal(opened)
    return EXIT.unusableFile
  }
  const patient = text(given, 'patient')
  const several = patient === undefined && (opened.value.patientCount > 1 || text(given, 'id') !== undefined)
  let found = 0
  let refused = 0
  for await (const diary of opened.value.patients()) {
    if (diary.type === 'error') {
      printRefusal(diary)
      return EXIT.unusableFile
    }
    if (patient !== undefined && diary.value.id !== patient) continue
    found++
    refused += printFit(diary.value, wanted, { file: path, seed, json: isSet(given, 'json'), several })
  }
  await opened.value.close()
  if (found === 0) throw new UsageProblem(`There is no patient ${patient ?? ''} in ${path}.`)
  return refused > 0 ? (several ? EXIT.somePatients : EXIT.unusableFile) : EXIT.ok
}

function printFit(
  diary: PatientDiary,
  wanted: readonly string[],
  { file, seed, json, several }: { file: string; seed: number; json: boolean; several: boolean },
): 0 | 1 {
  const named = wanted.flatMap((name) => diary.columns.filter((column) => column.name === name))
  const others = diary.columns.filter((column) => column.role === 'treatment' && !wanted.includes(column.name))
  const columns: Column[] = [...named, ...others].map((column) => ({ name: column.name, values: carried(column) }))
  const started = performance.now()
  const fitted = fitReferenceModel(binaryOutcome(diary), columns, { seed })
  const seconds = (performance.now() - started) / 1000
  if (fitted.type === 'error') {
    const { code, message } = fitted.problem
    if (json && several) process.stdout.write(`${JSON.stringify({ id: diary.id, error: { code, message } })}\n`)
    else printUnanswered(fitted.problem, { file, outcome: diary.outcomeName, id: several ? diary.id : '' })
    return 1
  }
  const { columns: summaries, phi, sigma, riskDifference, observedDays } = fitted.value
  const result = {
    ...(several ? { id: diary.id } : {}),
    columns: Object.fromEntries(summaries.map(({ name, summary }) => [name, fiveNumbers(summary)])),
    phi: fiveNumbers(phi),
    sigma: fiveNumbers(sigma),
    ...(riskDifference === null ? {} : { riskDifference: fiveNumbers(riskDifference.summary) }),
    observedDays,
    seconds: Number(seconds.toFixed(4)),
    version: `${PRODUCT_MODEL.replace('product', 'reference')}`,
  }
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else printWords(fitTable(several ? diary.id : '', result))
  return 0
}

type FiveNumbers = ReturnType<typeof fiveNumbers>

function fiveNumbers({ mean, sd, q025, q50, q975 }: PosteriorSummary) {
  return { mean, sd, 'q2.5': q025, q50, 'q97.5': q975 }
}

function fitTable(
  id: string,
  result: {
    columns: Record<string, FiveNumbers>
    phi: FiveNumbers
    sigma: FiveNumbers
    riskDifference?: FiveNumbers
    observedDays: number
  },
): string {
  const rows: [string, FiveNumbers][] = [
    ...Object.entries(result.columns).map(([name, numbers]): [string, FiveNumbers] => [shownLine(name), numbers]),
    ['phi', result.phi],
    ['sigma', result.sigma],
    ...(result.riskDifference === undefined
      ? []
      : [['risk difference', result.riskDifference] as [string, FiveNumbers]]),
  ]
  const width = Math.max(...rows.map(([name]) => textWidth(name)))
  const head = `${''.padEnd(width)}    mean      sd    2.5%     50%   97.5%`
  const lines = rows.map(
    ([name, numbers]) =>
      `${padEndTo(name, width)}${Object.values(numbers)
        .map((value) => value.toFixed(3).padStart(8))
        .join('')}`,
  )
  const about =
    result.riskDifference === undefined
      ? 'log odds; no column was named, so there is no effect in it: name one with --columns'
      : 'log odds ratios; the risk difference is of the first column over all logged days'
  return `${id === '' ? '' : `Patient ${shownLine(id)}\n`}${head}\n${lines.join('\n')}\n${result.observedDays} logged days; ${about}\n\n`
}
