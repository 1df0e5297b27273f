// The whole result of one patient as plain JSON: arrays instead of typed arrays, days labelled.
import { dayLabel, type PatientDiary } from '../input/patient-diary.ts'
import { dayDefinition } from '../patient-input-of.ts'
import type { TrialReading } from '../trial-reading.ts'
import type { Analysis } from '../workers/analyse-diary.ts'
import { evidenceFields } from './evidence-fields.ts'

export function fullAnswer(diary: PatientDiary, analysis: Analysis, trials: readonly TrialReading[]): unknown {
  if (analysis.type === 'error')
    return { id: analysis.id, treatments: [], error: { code: analysis.code, message: analysis.message } }
  const { course, ...answer } = analysis.answer
  return {
    id: diary.id,
    firstDay: dayLabel(diary, 0),
    lastDay: dayLabel(diary, diary.outcome.length - 1),
    outcome: diary.outcomeName,
    dayDefinition: dayDefinition(diary),
    ...answer,
    treatments: answer.treatments.map(({ evidence, ...treatment }) =>
      evidence === undefined ? treatment : { ...treatment, evidence: evidenceFields(evidence) },
    ),
    ...(diary.scale === null || analysis.scale === null
      ? {}
      : { scale: { kind: diary.scale.kind, treatments: analysis.scale } }),
    ...(trials.length === 0 ? {} : { trials }),
    ...(analysis.replays === null ? {} : { replays: analysis.replays }),
    ...(course === null
      ? {}
      : {
          course: {
            ...chancesOf(course),
            withoutEach: course.withoutEach.map((each, k) => ({ name: answer.treatments[k].name, ...chancesOf(each) })),
          },
        }),
  }
}

/** Each series by its name, to four digits. */
function chancesOf(course: object): Readonly<Record<string, readonly number[]>> {
  const series = Object.entries(course).filter(([, values]) => values instanceof Float64Array) as [
    string,
    Float64Array,
  ][]
  return Object.fromEntries(
    series.map(([name, values]) => [name, Array.from(values, (value) => Number(value.toFixed(4)))]),
  )
}
