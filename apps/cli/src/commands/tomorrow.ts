// `clearday tomorrow`: the chance of a headache tomorrow, where this person's own record has earned that it is shown.
import { percentText } from '@clearday/care'
import { forecastTomorrow, type Forecast } from '@clearday/inference'
import { isSet, onePath, text, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { DIARY_HELP, DIARY_OPTIONS, openDiary } from '../diary-flags.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { dayLabel, shownDayLabel } from '../input/patient-diary.ts'
import { binaryOutcome } from '../patient-input-of.ts'
import { printWords, shownLine } from '../shown-text.ts'
import { terminalStyle, wrapped } from '../terminal/wrapped.ts'
import { printRefusal, printUnanswered } from '../words/refusals.ts'

export const tomorrow: Command = {
  name: 'tomorrow',
  summary: 'the chance of a headache on the next day, where it can be told',
  help: `clearday tomorrow DIARY.csv [flags]

Goes through the diary once and says for every day, from the days before it only, how likely a
headache was. That record is compared with simply naming the person's usual rate. Only where it has
done clearly better is the chance for the day after the last one shown.

${DIARY_HELP}
  --patient ID         one patient of a file with several
  --json               the result as JSON, one line a patient

Example:
  npx clearday tomorrow examples/sim-a-abab.csv --outcome headache

${EXIT_WORDS}`,
  options: { ...DIARY_OPTIONS, patient: { type: 'string' }, json: { type: 'boolean' } },
  run: runTomorrow,
}

async function runTomorrow(given: GivenArguments): Promise<number> {
  const path = onePath(given, 'tomorrow')
  const wanted = text(given, 'patient')
  const opened = await openDiary(path, given)
  if (opened.type === 'error') {
    printRefusal(opened)
    return EXIT.unusableFile
  }
  const { width } = terminalStyle({ ascii: false, plain: false })
  const several = opened.value.mapping.id !== undefined
  let found = 0
  let refused = 0
  try {
    for await (const diary of opened.value.patients()) {
      if (diary.type === 'error') {
        printRefusal(diary)
        return EXIT.unusableFile
      }
      const { id, outcome } = diary.value
      if (wanted !== undefined && id !== wanted) continue
      found++
      const forecast = forecastTomorrow(binaryOutcome(diary.value))
      const label = dayLabel(diary.value, outcome.length)
      const day = diary.value.calendar === 'date' ? label : `day ${shownDayLabel(diary.value, outcome.length)}`
      if (forecast.type === 'error') {
        refused++
        const { code, message } = forecast.problem
        if (isSet(given, 'json')) process.stdout.write(`${JSON.stringify({ id, error: { code, message } })}\n`)
        else
          printUnanswered(forecast.problem, {
            file: path,
            outcome: opened.value.mapping.outcome.column,
            id: several ? id : '',
          })
      } else if (isSet(given, 'json'))
        process.stdout.write(`${JSON.stringify(forecastFields(id, label, forecast.value))}\n`)
      else
        printWords(
          `${wrapped(`${several ? `Patient ${shownLine(id)}: ` : ''}${forecastText(day, forecast.value)}`, width)}\n`,
        )
    }
  } finally {
    await opened.value.close()
  }
  if (found === 0) throw new UsageProblem(`There is no patient ${wanted ?? ''} in ${path}.`)
  if (refused === 0) return EXIT.ok
  return found > 1 ? EXIT.somePatients : EXIT.unusableFile
}

/** The chance is null where it has not earned being shown. */
function forecastFields(id: string, day: string, { chance, baseRate, shown, evidence, track }: Forecast): unknown {
  const { logScore, baseLogScore } = track
  return {
    id,
    day,
    chance: shown ? chance : null,
    shown,
    baseRate,
    evidence,
    loggedDays: track.day.length,
    logScore,
    baseLogScore,
  }
}

/** Logged days up to which fewer than half of simulated diaries with spells like real ones had earned a forecast. */
const A_FEW_MONTHS = 150

function forecastText(day: string, { chance, baseRate, shown, track }: Forecast): string {
  const logged = track.day.length
  if (!shown) {
    return `Over ${logged} logged days, forecasts from the days before have not done clearly better than the usual rate of ${percentText(baseRate)}, so none is shown for ${day}.${logged < A_FEW_MONTHS ? ' That is so for most diaries of a few months.' : ''}`
  }
  return `On ${day} the chance of a headache is ${percentText(chance)}; the usual rate is ${percentText(baseRate)}. Over ${logged} logged days such forecasts, made from the days before only, have done better than the usual rate. A day can still go either way.`
}
