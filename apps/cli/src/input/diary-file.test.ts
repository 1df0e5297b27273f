// What comes out of good files in all their dialects: encodings, delimiters, dates, treatments, sessions, gaps, many patients in any order.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { inFolder, patientsOf, readDiary, readFileAt } from './diary-fixture.ts'
import { dayLabel } from './patient-diary.ts'

const plain = 'day,headache,stress,drug\n1,0,2.5,0\n2,1,3.5,1\n4,,1,1\n'

test('one diary reads alike in every encoding, delimiter and line break', async () => {
  const [expected] = await patientsOf(plain)
  assert.deepEqual([...expected.outcome], [0, 1, NaN, NaN])
  const swapped = Buffer.from(plain, 'utf16le').swap16()
  const dialects: Record<string, string | Uint8Array> = {
    'UTF-8 with a mark': `\uFEFF${plain}`,
    'UTF-16 LE with a mark': Buffer.from(`\uFEFF${plain}`, 'utf16le'),
    'UTF-16 LE': Buffer.from(plain, 'utf16le'),
    'UTF-16 BE with a mark': Buffer.from(`\uFEFF${plain}`, 'utf16le').swap16(),
    'UTF-16 BE': swapped,
    'CR LF': plain.replaceAll('\n', '\r\n'),
    'CR alone': plain.replaceAll('\n', '\r'),
    semicolons: plain.replaceAll(',', ';'),
    'semicolons and decimal commas': plain.replaceAll(',', ';').replaceAll('.', ','),
    tabs: plain.replaceAll(',', '\t'),
    bars: plain.replaceAll(',', '|'),
    'quotes everywhere': plain.replaceAll(/[^,\n]+/g, '"$&"'),
    'blank lines and trailing commas': plain.replaceAll('\n', ',,\n\n,,,\n'),
    'no line break at the end': plain.trimEnd(),
  }
  for (const [name, content] of Object.entries(dialects)) {
    assert.deepEqual(await patientsOf(content), [expected], name)
  }
})

test('Latin-1 is read where it is asked for, and names keep their letters', async () => {
  const content = Buffer.from('Tag;Kopfschmerz;Müdigkeit\n1;ja;2\n2;nein;3\n', 'latin1')
  for (const encoding of ['windows-1252', 'cp1252', 'CP1252', 'iso-8859-1']) {
    assert.equal((await patientsOf(content, { encoding }))[0].columns[0].name, 'Müdigkeit')
  }
  const [diary] = await patientsOf(content, { encoding: 'latin1' })
  assert.deepEqual([...diary.outcome], [1, 0])
  assert.equal(diary.columns[0].name, 'Müdigkeit')
})

test('dates are days of the calendar, in the order the column shows or the flag says', async () => {
  for (const [content, dateFormat] of [
    ['date,headache\n2024-02-28,0\n2024-03-01,1\n'],
    ['date,headache\n20240228,0\n20240301,1\n'],
    ['date,headache\n2024-02-28T07:30:00Z,0\n2024-03-01 23:59,1\n'],
    ['date,headache\n28.02.2024,0\n01.03.2024,1\n'],
    ['date,headache\n2/28/2024,0\n3/1/2024,1\n'],
    ['date,headache\n28/2/24,0\n1/3/24,1\n', 'dmy'],
  ]) {
    const [diary] = await patientsOf(content, dateFormat === undefined ? {} : { dateFormat })
    assert.deepEqual([...diary.outcome], [0, NaN, 1], content)
    assert.equal(diary.calendar, 'date')
    assert.deepEqual([dayLabel(diary, 0), dayLabel(diary, 2)], ['2024-02-28', '2024-03-01'])
  }
  const ambiguous = 'date,headache\n03/04/2025,0\n05/04/2025,1\n'
  const [dayFirst] = await patientsOf(ambiguous, { dateFormat: 'DMY' })
  const [monthFirst] = await patientsOf(ambiguous, { dateFormat: 'MDY' })
  assert.deepEqual([dayFirst.outcome.length, monthFirst.outcome.length], [3, 62])
})

