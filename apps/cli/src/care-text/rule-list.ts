// The clinical rules as a list to read and to sign: what each says, how sure it is, where it was read, and who reviewed it here.
import type { RuleReview } from '@clearday/care'
import type { Certainty } from '@clearday/diary'
import { bold, type TerminalStyle } from '../terminal/wrapped.ts'
import { paragraph } from './page-lines.ts'

const CERTAINTIES: readonly (readonly [Certainty, string])[] = [
  ['sourced', 'read in the source that is named'],
  ['unverified', 'general knowledge, not yet checked in the source'],
  ['doubtful', 'less sure still'],
  ['computed', 'by our own simulation'],
  ['proposal', 'ours, no published rule'],
]

export function ruleLines({ rule, words, fingerprint }: RuleReview, style: TerminalStyle): string {
  const { id, version, certainty, statement, source } = rule
  return [
    bold(`${id} (version ${version}, ${certainty})`, style),
    paragraph(statement, style),
    paragraph(`Source: ${source}`, style),
    ...(words === '' ? [] : [paragraph(`Review: ${words} (fingerprint ${fingerprint}).`, style)]),
  ].join('\n')
}

/** What the marks mean and how many there are of each. */
export function listFoot(listed: readonly RuleReview[], style: TerminalStyle): string {
  const counted = CERTAINTIES.map(([certainty, meaning]) => {
    const count = listed.filter(({ rule }) => rule.certainty === certainty).length
    return `${count} ${certainty} (${meaning})`
  })
  const rules = listed.length === 1 ? '1 rule' : `${listed.length} rules`
  return paragraph(`${rules}: ${counted.join('; ')}.`, style, '')
}
