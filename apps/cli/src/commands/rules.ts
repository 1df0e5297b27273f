// `clearday rules`: what the words and rules of headache medicine say of one diary; which rules there are; and written cases run against them.
import { INTENDED_USE, type Signature } from '@clearday/care'
import { calendarMonths, DAY_DEFINITIONS, type DayDefinitionName, type Diary } from '@clearday/diary'
import { diaryPage } from '../care-text/diary-page.ts'
import { readingFields, readingOf } from '../care-text/diary-reading.ts'
import { plainJson } from '../care-text/plain-json.ts'
import { isSet, onePath, text, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { noticeText, readDiaryJson } from '../input/diary-json.ts'
import { nearestName } from '../input/nearest-name.ts'
import { readSignatureFile } from '../input/signature-file.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'
import { terminalStyle } from '../terminal/wrapped.ts'
import { printRefusal } from '../words/refusals.ts'
import { treatmentNamed } from './evidence.ts'
import { listRules, showRule } from './rule-register.ts'
import { runVignettes } from './run-vignettes.ts'

const HELP = `clearday rules DIARY.json [flags]
clearday rules --list [--unreviewed] [--json] [--signatures FILE]
clearday rules RULE-ID [--json]
clearday rules --vignettes FILE.json [...]

Says of a diary in the format clearday-diary-1 (docs/diary-format.md) what the rules of headache
medicine say of it: what must not wait, days by named definitions in calendar months, criteria of
ICHD-3, acute medicines against their limits, who might ask about which treatment, questionnaires,
the plan, and for each treatment whether it helps. It describes a diary and diagnoses nothing.

  --month 2026-03      only this month in the tables of months
  --definition NAME    the days that answers are about: HD_ANY_v1 (the default), MD_LEIDEN_30MIN_v1,
                       MD_IHS_4H_v1, MSD_PEAK_v1 and others
  --response A,B       how far the rate fell from month A to month B, such as 2026-01,2026-03
  --treatment NAME     only this treatment: every point for and against asking about it, and
                       all of its answer
  --no-answers         without the answer for each treatment, which takes some seconds
  --signatures FILE    the sign-off register of this installation (JSON)
  --json               everything as one JSON object; its keys are in docs/rules-output.md
  --ascii              only letters that every terminal has
  --plain              without bold

  --list               every clinical rule: how sure it is, where it was read, who reviewed it
  --unreviewed         only those that are unverified, doubtful or a proposal, or shown to
                       patients, and that no clinician has signed here
  --vignettes          runs written cases (docs/vignettes.md) and prints what differs from what is
                       expected of them; exit code 1 if anything does

Example:
  npx clearday rules examples/diary.json

${EXIT_WORDS}`

export const rules: Command = {
  name: 'rules',
  summary: 'what the rules of headache medicine say of a diary',
  help: HELP,
  options: {
    month: { type: 'string' },
    definition: { type: 'string' },
    response: { type: 'string' },
    treatment: { type: 'string' },
    'no-answers': { type: 'boolean' },
    signatures: { type: 'string' },
    list: { type: 'boolean' },
    unreviewed: { type: 'boolean' },
    vignettes: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    ascii: { type: 'boolean' },
    plain: { type: 'boolean' },
  },
  async run(given) {
    if (given.values.vignettes !== undefined) return runVignettes(given)
    const signatures = await signaturesOf(given)
    if (signatures === null) return EXIT.unusableFile
    if (isSet(given, 'list') || isSet(given, 'unreviewed')) return listRules(given, signatures)
    const [first = ''] = given.positionals
    if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(first) && !first.endsWith('.json')) return showRule(given, first, signatures)
    return rulesOfDiary(given, signatures)
  },
}

/** null where the file cannot be used, which has then been said. */
async function signaturesOf(given: GivenArguments): Promise<readonly Signature[] | null> {
  const path = text(given, 'signatures')
  if (path === undefined) return []
  const read = await readSignatureFile(path)
  if (read.type === 'ok') return read.value
  printRefusal(read)
  return null
}

async function rulesOfDiary(given: GivenArguments, signatures: readonly Signature[]): Promise<number> {
  const path = onePath(given, 'rules', 'DIARY.json')
  const month = monthFlag(given)
  const compare = responseFlag(given)
  const definition = definitionFlag(given)
  const named = text(given, 'treatment')
  const treatment = named === undefined ? null : treatmentNamed(named).id
  const read = await readDiaryJson(path)
  if (read.type === 'error') {
    printRefusal(read)
    return EXIT.unusableFile
  }
  const { diary, notices } = read.value
  for (const wanted of [month, ...(compare ?? [])]) checkMonth(wanted, diary, path)
  const outcome = isSet(given, 'no-answers') ? null : definition
  const reading = readingOf(diary, { compare, outcome, signatures })
  if (isSet(given, 'json')) {
    const fields = { ...readingFields(reading, notices), intendedUse: INTENDED_USE.value.medium }
    process.stdout.write(`${plainJson(fields)}\n`)
    return EXIT.ok
  }
  for (const notice of notices) printAside(`${noticeText(path, notice)}\n`)
  const style = terminalStyle({ ascii: isSet(given, 'ascii'), plain: isSet(given, 'plain') })
  printWords(diaryPage(reading, { month, treatment }, style), style.color)
  return EXIT.ok
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

function monthFlag(given: GivenArguments): string | null {
  const month = text(given, 'month')
  if (month === undefined) return null
  if (MONTH.test(month)) return month
  throw new UsageProblem(`--month ${shownLine(month)} cannot be used; give a month such as 2026-03.`)
}

function responseFlag(given: GivenArguments): readonly [string, string] | null {
  const written = text(given, 'response')
  if (written === undefined) return null
  const months = written.split(',').map((month) => month.trim())
  if (months.length === 2 && months.every((month) => MONTH.test(month))) return [months[0], months[1]]
  throw new UsageProblem(
    `--response ${shownLine(written)} cannot be used; give two months with a comma between, such as 2026-01,2026-03.`,
  )
}

/** Throws `UsageProblem` where the diary does not touch the month. */
function checkMonth(month: string | null, { firstDay, lastDay }: Diary, path: string): void {
  const months = calendarMonths(firstDay, lastDay)
  if (month === null || months.some(({ name }) => name === month)) return
  throw new UsageProblem(
    `${shownLine(path)} has no day in ${month}; its months are ${months[0].name} to ${months[months.length - 1].name}.`,
  )
}

/** Throws `UsageProblem` with the nearest name. */
function definitionFlag(given: GivenArguments): DayDefinitionName {
  const written = text(given, 'definition') ?? 'HD_ANY_v1'
  const names = DAY_DEFINITIONS.map(({ name }) => name)
  const found = names.find((name) => name === written)
  if (found !== undefined) return found
  const near = nearestName(written, names)
  throw new UsageProblem(
    `--definition ${shownLine(written)}: there is no such definition.${near === undefined ? '' : ` Did you mean ${near}?`} The definitions are ${names.join(', ')}.`,
  )
}