test('outcomes in words, grades, numbers and with a threshold', async () => {
  const outcome = async (cells: string[], flags = {}) => {
    const [diary] = await patientsOf(`day,pain\n${cells.map((cell, day) => `${day},${cell}`).join('\n')}\n`, flags)
    return [diary.outcomeKind, ...diary.outcome]
  }
  assert.deepEqual(await outcome(['yes', 'No', 'NA', 'y', '.']), ['binary', 1, 0, NaN, 1, NaN])
  assert.deepEqual(await outcome(['sí', 'no', '?']), ['binary', 1, 0, NaN])
  assert.deepEqual(await outcome(['TRUE', 'FALSE', '-']), ['binary', 1, 0, NaN])
  assert.deepEqual(await outcome(['none', 'mild', 'Severe', 'moderate']), ['grade', 0, 1, 3, 2])
  assert.deepEqual(await outcome(['0', '3', 'NaN', '1']), ['grade', 0, 3, NaN, 1])
  assert.deepEqual(await outcome(['0', '10', '2.5']), ['numeric', 0, 10, 2.5])
  assert.deepEqual(await outcome(['0', '10', '4', ''], { threshold: '4' }), ['binary', 0, 1, 1, NaN])
  const [scored] = await patientsOf('day,pain\n1,0\n2,10\n4,\n', { threshold: '4' })
  assert.deepEqual(scored.scale, { kind: 'numeric', values: Float64Array.of(0, 10, NaN, NaN) })
  const [yesNo] = await patientsOf('day,pain\n1,0\n2,1\n')
  assert.equal(yesNo.scale, null)
})

test('a treatment keeps its state through gaps and empty cells, and says how many cells were empty', async () => {
  const content = 'day,headache,drug\n1,0,\n2,0,0\n4,1,1\n5,1,\n8,0,0\n'
  const [diary] = await patientsOf(content)
  assert.deepEqual([...diary.columns[0].values], [0, 0, 0, 1, 1, 1, 1, 0])
  assert.deepEqual(
    diary.warnings.map(({ code, row, column }) => [code, row, column]),
    [['treatment-empty', 2, 'drug']],
  )
  const [off] = await patientsOf(content, { emptyTreatment: 'off' })
  assert.deepEqual([...off.columns[0].values], [0, 0, 0, 1, 0, 0, 0, 0])
  assert.deepEqual(off.warnings, [])
})

test('a treatment with a start day: one for all, the day after one, and each patient’s own', async () => {
  const content = 'id,day,headache,began\na,-2,0,0\na,1,0,0\nb,0,1,1\nb,2,0,\nc,5,0,\nc,6,0,\n'
  const use = async (flags: object) =>
    (await patientsOf(content, flags)).map((diary) => [...diary.columns.find(({ name }) => name === 'cst')!.values])
  assert.deepEqual(await use({ start: ['cst=0'] }), [
    [0, 0, 1, 1],
    [1, 1, 1],
    [1, 1],
  ])
  assert.deepEqual(await use({ startAfter: ['cst=0'] }), [
    [0, 0, 0, 1],
    [0, 1, 1],
    [1, 1],
  ])
  assert.deepEqual(await use({ start: ['cst=began'] }), [
    [0, 0, 1, 1],
    [0, 1, 1],
    [0, 0],
  ])
})

test('sessions come from a column and from a list, by treatment and day', async () => {
  const [diary] = await patientsOf('day,headache,sessions\n10,0,1\n11,1,\n13,0,2\n')
  const dayIndices = diary.sessions.map(({ treatment, dayIndex }) => [treatment, dayIndex])
  assert.deepEqual(dayIndices, [
    ['sessions', 0],
    ['sessions', 3],
    ['sessions', 3],
  ])
  await inFolder(async (folder) => {
    const [file, list] = [join(folder, 'diary.csv'), join(folder, 'sessions.csv')]
    await writeFile(file, 'id,date,headache\na,2025-01-10,0\na,2025-01-12,1\nb,2025-01-20,1\n')
    await writeFile(
      list,
      'id;date;treatment\nb;25/01/2025;acupuncture\na;09/01/2025;\nz;10/01/2025;\na;11/01/2025;cst\n',
    )
    const { opened } = await readFileAt(file, { flags: { sessions: list } })
    assert.deepEqual(
      opened!.patients.map(({ sessions }) => sessions),
      [
        [
          { treatment: 'cst', dayIndex: 1 },
          { treatment: 'sessions', dayIndex: -1 },
        ],
        [{ treatment: 'acupuncture', dayIndex: 5 }],
      ],
    )
    assert.deepEqual(opened!.fileWarnings, ['session-of-nobody'])
    await writeFile(list, 'day\n3\n')
    assert.equal((await readFileAt(file, { flags: { sessions: list } })).problems[0].code, 'session-id-needed')
    await writeFile(list, 'id,day\na,3\n')
    assert.equal((await readFileAt(file, { flags: { sessions: list } })).problems[0].code, 'calendars-differ')
  })
})

