// One patient's answer as a person reads it in a terminal.
import type { TreatmentAnswer } from '@clearday/inference'
import type { ReportPatient } from '../report/report-patient.ts'
import { SCALE_HEADING, scaleLines } from '../words/scale-words.ts'
import {
  caveatSentence,
  dayCount,
  effectText,
  historySentence,
  mattersText,
  naiveSentence,
  nextStep,
  percentText,
  reasonSentence,
  reviewed,
  reviewSentence,
  sensitivityWords,
  verdictSentence,
} from '../words/verdict-words.ts'
import { dayChart } from './day-chart.ts'
import { evidenceSummary } from './evidence-summary.ts'
import { trialSummary } from './trial-summary.ts'
import { bold, wrapped, type TerminalStyle } from './wrapped.ts'

export function patientSummary(patient: ReportPatient, style: TerminalStyle): string {
  const { answer } = patient
  const lines: string[] = []
  if (patient.id !== '') lines.push(bold(`Patient ${patient.id}`, style))
  lines.push(
    `${answer.observedDays} of ${answer.days} days logged, ${answer.outcomeDays} of them ${answer.outcomeDays === 1 ? 'a headache day' : 'headache days'} (${dayCount((28 * answer.outcomeDays) / Math.max(1, answer.observedDays))} in 28).`,
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
  const next = nextStep(answer)
  if (next !== '') lines.push(wrapped(next, style.width, '  '))
  if (answer.loggedDaysOn > 0) {
    lines.push(
      '',
      `  effect so far           ${effectText(answer)}`,
      `  chance that it helps    ${percentText(answer.chanceHelps)}`,
      `  … by what matters       ${percentText(answer.chanceMatters)}  (${mattersText(answer)})`,
      `  days in 28              ${dayCount(answer.daysPer28With.mean)} with it, ${dayCount(answer.daysPer28Without.mean)} had it not been used`,
      `  logged days             ${answer.loggedDaysOn} with it, ${answer.loggedDaysOff} without`,
    )
  }
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
  const changed = answer.sensitivity.filter((row) => row.code !== 'tipping-point' && row.verdict !== answer.verdict)
  if (answer.sensitivity.length > 0) {
    lines.push(
      wrapped(
        changed.length === 0
          ? 'The verdict stays the same under every other choice that was tried (see the report).'
          : `The verdict would change with ${changed.length === 1 ? 'another choice' : 'other choices'}: ${changed.map(sensitivityWords).join('; ')}.`,
        style.width,
        '  ',
      ),
    )
  }
  return lines.join('\n')
}
