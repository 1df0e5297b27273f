import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QuestionnaireEntry } from '../model/entries.ts'
import { findQuestionnaire, QUESTIONNAIRE_RULES, QUESTIONNAIRES, scalesOf } from './questionnaires.ts'
import { scoreQuestionnaire, type QuestionnaireScore } from './score-questionnaire.ts'

function entry(questionnaire: string, answers: QuestionnaireEntry['answers']): QuestionnaireEntry {
  return { questionnaire, date: '2026-01-05', answers }
}

/** Answers in the order of the form. */
function filled(questionnaire: string, ...values: readonly number[]): QuestionnaireEntry {
  return entry(questionnaire, Object.fromEntries(values.map((value, k) => [`q${k + 1}`, value])))
}

function scored(one: QuestionnaireEntry): QuestionnaireScore {
  const result = scoreQuestionnaire(one)
  assert.ok(result.type === 'ok', JSON.stringify(result))
  return result.value
}

function problems(one: QuestionnaireEntry): string[] {
  const result = scoreQuestionnaire(one)
  assert.ok(result.type === 'error')
  return result.problems.map(({ code, message }) => `${code} | ${message}`)
}

/** A sum spread over items of 0 to 3. */
function spread(sum: number, items: number, most = 3): number[] {
  return Array.from({ length: items }, (_, k) => Math.max(0, Math.min(most, sum - k * most)))
}

/** The band of every score from the lowest to the highest, as the scores at which it changes. */
function edges(questionnaire: string, items: number, most: number, topOfItem = 3): [number, string | null][] {
  const changes: [number, string | null][] = []
  for (let sum = 0; sum <= most; sum++) {
    const { score, band } = scored(filled(questionnaire, ...spread(sum, items, topOfItem)))
    assert.equal(score, sum)
    if (changes.length === 0 || changes[changes.length - 1][1] !== band) changes.push([sum, band])
  }
  return changes
}

const FIVE_BANDS = [
  [0, 'minimal'],
  [5, 'mild'],
  [10, 'moderate'],
  [15, 'moderately-severe'],
  [20, 'severe'],
]

test('PHQ and GAD scores change their range exactly at the published cut-offs', () => {
  const threshold = [
    [0, 'below-threshold'],
    [3, 'at-threshold'],
  ]
  assert.deepEqual(edges('phq-9', 9, 27), FIVE_BANDS)
  assert.deepEqual(edges('phq-8', 8, 24), FIVE_BANDS)
  assert.deepEqual(edges('gad-7', 7, 21), [...FIVE_BANDS.slice(0, 3), [15, 'severe']])
  assert.deepEqual(edges('phq-2', 2, 6), threshold)
  assert.deepEqual(edges('gad-2', 2, 6), threshold)
  assert.deepEqual(edges('phq-4', 4, 12), [
    [0, 'none'],
    [3, 'mild'],
    [6, 'moderate'],
    [9, 'severe'],
  ])
})

test('PHQ-4 tells worry and mood apart, each with its threshold of 3', () => {
  const { parts } = scored(filled('phq-4', 1, 2, 1, 1))
  assert.deepEqual(
    parts.map(({ id, score, band }) => [id, score, band]),
    [
      ['anxiety', 3, 'at-threshold'],
      ['depression', 2, 'below-threshold'],
    ],
  )
})

test('a score never says what a person has, only what papers call its range', () => {
  assert.equal(
    scored(filled('phq-9', ...spread(12, 9))).sentence,
    'PHQ-9: 12 of 27, a score in the range that papers call moderate. It describes how you answered, and is no diagnosis.',
  )
})

test('any answer above "not at all" to the last question of PHQ-9 asks for people now, however low the score', () => {
  const one = scored(filled('phq-9', 0, 0, 0, 0, 0, 0, 0, 0, 1))
  assert.equal(one.score, 1)
  assert.equal(one.band, 'minimal')
  assert.equal(one.safety?.code, 'ask-about-safety-now')
  assert.ok(one.ruleIds.includes('questionnaire.phq-9.safety-item'))
  assert.match(one.sentence, /^You answered that thoughts .* talk with someone now/)
  assert.equal(scored(filled('phq-9', 3, 3, 3, 3, 3, 3, 3, 3, 0)).safety, null)
})

