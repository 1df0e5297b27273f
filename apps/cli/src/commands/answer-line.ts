// One patient as one line of JSON: the contract of `analyse --jsonl`. Every line has `treatments`; none can be answered beside an `error`.
import type { TreatmentAnswer } from '@clearday/inference'
import type { Analysis } from '../workers/analyse-diary.ts'

export function answerLine(analysis: Analysis): string {
  if (analysis.type === 'error') {
    return JSON.stringify({
      id: analysis.id,
      treatments: [],
      error: { code: analysis.code, message: analysis.message },
    })
  }
  const treatments = analysis.answer.treatments.map((answer) => {
    const replay = analysis.replays?.find(({ name }) => name === answer.name)
    return { ...treatmentFields(answer), ...(replay === undefined ? {} : { ever: replay.ever }) }
  })
  return JSON.stringify({ id: analysis.id, treatments })
}

function treatmentFields({ name, verdict, reason, chanceHelps, chanceMatters, effectDaysPer28 }: TreatmentAnswer) {
  const { mean, q025, q975 } = effectDaysPer28
  return { name, verdict, reason, chanceHelps, chanceMatters, effectDaysPer28: { mean, 'q2.5': q025, 'q97.5': q975 } }
}
