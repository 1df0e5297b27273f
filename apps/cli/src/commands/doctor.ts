// `clearday doctor`: the one page that a doctor reads, from a diary in a file; in the terminal, as a PDF or as JSON.
import { doctorPageOf, MOST_QUESTION, PAGE_LANGUAGES } from '@clearday/care'
import { isLocalDate } from '@clearday/diary'
import { doctorText } from '../care-text/doctor-text.ts'
import { plainJson } from '../care-text/plain-json.ts'
import { isSet, onePath, text, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { noticeText, readDiaryJson } from '../input/diary-json.ts'
import { checkPlaces } from '../output-places.ts'
import { writeWhole } from '../partial-files.ts'
import { readSignatureFile } from '../input/signature-file.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'
import { terminalStyle } from '../terminal/wrapped.ts'
import { printRefusal } from '../words/refusals.ts'

const HELP = `clearday doctor DIARY.json [flags]

Makes the page for the doctor of a diary in the format clearday-diary-1 (docs/diary-format.md): days
of each kind month by month, each day by its mark, acute medicines against their limits, patterns of
ICHD-3, what was tried and whether it helps, lost time, questionnaires, warning signs and the
patient's own question. One side first, then the appendix. It describes a diary and diagnoses
nothing.

  --pdf FILE           writes it as a PDF
  --paper A4|Letter    of the PDF; A4 unless said otherwise
  --language en|es     English unless said otherwise
  --name NAME          whose diary it is; a line to write on unless said otherwise
  --question TEXT      the patient's own question for the visit
  --from 2026-01-01    the first day of the period; 91 days unless said otherwise
  --to 2026-03-31      its last day; the diary's last day unless said otherwise
  --signatures FILE    the sign-off register of this installation (JSON)
  --json               the page as one JSON object (docs/doctor-page.md)
  --ascii              only letters that every terminal has
  --plain              without bold

Example:
  npx clearday doctor examples/diary.json --pdf page.pdf

${EXIT_WORDS}`

export const doctor: Command = {
  name: 'doctor',
  summary: 'the one page for the doctor, as a PDF too',
  help: HELP,
  options: {
    pdf: { type: 'string' },
    paper: { type: 'string' },
    language: { type: 'string' },
    name: { type: 'string' },
    question: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    signatures: { type: 'string' },
    json: { type: 'boolean' },
    ascii: { type: 'boolean' },
    plain: { type: 'boolean' },
  },
  run: runDoctor,
}

const PAPERS = ['A4', 'Letter'] as const

async function runDoctor(given: GivenArguments): Promise<number> {
  const path = onePath(given, 'doctor', 'DIARY.json')
  const language = oneOf(given, 'language', PAGE_LANGUAGES) ?? 'en'
  const paper = oneOf(given, 'paper', PAPERS) ?? 'A4'
  const [from, to] = [dayFlag(given, 'from'), dayFlag(given, 'to')]
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageProblem(`--from ${from} is after --to ${to}; the period has to begin before it ends.`)
  const question = text(given, 'question')
  if (question !== undefined && question.length > MOST_QUESTION)
    throw new UsageProblem(`--question has ${String(question.length)} letters; at most ${String(MOST_QUESTION)} fit.`)
  const pdf = text(given, 'pdf')
  const signatures = text(given, 'signatures')
  const inputs = [
    { what: 'the diary', path },
    ...(signatures === undefined ? [] : [{ what: '--signatures', path: signatures }]),
  ]
  if (pdf !== undefined) await checkPlaces(inputs, [{ what: '--pdf', path: pdf }])
  const signed = signatures === undefined ? null : await readSignatureFile(signatures)
  if (signed?.type === 'error') {
    printRefusal(signed)
    return EXIT.unusableFile
  }
  const read = await readDiaryJson(path)
  if (read.type === 'error') {
    printRefusal(read)
    return EXIT.unusableFile
  }
  const { diary, notices } = read.value
  for (const [flag, day] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (day !== undefined && (flag === 'from' ? day > diary.lastDay : day < diary.firstDay))
      throw new UsageProblem(
        `--${flag} ${day} is outside of ${shownLine(path)}, which has the days ${diary.firstDay} to ${diary.lastDay}.`,
      )
  const name = text(given, 'name')
  const page = doctorPageOf(diary, {
    language,
    ...(name !== undefined && { name }),
    ...(question !== undefined && { question }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(signed !== null && { signatures: signed.value }),
  })
  if (pdf !== undefined) {
    // what draws is loaded when somebody wants it
    const { drawDoctorPage } = await import('@clearday/server')
    await writeWhole(pdf, await drawDoctorPage(page, paper))
  }
  if (isSet(given, 'json')) {
    process.stdout.write(`${plainJson(page)}\n`)
    return EXIT.ok
  }
  for (const notice of notices) printAside(`${noticeText(path, notice)}\n`)
  if (pdf !== undefined) printAside(`${shownLine(pdf)} is written.\n`)
  else {
    const style = terminalStyle({ ascii: isSet(given, 'ascii'), plain: isSet(given, 'plain') })
    printWords(doctorText(page, style), style.color)
  }
  return EXIT.ok
}

function oneOf<One extends string>(given: GivenArguments, flag: string, ones: readonly One[]): One | undefined {
  const written = text(given, flag)
  if (written === undefined) return undefined
  const found = ones.find((one) => one.toLowerCase() === written.toLowerCase())
  if (found !== undefined) return found
  throw new UsageProblem(`--${flag} ${shownLine(written)} cannot be used; give ${ones.join(' or ')}.`)
}

function dayFlag(given: GivenArguments, flag: string): string | undefined {
  const written = text(given, flag)
  if (written === undefined || isLocalDate(written)) return written
  throw new UsageProblem(`--${flag} ${shownLine(written)} cannot be used; give a day such as 2026-03-29.`)
}
