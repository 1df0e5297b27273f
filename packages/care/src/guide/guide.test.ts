import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TREATMENTS } from '@clearday/evidence'
import { ALL_CRITERIA } from '../candidacy/candidacy-for.ts'
import { CONTRAINDICATIONS } from '../safety/contraindications-for.ts'
import { QUESTIONS_ES, REASONS_ES } from '../spanish/candidacy-es.ts'
import { ADVICE_ES, RED_FLAGS_ES } from '../spanish/conditions-es.ts'
import { RED_FLAGS } from '../safety/red-flags.ts'
import { selfCheck, selfCheckQuestions, type SelfCheckAnswers } from './self-check.ts'
import { treatmentGuide, urgentFlags, type GuidePoint } from './treatment-guide.ts'

const DAY = '2026-11-26'
const NOTHING: SelfCheckAnswers = { wishes: {}, conditions: [], noCondition: false }

function check(treatment: string, answers: Partial<SelfCheckAnswers>) {
  const found = selfCheck(treatment, { ...NOTHING, ...answers }, DAY, 'en')
  assert.ok(found !== undefined)
  return found
}

test('everything that is said of a treatment is there in Spanish, and nothing in it that is said in English', () => {
  for (const { criteria } of ALL_CRITERIA) for (const { asks } of criteria) assert.ok(QUESTIONS_ES[asks.id], asks.id)
  for (const { advice } of CONTRAINDICATIONS) assert.ok(ADVICE_ES[advice], advice)
  for (const { id } of RED_FLAGS) assert.ok(RED_FLAGS_ES[id], id)
  for (const { id } of TREATMENTS) {
    const [english, spanish] = [treatmentGuide(id, 'en'), treatmentGuide(id, 'es')]
    assert.ok(english !== undefined && spanish !== undefined)
    for (const [k, point] of english.points.entries()) {
      const other: GuidePoint = spanish.points[k]
      assert.notEqual(other.why, point.why, point.why)
      assert.doesNotMatch(other.why, /\b(the|is|of|and)\b/, other.why)
      assert.equal(other.why.match(/\d+/g)?.join(), point.why.match(/\d+/g)?.join(), other.why)
    }
    for (const [k, one] of english.conditions.entries()) {
      assert.notEqual(spanish.conditions[k].words, one.words === 'epilepsy' ? '' : one.advice)
      assert.notEqual(spanish.conditions[k].advice, one.advice)
    }
    assert.notEqual(spanish.aboutThePoints, english.aboutThePoints)
    assert.notEqual(spanish.alongside, english.alongside)
  }
  assert.equal(urgentFlags('es').now.length, urgentFlags('en').now.length)
  for (const words of Object.values(REASONS_ES)) assert.doesNotMatch(words, /!|\bsegur[oa]s?\b|demostrad/i)
})

test('what is answered on the page leads where candidacy leads with the same answers', () => {
  const wishes = { 'neck-tension': true }
  assert.equal(check('craniosacral-therapy', { wishes, noCondition: true }).conclusion, 'worth-discussing')
  assert.equal(check('craniosacral-therapy', { noCondition: true }).conclusion, 'little-speaks-for-it-yet')
  const ticked = check('craniosacral-therapy', { wishes, conditions: ['cerebral-aneurysm'] })
  assert.equal(ticked.conclusion, 'ask-a-physician-first')
  assert.match(ticked.ticked[0].words, /aneurysm/)
  assert.match(ticked.ticked[0].advice, /physician/)
  const touch = check('craniosacral-therapy', { wishes: { ...wishes, 'dislikes-touch': true }, noCondition: true })
  assert.equal(touch.conclusion, 'little-speaks-for-it-yet')
  const young = check('craniosacral-therapy', { wishes, noCondition: true, under18: true })
  assert.equal(young.conclusion, 'ask-a-physician-first')
  const often = check('acupuncture', { headacheDaysPerMonth: 8, monthsLikeThis: 6, noCondition: true })
  assert.equal(often.conclusion, 'worth-discussing')
  assert.equal(
    check('acupuncture', { headacheDaysPerMonth: 2, noCondition: true }).conclusion,
    'little-speaks-for-it-yet',
  )
  const practice = check('biofeedback', { wishes: { 'willing-to-practise': false } })
  assert.equal(practice.conclusion, 'little-speaks-for-it-yet')
})

test('what must not wait comes before everything, and what was not answered is never read as no', () => {
  const wishes = { 'neck-tension': true }
  assert.equal(check('craniosacral-therapy', { wishes, noCondition: true, urgent: true }).conclusion, 'see-someone-now')
  assert.equal(check('craniosacral-therapy', { conditions: ['acute-stroke'] }).conclusion, 'see-someone-now')
  const open = check('craniosacral-therapy', { wishes })
  assert.ok(open.stillToAsk > 10)
  assert.equal(check('craniosacral-therapy', { wishes, noCondition: true }).stillToAsk, 0)
  assert.equal(open.points.find(({ id }) => id === 'stress-or-anxiety')?.status, 'unknown')
})

test('every point and every condition of every treatment can be answered on its page, or is said to need a diary', () => {
  for (const { id } of TREATMENTS) {
    const asked = selfCheckQuestions(id, 'es')
    const guide = treatmentGuide(id, 'es')
    assert.ok(asked !== undefined && guide !== undefined)
    for (const point of guide.points) {
      const byWish = asked.wishes.some((wish) => wish.id === point.id)
      const asCondition: boolean = point.id === 'fear-of-needles'
      const other: boolean = ['wants-no-needles', 'not-willing-to-practise'].includes(point.id)
      const often: boolean = asked.howOften && ['chronic-pattern', 'frequent-headache'].includes(point.id)
      const diary = asked.diaryOnly.some((one) => one.id === point.id)
      assert.ok(byWish || asCondition || other || often || diary, `${id}: ${point.id}`)
    }
  }
  assert.equal(selfCheckQuestions('reflexology', 'en'), undefined)
})
