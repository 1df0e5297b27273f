// Which column is taken for what: guessed from names and values, overruled by a mapping file, and that by flags.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { inFolder } from './diary-fixture.ts'
import type { DiaryFlags } from './mapping-flags.ts'
import { resolveMapping } from './mapping-resolve.ts'
import { readMappingFile, type Mapping } from './mapping.ts'

function roles(csv: string, flags: DiaryFlags = {}, mapping: Mapping = {}, guessColumns = true) {
  const [header, ...rows] = csv.split('\n').map((line) => line.split(','))
  const resolved = resolveMapping(header, rows, flags, mapping, { file: 'diary.csv', guessColumns })
  if (resolved.type === 'error') throw new Error(resolved.problems[0].message)
  const { id, day, outcome, columns } = resolved.value
  return Object.fromEntries(
    [id, day, outcome, ...columns].flatMap((used) => (used === undefined ? [] : [[used.column, used.role]])),
  )
}

test('id,day,headache,on need no flags', () => {
  assert.deepEqual(roles('id,day,headache,on\na,-3,1,0\na,-2,,1'), {
    id: 'id',
    day: 'day',
    headache: 'outcome',
    on: 'on-off',
  })
})

test('treatments, doses, sessions and factors are told apart by name and values', () => {
  const csv =
    'Patient ID,Datum,Migräne,severity,Botox,topiramate_mg,sessions,acute_triptan,stress,notes\n' +
    'p,2025-01-01,1,7,0,0,0,1,2,bad\np,2025-01-02,0,0,1,50,1,0,3,fine'
  assert.deepEqual(roles(csv), {
    'Patient ID': 'id',
    Datum: 'day',
    Migräne: 'outcome',
    Botox: 'on-off',
    topiramate_mg: 'dose',
    sessions: 'sessions',
    stress: 'factor',
  })
})

test('a flag goes before the mapping file, and the mapping file before the guess', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => `${day},${day + 4},${day % 2},${day % 5},0,1,${(day * 3) % 7}`)
  const csv = `day,t,headache,pain,on,drug,sleep\n${rows.join('\n')}`
  assert.deepEqual(roles(csv, {}, { outcome: 'pain', covariates: ['drug'] }), {
    day: 'day',
    pain: 'outcome',
    drug: 'covariate',
    on: 'on-off',
    sleep: 'factor',
  })
  assert.deepEqual(roles(csv, { outcome: 'headache', day: 't', treatment: ['on'] }, { outcome: 'pain' }), {
    t: 'day',
    headache: 'outcome',
    on: 'on-off',
    sleep: 'factor',
  })
  assert.deepEqual(roles(csv, { covariate: ['on,drug', 'sleep'] }, {}, false), {
    day: 'day',
    headache: 'outcome',
    on: 'covariate',
    drug: 'covariate',
    sleep: 'covariate',
  })
})

test('an outcome is known by the first word of its name, unless two columns share it', () => {
  const csv = (names: string) => `day,${names}\n1,4,0,2\n2,0,1,3`
  assert.equal(roles(csv('Headache 0-10,Headache medication,mood'))['Headache 0-10'], 'outcome')
  assert.throws(() => roles(csv('headache left,headache right,mood')), /recognised as the outcome/)
})

test('of a date and a day number, the date is the day', () => {
  assert.deepEqual(roles('day,date,headache\n1,2025-01-01,0\n2,2025-01-02,1').date, 'day')
})

test('a column that looks like a treatment stays out when others were named, and says so', () => {
  const resolved = resolveMapping(
    ['day', 'headache', 'on', 'drug'],
    [
      ['1', '0', '0', '1'],
      ['2', '1', '1', '0'],
    ],
    { treatment: ['on'] },
    {},
    { file: 'd' },
  )
  assert.equal(resolved.type, 'ok')
  if (resolved.type === 'ok')
    assert.deepEqual(resolved.value.unused, [{ column: 'drug', why: 'not among the treatments you named' }])
})

test('a mapping file is checked place by place', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'mapping.json')
    const codes = async (content: string) => {
      await writeFile(file, content)
      const read = await readMappingFile(file)
      return read.type === 'ok' ? read.value : read.problems.map(({ code, message }) => `${code}: ${message}`)
    }
    const whole = { day: 'time', treatments: [{ kind: 'start-day', name: 'programme', startsAfter: 0 }] }
    assert.deepEqual(await codes(JSON.stringify(whole)), whole)
    const list = { treatments: [{ kind: 'sessions', file: 'sessions.csv' }] }
    assert.deepEqual(await codes(JSON.stringify(list)), {
      treatments: [{ kind: 'sessions', file: join(folder, 'sessions.csv') }],
    })
    assert.match(JSON.stringify(await codes('{day')), /mapping-not-json/)
    assert.match(JSON.stringify(await codes('{"dya":"time"}')), /mapping-invalid: .*dya/)
    assert.match(JSON.stringify(await codes('{"treatments":[{"kind":"pill"}]}')), /'treatments\.0\.kind'/)
    assert.match(
      JSON.stringify(await codes('{"treatments":[{"kind":"start-day","name":"x"}]}')),
      /exactly one of startsOn/,
    )
    assert.equal((await readMappingFile(join(folder, 'none.json'))).type, 'error')
  })
})
