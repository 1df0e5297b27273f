// `clearday screen`: which daily factors go along with the headaches.
import { screenFactors, type ScreeningResult } from '@clearday/inference'
import { isSet, onePath, type Command } from '../command.ts'
import { DIARY_HELP, DIARY_OPTIONS, openDiary } from '../diary-flags.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { binaryOutcome } from '../patient-input-of.ts'
import { terminalStyle, wrapped } from '../terminal/wrapped.ts'
import { printRefusal } from '../words/refusals.ts'

export const screen: Command = {
  name: 'screen',
  summary: 'which daily factors go along with the headaches?',
  help: `clearday screen DIARY.csv [flags]

Looks at all daily factors of one and two days before, together. Of people whose factors have nothing to do with their headaches, at most
one in twenty is shown anything. What is found goes along with headaches; it may be an early symptom rather than a reason.

${DIARY_HELP}
  --json                    the result as JSON, one line a patient

Example:
  npx clearday screen examples/sim-b-sessions.csv --factor stress

${EXIT_WORDS}`,
  options: { ...DIARY_OPTIONS, json: { type: 'boolean' } },
  async run(given) {
    const opened = await openDiary(onePath(given, 'screen'), given)
    if (opened.type === 'error') {
      printRefusal(opened)
      return EXIT.unusableFile
    }
    const style = terminalStyle({ ascii: false, plain: false })
    let refused = 0
    for await (const diary of opened.value.patients()) {
      if (diary.type === 'error') {
        printRefusal(diary)
        return EXIT.unusableFile
      }
      const factors = diary.value.columns.filter(({ role }) => role === 'factor')
      const screened = screenFactors(binaryOutcome(diary.value), factors)
      const id = opened.value.mapping.id === undefined ? '' : diary.value.id
      if (screened.type === 'error') {
        refused++
        process.stderr.write(`${id === '' ? '' : `Patient ${id}: `}${screened.problem.message}\n`)
      } else if (isSet(given, 'json'))
        process.stdout.write(`${JSON.stringify({ id: diary.value.id, ...screened.value })}\n`)
      else process.stdout.write(`${screeningText(id, screened.value, style.width)}\n`)
    }
    await opened.value.close()
    return refused > 0 ? EXIT.somePatients : EXIT.ok
  },
}

function screeningText(id: string, result: ScreeningResult, width: number): string {
  const lines = id === '' ? [] : [`Patient ${id}`]
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
        `None of ${result.factors.length} factors clearly goes along with the headaches over ${result.loggedDays} logged days. A diary of this length would usually show an odds ratio of ${result.detectableOddsRatio.toFixed(1)} per standard deviation, so smaller links are not ruled out.`,
        width,
      ),
    )
  }
  for (const { name, lagDays, oddsRatioPerSd, low, high } of found) {
    lines.push(
      wrapped(
        `${name} goes along with a headache ${lagDays === 1 ? 'the next day' : `${lagDays} days later`}: odds ratio ${oddsRatioPerSd.toFixed(2)} per standard deviation (${low.toFixed(2)} to ${high.toFixed(2)}). It may be an early symptom of the attack.`,
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
