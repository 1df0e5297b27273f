// How a regimen comes and goes, as said by flags or a mapping file, through to the exposure that the engine is asked about.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { NOTHING_SAID, patientInputOf } from '../patient-input-of.ts'
import { inFolder, patientsOf, readFileAt } from './diary-fixture.ts'
import type { DiaryFlags } from './mapping-flags.ts'
import { resolveMapping } from './mapping-resolve.ts'

/** 40 days: a dose of 50, then 100, then nothing; a practice on from day 11 to day 20. */
const DIARY = `day,headache,topiramate,practice\n${Array.from({ length: 40 }, (_, t) => {
  const dose = t < 10 ? 0 : t < 20 ? 50 : t < 30 ? 100 : 0
  return `${t + 1},${t % 2},${dose},${t >= 10 && t < 20 ? 1 : 0}`
}).join('\n')}\n`

const COLUMNS = { treatment: ['practice'], dose: ['topiramate'] }

function open(flags: DiaryFlags, mapping: unknown = {}) {
  return inFolder(async (folder) => {
    const file = join(folder, 'diary.csv')
    const mappingFile = join(folder, 'mapping.json')
    await writeFile(file, DIARY)
    await writeFile(mappingFile, JSON.stringify(mapping))
    return await readFileAt(file, { flags: { ...COLUMNS, ...flags }, mappingFile })
  })
}

async function exposures(flags: DiaryFlags, mapping?: unknown): Promise<Record<string, number[]>> {
  const { opened, problems } = await open(flags, mapping)
  if (opened === undefined) throw new Error(problems.map(({ message }) => message).join(' '))
  const { treatments } = patientInputOf(opened.patients[0], NOTHING_SAID)
  return Object.fromEntries(treatments.map(({ name, exposure }) => [name, [...exposure]]))
}

test('without a word about it, a day counts as it is written, and the largest dose is the full one', async () => {
  const { topiramate, practice } = await exposures({})
  assert.deepEqual([topiramate[9], topiramate[10], topiramate[25], topiramate[30]], [0, 0.5, 1, 0])
  assert.deepEqual([practice[9], practice[10], practice[20]], [0, 1, 0])
})

test('a ramp, a decay and a target dose shape the exposure of the treatment they name', async () => {
  const { topiramate, practice } = await exposures({
    ramp: ['practice=5'],
    decay: ['practice=2'],
    target: ['topiramate=200'],
  })
  assert.deepEqual([topiramate[10], topiramate[25]], [0.25, 0.5])
  for (const [day, value] of [
    [10, 0],
    [11, 0.2],
    [15, 1],
    [20, 1],
    [22, 0.5],
    [24, 0.25],
  ])
    assert.ok(Math.abs(practice[day] - value) < 1e-9, `day ${day}: ${practice[day]}, not ${value}`)
})

test('said without a name it holds for every regimen; said of one it goes before that', async () => {
  const { topiramate, practice } = await exposures({ ramp: ['10', 'practice=1'] })
  assert.ok(Math.abs(topiramate[13] - 0.3) < 1e-9 && Math.abs(topiramate[18] - 0.5) < 1e-9)
  assert.deepEqual([practice[10], practice[11], practice[20], practice[21]], [0, 1, 1, 0])
})

test('a mapping file says the same, and the explanation repeats it', async () => {
  const said = { regimens: { practice: { rampDays: 5, decayHalfLifeDays: 2 } } }
  assert.deepEqual(await exposures({}, said), await exposures({ ramp: ['practice=5'], decay: ['practice=2'] }))
  const { opened } = await open({}, said)
  assert.ok(
    opened?.explanation.includes(
      "treatment 'practice': acts from the day after, takes 5 days to its full effect, halves every 2 days after stopping, as you said",
    ),
    String(opened?.explanation.join('\n')),
  )
})

test('a command that takes no treatments passes over what a mapping file says of them', () => {
  const csv = 'day,headache,on\n1,0,0\n2,1,1'.split('\n').map((line) => line.split(','))
  const mapping = { regimens: { on: { rampDays: 5 } } }
  const resolved = resolveMapping(csv[0], csv.slice(1), {}, mapping, { file: 'diary.csv', guessColumns: false })
  assert.ok(resolved.type === 'ok')
})

for (const [flags, expected] of [
  [{ ramp: ['topiramat=5'] }, /'topiramat' needs a treatment .* There are 'topiramate', 'practice'/],
  [
    { ramp: ['practice=0'] },
    /--ramp 'practice=0' cannot be used; write it as NAME=N, with a whole number of days from 1 to 730/,
  ],
  [{ decay: ['practice=-1'] }, /--decay 'practice=-1'/],
  [{ decay: ['practice='] }, /--decay 'practice='/],
  [{ target: ['practice=3'] }, /'practice': only a dose has a target/],
  [{ target: ['topiramate=1e999'] }, /--target 'topiramate=1e999'/],
  [{ ramp: ['practice=3', 'practice=4'] }, /given twice for 'practice'/],
  [{ ramp: ['__proto__=30'] }, /'__proto__' needs a treatment/],
  [{ ramp: ['constructor=30'] }, /'constructor' needs a treatment/],
] as const) {
  test(`${JSON.stringify(flags)} is refused with what would be right`, async () => {
    await assert.rejects(exposures(flags), expected)
  })
}

test('a treatment may be called like something that every object has', async () => {
  const csv = (name: string) =>
    `day,headache,${name}\n${Array.from({ length: 30 }, (_, t) => `${t + 1},${t % 2},${t < 10 ? 0 : 1}`).join('\n')}\n`
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const [plain] = await patientsOf(csv(name), { treatment: [name] })
    assert.deepEqual([plain.columns[0].name, plain.columns[0].regimen], [name, undefined])
    const [ramped] = await patientsOf(csv(name), { treatment: [name], ramp: [`${name}=5`] })
    assert.deepEqual(ramped.columns[0].regimen, { rampDays: 5 })
  }
})

test('a mapping file that speaks of __proto__ is not passed over in silence', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'diary.csv')
    const mappingFile = join(folder, 'mapping.json')
    await writeFile(file, DIARY)
    await writeFile(mappingFile, '{"regimens":{"__proto__":{"rampDays":5}}}')
    const { problems } = await readFileAt(file, { mappingFile })
    assert.equal(problems[0]?.code, 'mapping-invalid')
    assert.match(problems[0].message, /regimens\.__proto__.*--ramp/)
  })
})
