// Numbers that are numbers and still cannot be: refused or warned of, with the row, the value and what would be right.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { inFolder, patientsOf, readDiary, readFileAt } from './diary-fixture.ts'

for (const cell of ['1e9', '21', '0.5', '-1']) {
  test(`a sessions column with ${cell} on one day is refused with its row`, async () => {
    const { opened, problems } = await readDiary(`day,headache,acu\n1,0,0\n2,1,${cell}\n3,0,1\n`, {
      sessionColumn: ['acu'],
    })
    assert.equal(opened, undefined)
    assert.deepEqual([problems[0].row, problems[0].column, problems[0].value], [3, 'acu', cell])
    assert.match(problems[0].message, /write 0, 1, 2, .*20/)
  })
}

test('twenty sessions on one day are read', async () => {
  const [diary] = await patientsOf('day,headache,acu\n1,0,0\n2,1,20\n', { sessionColumn: ['acu'] })
  assert.equal(diary.sessions.length, 20)
})

test('a session list with more than twenty sessions of one day is refused with the first row too many', async () => {
  await inFolder(async (folder) => {
    const diary = join(folder, 'diary.csv')
    const sessions = join(folder, 'sessions.csv')
    await writeFile(diary, 'day,headache\n1,0\n2,1\n')
    await writeFile(sessions, `day,treatment\n1,massage\n${'2,acu\n'.repeat(21)}`)
    const { problems } = await readFileAt(diary, { flags: { sessions } })
    assert.deepEqual([problems[0]?.code, problems[0]?.row, problems[0]?.value], ['sessions-too-many', 23, '2'])
    await writeFile(sessions, `day,treatment\n${'2,massage\n'.repeat(15)}${'2,acu\n'.repeat(20)}`)
    assert.deepEqual((await readFileAt(diary, { flags: { sessions } })).problems, [])
  })
})

const DOSES = (slip: string): string =>
  `day,headache,drug\n${['0', '50', '50', '100', slip, '100'].map((dose, t) => `${t + 1},${t % 2},${dose}`).join('\n')}\n`

test('a dose that no one takes is refused', async () => {
  for (const cell of ['1e308', '1000001']) {
    const { problems } = await readDiary(DOSES(cell), { dose: ['drug'] })
    assert.deepEqual([problems[0]?.code, problems[0]?.row, problems[0]?.value], ['dose-implausible', 6, cell])
    assert.match(problems[0].message, /1,000,000/)
  }
})

test('a dose far above all others is warned of, with its row, and a target settles it', async () => {
  const warnings = async (slip: string, target?: string[]) =>
    (await patientsOf(DOSES(slip), { dose: ['drug'], ...(target === undefined ? {} : { target }) }))[0].warnings
  const [warning] = await warnings('1000')
  assert.deepEqual([warning.code, warning.row, warning.column], ['dose-stands-out', 6, 'drug'])
  assert.match(warning.message, /row 6.*1000.*100.*--target drug=/)
  assert.deepEqual(await warnings('500'), [])
  assert.deepEqual(await warnings('1000', ['drug=100']), [])
  assert.deepEqual(await warnings('1000', ['200']), [])
  // one dose and days without it: nothing to compare with
  const [single] = await patientsOf('day,headache,drug\n1,0,0\n2,1,400\n3,1,400\n', { dose: ['drug'] })
  assert.deepEqual(single.warnings, [])
})
