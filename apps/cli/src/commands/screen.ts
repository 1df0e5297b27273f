// `clearday screen`: which daily factors go along with the headaches.
import { screenFactors, type ScreeningResult } from '@clearday/inference'
import { isSet, onePath, texts, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { DIARY_HELP, DIARY_OPTIONS, openDiary } from '../diary-flags.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { binaryOutcome } from '../patient-input-of.ts'
import { printWords, shownLine } from '../shown-text.ts'
import { terminalStyle, wrapped } from '../terminal/wrapped.ts'
import { printRefusal, printUnanswered } from '../words/refusals.ts'

export const screen: Command = {
  name: 'screen',
  summary: 'which daily factors go along with the headaches?',
  help: `clearday screen DIARY.csv [flags]

Looks at all daily factors of one and two days before, together. Of people whose factors have
nothing to do with their headaches, at most one in twenty is shown anything. What is found goes
along with headaches; it may be an early symptom rather than a reason. A factor of the same day is
left out, because it may answer the headache. What no headache can move, such as weekdays or
weather, can be named as exogenous and is then looked at on the same day too.

${DIARY_HELP}
  --exogenous A,B           factors that no headache can move; they may also act on the same day
  --json                    the result as JSON, one line a patient

Example:
  npx clearday screen examples/sim-b-sessions.csv --factor stress

${EXIT_WORDS}`,
  options: { ...DIARY_OPTIONS, exogenous: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  async run(given) {
    const path = onePath(given, 'screen')
    const opened = await openDiary(path, withExogenousFactors(given))
    if (opened.type === 'error') {
      printRefusal(opened)
      return EXIT.unusableFile
    }
    const exogenous = exogenousNames(
      given,
      opened.value.mapping.columns.filter(({ role }) => role === 'factor').map(({ name }) => name),
    )
    const style = terminalStyle({ ascii: false, plain: false })
    let refused = 0
    for await (const diary of opened.value.patients()) {
      if (diary.type === 'error') {
        printRefusal(diary)
        return EXIT.unusableFile
      }
      const factors = diary.value.columns
        .filter(({ role }) => role === 'factor')
        .map(({ name, values }) => ({ name, values, exogenous: exogenous.has(name) }))
      const screened = screenFactors(binaryOutcome(diary.value), factors)
      const id = opened.value.mapping.id === undefined ? '' : diary.value.id
      if (screened.type === 'error') {
        refused++
        printUnanswered(screened.problem, { file: path, outcome: opened.value.mapping.outcome.column, id })
      } else if (isSet(given, 'json'))
        process.stdout.write(`${JSON.stringify({ id: diary.value.id, ...screened.value })}\n`)
      else printWords(`${screeningText(id, screened.value, style.width)}\n`)
    }
    await opened.value.close()
    return refused > 0 ? EXIT.somePatients : EXIT.ok
  },
}

/** Where factors are named at all, the exogenous ones are factors too. */
function withExogenousFactors(given: GivenArguments): GivenArguments {
  const factors = texts(given, 'factor')
  if (factors === undefined) return given
  const named = factors.flatMap((one) => [one, ...one.split(',')].map((name) => name.trim()))
  const more = (texts(given, 'exogenous') ?? [])
    .flatMap((one) => (named.includes(one) ? [] : one.split(',').map((name) => name.trim())))
    .filter((name) => !named.includes(name))
  return { ...given, values: { ...given.values, factor: [...factors, ...more] } }
}

/** Throws `UsageProblem` where one is not among the factors. A name with a comma in it goes before two names. */
function exogenousNames(given: GivenArguments, factors: readonly string[]): ReadonlySet<string> {
  const names = (texts(given, 'exogenous') ?? []).flatMap((one) =>
    factors.includes(one) ? [one] : one.split(',').map((name) => name.trim()),
  )
  const unknown = names.find((name) => !factors.includes(name))
  if (unknown === undefined) return new Set(names)
  throw new UsageProblem(
    factors.length === 0
      ? `--exogenous ${unknown}: there is no such factor, because no column is read as one. Name it with --factor as well.`
      : `--exogenous ${unknown}: there is no such factor. The factors are ${factors.join(', ')}; a column that is not among them has to be named with --factor as well.`,
  )
}

function screeningText(id: string, result: ScreeningResult, width: number): string {
  const lines = id === '' ? [] : [`Patient ${shownLine(id)}`]
  const found = result.factors.filter(({ finding }) => finding)
  if (result.factors.length === 0) {
    lines.push(wrapped('No factor could be looked at. Name the columns with --factor A,B.', width))
  } else if (result.loggedDays < result.minimumDays) {
    lines.push(
      wrapped(
        `${result.loggedDays} days are logged. Below ${result.minimumDays} nothing is said, because with many factors something always seems to stand out.`,
        width,
      ),
    )
  } else if (found.length === 0) {
    lines.push(
      wrapped(
        `${result.factors.length === 1 ? `${result.factors[0].name} does not clearly go` : `None of ${result.factors.length} factors clearly goes`} along with the headaches over ${result.loggedDays} logged days. A diary of this length would usually show an odds ratio of ${result.detectableOddsRatio.toFixed(1)} per standard deviation, so smaller links are not ruled out.`,
        width,
      ),
    )
  }
  for (const { name, lagDays, oddsRatioPerSd, low, high, mayBeEarlySymptom } of found) {
    lines.push(
      wrapped(
        `${name} goes along with a headache ${['on the same day', 'the next day', 'two days later'][lagDays]}: odds ratio ${oddsRatioPerSd.toFixed(2)} per standard deviation (${low.toFixed(2)} to ${high.toFixed(2)}).${mayBeEarlySymptom ? ' It may be an early symptom of the attack.' : ''}`,
        width,
      ),
    )
  }
  if (result.leftOut.length > 0)
    lines.push(
      wrapped(`Left out, because they hardly ever were recorded or never change: ${result.leftOut.join(', ')}.`, width),
    )
  return lines.join('\n')
}
