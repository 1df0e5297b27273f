// Every treatment's page fits the terminal, says nothing that may not be said, and never draws unlike scales on one axis.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forestPlot, TREATMENTS } from '@clearday/evidence'
import { asciiText } from '../ascii-text.ts'
import { textWidth } from '../terminal/text-width.ts'
import { evidencePage } from './evidence-page.ts'

for (const treatment of TREATMENTS) {
  test(`${treatment.name}: at 100, 80 and 40 columns`, () => {
    for (const width of [100, 80, 40]) {
      const page = evidencePage(treatment, { width, color: false, ascii: false })
      assert.ok(page.startsWith(treatment.name))
      // an address or a heading is one line, and is not broken
      const broken = page
        .split('\n')
        .filter((line) => textWidth(line) > width && /^ /.test(line) && !/doi:|\S{30}/.test(line))
      assert.deepEqual(broken, [])
      assert.match(page, /What we expect before your diary says anything/)
      assert.doesNotMatch(page, /\b(NaN|undefined|null|Infinity|you should|recommended)\b/i)
    }
  })
}

test('in ASCII every drawn result keeps its dot, its line and the upright of no difference', () => {
  for (const treatment of TREATMENTS) {
    const page = asciiText(evidencePage(treatment, { width: 80, color: false, ascii: true }))
    assert.doesNotMatch(page, /[^\n\u0020-\u007e]/)
    const drawn = forestPlot(treatment.id).groups.flatMap(({ axis, rows }) =>
      axis === null ? [] : rows.filter(({ drawable, offAxis }) => drawable && offAxis === null),
    )
    const bars = page.split('\n').filter((line) => /^ {4}.*(?:-#|#-)/.test(line))
    assert.ok(bars.length >= drawn.length, `${treatment.id}: ${bars.length} of ${drawn.length}`)
  }
})
