// The flags of `analyse`, read into what the engine takes.
import { DEFAULT_ANSWER_OPTIONS, type AnswerOptions, type MissingReason } from '@clearday/inference'
import { isSet, numberFlag, seedFlag, text, UsageProblem, type GivenArguments } from '../command.ts'
import type { SaidBeside } from '../patient-input-of.ts'

/** "30%" or "3 days". */
export function readMatters(written: string | undefined): AnswerOptions['matters'] {
  if (written === undefined) return DEFAULT_ANSWER_OPTIONS.matters
  const found = /^\s*(\d+(?:\.\d+)?)\s*(%|percent|days?)\s*$/i.exec(written)
  const value = Number(found?.[1])
  if (found !== null && value > 0) {
    if (found[2].startsWith('d') && value < 28) return { kind: 'days', daysPer28: value }
    if (!found[2].startsWith('d') && value < 100) return { kind: 'percent', percent: value }
  }
  throw new UsageProblem(
    `--matters ${written} cannot be used; give a percentage such as 30% or a number of days in 28 such as "3 days".`,
  )
}

export function answerOptions(given: GivenArguments, lines: boolean): AnswerOptions {
  return {
    matters: readMatters(text(given, 'matters')),
    seed: seedFlag(given) ?? DEFAULT_ANSWER_OPTIONS.seed,
    committedLook: isSet(given, 'committed-look'),
    course: !lines,
    sensitivity: !lines,
  }
}

const WHY_MISSING: readonly MissingReason[] = ['unwell', 'busy', 'unknown']

/** What the flags say that no diary holds. */
export function saidBeside(given: GivenArguments): SaidBeside {
  const why = text(given, 'missing-because')
  const missingBecause = WHY_MISSING.find((one) => one === why?.toLowerCase()) ?? null
  if (why !== undefined && missingBecause === null) {
    throw new UsageProblem(`--missing-because ${why} cannot be used; give one of ${WHY_MISSING.join(', ')}.`)
  }
  return {
    recalledDaysPer28:
      numberFlag(given, 'recalled', 'a number of days from 0 to 28', (days) => days >= 0 && days <= 28) ?? null,
    halfLifeDays: numberFlag(given, 'half-life', 'a number of days above 0', (days) => days > 0) ?? null,
    missingBecause,
  }
}

/** `--json` stands alone or takes a file, which the argument parser cannot tell: with a file it becomes --json-file. */
export function withJsonFile(argumentsList: readonly string[]): string[] {
  const prepared: string[] = []
  for (let k = 0; k < argumentsList.length; k++) {
    const argument = argumentsList[k]
    if (argument === '--') return [...prepared, ...argumentsList.slice(k)]
    if (argument.startsWith('--json=')) prepared.push('--json-file', argument.slice('--json='.length))
    else if (argument === '--json' && /\.jsonl?$/i.test(argumentsList[k + 1] ?? '')) {
      prepared.push('--json-file', argumentsList[k + 1])
      k++
    } else prepared.push(argument)
  }
  return prepared
}
