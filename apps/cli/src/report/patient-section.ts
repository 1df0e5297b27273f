// One patient's page of the report: verdict first, then numbers, drawings, and what could change it.
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
  type ScaleLine,
  scaleLines,
  sensitivityWords,
  toldJointly,
  verdictSentence,
} from '@clearday/care'
import type { TreatmentAnswer } from '@clearday/inference'
import { SHORT_VERDICT } from '../terminal/patient-table.ts'
import { COMMANDS_FOR_NEXT_STEP } from '../words/next-step-means.ts'
import { anchor, courseFigure } from './course-figure.ts'
import { effectFigure } from './effect-figure.ts'
import { escapeHtml } from './escape.ts'
import { evidenceSection } from './evidence-section.ts'
import { numbersHtml } from './numbers-html.ts'
import type { ReportPatient } from './report-patient.ts'
import { trialSection } from './trial-section.ts'

export function patientSection(patient: ReportPatient, only: boolean): string {
  const { answer, id } = patient
  const heading = id === '' ? 'The diary' : `Patient ${escapeHtml(id)}`
  const rate = (28 * answer.outcomeDays) / Math.max(1, answer.observedDays)
  const treatments = [...answer.treatments, ...answer.joint]
  return `<section class="patient${only ? ' only' : ''}" id="p-${anchor(id)}" aria-labelledby="h-${anchor(id)}">
<h2 id="h-${anchor(id)}">${heading}</h2>
<p class="soft">${escapeHtml(patient.label(0))} to ${escapeHtml(patient.label(answer.days - 1))} · ${answer.observedDays} of ${answer.days} days logged · ${answer.outcomeDays} headache days (${dayCount(rate)} in 28)</p>
${patient.warnings.map((warning) => `<p class="small soft">Note: ${escapeHtml(warning)}</p>`).join('')}
${treatments.map((treatment, k) => treatmentBlock(treatment, patient, `${anchor(id)}-${k}`)).join('\n')}
${treatments.length === 0 ? '<p>No treatment was named in this file.</p>' : ''}
<h3>Day by day</h3>
${courseFigure(patient)}
${reviewed(answer) ? `<p class="small soft">${escapeHtml(reviewSentence(answer.days, patient.label))}</p>` : ''}
<p class="small soft">A headache day is ${escapeHtml(patient.dayDefinition)}. Model ${escapeHtml(answer.model)}, seed ${answer.seed}.</p>
${patient.trials.map((trial, k) => trialSection(trial, `${anchor(id)}-${k}`)).join('\n')}
</section>`
}

function treatmentBlock(answer: TreatmentAnswer, { label, scale }: ReportPatient, id: string): string {
  const naive = naiveSentence(answer)
  const why = [reasonSentence(answer), historySentence(answer, label), nextStep(answer, COMMANDS_FOR_NEXT_STEP)]
  const said = `<h3>${escapeHtml(answer.name)}</h3>
<p class="verdict">${escapeHtml(verdictSentence(answer))}</p>
<p>${escapeHtml(why.filter((part) => part !== '').join(' '))}</p>`
  if (toldJointly(answer)) return `<div class="treatment">${said}</div>`
  const fragility = fragilitySentence(answer)
  return `<div class="treatment">${said}
${fragility === '' ? '' : `<p class="fragility">${escapeHtml(fragility)}</p>`}
<div class="numbers">${answer.loggedDaysOn > 0 ? numbersTable(answer) : ''}
${comparable(answer) ? effectFigure(answer, id) : ''}</div>
${alsoTable(scaleLines(scale, answer.name))}
${evidenceSection(answer, id)}
${answer.caveats.length === 0 ? '' : `<ul>${answer.caveats.map((code) => `<li>${escapeHtml(caveatSentence(code, answer))}</li>`).join('')}</ul>`}
${sensitivityTable(answer)}
${naive === '' ? '' : `<details><summary>Why not simply compare before and after?</summary><p>${escapeHtml(naive)}</p></details>`}
</div>`
}

function numbersTable(answer: TreatmentAnswer): string {
  const { loggedDaysOn, loggedDaysOff, daysPer28With, daysPer28Without, oddsRatio } = answer
  const logged: [string, string] = ['Logged days with it and without it', `${loggedDaysOn} and ${loggedDaysOff}`]
  const chances: [string, string][] = [
    ['Chance that it helps at all', percentText(answer.chanceHelps)],
    [`Chance that it helps by what matters (${mattersText(answer)})`, percentText(answer.chanceMatters)],
  ]
  const rows: [string, string][] = comparable(answer)
    ? [
        ['Effect so far, with the range that holds 95\u00a0%', effectText(answer)],
        ...(chancesSaySomething(answer) ? chances : []),
        [
          'Headache days in 28 with it, and had it not been used',
          `${dayCount(daysPer28With.mean)} and ${dayCount(daysPer28Without.mean)}`,
        ],
        logged,
        [
          'Odds ratio at full use',
          `${oddsRatio.q50.toFixed(2)} (${oddsRatio.q025.toFixed(2)} to ${oddsRatio.q975.toFixed(2)})`,
        ],
      ]
    : [logged]
  return `<table><tbody>${rows.map(([what, value]) => `<tr><th scope="row">${numbersHtml(what)}</th><td class="number">${numbersHtml(value)}</td></tr>`).join('')}</tbody></table>`
}

function alsoTable(lines: readonly ScaleLine[]): string {
  if (lines.length === 0) return ''
  const rows = lines.map(
    ({ about, says }) =>
      `<tr><th scope="row">${escapeHtml(about)}</th><td class="number">${numbersHtml(says)}</td></tr>`,
  )
  return `<p class="soft small also-heading">${SCALE_HEADING}</p><table class="also"><tbody>${rows.join('')}</tbody></table>`
}

function sensitivityTable({ sensitivity }: TreatmentAnswer): string {
  if (sensitivity.length === 0) return ''
  const rows = sensitivity.map(
    (row) =>
      `<tr><th scope="row">${escapeHtml(sensitivityWords(row))}</th><td class="number">${numbersHtml(effectText(row))}</td><td class="number">${percentText(row.chanceHelps)}</td><td>${SHORT_VERDICT[row.verdict]}</td></tr>`,
  )
  return `<details><summary>Does the answer survive other choices?</summary><div class="scroll"><table><thead><tr><th scope="col">choice</th><th scope="col" class="number">days in 28</th><th scope="col" class="number">helps</th><th scope="col">verdict</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`
}
