// The diary of a person as the clinical commands read it: a JSON file in the format clearday-diary-1.
import { readDiaryText, type Diary, type Problem } from '@clearday/diary'
import { accept, problemText, refuseInput, type InputResult } from './input-problem.ts'
import { readJsonText } from './json-text.ts'

const WHAT = 'a diary in the format clearday-diary-1, such as examples/diary.json'

export interface DiaryJson {
  readonly diary: Diary
  /** What can be by itself and contradicts something else; kept as it was said. */
  readonly notices: readonly Problem[]
}

/** Errors: those of the file, and all that does not fit in the diary, each with its place, its value and what would be right. */
export async function readDiaryJson(file: string): Promise<InputResult<DiaryJson>> {
  const text = await readJsonText(file, WHAT)
  if (text.type === 'error') return text
  const read = readDiaryText(text.value)
  if (read.type === 'ok') return accept({ diary: read.value, notices: read.notices })
  if (looksLikeCsv(text.value)) {
    const message = `this looks like a CSV diary, which clearday analyse reads; here it needs to be ${WHAT}.`
    return refuseInput({ code: 'csv-given', file, message })
  }
  return refuseInput(...read.problems.map(({ code, message }) => ({ code, file, message })))
}

/** One line for a notice, with the file it stands in. */
export function noticeText(file: string, { code, message }: Problem): string {
  return problemText({ code, file, message })
}

function looksLikeCsv(text: string): boolean {
  const [first] = text.replace(/^\u{FEFF}/u, '').split(/\r\n|\n|\r/, 1)
  return !/^\s*[[{]/.test(first) && /[,;\t]/.test(first)
}
