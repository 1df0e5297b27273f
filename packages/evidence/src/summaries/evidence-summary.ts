// A treatment’s evidence in plain sentences, each with the studies it rests on, and what we expect before any diary was read.
import type { EvidenceCertainty, EvidenceMark } from '../evidence-types.ts'
import { weakestMark } from '../marks.ts'
import { signed } from '../number-words.ts'
import { priorFor } from '../priors/treatment-prior.ts'
import { findStudy } from '../studies.ts'
import { HANDS_AND_TRAINING_ES } from '../spanish/hands-and-training-es.ts'
import { comma, lessDays, type SpanishText } from '../spanish/number-words-es.ts'
import { inSpanish } from '../spanish/phrases-es.ts'
import { SUPPLEMENTS_AND_MEDICINES_ES } from '../spanish/supplements-and-medicines-es.ts'
import { TREATMENTS } from '../treatments.ts'
import { acupunctureSummary, craniosacralSummary, osteopathySummary } from './hands-and-needles.ts'
import {
  amitriptylineSummary,
  antibodiesSummary,
  candesartanSummary,
  onabotulinumtoxinSummary,
  propranololSummary,
  topiramateSummary,
} from './medicines.ts'
import { fewerDays, type SummarySentence } from './sentence.ts'
import type { SummaryText } from './summary-text.ts'
import {
  combinationSummary,
  magnesiumSummary,
  melatoninSummary,
  q10Summary,
  riboflavinSummary,
  waterSummary,
} from './supplements-and-water.ts'
import {
  biofeedbackSummary,
  exerciseSummary,
  mindfulnessSummary,
  relaxationSummary,
  talkingSummary,
} from './training-and-exercise.ts'

export type { SummarySentence } from './sentence.ts'

export interface EvidenceSummary {
  readonly treatment: string
  readonly name: string
  readonly whatItIs: string
  /** The one sentence to read where there is room for one. */
  readonly headline: SummarySentence
  /** Three to six: what was studied, how big, how sure, what is not known, harms where they were read. */
  readonly sentences: readonly SummarySentence[]
  /** Our cautious starting point in days per 28; a proposal. */
  readonly expectation: SummarySentence
  readonly certainty: EvidenceCertainty
  readonly certaintyBecause: string
  /** As unsure as the least sure sentence about studies. */
  readonly mark: EvidenceMark
}

const TEXTS: Readonly<Record<string, () => SummaryText>> = {
  'craniosacral-therapy': craniosacralSummary,
  'osteopathic-manipulation': osteopathySummary,
  acupuncture: acupunctureSummary,
  biofeedback: biofeedbackSummary,
  'relaxation-training': relaxationSummary,
  'cognitive-behavioural-therapy': talkingSummary,
  mindfulness: mindfulnessSummary,
  'aerobic-exercise': exerciseSummary,
  riboflavin: riboflavinSummary,
  magnesium: magnesiumSummary,
  'coenzyme-q10': q10Summary,
  'riboflavin-magnesium-q10': combinationSummary,
  melatonin: melatoninSummary,
  'water-intake': waterSummary,
  propranolol: propranololSummary,
  topiramate: topiramateSummary,
  amitriptyline: amitriptylineSummary,
  candesartan: candesartanSummary,
  'onabotulinumtoxin-a': onabotulinumtoxinSummary,
  'cgrp-antibodies': antibodiesSummary,
}

const SPANISH: Readonly<Record<string, () => SpanishText>> = {
  ...HANDS_AND_TRAINING_ES,
  ...SUPPLEMENTS_AND_MEDICINES_ES,
}

/** The languages in which the library speaks. */
export type EvidenceLanguage = 'en' | 'es'

/** undefined for an id that the library does not have. The name stays English: what a treatment is called is the catalogue's. O(sentences). */
export function evidenceSummary(treatmentId: string, language: EvidenceLanguage = 'en'): EvidenceSummary | undefined {
  const treatment = TREATMENTS.find(({ id }) => id === treatmentId)
  if (treatment === undefined) return undefined
  const { certaintyOf, headline, sentences } = TEXTS[treatmentId]()
  const rated = findStudy(certaintyOf)
  const because = rated?.certaintyBecause ?? ''
  const summary: EvidenceSummary = {
    treatment: treatmentId,
    name: treatment.name,
    whatItIs: treatment.whatItIs,
    headline,
    sentences,
    expectation: expectationOf(treatmentId, language),
    certainty: rated?.certainty ?? 'not rated',
    certaintyBecause: because,
    mark: weakestMark([headline, ...sentences].map(({ mark }) => mark)),
  }
  if (language === 'en') return summary
  const spanish = SPANISH[treatmentId]()
  return {
    ...summary,
    whatItIs: spanish.whatItIs,
    // of each sentence the words alone are others: what it rests on is the same
    headline: { ...headline, text: spanish.headline },
    sentences: sentences.map((one, index) => ({ ...one, text: spanish.sentences[index] ?? one.text })),
    certaintyBecause: inSpanish(because),
  }
}

function expectationOf(treatmentId: string, language: EvidenceLanguage): SummarySentence {
  const prior = priorFor(treatmentId)
  if (prior === undefined) throw new Error(`no prior for ${treatmentId}`)
  const { specific, context, onePerson, studies, mark } = prior
  const [low, high] = [signed(onePerson.low, 1), signed(onePerson.high, 1)]
  const text =
    language === 'es'
      ? `Antes de que su propio diario diga nada, nuestro punto de partida prudente para los días de dolor de cabeza en 28 es ${lessDays(specific.mean, 'días ')} por el tratamiento mismo ` +
        `y ${lessDays(context.mean, '')} por la atención y la esperanza; para una persona, un cambio de entre ${comma(low)} y ${comma(high)} días no sería ninguna sorpresa.`
      : `Before your own diary says anything, our cautious starting point for headache days in 28 is ${fewerDays(specific.mean, 'days ')} by the treatment itself ` +
        `and ${fewerDays(context.mean, '')} by attention and hope; for one person a change anywhere from ${low} to ${high} days would be no surprise.`
  return { text, studies, mark }
}
