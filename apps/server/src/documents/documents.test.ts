// The documents and pictures that the site draws, as other programs read them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import sharp from 'sharp'
import { articleCard, CARD } from './article-card.ts'
import { paperDiary } from './paper-diary.ts'
import { remembered } from './remembered.ts'

const PAPER = {
  ...{ language: 'es', title: 'Un diario de dolor de cabeza en papel', clinic: 'Clínica', how: 'Cómo', from: 'Desde' },
  ...{
    name: 'Nombre',
    day: 'Día',
    rows: Array.from({ length: 12 }, (_, index) => `Fila ${index + 1}`),
    foot: 'Pie',
    wordy: 5,
  },
}

test('the diary on paper is two sides across, with cells that a word can be written in, its language, its title, and a table that a screen reader can walk', async () => {
  const pdf = (await paperDiary(PAPER)).toString('latin1')
  assert.match(pdf, /^%PDF-1\.7/)
  assert.match(pdf, /%%EOF\s*$/)
  assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 2)
  assert.match(pdf, /\/MediaBox \[0 0 841\.89 595\.28\]/)
  assert.match(pdf, /\/Lang \(es\)/)
  assert.match(pdf, /\/Marked true/)
  assert.match(pdf, /\/DisplayDocTitle true/)
  // on each side 12 rows and the head, of 15 cells each; the first of a row and of a column say what the others are
  assert.equal(pdf.match(/\/S \/TR\b/g)?.length, 26)
  assert.equal(pdf.match(/\/S \/TH\b/g)?.length, 2 * (15 + 12))
  assert.equal(pdf.match(/\/S \/TD\b/g)?.length, 12 * 28)
})

test('the letters of the diary on paper come along, so that it prints the same everywhere', async () => {
  const pdf = await paperDiary(PAPER)
  const text = pdf.toString('latin1')
  const fonts = [...text.matchAll(/\/FontFile[23] (\d+) 0 R/g)]
  assert.equal(fonts.length, 2)
  for (const [, number] of fonts) {
    const at = text.indexOf(`\n${number} 0 obj`)
    const from = text.indexOf('stream\n', at) + 'stream\n'.length
    const length = Number(/\/Length (\d+)/.exec(text.slice(at, from))?.[1])
    assert.ok(inflateSync(pdf.subarray(from, from + length)).length > 1000)
  }
})

test('the picture of an article has the size that networks show, and differs with its title, however long that is', async () => {
  const words = { clinic: 'Clínica del Cielo', byline: 'By Ines Muster, MD' }
  const [short, long] = [
    await articleCard({ ...words, title: 'Biofeedback' }),
    await articleCard({ ...words, title: 'Anticonvulsivants and other words '.repeat(20) }),
  ]
  for (const picture of [short, long]) {
    const { width, height, format } = await sharp(picture).metadata()
    assert.deepEqual({ width, height, format }, { ...CARD, format: 'png' })
    assert.ok(picture.length < 150_000)
    // letters in ink, on paper, beside the clinic's colour: no box where a letter is missing, no empty picture
    const { channels } = await sharp(picture).stats()
    assert.ok(channels[0].min < 60 && channels[0].max > 240 && channels[0].stdev > 20)
    // nothing is drawn beyond the right edge's margin
    const margin = { left: CARD.width - 40, top: 0, width: 40, height: CARD.height }
    const edge = await sharp(await sharp(picture).extract(margin).toBuffer()).stats()
    assert.equal(edge.channels[0].stdev, 0)
  }
  assert.ok(!short.equals(long))
})

test('what was drawn for the same words is not drawn again, what failed is, and only so many are held', async () => {
  let drawn = 0
  const draw = remembered(({ title }: { title: string }) => {
    drawn++
    return title === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve(Buffer.from(title))
  }, 2)
  for (const title of ['a', 'b', 'a']) assert.equal(String(await draw({ title })), title)
  assert.equal(drawn, 2)
  await draw({ title: 'c' })
  await draw({ title: 'a' })
  assert.equal(drawn, 3, 'the one that was asked for longest ago went')
  await draw({ title: 'b' })
  assert.equal(drawn, 4)
  await assert.rejects(draw({ title: 'bad' }))
  await assert.rejects(draw({ title: 'bad' }))
  assert.equal(drawn, 6)
})
