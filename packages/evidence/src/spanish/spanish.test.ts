import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forestPlot } from '../forest-plot.ts'
import { STUDIES, studiesOf } from '../studies.ts'
import { evidenceSummary } from '../summaries/evidence-summary.ts'
import { TREATMENTS } from '../treatments.ts'
import { PHRASES_ES } from './phrases-es.ts'

/** The numbers of a text in any language, in order of size: a thousand is written 1,291 and 1.291, a part 0.3 and 0,3. */
function numbersOf(text: string, language: 'en' | 'es'): readonly string[] {
  const plain = language === 'en' ? text.replace(/(\d),(?=\d{3}\b)/g, '$1') : text.replace(/(\d)\.(?=\d{3}\b)/g, '$1')
  return [...plain.replaceAll(',', '.').matchAll(/−?\d*\.?\d+/g)].map(([number]) => number.replace(/^\./, '0.')).sort()
}

test('every sentence of every treatment is there in Spanish, with the very numbers of the English one', () => {
  for (const { id } of TREATMENTS) {
    const [english, spanish] = [evidenceSummary(id), evidenceSummary(id, 'es')]
    assert.ok(english !== undefined && spanish !== undefined)
    assert.equal(spanish.sentences.length, english.sentences.length, id)
    const pairs = [
      [english.headline, spanish.headline],
      [english.expectation, spanish.expectation],
      ...english.sentences.map((one, k) => [one, spanish.sentences[k]]),
    ]
    for (const [one, other] of pairs) {
      assert.notEqual(one.text, other.text, id)
      assert.deepEqual(numbersOf(other.text, 'es'), numbersOf(one.text, 'en'), `${one.text}\n${other.text}`)
      assert.deepEqual([other.studies, other.mark], [one.studies, one.mark])
      assert.match(other.text, /\.$/)
      assert.doesNotMatch(
        other.text,
        /NaN|undefined|null|\d\.\d(?!\d\d)|!|\bsegur[oa]s?\b|demostrad|recomend/i,
        other.text,
      )
    }
    assert.notEqual(spanish.whatItIs, english.whatItIs)
    assert.deepEqual(numbersOf(spanish.whatItIs, 'es'), numbersOf(english.whatItIs, 'en'), id)
    assert.notEqual(spanish.certaintyBecause, english.certaintyBecause)
  }
})

test('every word of the drawings and tables is there in Spanish, with the same numbers', () => {
  for (const { id } of TREATMENTS) {
    const said = studiesOf(id)
      .filter(({ excludedBecause }) => excludedBecause === undefined)
      .flatMap(({ results }) => results.filter(({ treatment }) => treatment === id))
    for (const { outcome, comparator, unit, words, arms = [] } of said)
      for (const phrase of [
        outcome,
        outcome.split(',')[0],
        comparator,
        unit,
        words ?? '',
        ...arms.flatMap((one) => [one.arm, one.unit]),
      ])
        assert.ok(phrase === '' || PHRASES_ES[phrase] !== undefined, `${id}: ${phrase}`)
    const [english, spanish] = [
      forestPlot(id, { excluded: false }),
      forestPlot(id, { excluded: false, language: 'es' }),
    ]
    for (const [g, { rows, title, ...rest }] of english.groups.entries()) {
      const other = spanish.groups[g]
      assert.deepEqual({ ...other, rows: [], title: '' }, { ...rest, rows: [], title: '' })
      assert.ok(title === 'HIT-6' || title !== other.title, title)
      for (const [k, row] of rows.entries()) {
        assert.deepEqual([other.rows[k].low, other.rows[k].mark], [row.low, row.mark])
        assert.deepEqual(numbersOf(other.rows[k].says, 'es'), numbersOf(row.says, 'en'), row.says)
      }
    }
  }
})

test('a number from memory is never drawn as one that was read', () => {
  const rows = TREATMENTS.flatMap(({ id }) => forestPlot(id).groups.flatMap((group) => group.rows))
  const fromMemory = rows.filter(({ checked }) => !checked)
  assert.ok(fromMemory.some(({ study }) => study === 'amendolara-2024'))
  for (const { study, result, mark, checked } of rows) {
    const found = STUDIES.find(({ id }) => id === study)?.results.find(({ id }) => id === result)
    assert.equal(found?.mark, mark)
    assert.equal(checked, mark === 'sourced' || mark === 'computed', `${study} ${result}`)
  }
})
