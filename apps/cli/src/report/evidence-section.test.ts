// The three curves of the report: inside their figure, told apart without colour, and readable without sight.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EffectEvidence, TreatmentAnswer } from '@clearday/inference'
import { answerBeside } from '../words/evidence-fixture.ts'
import { evidenceSection } from './evidence-section.ts'

const TRIALS = { mean: -1.5, low: -4, high: 0.5 }

function section(evidence: EffectEvidence, use?: 'blocks' | 'always' | 'never', more: Partial<TreatmentAnswer> = {}) {
  return evidenceSection({ ...answerBeside(evidence, use), ...more }, 'one-0')
}

/** Every x and y of the figure. */
function places(html: string): { readonly x: number[]; readonly y: number[] } {
  const numbers = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, found]) => Number(found))
  const points = [...html.matchAll(/points="([^"]+)"/g)].flatMap(([, list]) => list.split(' '))
  const pairs = points.map((point) => point.split(',').map(Number))
  return {
    x: [...numbers(/ c?x[12]?="([^"]+)"/g), ...pairs.map(([x]) => x)],
    y: [...numbers(/ c?y[12]?="([^"]+)"/g), ...pairs.map(([, y]) => y)],
  }
}

test('nothing stands there without evidence', () => {
  const { evidence, ...answer } = answerBeside(TRIALS)
  assert.ok(evidence)
  assert.equal(evidenceSection(answer, 'one-0'), '')
})

test('three curves, each with its own line and name, with no change and what matters, and all of it in words', () => {
  const html = section(TRIALS)
  for (const source of ['trials', 'diary', 'both'])
    assert.equal(html.split(`class="curve-${source}"`).length, 2, source)
  assert.deepEqual(
    [...html.matchAll(/class="name">([^<]+)</g)].map(([, name]) => name),
    ['trials', 'your diary', 'both together'],
  )
  assert.match(html, /role="img" aria-labelledby="vone-0 wone-0"><title id="vone-0">tea &amp; rest: the change/)
  assert.match(
    html,
    /<desc id="wone-0">trials −1\.5 \(−4\.0 to 0\.5\); your diary −.* \(−.* to .*\); both together −.*No change and what matters, −\d\.\d, are marked/,
  )
  assert.match(html, /class="threshold".*what matters: −\d/)
  assert.match(html, /class="zero">0</)
  assert.match(html, /<th scope="row">both together<\/th>/)
})

test('everything stays inside the figure and finite, for evidence narrow, lopsided, far off, and at the edge of what can be', () => {
  const kinds: EffectEvidence[] = [
    TRIALS,
    { mean: -8, low: -8.25, high: -7.8 },
    { mean: 1, low: 0.6, high: 2.6 },
    { mean: 22, low: 21.5, high: 24 },
    { mean: -27, low: -28, high: -26 },
  ]
  for (const kind of kinds) {
    for (const use of ['blocks', 'always', 'never'] as const) {
      const html = section(kind, use, { matters: { kind: 'days', daysPer28: 27 } })
      const { x, y } = places(html)
      const shown = `${JSON.stringify(kind)} ${use}`
      assert.doesNotMatch(html, /NaN|undefined|Infinity/, shown)
      assert.ok(
        x.length > 30 && x.every((at) => at >= 0 && at <= 320),
        `${shown}: ${Math.min(...x)} to ${Math.max(...x)}`,
      )
      const [, middle, words] = /<text x="([^"]+)" y="11"[^>]*>([^<]+)</.exec(html) ?? []
      assert.ok(Number(middle) >= 3 * words.length, `${shown}: “${words}” at ${middle}`)
      const height = Number(/viewBox="0 0 320 (\d+)"/.exec(html)?.[1])
      assert.ok(
        y.every((at) => at >= 0 && at <= height),
        `${shown}: ${Math.min(...y)} to ${Math.max(...y)}`,
      )
    }
  }
})

test('a narrow curve keeps its top', () => {
  const html = section({ mean: -20, low: -20.3, high: -19.7 })
  const line = /<polyline points="([^"]+)" class="curve-trials"/.exec(html)?.[1] ?? ''
  const heights = line.split(' ').map((point) => Number(point.split(',')[1]))
  assert.equal(Math.max(...heights) - Math.min(...heights), 26)
})

test('a diary that says nothing has a name and no curve', () => {
  const html = section(TRIALS, 'never')
  assert.doesNotMatch(html, /curve-diary/)
  assert.match(html, /class="name">your diary: nothing yet</)
  assert.doesNotMatch(html, /class="threshold"/)
})
