// A list of sessions: which column says which therapy, in the words that people head it with, and what is said of how it was read.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { inFolder, readFileAt } from './diary-fixture.ts'

async function withList(list: string | Uint8Array, encoding?: string) {
  return inFolder(async (folder) => {
    const rows = Array.from({ length: 60 }, (_, at) => `${at + 1},${at % 2}`)
    const diary = join(folder, 'diary.csv')
    const sessions = join(folder, 'list.csv')
    await writeFile(diary, `day,headache\n${rows.join('\n')}\n`)
    await writeFile(sessions, list)
    const { opened, problems } = await readFileAt(diary, {
      flags: { sessions, ...(encoding === undefined ? {} : { encoding }) },
    })
    assert.deepEqual(problems, [])
    return {
      treatments: opened?.patients[0].sessions.map(({ treatment, dayIndex }) => `${treatment} ${dayIndex + 1}`),
      explained: opened?.explanation
        .filter((line) => line.includes('list.csv'))
        .map((line) => line.replaceAll(sessions, 'list.csv')),
    }
  })
}

test('the kind of a session is read under the headers that people give it', async () => {
  for (const header of [
    'treatment',
    'Type',
    'kind',
    'therapy',
    'Art',
    'Therapie',
    'Behandlung',
    'Art der Behandlung',
    'type de séance',
    'Session type',
    'Thérapie',
  ]) {
    const { treatments } = await withList(`Tag;${header}\n5;Akupunktur\n12;Akupunktur\n19;CST\n`)
    assert.deepEqual(treatments, ['Akupunktur 5', 'Akupunktur 12', 'CST 19'], header)
  }
})

test('how the list was read is told: its columns, its treatments with their sessions, and what is not used', async () => {
  const { explained } = await withList('Datum,Art,Therapeutin\n5,Akupunktur,Kim\n12,Akupunktur,Kim\n19,CST,Lu\n')
  assert.deepEqual(explained, [
    "sessions in list.csv: day ← column 'Datum', treatment ← column 'Art'",
    "treatment 'Akupunktur' ← 2 sessions in list.csv",
    "treatment 'CST' ← one session in list.csv",
    "not used: column 'Therapeutin' of list.csv",
  ])
})

test('a list without a kind is of one treatment, and says so', async () => {
  const { treatments, explained } = await withList('day,name of the therapist\n5,Kim\n12,Lu\n')
  assert.deepEqual(treatments, ['sessions 5', 'sessions 12'])
  assert.deepEqual(explained, [
    "sessions in list.csv: day ← column 'day', no column says which treatment, so all are of one",
    "treatment 'sessions' ← 2 sessions in list.csv",
    "not used: column 'name of the therapist' of list.csv",
  ])
})

test('a list that Excel wrote is read beside a diary with --encoding, and so is one in UTF-8', async () => {
  const list = 'Tag;Behandlung\n5;Rückenmassage\n'
  for (const content of [Buffer.from(list, 'latin1'), list]) {
    const { treatments } = await withList(content, 'windows-1252')
    assert.deepEqual(treatments, ['Rückenmassage 5'])
  }
})
