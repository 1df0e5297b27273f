// One patient's answer as a person reads it in a terminal.
import {
  caveatSentence,
  chancesSaySomething,
  comparable,
  dayCount,
  effectText,
  fragilitySentence,
  historySentence,
  mattersText,
  naiveSentence,
  nextStep,
  percentText,
  reasonSentence,
  reviewed,
  reviewSentence,
  SCALE_HEADING,
  scaleLines,
  toldJointly,
  verdictSentence,
} from '@clearday/care'
import type { TreatmentAnswer } from '@clearday/inference'
import type { ReportPatient } from '../report/report-patient.ts'
import { COMMANDS_FOR_NEXT_STEP } from '../words/next-step-means.ts'
import { dayChart } from './day-chart.ts'
import { evidenceSummary } from './evidence-summary.ts'
import { trialSummary } from './trial-summary.ts'
import { bold, wrapped, type TerminalStyle } from './wrapped.ts'

export function patientSummary(patient: ReportPatient, style: TerminalStyle): string {
  const { answer } = patient
  const lines: string[] = []
  if (patient.id !== '') lines.push(bold(`Patient ${patient.id}`, style))
  lines.push(
    wrapped(
      `${answer.observedDays} of ${answer.days} days logged, ${answer.outcomeDays} of them ${answer.outcomeDays === 1 ? 'a headache day' : 'headache days'} (${dayCount((28 * answer.outcomeDays) / Math.max(1, answer.observedDays))} in 28).`,
      style.width,
    ),
  )
  for (const warning of patient.warnings) lines.push(wrapped(`Note: ${warning}`, style.width))
  lines.push('', dayChart(patient, style))
  if (answer.treatments.length === 0) {
    lines.push(
      '',
      wrapped(
        'No treatment was found in this file. Name one with --treatment, --dose, --start or --sessions.',
        style.width,
      ),
    )
  }
  for (const treatment of [...answer.treatments, ...answer.joint])
    lines.push('', treatmentLines(treatment, patient, style))
  for (const trial of patient.trials) lines.push('', trialSummary(trial, style))
  if (reviewed(answer)) lines.push('', wrapped(reviewSentence(answer.days, patient.label), style.width))
  return `${lines.join('\n')}\n`
}

function treatmentLines(answer: TreatmentAnswer, { label, scale }: ReportPatient, style: TerminalStyle): string {
  const lines = [
    bold(answer.name, style),
    wrapped(verdictSentence(answer), style.width, '  '),
    wrapped(reasonSentence(answer), style.width, '  '),
  ]
  const history = historySentence(answer, label)
  if (history !== '') lines.push(wrapped(history, style.width, '  '))
  const next = nextStep(answer, COMMANDS_FOR_NEXT_STEP)
  if (next !== '') lines.push(wrapped(next, style.width, '  '))
  if (toldJointly(answer)) return lines.join('\n')
  const fragility = fragilitySentence(answer)
  if (fragility !== '') lines.push(wrapped(fragility, style.width, '  '))
  if (answer.loggedDaysOn > 0) lines.push('', ...numberLines(answer, style.width))
  const also = scaleLines(scale, answer.name)
  if (also.length > 0) {
    lines.push('', `  ${SCALE_HEADING}`)
    for (const { about, says } of also) lines.push(wrapped(`${about}: ${says}`, style.width, '    '))
    lines.push('')
  }
  if (answer.evidence !== undefined) lines.push('', evidenceSummary(answer.evidence, style), '')
  for (const caveat of answer.caveats) lines.push(wrapped(`Mind: ${caveatSentence(caveat, answer)}`, style.width, '  '))
  const naive = naiveSentence(answer)
  if (naive !== '') lines.push(wrapped(naive, style.width, '  '))
  return lines.join('\n')
}

const LABEL_WIDTH = 24
/** With less room than this beside the labels, the numbers stand under them. */
const LEAST_ROOM = 34

function numberLines(answer: TreatmentAnswer, width: number): string[] {
  const rows: [string, string][] = [['logged days', `${answer.loggedDaysOn} with it, ${answer.loggedDaysOff} without`]]
  if (comparable(answer)) {
    rows.unshift(['effect so far', effectText(answer)], ...(chancesSaySomething(answer) ? chanceRows(answer) : []), [
      'days in 28',
      `${dayCount(answer.daysPer28With.mean)} with it, ${dayCount(answer.daysPer28Without.mean)} had it not been used`,
    ])
  }
  const beside = width - LABEL_WIDTH - 2 >= LEAST_ROOM
  return rows.flatMap(([label, value]) => {
    if (!beside) return [`  ${label}`, wrapped(value, width, '    ')]
    const [first, ...others] = wrapped(value, width, ''.padEnd(LABEL_WIDTH + 2)).split('\n')
    return [`  ${label.padEnd(LABEL_WIDTH)}${first.trimStart()}`, ...others]
  })
}

function chanceRows(answer: TreatmentAnswer): [string, string][] {
  return [
    ['chance that it helps', percentText(answer.chanceHelps)],
    ['chance that it matters', `${percentText(answer.chanceMatters)} (${mattersText(answer)})`],
  ]
}
