// Daily factors, as a person screens them through the command.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createRandom, simulateFactorDiary } from '@clearday/inference'
import { MAIN } from './run-command.ts'

let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday factors '))
  const { outcome, factors } = simulateFactorDiary(
    {
      days: 365,
      count: 3,
      kind: 'autocorrelated',
      oddsRatio: 3,
      lagDays: 0,
      baseRatePer28: 12,
      phi: 0.87,
      sigma: 1,
    },
    createRandom(2),
  )
  const rows = Array.from(outcome, (headache, t) => [t + 1, headache, ...factors.map((factor) => factor[t].toFixed(3))])
  await writeFile(
    join(folder, 'weather.csv'),
    `${[['day', 'headache', 'pressure', 'humidity', 'stress'], ...rows].map((row) => row.join(',')).join('\n')}\n`,
  )
})
after(() => rm(folder, { recursive: true, force: true }))

function screen(...flags: string[]) {
  const ran = spawnSync(process.execPath, [MAIN, 'screen', 'weather.csv', ...flags], { cwd: folder, encoding: 'utf8' })
  return { code: ran.status, out: ran.stdout.replaceAll(/\s+/g, ' '), err: ran.stderr }
}

test('pressure that acts on the same day is found where it is named as exogenous, and is no early symptom', () => {
  assert.match(screen().out, /None of 3 factors/)
  for (const flags of [
    ['--exogenous', 'pressure,humidity'],
    ['--factor', 'stress', '--exogenous', 'pressure'],
  ]) {
    const { code, out } = screen(...flags)
    assert.equal(code, 0)
    assert.match(out, /pressure goes along with a headache on the same day: odds ratio \d/)
    assert.doesNotMatch(out, /early symptom/)
  }
})

test('an exogenous factor that is not there is named, with those that are', () => {
  const { code, err } = screen('--exogenous', 'presure')
  assert.equal(code, 2)
  assert.match(err, /presure.*pressure, humidity, stress.*--factor/)
})