test('the safety path opens even where too much is unanswered for a score', () => {
  const one = scored(entry('phq-9', { q9: 2 }))
  assert.equal(one.score, null)
  assert.equal(one.safety?.code, 'ask-about-safety-now')
})

test('a last question of PHQ-9 that was left out is not read as "no"', () => {
  assert.equal(scored(filled('phq-9', ...spread(4, 8))).safety?.code, 'safety-item-unanswered')
})

test('two unanswered items of PHQ-9 are stood in for, and the score says so; three leave no score', () => {
  const two = scored(filled('phq-9', 1, 1, 1, 1, 1, 1, 2))
  assert.equal(two.score, 10) // 8 in 7 answers, for 9 items: 10.3
  assert.equal(two.prorated, true)
  assert.deepEqual([two.least, two.most], [8, 14])
  assert.deepEqual(two.unanswered, ['q8', 'q9'])
  assert.match(two.sentence, /2 answers are missing; the mean of the others stands in/)
  const three = scored(filled('phq-9', 1, 1, 1, 1, 1, 1))
  assert.deepEqual([three.score, three.band, three.least, three.most], [null, null, 6, 15])
  assert.match(three.sentence, /3 of 9 answers are missing, so there is no score/)
})

test('short forms give no score unless every item is answered', () => {
  for (const id of ['phq-2', 'phq-4', 'gad-2', 'mibs-4', 'hit-6', 'midas', 'isi', 'pain-nrs', 'global-change']) {
    const { items } = findQuestionnaire(id) ?? assert.fail(id)
    const answers = Object.fromEntries(
      items
        .slice(1)
        .map(({ id: item, answer }) => [item, answer.type === 'choices' ? answer.choices[0].value : answer.least]),
    )
    const one = scored(entry(id, answers))
    assert.deepEqual([one.score, one.band, one.unanswered], [null, null, ['q1']], id)
  }
})

test('HIT-6 answers count 6, 8, 10, 11 and 13, and 0 to 4 is refused with what would be right', () => {
  assert.equal(scored(filled('hit-6', 6, 6, 6, 6, 6, 6)).score, 36)
  assert.equal(scored(filled('hit-6', 13, 13, 13, 13, 13, 13)).score, 78)
  assert.deepEqual(problems(filled('hit-6', 4, 8, 10, 11, 13, 6)), [
    'value-not-allowed | answers.q1: 4 stands there; an answer of HIT-6 to q1 counts 6, 8, 10, 11 or 13.',
  ])
})

test('HIT-6 ranges begin at 50, 56 and 60', () => {
  const bandOf = (...values: number[]): [number | null, string | null] => {
    const { score, band } = scored(filled('hit-6', ...values))
    return [score, band]
  }
  assert.deepEqual(bandOf(8, 8, 8, 8, 8, 8), [48, 'little-or-none'])
  assert.deepEqual(bandOf(6, 6, 6, 10, 10, 11), [49, 'little-or-none'])
  assert.deepEqual(bandOf(8, 8, 8, 8, 8, 10), [50, 'some'])
  assert.deepEqual(bandOf(8, 8, 8, 10, 10, 11), [55, 'some'])
  assert.deepEqual(bandOf(8, 8, 10, 10, 10, 10), [56, 'substantial'])
  assert.deepEqual(bandOf(8, 10, 10, 10, 10, 11), [59, 'substantial'])
  assert.deepEqual(bandOf(10, 10, 10, 10, 10, 10), [60, 'severe'])
})

