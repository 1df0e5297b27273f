// "Who might benefit most", for one person: every treatment's points answered from the diary and the intake, in the order of the catalogue.
import { ageOn, type ClinicalRule } from '@clearday/diary'
import { evidenceSummary, findTreatment, TREATMENTS, type Treatment } from '@clearday/evidence'
import { historyUntil, type History } from '../history.ts'
import type { SafetyOptions } from '../safety/assess-safety.ts'
import { contraindicationsFor } from '../safety/contraindications-for.ts'
import { candidacyFacts, type CandidacyFacts } from './candidacy-facts.ts'
import type { Candidacy, CriterionSide } from './candidacy.ts'
import { candidacyNotes } from './candidacy-notes.ts'
import { ALONGSIDE_RULE, conclude, CONCLUSION_RULE, POINTS_RULE } from './conclude.ts'
import { answerCriterion, type TreatmentCriteria } from './criterion.ts'
import { CANDIDACY_THRESHOLDS, UNDER_AGE } from './candidacy-thresholds.ts'
import { HANDS_AND_NEEDLES } from './hands-and-needles.ts'
import { physicianPoints } from './physician-points.ts'
import { PRACTICE_AND_TRAINING } from './practice-and-training.ts'
import { BESIDE_TREATMENT, safetyReading } from './safety-reading.ts'
import { TAKEN_TO_PREVENT } from './taken-to-prevent.ts'

export const ALL_CRITERIA: readonly TreatmentCriteria[] = [
  ...HANDS_AND_NEEDLES,
  ...PRACTICE_AND_TRAINING,
  ...TAKEN_TO_PREVENT,
]

const CRITERIA: ReadonlyMap<string, TreatmentCriteria> = new Map(ALL_CRITERIA.map((one) => [one.treatment, one]))

/** A treatment that the catalogue has and nobody has written points for: little speaks for it, and nothing is made up. */
const NO_CRITERIA: TreatmentCriteria = { treatment: '', criteria: [], essential: [] }

export const CANDIDACY_RULES: readonly ClinicalRule<unknown>[] = [
  CONCLUSION_RULE,
  POINTS_RULE,
  ALONGSIDE_RULE,
  BESIDE_TREATMENT,
  ...CANDIDACY_THRESHOLDS,
  ...ALL_CRITERIA.flatMap(({ criteria }) => criteria.map(({ rule }) => rule)),
]

/**
 * One treatment for one person.
 *
 * @param treatmentId of the evidence catalogue, or a name of it that people use. @param options the day on which red flags are judged.
 * @throws for a treatment that the catalogue does not have: ask `findTreatment` first where the name was typed. O(days).
 */
export function candidacyFor(treatmentId: string, history: History, options: SafetyOptions = {}): Candidacy {
  const treatment = findTreatment(treatmentId)
  if (treatment === undefined) throw new Error(`no treatment ${treatmentId} in the catalogue`)
  return candidacyOf(treatment, factsAsOf(history, options))
}

/** All treatments, always in the order of the catalogue: nothing is ranked. O(days + treatments · points). */
export function allCandidacies(history: History, options: SafetyOptions = {}): readonly Candidacy[] {
  const facts = factsAsOf(history, options)
  return TREATMENTS.map((treatment) => candidacyOf(treatment, facts))
}

/** Judged on a day that is past, nothing that is dated later counts. An age in years is still that of the diary's own last day. */
function factsAsOf(history: History, options: SafetyOptions): CandidacyFacts {
  const { person, lastDay } = history.diary
  const asOf = options.today ?? lastDay
  return candidacyFacts(historyUntil(history, asOf), safetyReading(history, options), ageOn(asOf, person, lastDay))
}

function candidacyOf(treatment: Treatment, facts: CandidacyFacts): Candidacy {
  const { id, name, prescribed } = treatment
  const { criteria, essential } = CRITERIA.get(id) ?? NO_CRITERIA
  const answers = criteria.map((one) => answerCriterion(one, facts))
  const contraindications = contraindicationsFor(id, facts.person)
  const asked = physicianPoints(
    facts.person,
    contraindications,
    answers.map((answer) => answer.id),
  )
  const holding = (side: CriterionSide): string[] =>
    criteria.filter((one, k) => one.side === side && answers[k].status === 'met').map(({ asks }) => asks.label)
  const lacking = criteria.flatMap(({ asks: { id: asked, lacking: words } }, k) => {
    const { status } = answers[k]
    if (status === 'met' || words === undefined || !essential.includes(asked)) return []
    return [status === 'unknown' ? words.open : words.notSo]
  })
  const { conclusion, sentence } = conclude({
    urgent: facts.safety.urgent,
    physicianFirst: [
      ...(facts.underAge === null ? [] : [facts.underAge]),
      ...facts.safety.physicianFirst,
      ...asked.first,
      ...holding('physician-first'),
    ],
    against: holding('against'),
    lacking,
    inFavour: holding('for'),
    stillToAsk: asked.stillToAsk.length,
    prescribed,
  })
  return {
    treatment: id,
    name,
    conclusion,
    sentence,
    criteria: answers,
    contraindications,
    stillToAsk: asked.stillToAsk,
    published: publishedLine(id),
    aboutThePoints: POINTS_RULE.statement,
    alongside: ALONGSIDE_RULE.statement,
    notes: candidacyNotes(treatment, facts),
    ruleIds: [
      ...new Set([
        CONCLUSION_RULE.id,
        POINTS_RULE.id,
        ALONGSIDE_RULE.id,
        ...(facts.underAge === null ? [] : [UNDER_AGE.id]),
        ...facts.safety.ruleIds,
        ...answers.map(({ ruleId }) => ruleId),
        ...contraindications.map(({ contraindication }) => contraindication.rule.id),
      ]),
    ],
  }
}

function publishedLine(treatment: string): string | null {
  const summary = evidenceSummary(treatment)
  return summary === undefined ? null : `${summary.headline.text} How sure the field is of it: ${summary.certainty}.`
}