test('days out of order are sorted, and repeated rows count once', async () => {
  const [diary] = await patientsOf('day,headache\n3,1\n1,0\n2,0\n2,0\n')
  assert.deepEqual([...diary.outcome], [0, 0, 1])
  assert.deepEqual(
    diary.warnings.map(({ code, row }) => [code, row]),
    [
      ['days-unsorted', 3],
      ['duplicate-rows', 5],
    ],
  )
})

test('rows that differ for one day are settled as asked', async () => {
  const content = 'day,headache,stress\n1,0,5\n1,1,\n2,0,1\n'
  const settled = async (duplicates: string) => {
    const [diary] = await patientsOf(content, { duplicates, factor: ['stress'] })
    assert.equal(diary.warnings[0].code, 'duplicate-days-settled')
    return [diary.outcome[0], diary.columns[0].values[0]]
  }
  assert.deepEqual(await settled('first'), [0, 5])
  assert.deepEqual(await settled('last'), [1, NaN])
  assert.deepEqual(await settled('any'), [1, 5])
})

test('a patient whose rows lie apart is one diary, the same as with rows together', async () => {
  const rows: string[] = []
  for (let day = 0; day < 40; day++)
    for (const id of ['anna', 'ben', 'carl'])
      rows.push(`${id},${day},${(day * id.length) % 3 === 0 ? 1 : 0},${day % 2}`)
  const header = 'id,day,headache,on\n'
  const apart = await patientsOf(header + rows.join('\n'))
  const together = await patientsOf(header + [...rows].sort().join('\n'), {})
  assert.deepEqual(
    apart.map(({ id }) => id),
    ['anna', 'ben', 'carl'],
  )
  assert.deepEqual(
    apart,
    together.map((diary) => ({ ...diary, warnings: [] })),
  )
  assert.equal(apart[0].outcome.length, 40)
})

test('pieces of the file end anywhere without a trace', async () => {
  // Longer than a piece of 256 KB, with characters of one to four bytes and quoted line breaks across the seams.
  const lines = Array.from({ length: 30_000 }, (_, day) => `${day},${day % 2},"nöte 🌙\n""${day}"""`)
  const [diary] = await patientsOf(`day,headache,note\n${lines.join('\n')}\n`)
  assert.equal(diary.outcome.length, 30_000)
  assert.ok(diary.outcome.every((value, day) => value === day % 2))
})

test('three days, one class, no day on and nine missing in ten are diaries, not problems', async () => {
  const [short] = await patientsOf('day,headache,on\n1,1,0\n2,1,0\n3,1,0\n')
  assert.deepEqual(
    [[...short.outcome], [...short.columns[0].values]],
    [
      [1, 1, 1],
      [0, 0, 0],
    ],
  )
  const sparse = Array.from({ length: 300 }, (_, day) => `${day},${day % 10 === 0 ? 1 : ''},${day % 2}`)
  const [diary] = await patientsOf(`day,headache,on\n${sparse.join('\n')}\n`)
  assert.equal(diary.outcome.filter((value) => !Number.isNaN(value)).length, 30)
  const long = Array.from({ length: 20_000 }, (_, day) => `${day},${day % 2}`)
  assert.equal((await patientsOf(`day,headache\n${long.join('\n')}\n`))[0].outcome.length, 20_000)
})

test('the explanation says what each column was taken for', async () => {
  const rows = [-2, -1, 0, 1, 3].flatMap((time, at) => [
    `1,${time},${90 + time},Aura,30,${3 + at},${at < 2 ? 'none' : 'reduced'},${at % 2 ? 'yes' : 'no'},female`,
    `2,${time},${10 + time},No Aura,41,${9 - at},none,yes,male`,
  ])
  const header = 'id,time,dos,hatype,age,airq,medication,headache,sex'
  const { opened } = await readDiary(`${header}\n${rows.join('\n')}\n`, { startAfter: ['programme=0'] })
  assert.deepEqual(opened!.explanation, [
    "id ← column 'id' (2 patients)",
    "day ← column 'time' (whole numbers, −2…3)",
    "outcome ← column 'headache' (yes or no)",
    "factor ← column 'airq' (numbers, 3…9)",
    "treatment 'programme': in use from the day after day 0 on, as you asked",
    "not used: column 'dos' (counts the days as 'time' does)",
    "not used: column 'hatype' (it never changes within a patient)",
    "not used: column 'age' (it never changes within a patient)",
    "not used: column 'medication' (text; use a 0/1 column to have it count)",
    "not used: column 'sex' (it never changes within a patient)",
    'file: 10 rows, UTF-8, values separated by commas',
  ])
})
