// What the pages and the verdicts say is plain to read: at most the ninth grade in English, and as plain in Spanish.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readingLevel } from '@clearday/articles'
import { answerWords } from '@clearday/care'
import { answerPatient, DEFAULT_ANSWER_OPTIONS, type TreatmentAnswer } from '@clearday/inference'
import { en as alongEn } from '../along/words.en.ts'
import { es as alongEs } from '../along/words.es.ts'
import { en as benefitEn } from '../benefit/words.en.ts'
import { es as benefitEs } from '../benefit/words.es.ts'
import { en as planEn } from '../plan/words.en.ts'
import { es as planEs } from '../plan/words.es.ts'
import { en as doctorEn } from '../doctor/words.en.ts'
import { es as doctorEs } from '../doctor/words.es.ts'
import { en as explainedEn } from '../helping/explained-words.en.ts'
import { es as explainedEs } from '../helping/explained-words.es.ts'
import { en as helpingEn } from '../helping/words.en.ts'
import { es as helpingEs } from '../helping/words.es.ts'
import { en as tomorrowEn } from '../tomorrow/words.en.ts'
import { es as tomorrowEs } from '../tomorrow/words.es.ts'
import { en as trialEn } from '../trial/words.en.ts'
import { es as trialEs } from '../trial/words.es.ts'

const MOST = 9
/** “Normal” on the Inflesz scale begins here: what a ninth grade reads. */
const LEAST_EASE = 55

/** All sentences of a page; numbers and names are filled with something. */
function textOf(words: Readonly<Record<string, unknown>>): string {
  const said = (value: unknown): readonly string[] => {
    if (typeof value === 'function') return said((value as (...given: unknown[]) => unknown)(30, 41, 20, 60, 30))
    if (typeof value === 'string') return /[.?]$/.test(value) ? [value] : []
    return typeof value !== 'object' || value === null ? [] : Object.values(value).flatMap(said)
  }
  const own = Object.entries(words).filter(([name]) => name !== 'site' && name !== 'names')
  return own.flatMap(([, value]) => said(value)).join('\n')
}

const VERDICTS = ['helping', 'worse', 'not-helping', 'cannot-tell-yet'] as const
const REASONS = [
  ...['evidence-strong-enough', 'strong-but-remission-possible', 'too-few-days', 'baseline-short', 'no-days-off'],
  ...['no-days-on', 'not-separable', 'entangled', 'taken-as-needed', 'one-class', 'mostly-missing'],
  ...['drift-could-explain', 'not-settled-yet'],
] as readonly TreatmentAnswer['reason'][]

/** All that a verdict can be told with, each sentence once. */
function verdictText(verdict: TreatmentAnswer['verdict'], language: 'en' | 'es'): string {
  const outcome = Float64Array.from({ length: 140 }, (_, t) => (t % (t < 70 ? 2 : 6) === 0 ? 1 : 0))
  const exposure = Float64Array.from({ length: 140 }, (_, t) => (t < 70 ? 0 : 1))
  const treatments = [{ name: 'magnesium', exposure, variants: [], sessionDays: [] }]
  const input = { outcome, treatments, covariates: [], recalledDaysPer28: null }
  const result = answerPatient(input, DEFAULT_ANSWER_OPTIONS)
  assert.equal(result.type, 'ok')
  const [answer] = result.value.treatments
  const parts = REASONS.flatMap((reason) =>
    [null, 30].flatMap((moreDays) => {
      const one = { ...answer, verdict, reason, moreDays, inseparableFrom: ['riboflavin'] }
      const told = { counts: 'headache', firstDay: '2026-01-01', acts: 'it', prescribed: true, language } as const
      const said = answerWords(one, told)
      const { plainComparison, caveats, evidence, size } = said
      const size28 = size === null ? '' : `So far: ${size}.`
      const about = [said.verdict, size28, said.reason, said.history, said.nextStep, said.chances ?? '']
      return [...about, ...caveats, ...evidence, plainComparison]
    }),
  )
  return [...new Set(parts)].filter((part) => part !== '').join('\n')
}

/** Flesch-Kincaid, from the ease of the same words: both are made of words a sentence and syllables a word. */
function gradeOf(text: string): number {
  const { words, sentences, ease } = readingLevel(text, 'en')
  assert.ok(ease !== null)
  const perSentence = words / sentences
  const perWord = (206.835 - 1.015 * perSentence - ease) / 84.6
  return 0.39 * perSentence + 11.8 * perWord - 15.59
}

test('each page is at the ninth grade or below, in English and in Spanish', (t) => {
  for (const [page, words] of Object.entries({
    along: alongEn,
    helping: helpingEn,
    explained: explainedEn,
    plan: planEn,
    tomorrow: tomorrowEn,
    trial: trialEn,
    benefit: benefitEn,
    doctor: doctorEn,
  })) {
    const grade = gradeOf(textOf(words))
    t.diagnostic(`${page}: grade ${grade.toFixed(1)}`)
    assert.ok(grade <= MOST, `${page} ${grade.toFixed(1)}`)
  }
  for (const [page, words] of Object.entries({
    along: alongEs,
    helping: helpingEs,
    explained: explainedEs,
    plan: planEs,
    tomorrow: tomorrowEs,
    trial: trialEs,
    benefit: benefitEs,
    doctor: doctorEs,
  })) {
    const { ease } = readingLevel(textOf(words), 'es')
    t.diagnostic(`${page} in Spanish: ease ${String(ease)}`)
    assert.ok(ease !== null && ease >= LEAST_EASE, `${page} ${String(ease)}`)
  }
})

test('what is said with each verdict is at the ninth grade or below, in English and in Spanish', (t) => {
  for (const verdict of VERDICTS) {
    const grade = gradeOf(verdictText(verdict, 'en'))
    const { ease } = readingLevel(verdictText(verdict, 'es'), 'es')
    t.diagnostic(`${verdict}: grade ${grade.toFixed(1)}, in Spanish ease ${String(ease)}`)
    assert.ok(grade <= MOST, `${verdict} ${grade.toFixed(1)}`)
    assert.ok(ease !== null && ease >= LEAST_EASE, `${verdict} ${String(ease)}`)
  }
})

test('no page says that something is proven or a cause, and Spanish has its own words for all', () => {
  const pairs = [
    [alongEn, alongEs],
    [helpingEn, helpingEs],
    [explainedEn, explainedEs],
    [planEn, planEs],
    [tomorrowEn, tomorrowEs],
    [trialEn, trialEs],
    [benefitEn, benefitEs],
    [doctorEn, doctorEs],
  ] as const
  for (const [english, spanish] of pairs) {
    for (const words of [english, spanish])
      assert.doesNotMatch(textOf(words), /!|\b(safe|proven|cause[sd]?|trigger|causa|desencadena\w*|demostrad\w*)\b/i)
    const lines = new Set(textOf(english).split('\n'))
    for (const line of textOf(spanish).split('\n')) assert.ok(!lines.has(line), line)
    assert.equal(textOf(spanish).split('\n').length, textOf(english).split('\n').length)
  }
})