test('MIDAS adds items 1 to 5; the days with headache and the strength of pain never count', () => {
  const counted = { q1: 1, q2: 2, q3: 3, q4: 0, q5: 4 }
  assert.equal(scored(entry('midas', counted)).score, 10)
  const withBoth = scored(entry('midas', { ...counted, a: 60, b: 9 }))
  assert.deepEqual([withBoth.score, withBoth.band, withBoth.unanswered], [10, 'II', []])
})

test('MIDAS grades begin at 0, 6, 11 and 21; a split of grade IV stands beside it', () => {
  const bandOf = (sum: number): string | null => scored(filled('midas', sum, 0, 0, 0, 0)).band
  assert.deepEqual([0, 5, 6, 10, 11, 20, 21, 40, 41].map(bandOf), [
    'I',
    'I',
    'II',
    'II',
    'III',
    'III',
    'IV',
    'IV',
    'IV',
  ])
  const finer = (sum: number): string[] => scored(filled('midas', sum, 0, 0, 0, 0)).otherBands.map(({ band }) => band)
  assert.deepEqual([20, 21, 40, 41].map(finer), [[], ['IV-A'], ['IV-A'], ['IV-B']])
})

test('MIBS-4 shows both ranges where the sources disagree, and one where they agree', () => {
  assert.deepEqual(edges('mibs-4', 4, 12), [
    [0, 'none'],
    [1, 'mild'],
    [3, 'moderate'],
    [5, 'severe'],
  ])
  const four = scored(filled('mibs-4', 1, 1, 1, 1))
  assert.deepEqual(
    four.otherBands.map(({ band }) => band),
    ['severe'],
  )
  assert.match(four.sentence, /papers call moderate; another source calls it severe/)
  assert.deepEqual(scored(filled('mibs-4', 1, 1, 1, 0)).otherBands, [])
  assert.deepEqual(scored(filled('mibs-4', 2, 1, 1, 1)).otherBands, [])
})

test('ISI and NDI ranges begin where their authors say', () => {
  assert.deepEqual(edges('isi', 7, 28, 4), [
    [0, 'none'],
    [8, 'subthreshold'],
    [15, 'moderate'],
    [22, 'severe'],
  ])
  assert.deepEqual(edges('ndi', 10, 50, 5), [
    [0, 'none'],
    [5, 'mild'],
    [15, 'moderate'],
    [25, 'severe'],
    [35, 'complete'],
  ])
})

test('NDI without the one item that does not apply is scaled to 50', () => {
  const nine = scored(filled('ndi', 2, 2, 2, 2, 2, 2, 2, 2, 2))
  assert.deepEqual([nine.score, nine.prorated, nine.least, nine.most], [20, true, 18, 23])
  assert.equal(scored(filled('ndi', 2, 2, 2, 2, 2, 2, 2, 2)).score, null)
})

test('MSQ has three scores from 0 to 100, higher is better, and no total', () => {
  const best = scored(filled('msq-2.1', ...Array.from({ length: 14 }, () => 1)))
  assert.equal(best.score, null)
  assert.deepEqual(
    best.parts.map(({ score }) => score),
    [100, 100, 100],
  )
  const mixed = scored(filled('msq-2.1', 6, 6, 6, 6, 6, 6, 6, 3, 3, 3, 3, 1, 1, 2))
  assert.deepEqual(
    mixed.parts.map(({ score }) => score),
    [0, 60, 93.3],
  )
  const gaps = scored(entry('msq-2.1', { q1: 1, q2: 1, q3: 1, q12: 2, q13: 2 }))
  assert.deepEqual(
    gaps.parts.map(({ score, prorated, least, most }) => [score, prorated, least, most]),
    [
      [null, false, 42.9, 100],
      [null, false, 0, 100],
      [80, true, 53.3, 86.7],
    ],
  )
})

test('PROMIS takes the T-score of the licensed table', () => {
  const bandOf = (t: number): string | null => scored(entry('promis-fatigue', { 't-score': t })).band
  assert.deepEqual([54.9, 55, 59.9, 60, 69.9, 70].map(bandOf), [
    'within-normal-limits',
    'mild',
    'mild',
    'moderate',
    'moderate',
    'severe',
  ])
})

