// The whole page that `clearday rules` prints of a diary: what must not wait first, then what was counted, then what follows from it.
import { INTENDED_USE } from '@clearday/care'
import { wrapped, type TerminalStyle } from '../terminal/wrapped.ts'
import { candidacySection, oneCandidacy } from './candidacy-section.ts'
import type { DiaryReading } from './diary-reading.ts'
import { medicineSection } from './medicine-section.ts'
import { sectionText, type Section } from './page-lines.ts'
import { patternSection } from './pattern-section.ts'
import { monthsSection, periodSection, ratesSection } from './period-sections.ts'
import { questionnaireAlarms, questionnaireSection } from './questionnaire-section.ts'
import { responseSection } from './response-section.ts'
import { notAskedSection, safetySection } from './safety-section.ts'
import { summarySection } from './summary-section.ts'
import { answersSection, oneAnswer, planSection } from './treatment-sections.ts'

export interface PageOptions {
  /** Only this one in the tables of months. */
  readonly month: string | null
  /** Every point of this treatment, and of no other. */
  readonly treatment: string | null
  /** Every criterion of every pattern. */
  readonly criteria: boolean
}

export function diaryPage(
  reading: DiaryReading,
  { month, treatment, criteria }: PageOptions,
  style: TerminalStyle,
): string {
  const { history, safety, patterns, candidacies, questionnaires, plan, answers, compared, review } = reading
  const { diary, measures, medicines } = history
  const one = candidacies.find((candidacy) => candidacy.treatment === treatment)
  const alarms = safetySection(safety, questionnaireAlarms(questionnaires, safety, style), style)
  const whole: readonly Section[] = [
    summarySection(reading, style),
    periodSection(diary, measures, style),
    monthsSection(measures, month, style),
    medicineSection(medicines, month, style),
    patternSection(patterns, criteria, style),
    ...(answers === null ? [] : [answersSection(answers, style)]),
    planSection(plan, style),
    candidacySection(candidacies, style),
    questionnaireSection(
      questionnaires,
      diary.questionnaires.map(({ date }) => date),
      style,
    ),
    responseSection(compared, style),
    ratesSection(measures, style),
    notAskedSection(safety, style),
  ]
  const sections = [
    alarms,
    ...(one === undefined ? whole : [oneCandidacy(one, style), oneAnswer(answers, one.treatment, style)]),
  ]
    .map((section) => sectionText(section, style))
    .filter((text) => text !== '')
  return [...sections, `${foot(review.counts, style)}\n`].join('\n')
}

/** How much of what stands above a clinician of this installation has looked at, and what all of it is for. */
function foot(counts: DiaryReading['review']['counts'], { width }: TerminalStyle): string {
  const open = counts['not-reviewed'] + counts['earlier-version']
  const rules = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const review =
    open === 0
      ? `Every rule behind this page that must be reviewed was signed by a clinician here.`
      : `${open} of the ${rules} rules behind this page are not yet reviewed by a clinician here: clearday rules --unreviewed lists them.`
  const use = INTENDED_USE.value.short.replace('{emergency number}', 'your local emergency number')
  return [review, use].map((text) => wrapped(text, width)).join('\n')
}
