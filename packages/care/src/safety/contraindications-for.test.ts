// What speaks against a treatment, and what stands before a course of treatment by hands.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANSWERS, CONDITIONS, type Condition, type Person } from '@clearday/diary'
import { TREATMENTS } from '@clearday/evidence'
import { CONTRAINDICATIONS, contraindicationsFor } from './contraindications-for.ts'
import { manualTherapyCheck } from './manual-therapy-check.ts'
import { historyFrom, round } from './safety-fixtures.ts'
import { safetyQuestions } from './safety-questions.ts'

function statusOf(treatment: string, condition: string, person: Person): string {
  const found = contraindicationsFor(treatment, person).find((one) => one.contraindication.condition === condition)
  return found?.status ?? assert.fail(`${treatment}: ${condition} is not listed`)
}

test('each contraindication is present after a yes, absent after a no, and unknown after "unsure" or nothing', () => {
  const expected = { yes: 'present', no: 'absent', unsure: 'unknown' }
  for (const { treatments, condition } of CONTRAINDICATIONS) {
    for (const treatment of treatments) {
      assert.equal(statusOf(treatment, condition, {}), 'unknown', `${treatment} ${condition}`)
      if (condition === 'pregnancy') continue
      for (const answer of ANSWERS) {
        assert.equal(statusOf(treatment, condition, { conditions: { [condition]: answer } }), expected[answer])
      }
    }
  }
})

test('pregnancy and the six weeks after a birth are present, and not being sure of it is unknown', () => {
  const status = (pregnancy: Person['pregnancy']): string =>
    statusOf('topiramate', 'pregnancy', pregnancy === undefined ? {} : { pregnancy })
  assert.deepEqual(
    ['pregnant', 'within-6-weeks-of-birth', 'no', 'unsure'].map((one) => status(one as Person['pregnancy'])),
    ['present', 'present', 'absent', 'unknown'],
  )
})

test('the list of craniosacral therapy has every contraindication and precaution that practitioners name', () => {
  const level = (condition: Condition | 'pregnancy'): string | undefined =>
    CONTRAINDICATIONS.find((one) => one.id === `craniosacral-therapy.${condition}`)?.level
  for (const condition of [
    'recent-skull-fracture',
    'recent-head-surgery',
    'intracranial-haemorrhage',
    'acute-stroke',
    'stroke-within-6-months',
    'cerebral-aneurysm',
    'recent-csf-leak',
    'recent-lumbar-puncture',
    'raised-intracranial-pressure',
    'chiari-malformation',
    'acute-infection',
  ] as const)
    assert.equal(level(condition), 'contraindicated', condition)
  for (const condition of [
    'brain-tumour',
    'epilepsy',
    'anticoagulant',
    'shunt',
    'severe-osteoporosis',
    'pregnancy',
  ] as const)
    assert.equal(level(condition), 'precaution', condition)
})

test('every listed treatment is in the library, every id stands once, and nothing unread is called read', () => {
  const known = TREATMENTS.map(({ id }) => id)
  for (const { id, treatments, rule } of CONTRAINDICATIONS) {
    assert.ok(
      treatments.every((one) => known.includes(one)),
      id,
    )
    if (rule.certainty === 'sourced') assert.match(rule.source, /not findings of trials/)
    if (!id.startsWith('craniosacral-therapy.')) assert.equal(rule.certainty, 'unverified', id)
  }
  assert.equal(new Set(CONTRAINDICATIONS.map(({ id }) => id)).size, CONTRAINDICATIONS.length)
})

test('a treatment without a list gives an empty one, which is for the caller to tell from nothing against it', () => {
  assert.deepEqual(contraindicationsFor('mindfulness', {}), [])
})

const ALL_NO = Object.fromEntries(CONDITIONS.map((condition) => [condition, 'no']))
const WELL = { ageYears: 30, pregnancy: 'no', conditions: ALL_NO }

function answeredNo(person: Person): object {
  return Object.fromEntries(safetyQuestions('before-manual-therapy', person).questions.map(({ id }) => [id, 'no']))
}

test('before treatment by hands what was not asked is asked, and only then nothing is raised, which is no all-clear', () => {
  const before = (lines: object): ReturnType<typeof manualTherapyCheck> =>
    manualTherapyCheck('craniosacral-therapy', historyFrom(lines))
  assert.equal(before({}).result, 'questions-first')
  assert.equal(before({ person: WELL }).result, 'questions-first')
  const asked = [round('2026-02-27', answeredNo(WELL as Person), { occasion: 'before-manual-therapy' })]
  const unasked = before({ safetyChecks: asked })
  assert.equal(unasked.result, 'questions-first')
  assert.match(
    unasked.sentence,
    /whether you have a skull fracture not long ago; .*What is not answered is not a no\.$/,
  )
  const both = before({ person: WELL, safetyChecks: asked })
  assert.deepEqual([both.result, both.questions, both.lastRound], ['nothing-raised', [], '2026-02-27'])
  assert.match(both.sentence, /This is not an all-clear/)
})

test('a round that is more than a week old is asked again', () => {
  const on = (date: string): string =>
    manualTherapyCheck(
      'craniosacral-therapy',
      historyFrom({ person: WELL, safetyChecks: [round(date, answeredNo(WELL as Person))] }),
    ).result
  assert.equal(on('2026-02-21'), 'nothing-raised')
  assert.equal(on('2026-02-20'), 'questions-first')
})

test('a contraindication asks for a physician, a red flag that must not wait for somebody now, whatever else', () => {
  const check = (conditions: object, answers: object): ReturnType<typeof manualTherapyCheck> =>
    manualTherapyCheck(
      'craniosacral-therapy',
      historyFrom({
        person: { ...WELL, conditions: { ...ALL_NO, ...conditions } },
        safetyChecks: [round('2026-02-28', { ...answeredNo(WELL as Person), ...answers })],
      }),
    )
  assert.match(check({ shunt: 'yes' }, {}).sentence, /^Ask a physician before the first session, .*a shunt/)
  assert.equal(check({}, { 'cough-or-strain': 'yes' }).result, 'ask-a-physician-first')
  const now = check({ shunt: 'yes' }, { 'neck-pain-lid-dizziness': 'yes' })
  assert.equal(now.result, 'see-someone-now')
  assert.match(now.sentence, /^No treatment by hands now\. See someone now/)
})

test('a treatment by hands that has no list of its own is held against the longest', () => {
  const { contraindications } = manualTherapyCheck('massage', historyFrom({}))
  assert.ok(contraindications.some(({ contraindication }) => contraindication.condition === 'cervical-instability'))
})
