// Both languages say the same of an answer: every code has its sentence, and the numbers in it are the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPatient, DEFAULT_ANSWER_OPTIONS, type TreatmentAnswer } from '@clearday/inference'
import { answerWords, type AnswerWords } from '../answers/answer-words.ts'
import { ANSWER_SENTENCES } from './answer-sentences.ts'
import { NOT_ASKED_WORDS } from './not-told-words.ts'

/** Forty days without and forty with, fewer headaches with it. */
function answered(): TreatmentAnswer {
  const outcome = Float64Array.from({ length: 140 }, (_, t) => (t % (t < 70 ? 2 : 6) === 0 ? 1 : 0))
  const exposure = Float64Array.from({ length: 140 }, (_, t) => (t < 70 ? 0 : 1))
  const result = answerPatient(
    {
      outcome,
      treatments: [
        {
          name: 'magnesium',
          exposure,
          variants: [],
          sessionDays: [],
          evidence: { mean: -1, low: -3, high: 1 },
        },
      ],
      covariates: [],
      recalledDaysPer28: null,
    },
    DEFAULT_ANSWER_OPTIONS,
  )
  assert.equal(result.type, 'ok')
  return result.value.treatments[0]
}

const REASONS = [
  ...['evidence-strong-enough', 'strong-but-remission-possible', 'too-few-days', 'baseline-short', 'no-days-off'],
  ...['no-days-on', 'not-separable', 'entangled', 'taken-as-needed', 'one-class', 'mostly-missing'],
  ...['drift-could-explain', 'not-settled-yet'],
] as readonly TreatmentAnswer['reason'][]
const CAVEATS = [
  ...['single-switch', 'reactive-sessions', 'many-missing', 'gaps-when-unwell', 'gaps-when-busy'],
  ...['gaps-unexplained', 'estimate-exaggerated', 'half-life-assumed', 'near-separation', 'committed-look'],
] as TreatmentAnswer['caveats']
const VERDICTS = ['helping', 'worse', 'not-helping', 'cannot-tell-yet'] as const

/** All that is said, one text a part. */
function partsOf(words: AnswerWords): readonly string[] {
  const { caveats, evidence, evidenceLines, ...others } = words
  const lines = evidenceLines.map(({ about, says }) => `${about}: ${says}`)
  return [...Object.values(others).map((part: string | null) => part ?? ''), ...caveats, ...evidence, ...lines]
}

const numbersIn = (text: string): readonly string[] =>
  [...text.replaceAll(',', '.').matchAll(/[−-]?\d+(?:\.\d+)?/g)].map(([number]) => number).sort()

test('in Spanish everything is said that is said in English, with the same numbers', () => {
  const answer = answered()
  const told = { counts: 'headache', firstDay: '2026-01-01', acts: 'it', prescribed: true } as const
  let parts = 0
  for (const verdict of VERDICTS)
    for (const reason of REASONS)
      for (const moreDays of [null, 30]) {
        const inseparableFrom = reason === 'not-separable' || reason === 'entangled' ? ['riboflavin'] : []
        const one: TreatmentAnswer = { ...answer, verdict, reason, moreDays, inseparableFrom, caveats: CAVEATS }
        const english = partsOf(answerWords(one, told))
        const spanish = partsOf(answerWords(one, { ...told, language: 'es' }))
        assert.equal(english.length, spanish.length)
        english.forEach((text, at) => {
          assert.equal(spanish[at] === '', text === '', text)
          assert.deepEqual(numbersIn(spanish[at]), numbersIn(text), `${text} / ${spanish[at]}`)
          parts += text === '' ? 0 : 1
        })
      }
  assert.ok(parts > 1000, String(parts))
})

test('no sentence of one language stands in the other', () => {
  const answer = answered()
  for (const code of CAVEATS)
    assert.notEqual(
      ANSWER_SENTENCES.es.caveat(code, answer, 'a session'),
      ANSWER_SENTENCES.en.caveat(code, answer, 'a session'),
    )
  for (const code of Object.keys(NOT_ASKED_WORDS.en) as (keyof typeof NOT_ASKED_WORDS.en)[])
    assert.notEqual(NOT_ASKED_WORDS.es[code].because, NOT_ASKED_WORDS.en[code].because)
})

test('Spanish writes its numbers with a comma, and no minus sign of zero', () => {
  assert.equal(ANSWER_SENTENCES.es.number(-1.25), '−1,3')
  assert.equal(ANSWER_SENTENCES.es.number(-0.02), '0')
  assert.equal(ANSWER_SENTENCES.es.percent(0.999), 'más del 99 %')
})

test('a step that speaks of time without a prescribed treatment always names the prescriber, and no other step does twice', () => {
  const answer = answered()
  const told = { counts: 'headache', firstDay: '2026-01-01', acts: 'it', prescribed: true } as const
  for (const verdict of VERDICTS)
    for (const reason of REASONS)
      for (const moreDays of [null, 30])
        for (const switches of [1, 3]) {
          const one: TreatmentAnswer = {
            ...answer,
            verdict,
            reason,
            moreDays,
            switches,
            inseparableFrom: ['riboflavin'],
          }
          const plain = ANSWER_SENTENCES.en.nextStep(one)
          const said = answerWords(one, told).nextStep
          const paused = plain.includes('without it') && !/prescri/.test(plain)
          assert.equal(said, paused ? `${plain} ${ANSWER_SENTENCES.en.withPrescriber}` : plain, reason)
        }
})

test('the effect is told without signs beside a verdict that holds no number, and not twice', () => {
  const answer = answered()
  const told = { counts: 'headache', firstDay: '2026-01-01', acts: 'it', prescribed: false } as const
  const effectDaysPer28 = { ...answer.effectDaysPer28, mean: -3.8, q025: -7.1, q975: 0.4 }
  const one: TreatmentAnswer = { ...answer, effectDaysPer28, verdict: 'cannot-tell-yet', reason: 'not-settled-yet' }
  assert.equal(answerWords(one, told).size, 'about 3.8 fewer headache days in 28 (between 7.1 fewer and 0.4 more)')
  assert.equal(answerWords({ ...one, verdict: 'helping' }, told).size, null)
})

test('beside a range without one day fewer, not helping says that more of them is not settled', () => {
  const answer: TreatmentAnswer = { ...answered(), verdict: 'not-helping' }
  const of = (q025: number, language: 'en' | 'es'): string => {
    const effectDaysPer28 = { ...answer.effectDaysPer28, mean: 7.7, q025, q975: 15.3 }
    const told = { counts: 'headache', firstDay: '2026-01-01', acts: 'it', prescribed: false, language } as const
    return answerWords({ ...answer, effectDaysPer28 }, told).verdict
  }
  assert.match(of(0, 'en'), /Probably not helping by an amount .* Whether it brings more of them is not settled\.$/)
  assert.match(of(0, 'es'), /Si trae más, aún no se sabe\.$/)
  assert.doesNotMatch(of(-0.2, 'en'), /settled/)
})
