// Diaries of grades and of scores, as a person runs them through the command.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { commandIn } from './run-command.ts'

let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday grades '))
})
after(() => rm(folder, { recursive: true, force: true }))

const clearday = commandIn(() => folder)

interface Scale {
  readonly kind: string
  readonly treatments: readonly {
    readonly name: string
    readonly milder: { readonly chance: number; readonly oddsRatio: { readonly q50: number } } | null
    readonly moderateOrSevere: { readonly effectDaysPer28: { readonly mean: number } } | null
    readonly score: { readonly change: number; readonly low: number; readonly high: number } | null
  }[]
}

interface Whole {
  readonly scale?: Scale
  readonly treatments: readonly { readonly verdict: string; readonly effectDaysPer28: unknown }[]
}

/** As many headaches with it as without, in blocks of 15 days, but mild ones. A day in eleven is not logged. */
async function milderDiary(): Promise<string> {
  const words = ['none', 'mild', 'moderate', 'severe']
  const rows = ['day,grade,tablet']
  for (let day = 1; day <= 180; day++) {
    const on = Math.floor((day - 1) / 15) % 2
    const headache = day % 5 < 2
    const grade = headache ? (on === 1 ? (day % 10 === 0 ? 2 : 1) : day % 2 === 0 ? 3 : 2) : 0
    rows.push(`${day},${day % 11 === 0 ? '' : words[grade]},${on}`)
  }
  const path = join(folder, 'milder.csv')
  await writeFile(path, `${rows.join('\n')}\n`)
  return path
}

test('grades: the verdict is on headache days; milder days stand beside it in JSON, summary and report', async () => {
  const path = await milderDiary()
  const { code, out } = await clearday(
    'analyse',
    path,
    '--outcome',
    'grade',
    '--treatment',
    'tablet',
    '--json',
    'm.json',
  )
  assert.equal(code, 0)
  const summary = out.replaceAll(/\s+/g, ' ')
  assert.match(summary, /every grade above 0 is a headache day/)
  assert.match(
    summary,
    /Also, beside the verdict Moderate or severe days: −\d+\.\d in 28 \(−\d.* to −\d.*\), chance of/,
  )
  assert.match(summary, /Milder days: chance .* %, odds ratio of a worse grade 0\.\d\d \(0\.\d\d to \d\.\d\d\)/)
  assert.doesNotMatch(out, /NaN|undefined|Infinity/)
  const whole = JSON.parse(await readFile(join(folder, 'm.json'), 'utf8')) as Whole
  assert.equal(whole.treatments[0].verdict, 'cannot-tell-yet')
  const [tablet] = whole.scale?.treatments ?? []
  assert.deepEqual([whole.scale?.kind, tablet.name, tablet.score], ['grade', 'tablet', null])
  assert.ok(tablet.milder !== null && tablet.milder.chance > 0.9 && tablet.milder.oddsRatio.q50 < 0.7)
  assert.ok(tablet.moderateOrSevere !== null && tablet.moderateOrSevere.effectDaysPer28.mean < -4)
  const report = await readFile(join(folder, 'milder-report.html'), 'utf8')
  assert.match(report, /<th scope="row">Milder days<\/th>/)
})

test('grades with a threshold keep their grades, and --jsonl lines are as they always were', async () => {
  const path = await milderDiary()
  const flags = [path, '--outcome', 'grade', '--treatment', 'tablet']
  const { out } = await clearday('analyse', ...flags, '--threshold', '2', '--matters', '3 days', '--json')
  const whole = JSON.parse(out) as Whole & { readonly dayDefinition: string }
  assert.equal(whole.dayDefinition, 'a day on which “grade” is 2 or more')
  assert.deepEqual(whole.scale?.treatments[0].moderateOrSevere?.effectDaysPer28, whole.treatments[0].effectDaysPer28)
  const lines = await clearday('analyse', ...flags, '--jsonl')
  const line = JSON.parse(lines.out) as { treatments: Record<string, unknown>[] }
  assert.deepEqual(Object.keys(line), ['id', 'treatments'])
  assert.deepEqual(Object.keys(line.treatments[0]), [
    'name',
    'verdict',
    'reason',
    'chanceHelps',
    'chanceMatters',
    'effectDaysPer28',
  ])
})

test('simulated scores are answered around their truth; yes and no have no scale', async () => {
  const simulated = ['--patients', '1', '--days', '280', '--base', '16', '--effect', '0.3', '--seed', '5']
  await clearday('simulate', '-o', 's.csv', '--outcome', 'score', ...simulated)
  const truth = JSON.parse(await readFile(join(folder, 's.truth.json'), 'utf8')) as {
    patients: { scoreChange: number }[]
  }
  const { out } = await clearday('analyse', 's.csv', '--json')
  const { scale } = JSON.parse(out) as Whole
  const score = scale?.treatments[0].score ?? assert.fail('no score')
  assert.equal(scale?.kind, 'numeric')
  assert.ok(score.low < truth.patients[0].scoreChange && truth.patients[0].scoreChange < score.high)
  assert.ok(score.high - score.low < 4)
  await clearday('simulate', '-o', 'y.csv', ...simulated)
  assert.equal('scale' in (JSON.parse((await clearday('analyse', 'y.csv', '--json')).out) as Whole), false)
  assert.equal((await clearday('simulate', '-o', 'x.csv', '--outcome', 'colours')).code, 2)
})
