// One fit in a process of its own, for its peak memory: `node bench/memory-subject.ts posterior|answer DAYS`.
import { answerPatient, DEFAULT_ANSWER_OPTIONS, fitReferenceModel } from '@clearday/inference'
import { benchDiary } from './timing.ts'

const [what, days] = process.argv.slice(2)
const { outcome, exposure, series } = benchDiary(Number(days), 3)
if (what === 'posterior') fitReferenceModel(outcome, series, { draws: 1400 })
else if (what === 'answer')
  answerPatient(
    {
      outcome,
      treatments: [{ name: 'on', exposure, variants: [], sessionDays: [] }],
      covariates: [],
      recalledDaysPer28: null,
    },
    { ...DEFAULT_ANSWER_OPTIONS, sensitivity: false, committedLook: true },
  )
