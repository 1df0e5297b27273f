// `clearday rules --list` and `clearday rules RULE-ID`: every clinical rule with how sure it is, where it was read and who reviewed it here.
import { CLINICAL_RULES, signOffStatus, type RuleReview, type Signature } from '@clearday/care'
import { mustBeReviewed } from '@clearday/diary'
import { plainJson } from '../care-text/plain-json.ts'
import { listFoot, ruleLines } from '../care-text/rule-list.ts'
import { isSet, UsageProblem, type GivenArguments } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { nearestName } from '../input/nearest-name.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'
import { terminalStyle } from '../terminal/wrapped.ts'

export function listRules(given: GivenArguments, signatures: readonly Signature[]): number {
  if (given.positionals.length > 0)
    throw new UsageProblem(`--list is of all rules and takes no diary; ${shownLine(given.positionals[0])} was given.`)
  const { rules, ofUnknownRules } = signOffStatus(CLINICAL_RULES, signatures)
  for (const { ruleId } of ofUnknownRules)
    printAside(`There is no rule ${shownLine(ruleId)}; its signature counts for nothing.\n`)
  const listed = isSet(given, 'unreviewed') ? rules.filter(isOpen) : rules
  if (isSet(given, 'json')) {
    process.stdout.write(`${plainJson(listed.map(ruleFields))}\n`)
    return EXIT.ok
  }
  const style = terminalStyle({ ascii: isSet(given, 'ascii'), plain: isSet(given, 'plain') })
  for (const review of listed) printWords(`${ruleLines(review, style)}\n\n`, style.color)
  printWords(`${listFoot(listed, style)}\n`, style.color)
  return EXIT.ok
}

/** Throws `UsageProblem` with the nearest id. */
export function showRule(given: GivenArguments, id: string, signatures: readonly Signature[]): number {
  const { rules } = signOffStatus(CLINICAL_RULES, signatures)
  const found = rules.find(({ rule }) => rule.id === id)
  if (found === undefined) {
    const near = nearestName(
      id,
      rules.map(({ rule }) => rule.id),
    )
    throw new UsageProblem(
      `There is no rule ${shownLine(id)}.${near === undefined ? '' : ` Did you mean ${near}?`} clearday rules --list has all of them.`,
    )
  }
  const style = terminalStyle({ ascii: isSet(given, 'ascii'), plain: isSet(given, 'plain') })
  if (isSet(given, 'json')) process.stdout.write(`${plainJson(ruleFields(found))}\n`)
  else printWords(`${ruleLines(found, style)}\n`, style.color)
  return EXIT.ok
}

/** Must be reviewed, and was not as it stands now. */
function isOpen({ rule, state }: RuleReview): boolean {
  return mustBeReviewed(rule) && state !== 'reviewed'
}

function ruleFields({ rule, state, fingerprint, signatures }: RuleReview): unknown {
  return { ...rule, mustBeReviewed: mustBeReviewed(rule), review: state, fingerprint, signatures }
}
