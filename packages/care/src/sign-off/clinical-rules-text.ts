// The register as a page that a clinician can read from the first rule to the last: made from the rules, so that it cannot say anything else.
import { mustBeReviewed, type Certainty, type ClinicalRule } from '@clearday/diary'
import type { RuleRoom } from './clinical-rules.ts'
import { ruleFingerprint } from './rule-fingerprint.ts'

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  sourced: 'read in the source it names',
  unverified: 'general knowledge, not yet checked in the source',
  doubtful: 'less sure still',
  computed: 'by our own simulation',
  proposal: 'ours, no published rule',
}

/** Markdown. O(rules). */
export function clinicalRulesText(rooms: readonly RuleRoom[]): string {
  const rules = rooms.flatMap((room) => room.rules)
  const toReview = rules.filter(mustBeReviewed).length
  return [
    '# Clinical rules',
    '',
    'Every number and rule of medicine in Clearday, as the code uses it. This page is made from the code; do not edit it by hand:',
    '',
    '    node packages/care/src/sign-off/write-clinical-rules.ts',
    '',
    `${rules.length} rules, of which ${toReview} must be reviewed by a clinician of the installation before they count as reviewed. Until one`,
    'has signed a rule in the version and with the mark (the 16 digits) that stand here, it is shown with the words "not yet reviewed by a',
    'clinician here". How to sign is said at the end.',
    '',
    ...table(
      ['how sure', 'what it means', 'rules'],
      Object.entries(CERTAINTY_WORDS).map(([mark, words]) => [
        mark,
        words,
        String(rules.filter(({ certainty }) => certainty === mark).length),
      ]),
    ),
    '',
    ...table(
      ['room', 'rules', 'to review'],
      rooms.map((room) => [
        `[${room.title}](#${room.id})`,
        String(room.rules.length),
        String(room.rules.filter(mustBeReviewed).length),
      ]),
    ),
    '',
    ...rooms.flatMap(roomText),
    ...SIGNING,
  ].join('\n')
}

/** Columns of numbers stand to the right, and all as wide as the formatter of the project makes them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const numeric = head.map((_, k) => rows.every((row) => /^\d+$/.test(row[k])))
  const widths = head.map((one, k) => Math.max(one.length, ...rows.map((row) => row[k].length)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, k) => (numeric[k] ? cell.padStart(widths[k]) : cell.padEnd(widths[k]))).join(' | ')} |`
  const rule = widths.map((width, k) => (numeric[k] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)]
}

function roomText({ id, title, rules }: RuleRoom): string[] {
  return [`<a id="${id}"></a>`, '', `## ${title}`, '', ...rules.flatMap(ruleText)]
}

function ruleText(rule: ClinicalRule<unknown>): string[] {
  const review = mustBeReviewed(rule) ? 'to be reviewed' : 'no review needed'
  return [
    `### \`${rule.id}\``,
    '',
    escaped(rule.statement),
    '',
    `- version ${rule.version}, \`${ruleFingerprint(rule)}\`, ${rule.certainty}, ${review}`,
    `- source: ${escaped(rule.source)}`,
    '',
  ]
}

/** Signs that Markdown would take for its own. */
function escaped(text: string): string {
  return text
    .replace(/([*_<>`[\]|\\])/g, '\\$1')
    .replace(/\s+/g, ' ')
    .trim()
}

const SIGNING = [
  '## How a rule is signed',
  '',
  'An installation keeps its signatures in one JSON document, a list:',
  '',
  '```json',
  '[',
  '  {',
  '    "ruleId": "red-flag.thunderclap",',
  '    "version": 1,',
  '    "fingerprint": "0123456789abcdef",',
  '    "clinician": { "name": "A. Person", "profession": "neurologist", "registration": "12345" },',
  '    "on": "2026-03-29",',
  '    "note": "Agreed for adults."',
  '  }',
  ']',
  '```',
  '',
  'The mark is made of the statement, the value and the source of the rule. If any of them changes, the signature no longer holds and the',
  'rule is shown as signed in an earlier wording. The mark finds changes; it is no protection against forgery, so keep the document where',
  'only those who sign can write.',
  '',
]
