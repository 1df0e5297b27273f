// A file that should hold JSON, as one text: what is wrong with the file before anything in it can be read.
import { openBytes } from './diary-bytes.ts'
import { accept, refuseInput, type InputProblem, type InputResult } from './input-problem.ts'
import { decodedText, detectEncoding } from './text-encoding.ts'

/** Ten years of daily entries take about 2 MB. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * The whole text. Errors: those of opening a file, not-json for a file of another kind, too-large, invalid-encoding, nul-byte.
 *
 * @param what is expected in it, for the messages: "a diary in the format clearday-diary-1, such as examples/diary.json".
 */
export async function readJsonText(file: string, what: string): Promise<InputResult<string>> {
  const opened = await openBytes(file)
  if (opened.type === 'error') return refuseInput(...opened.problems.map((problem) => inJsonWords(problem, what)))
  const bytes = opened.value
  try {
    if (bytes.size > MOST_BYTES) {
      const message = `the file has ${Math.round(bytes.size / 1024 / 1024)} MB, and at most ${MOST_BYTES / 1024 / 1024} MB are read; it needs to be ${what}.`
      return refuseInput({ code: 'too-large', file, message })
    }
    for await (const start of bytes.pieces()) {
      if (start.type === 'error') return start
      const encoding = detectEncoding(file, start.value)
      if (encoding.type === 'error') return refuseInput(...encoding.problems.map((one) => inJsonWords(one, what)))
      return await wholeText(decodedText(bytes, encoding.value), what)
    }
    return refuseInput({ code: 'empty-file', file, message: `the file is empty; it needs to be ${what}.` })
  } finally {
    await bytes.close()
  }
}

async function wholeText(pieces: AsyncGenerator<InputResult<string>>, what: string): Promise<InputResult<string>> {
  let text = ''
  for await (const piece of pieces) {
    if (piece.type === 'error') return refuseInput(...piece.problems.map((one) => inJsonWords(one, what)))
    text += piece.value
  }
  return accept(text)
}

/** The reader of CSV says what a CSV file would need. */
function inJsonWords(problem: InputProblem, what: string): InputProblem {
  const { code, file, row } = problem
  const place = row === undefined ? { file } : { file, row }
  switch (code) {
    case 'empty-file':
      return { code, file, message: `the file is empty; it needs to be ${what}.` }
    case 'is-a-directory':
      return { code, file, message: 'this is a folder; name the file inside it.' }
    case 'not-csv':
      return { code: 'not-json', file, message: `${problem.message.split(', not a CSV')[0]}; it needs to be ${what}.` }
    case 'nul-byte':
      return {
        code,
        ...place,
        message: `the file holds a zero byte, which no text does; it was damaged, or it is not ${what}.`,
      }
    case 'invalid-encoding':
      return { code, ...place, message: `the text is not valid UTF-8; save the file as UTF-8.` }
    default:
      return problem
  }
}
