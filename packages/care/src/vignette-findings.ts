// What each room says of a diary, in the shape in which a vignette expects it.
import {
  findQuestionnaire,
  scoreQuestionnaire,
  type QuestionnaireEntry,
  type SpanMeasures,
  type Tally,
} from '@clearday/diary'
import type { History } from './history.ts'
import { checkPlan } from './plan/plan-checks.ts'
import { contraindicationsFor } from './safety/contraindications-for.ts'
import type { Json, JsonObject } from './vignette.ts'

/** By what is expected. The expectation is given so that only what it asks about is worked out. */
export const FINDINGS: Readonly<Record<string, (history: History, expected: Json) => Json>> = {
  months: ({ measures }) => spans(measures.months),
  windows: ({ measures }) => spans(measures.windows),
  questionnaires: ({ diary }) => diary.questionnaires.map(questionnaireFound),
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
