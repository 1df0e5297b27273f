// What `design` foretells, as a person reads it: an effect that lasts is harder to find in short blocks, and the words say with what it was reckoned.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { MAIN } from './run-command.ts'

const DIARY = fileURLToPath(new URL('../../../examples/sim-d-short.csv', import.meta.url))

async function design(...flags: string[]): Promise<string> {
  // an effect so large that three months are enough for it if it comes and goes at once
  const trial = [
    '--treatment',
    'on',
    '--block',
    '7',
    '--pairs',
    '8',
    '--effect',
    '0.02',
    '--simulations',
    '20',
    '--seed',
    '2',
  ]
  return (await promisify(execFile)(process.execPath, [MAIN, 'design', DIARY, ...trial, ...flags])).stdout
}

/** Percent found by the lot alone and by the model, and the months that the model needs for 80 %. */
function foretold(words: string): readonly number[] {
  const [, byEvidence, byModel] = /7 days +8 +112 +(\d+) % +(\d+) %/.exec(words) ?? []
  const [, months] = /odds ratio 0.02 .*months? .*about +(\d+) months?/.exec(words) ?? []
  return [byEvidence, byModel, months].map(Number)
}

test('a half-life of three days takes most of the chance from blocks of seven, costs months, and is told', async () => {
  const [atOnce, lasting] = await Promise.all(['0', '3'].map((days) => design('--half-life', days)))
  const [byEvidence, byModel, months] = foretold(atOnce)
  const [lastingByEvidence, lastingByModel, lastingMonths] = foretold(lasting)
  assert.ok(lastingByEvidence < 0.5 * byEvidence, `${byEvidence} and ${lastingByEvidence} % by the lot`)
  assert.ok(lastingByModel < 0.5 * byModel, `${byModel} and ${lastingByModel} % by the model`)
  assert.ok(lastingMonths > months + 2, `${months} and ${lastingMonths} months`)
  assert.match(atOnce.replace(/\s+/g, ' '), /an effect of odds ratio 0.02 that comes and goes at once would be found/)
  const words = lasting.replace(/\s+/g, ' ')
  assert.match(words, /an effect of odds ratio 0.02 that takes 3 days to come or go by half would be found/)
  assert.match(words, /four half-lives or more. The chances above take that into account/)
})
