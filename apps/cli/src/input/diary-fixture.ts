// Test support: a diary written to a temporary folder, opened, gone through, and taken away again.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDiaryFile, type OpenOptions } from './diary-file.ts'
import type { InputProblem } from './input-problem.ts'
import type { PatientDiary } from './patient-diary.ts'

interface OpenedDiary {
  readonly explanation: readonly string[]
  readonly fileWarnings: readonly string[]
  readonly patients: readonly PatientDiary[]
}

/** What came of a file: patients, or problems with the number left out. */
interface Outcome {
  readonly opened?: OpenedDiary
  readonly problems: readonly InputProblem[]
  readonly more: number
}

/** Gives a folder to `use` and takes it away afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'clearday-diary-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Writes the content (a string as UTF-8), opens it and reads every patient. */
export function readDiary(
  content: string | Uint8Array,
  flags: OpenOptions['flags'] = {},
  more: Partial<OpenOptions> = {},
): Promise<Outcome> {
  return inFolder(async (folder) => {
    const file = join(folder, 'diary.csv')
    await writeFile(file, content)
    return await readFileAt(file, { flags, ...more })
  })
}

export async function readFileAt(file: string, options: OpenOptions = {}): Promise<Outcome> {
  const result = await openDiaryFile(file, options)
  if (result.type === 'error') return result
  const patients: PatientDiary[] = []
  for await (const diary of result.value.patients()) {
    if (diary.type === 'error') {
      await result.value.close()
      return diary
    }
    patients.push(diary.value)
  }
  await result.value.close()
  const { explanation, warnings } = result.value
  return { opened: { explanation, fileWarnings: warnings.map(({ code }) => code), patients }, problems: [], more: 0 }
}

/** The patients of a file that is expected to be right. */
export async function patientsOf(
  content: string | Uint8Array,
  flags: OpenOptions['flags'] = {},
): Promise<readonly PatientDiary[]> {
  const { opened, problems } = await readDiary(content, flags)
  if (opened === undefined) throw new Error(problems.map(({ message }) => message).join('\n'))
  return opened.patients
}