test('pain and change are rated in whole steps', () => {
  const bandOf = (value: number): string | null => scored(filled('pain-nrs', value)).band
  assert.deepEqual([0, 1, 3, 4, 6, 7, 10].map(bandOf), [
    'none',
    'mild',
    'mild',
    'moderate',
    'moderate',
    'severe',
    'severe',
  ])
  assert.deepEqual(
    scored(filled('pain-nrs', 10)).otherBands.map(({ band }) => band),
    ['excruciating'],
  )
  const change = (value: number): string | null => scored(filled('global-change', value)).band
  assert.deepEqual([-3, -1, 0, 1, 3].map(change), ['worse', 'worse', 'no-change', 'better', 'better'])
  assert.deepEqual(problems(filled('pain-nrs', 4.5)), [
    'value-not-allowed | answers.q1: 4.5 stands there; an answer of Pain, 0 to 10 to q1 counts a whole number from 0 to 10.',
  ])
})

test('every problem is told at once, with its place, its value and what would be right', () => {
  assert.deepEqual(problems(entry('phq9', {})), [
    'unknown-questionnaire | questionnaire: no questionnaire is called "phq9"; "phq-9" was probably meant.',
  ])
  const result = scoreQuestionnaire(entry('gad-7', { q1: 4, q8: 1, q2: 1.5 }))
  assert.ok(result.type === 'error')
  assert.deepEqual(
    result.problems.map(({ code, path, value }) => [code, path, value]),
    [
      ['value-not-allowed', ['answers', 'q1'], 4],
      ['unknown-item', ['answers', 'q8'], 1],
      ['value-not-allowed', ['answers', 'q2'], 1.5],
    ],
  )
  assert.match(result.problems[1].message, /GAD-7 has no such item; its items are q1, q2/)
})

test('names that every object has are no items and no questionnaires', () => {
  assert.match(problems(entry('constructor', {}))[0], /^unknown-questionnaire/)
  assert.match(problems(entry('phq-2', { toString: 1 }))[0], /^unknown-item/)
  assert.equal(scored(entry('phq-2', {})).score, null)
})

test('no questionnaire that is someone’s property carries a word of its items', () => {
  const free = new Set(['phq-2', 'phq-4', 'phq-8', 'phq-9', 'gad-2', 'gad-7', 'pain-nrs', 'global-change'])
  for (const { id, stem, items, licence } of QUESTIONNAIRES) {
    assert.equal(licence.itemsShipped, free.has(id), id)
    assert.notEqual(licence.notice, '', id)
    const texts = items.flatMap(({ text, answer }) => [
      text,
      ...(answer.type === 'choices' ? answer.choices.map((choice) => choice.text) : []),
    ])
    if (free.has(id))
      assert.ok(
        texts.every((text) => text !== null && text.english !== ''),
        id,
      )
    else assert.ok(stem === null && texts.every((text) => text === null), id)
  }
})

test('every scale is scored of items that exist, from its least to its most', () => {
  for (const one of QUESTIONNAIRES) {
    const items = new Map(one.items.map((item) => [item.id, item]))
    for (const { items: needed, least, most, score, bands } of scalesOf(one)) {
      const ends = needed.map((id) => {
        const { answer } = items.get(id) ?? assert.fail(`${one.id} ${id}`)
        const values =
          answer.type === 'choices' ? answer.choices.map(({ value }) => value) : [answer.least, answer.most]
        return [Math.min(...values), Math.max(...values)]
      })
      const scores = [score(ends.map(([low]) => low)), score(ends.map(([, high]) => high))]
      assert.deepEqual(
        scores.sort((a, b) => a - b),
        [least, most],
        one.id,
      )
      assert.ok(bands === null || bands.value[0].from === least, one.id)
    }
  }
})

test('every rule has an id of its own and a source', () => {
  const ids = QUESTIONNAIRE_RULES.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const { source, statement } of QUESTIONNAIRE_RULES) assert.ok(source !== '' && statement !== '')
})
