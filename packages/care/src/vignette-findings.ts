// What each room says of a diary, in the shape in which a vignette expects it.
import {
  findQuestionnaire,
  matchPatterns,
  scoreQuestionnaire,
  type MedicineMonth,
  type PatternResult,
  type QuestionnaireEntry,
  type SpanMeasures,
  type Tally,
} from '@clearday/diary'
import { candidacyFound } from './candidacy/candidacy-findings.ts'
import type { History } from './history.ts'
import { checkPlan } from './plan/plan-checks.ts'
import { assessSafety } from './safety/assess-safety.ts'
import { contraindicationsFor } from './safety/contraindications-for.ts'
import type { Json, JsonObject } from './vignette.ts'

/** By what is expected. The expectation is given so that only what it asks about is worked out. */
export const FINDINGS: Readonly<Record<string, (history: History, expected: Json) => Json>> = {
  months: ({ measures }) => spans(measures.months),
  windows: ({ measures }) => spans(measures.windows),
  patterns: ({ diary, days }) =>
    Object.fromEntries(matchPatterns(diary, days).map((pattern) => [pattern.code, patternFound(pattern)])),
  medicines: ({ medicines }) =>
    Object.fromEntries(medicines.months.map((month) => [month.month, medicinesFound(month)])),
  warnings: ({ medicines }) =>
    medicines.warnings.map(({ medicineClass, month, daysTaken, daysLeft, level }) => ({
      medicineClass,
      month,
      daysTaken,
      daysLeft,
      level,
    })),
  doses: ({ medicines }) =>
    medicines.doseAlerts.map(({ ingredient, name, date, taken, most, unit, urgency }) => ({
      ingredient,
      name,
      date,
      taken,
      most,
      unit,
      urgency,
    })),
  strengths: ({ medicines }) =>
    medicines.strengthUnknown.map(({ ingredient, date, atLeast, atMost, units }) => ({
      ingredient,
      date,
      atLeast,
      atMost,
      units,
    })),
  ageNote: ({ medicines }) => (medicines.ageNote === null ? [] : [...medicines.ageNote.months]),
  safety: safetyFound,
  questionnaires: ({ diary }) => diary.questionnaires.map(questionnaireFound),
  candidacy: candidacyFound,
  plan: planFound,
}

function tally({ count, most }: Tally): JsonObject {
  return { count, most }
}

function spans(measured: readonly SpanMeasures[]): JsonObject {
  return Object.fromEntries(measured.map((span) => [span.name, spanFound(span)]))
}

function spanFound(span: SpanMeasures): JsonObject {
  const byName = (prefix: string, tallies: Readonly<Record<string, Tally>>): [string, JsonObject][] =>
    Object.entries(tallies).map(([name, one]) => [`${prefix}${name}`, tally(one)])
  return {
    ...Object.fromEntries(byName('', span.days)),
    ...Object.fromEntries(byName('medicineDays.', span.medicineDays)),
    ...Object.fromEntries(byName('', span.attacks)),
    attacksBegun: span.attacksBegun,
    completeness: span.completeness,
    meanIntensity: span.meanIntensity?.mean ?? null,
    lostTimeDays: tally(span.lostTimeDays),
  }
}

function questionnaireFound(entry: QuestionnaireEntry): JsonObject {
  const scored = scoreQuestionnaire(entry)
  const { questionnaire, date } = entry
  if (scored.type === 'error') {
    return { questionnaire, date, score: null, band: null, refused: scored.problems.map(({ code }) => code) }
  }
  const { score, band, otherBands, safety } = scored.value
  return {
    questionnaire,
    date,
    score,
    band,
    otherBands: otherBands.map((other) => other.band),
    safety: safety?.code ?? null,
    refused: [],
    itemsShipped: findQuestionnaire(questionnaire)?.licence.itemsShipped ?? null,
  }
}

/** By code, so that a case need not foresee every other check; a code that is expected to be absent is found as an empty list. */
function planFound(history: History, expected: Json): JsonObject {
  const { person } = history.diary
  const checks = checkPlan(history, { contraindications: (id) => contraindicationsFor(id, person) })
  return Object.fromEntries(
    Object.keys(expected as JsonObject).map((code) => [
      code,
      checks
        .filter((check) => check.code === code)
        .map(({ treatments, on, level }) => ({ treatments: [...treatments], on, level })),
    ]),
  )
}

/** A status with the reason that the room gives for it. */
function reasoned(is: string, because: string): JsonObject {
  return { is, because }
}

function patternFound({ criteria, consistent, setAsideBy, sentence }: PatternResult): JsonObject {
  return {
    ...Object.fromEntries(criteria.map(({ id, status, because }) => [id, reasoned(status, because)])),
    consistent: reasoned(consistent, sentence),
    setAsideBy,
  }
}

function medicinesFound({ classes, multiple, withoutLimit, unclassifiedDays }: MedicineMonth): JsonObject {
  return {
    ...Object.fromEntries(withoutLimit.map(({ medicineClass, days }) => [medicineClass, { days: tally(days) }])),
    ...Object.fromEntries(
      classes.map(({ medicineClass, days, overuse, daysLeft }) => [
        medicineClass,
        { days: tally(days), overuse, daysLeft },
      ]),
    ),
    'multiple-classes': { days: tally(multiple.days), overuse: multiple.overuse, daysLeft: multiple.daysLeft },
    unclassifiedDays,
  }
}

function safetyFound(history: History): JsonObject {
  const { urgency, raised, notRaised, notAsked } = assessSafety(history)
  return {
    urgency,
    flags: Object.fromEntries([
      ...raised.map(({ id, why }) => [id, reasoned('raised', why.join(' '))]),
      ...notRaised.map(({ id, because }) => [id, reasoned('not-raised', because)]),
      ...notAsked.map(({ id, because }) => [id, reasoned('unknown', because)]),
    ]) as JsonObject,
  }
}
