// All questionnaires that answers can be scored of, those with their items and those as plug-ins, and every rule among them.
import type { ClinicalRule } from '../clinical-rule.ts'
import { HIT_6, MIBS_4, MIDAS } from './headache-plug-ins.ts'
import { LOST_TIME_SPAN } from './lost-time.ts'
import { MSQ } from './msq-plug-in.ts'
import { ISI, NDI, PROMIS } from './other-plug-ins.ts'
import { OWN_RATINGS } from './own-ratings.ts'
import { PHQ_GAD } from './phq-gad.ts'
import type { Questionnaire, Scale } from './questionnaire.ts'

export const QUESTIONNAIRES: readonly Questionnaire[] = [
  ...PHQ_GAD,
  MIBS_4,
  ...OWN_RATINGS,
  HIT_6,
  MIDAS,
  MSQ,
  ISI,
  NDI,
  ...PROMIS,
]

const BY_ID: ReadonlyMap<string, Questionnaire> = new Map(QUESTIONNAIRES.map((one) => [one.id, one]))

/** By its id; undefined where there is none. O(1). */
export function findQuestionnaire(id: string): Questionnaire | undefined {
  return BY_ID.get(id)
}

/** The total first, then the parts. */
export function scalesOf({ total, parts }: Questionnaire): readonly Scale[] {
  return total === null ? parts : [total, ...parts]
}

function rulesOf(one: Questionnaire): ClinicalRule<unknown>[] {
  const ofScales = scalesOf(one).flatMap(({ bands, otherBands, missing, meaningfulChange }) => [
    ...(bands === null ? [] : [bands]),
    ...otherBands,
    missing,
    ...meaningfulChange,
  ])
  return [one.scoring, ...(one.safetyItem === null ? [] : [one.safetyItem]), ...ofScales]
}

/** Each once: parts may share a rule. */
export const QUESTIONNAIRE_RULES: readonly ClinicalRule<unknown>[] = [
  ...new Set([...QUESTIONNAIRES.flatMap(rulesOf), LOST_TIME_SPAN]),
]
