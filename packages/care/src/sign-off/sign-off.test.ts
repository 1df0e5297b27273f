// What the register holds, what a signature is worth, and what is said where there is none.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { mustBeReviewed, type ClinicalRule } from '@clearday/diary'
import { clinicalRulesText } from './clinical-rules-text.ts'
import { CLINICAL_RULES, RULE_ROOMS } from './clinical-rules.ts'
import { ruleFingerprint } from './rule-fingerprint.ts'
import { readSignatures, readSignaturesText, type Signature } from './signature.ts'
import { reviewWords, signOffStatus } from './sign-off-status.ts'

const RULE: ClinicalRule<{ readonly days: number }> = {
  id: 'example.days',
  version: 2,
  value: { days: 15 },
  statement: 'Fifteen days.',
  certainty: 'proposal',
  source: 'Ours.',
}

const SIGNATURE: Signature = {
  ruleId: RULE.id,
  version: 2,
  fingerprint: ruleFingerprint(RULE),
  clinician: { name: 'A. Person', profession: 'neurologist' },
  on: '2026-03-29',
}

test('every rule of the register stands once, says something, and names where it comes from', () => {
  const ids = CLINICAL_RULES.map(({ id }) => id)
  assert.deepEqual(
    ids.filter((id, k) => ids.indexOf(id) !== k),
    [],
  )
  assert.ok(ids.length > 300, String(ids.length))
  for (const { id, version, statement, source } of CLINICAL_RULES) {
    assert.match(id, /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/i, id)
    assert.ok(Number.isInteger(version) && version >= 1, id)
    assert.match(statement, /\S.*[.:"“”')]$/s, `${id} ends: ${statement.slice(-30)}`)
    assert.ok(source.length > 3, id)
  }
})

test('every rule that is a proposal, unverified or doubtful must be reviewed, and is said not to be until somebody signs', () => {
  const { rules, counts, ofUnknownRules } = signOffStatus(CLINICAL_RULES, [])
  for (const { rule, state, words } of rules) {
    const weak = ['proposal', 'unverified', 'doubtful'].includes(rule.certainty)
    if (weak) assert.equal(words, 'not yet reviewed by a clinician here', rule.id)
    assert.equal(state, mustBeReviewed(rule) ? 'not-reviewed' : 'no-review-needed', rule.id)
  }
  assert.equal(counts.reviewed, 0)
  assert.deepEqual(ofUnknownRules, [])
})

test('a signature holds for the version and the wording that was signed, and for no other', () => {
  assert.equal(reviewWords(RULE, []), 'not yet reviewed by a clinician here')
  assert.equal(reviewWords(RULE, [SIGNATURE]), 'reviewed by A. Person, neurologist, on 2026-03-29')
  for (const changed of [
    { ...RULE, version: 3 },
    { ...RULE, value: { days: 14 } },
    { ...RULE, statement: 'Fourteen days.' },
    { ...RULE, source: 'Somewhere else.' },
  ]) {
    const [review] = signOffStatus([changed], [SIGNATURE]).rules
    assert.equal(review.state, 'earlier-version')
    assert.match(review.words, /^not yet reviewed by a clinician here as it stands; an earlier wording/)
  }
  assert.equal(signOffStatus([{ ...RULE, id: 'example.other' }], [SIGNATURE]).ofUnknownRules.length, 1)
})

test('two clinicians may sign the same rule, and both are named', () => {
  const second: Signature = {
    ...SIGNATURE,
    clinician: { name: 'B. Person', profession: 'osteopath' },
    on: '2026-04-01',
  }
  const words = reviewWords(RULE, [SIGNATURE, second])
  assert.match(words, /A\. Person, neurologist, on 2026-03-29 and B\. Person, osteopath, on 2026-04-01/)
})

test('a rule that was read in its source and is not shown to patients needs no signature, but may have one', () => {
  const sourced: ClinicalRule<unknown> = { ...RULE, certainty: 'sourced' }
  assert.equal(signOffStatus([sourced], []).rules[0].state, 'no-review-needed')
  assert.equal(reviewWords(sourced, [SIGNATURE]), 'reviewed by A. Person, neurologist, on 2026-03-29')
})

test('the mark is the published FNV-1a, and the order of keys does not change it', () => {
  const hash = (statement: string, value: unknown): string => ruleFingerprint({ ...RULE, statement, value })
  assert.equal(hash('a', { x: 1, y: 2 }), hash('a', { y: 2, x: 1 }))
  assert.notEqual(hash('a', [1, 2]), hash('a', [2, 1]))
  assert.notEqual(hash('a', Infinity), hash('a', null))
  // FNV-1a 64 of ["","",""] as text, worked out by hand from the published constants
  assert.equal(ruleFingerprint({ ...RULE, statement: '', value: '', source: '' }), fnv('["","",""]'))
  assert.equal(fnv('a'), 'af63dc4c8601ec8c')
})

/** Written again from the published description; `a` gives the published test value. */
function fnv(text: string): string {
  let hash = 14695981039346656037n
  for (const character of text) hash = BigInt.asUintN(64, (hash ^ BigInt(character.charCodeAt(0))) * 1099511628211n)
  return hash.toString(16)
}

test('the value of every rule is plain data, so that a signature covers all of it', () => {
  for (const { id, value } of CLINICAL_RULES) {
    const plain = JSON.stringify(value, (_, one: unknown) => {
      const prototype: unknown = typeof one === 'object' && one !== null ? Object.getPrototypeOf(one) : null
      const isPlain = prototype === null || prototype === Object.prototype || prototype === Array.prototype
      return typeof one === 'function' || !isPlain ? assert.fail(`${id} holds ${String(one)}`) : one
    })
    assert.ok(plain !== undefined, id)
  }
})

test('signatures are read as they were written', () => {
  assert.deepEqual(readSignaturesText(JSON.stringify([SIGNATURE])), { type: 'ok', value: [SIGNATURE] })
  assert.deepEqual(readSignatures([]), { type: 'ok', value: [] })
})

test('what is wrong with a document of signatures is told with its place and value', () => {
  const problems = (json: unknown): (readonly [string, string])[] => {
    const read = readSignatures(json)
    return read.type === 'ok' ? [] : read.problems.map(({ code, message }) => [code, message] as const)
  }
  const { clinician, ...rest } = SIGNATURE
  for (const [json, code, says] of [
    [{ ruleId: 'x' }, 'not-a-list', /are a list/],
    [['x'], 'not-an-object', /^\[0\]: a signature is an object/],
    [[rest], 'missing', /^\[0\]\.clinician: is missing/],
    [[{ ...SIGNATURE, clinican: clinician }], 'unknown-key', /^\[0\]\.clinican: there is no such key; .*clinician/],
    [[{ ...SIGNATURE, version: '2' }], 'wrong-value', /^\[0\]\.version: "2" stands there; it is a whole number/],
    [[{ ...SIGNATURE, on: '2026-02-30' }], 'wrong-value', /^\[0\]\.on: "2026-02-30" stands there; it is a day/],
    [[{ ...SIGNATURE, fingerprint: 'abc' }], 'wrong-value', /fingerprint: "abc"/],
    [[{ ...SIGNATURE, clinician: { name: ' ', profession: 'x' } }], 'wrong-value', /clinician\.name: " " stands/],
    [[SIGNATURE, SIGNATURE], 'signed-twice', /^\[1\]: A\. Person signed the same of example\.days before, in \[0\]/],
  ] as const) {
    const [first] = problems(json)
    assert.equal(first[0], code)
    assert.match(first[1], says)
  }
  const noJson = readSignaturesText('[{')
  assert.equal(noJson.type === 'error' && noJson.problems[0].code, 'not-json')
})

test('docs/clinical-rules.md says what the code says', () => {
  const kept = readFileSync(new URL('../../../../docs/clinical-rules.md', import.meta.url), 'utf8')
  assert.ok(kept === clinicalRulesText(RULE_ROOMS), 'run: node packages/care/src/sign-off/write-clinical-rules.ts')
})

test('no rule is written anywhere in the reasoning that the register does not have', () => {
  const registered = new Set(CLINICAL_RULES.map(({ id }) => id))
  const written = ['diary', 'evidence', 'care'].flatMap((name) => {
    const folder = new URL(`../../../${name}/src/`, import.meta.url)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return files
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bid: '([^']+)',\s+version: \d+,\s+value\b/g),
      ])
  })
  assert.ok(written.length > 100, String(written.length))
  assert.deepEqual(
    written.map(([, id]) => id).filter((id) => !registered.has(id)),
    [],
  )
})
