// `clearday rules` as a person runs it: the page, its JSON, files that are no diary, and cases that are run against the rules.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { commandIn, MAIN, run } from './run-command.ts'

const EXAMPLE = fileURLToPath(new URL('../../../examples/diary.json', import.meta.url))
const EXAMPLE_CSV = fileURLToPath(new URL('../../../examples/sim-a-abab.csv', import.meta.url))
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday rules '))
})
after(() => rm(folder, { recursive: true, force: true }))

const clearday = commandIn(() => folder)

async function file(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

test('a file that is no diary ends with exit code 1, one message and no page; with --json too', async () => {
  const cut = await file('cut.json', '{"format": "clearday-diary-1",')
  for (const argumentsList of [[EXAMPLE_CSV], [cut, '--json']]) {
    const { code, out, err } = await clearday('rules', ...argumentsList)
    assert.deepEqual([code, out, err.trim().split('\n').length], [1, '', 1], err)
    assert.doesNotMatch(err, /Error|\bat .*\.ts:|undefined/)
  }
})

test('a diary above 64 MB is refused before it is read', async () => {
  const path = await file('huge.json', '')
  assert.equal((await run('/bin/sh', ['-c', 'truncate -s 70M "$0"', path], folder)).code, 0)
  const { code, err } = await clearday('rules', path)
  assert.equal(code, 1)
  assert.match(err, /huge\.json: the file has 70 MB, and at most 64 MB are read/)
})

test('a byte order mark, and UTF-16 as some editors save it, change nothing', async () => {
  const text = await readFile(EXAMPLE, 'utf8')
  const marked = await file('marked.json', `\u{feff}${text}`)
  const wide = await file('wide.json', Buffer.from(`\u{feff}${text}`, 'utf16le'))
  const [plain, ...others] = await Promise.all(
    [EXAMPLE, marked, wide].map((path) => clearday('rules', path, '--no-answers')),
  )
  assert.equal(plain.code, 0, plain.err)
  for (const other of others) assert.deepEqual(other, plain)
})

test('what contradicts something is told beside the page, and the diary is read as it was said', async () => {
  const path = await file(
    'notice.json',
    JSON.stringify({
      format: 'clearday-diary-1',
      timeZone: 'Europe/Madrid',
      days: [{ date: '2026-03-02', headache: 'none' }],
      attacks: [{ id: 'a', start: '2026-03-02T08:00', end: '2026-03-02T12:00', severity: 'severe' }],
    }),
  )
  const { code, out, err } = await clearday('rules', path, '--no-answers')
  assert.equal(code, 0, err)
  assert.match(err, /notice\.json: .*2026-03-02/)
  assert.match(out, /The one day is known/)
})

test('flags that make no sense end with exit code 2 and say what would be right', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['rules'], /rules needs a diary: clearday rules DIARY\.json/],
    [['rules', EXAMPLE, '--month', 'March'], /--month March cannot be used; give a month such as 2026-03/],
    [['rules', EXAMPLE, '--month', '2025-03'], /has no day in 2025-03; its months are 2026-01 to 2026-03/],
    [['rules', EXAMPLE, '--response', '2026-01'], /give two months with a comma between/],
    [['rules', EXAMPLE, '--definition', 'MD_LEIDEN_30MIN'], /Did you mean MD_LEIDEN_30MIN_v1\?/],
    [['rules', EXAMPLE, '--definition', 'CCD_v1'], /answers can be about no such days/],
    [['rules', EXAMPLE, '--treatment', 'acupunture'], /Did you mean acupuncture\?/],
    [
      ['rules', 'medicine-limit.tripan'],
      /There is no rule medicine-limit\.tripan\. Did you mean medicine-limit\.triptan\?/,
    ],
    [['rules', EXAMPLE, '--moth', '2026-03'], /Did you mean --month\?/],
  ]
  const ran = await Promise.all(cases.map(([argumentsList]) => clearday(...argumentsList)))
  for (const [k, { code, out, err }] of ran.entries()) {
    assert.deepEqual([code, out], [2, ''], err)
    assert.match(err, cases[k][1])
    assert.equal(err.trim().split('\n').length, 1, err)
  }
})

test('the same diary gives the same page wherever it is read, and twice', async () => {
  const inZone = (zone: string) =>
    run('/usr/bin/env', [`TZ=${zone}`, process.execPath, MAIN, 'rules', EXAMPLE, '--json'], folder)
  const [here, there, again] = await Promise.all([
    inZone('UTC'),
    inZone('Pacific/Kiritimati'),
    inZone('America/Los_Angeles'),
  ])
  assert.equal(here.code, 0, here.err)
  assert.deepEqual(there, here)
  assert.deepEqual(again, here)
})

test('with --ascii every letter is one that every terminal has, and no line passes the width', async () => {
  const { code, out } = await clearday('rules', EXAMPLE, '--ascii')
  assert.equal(code, 0)
  assert.doesNotMatch(out, /[^\n\u0020-\u007e]/)
  for (const line of out.split('\n')) assert.ok(line.length <= 82, line)
})

test('what nothing was noted of is one line, and every criterion of it one flag away', async () => {
  const folded = flat((await clearday('rules', EXAMPLE, '--no-answers')).out)
  const unfolded = flat((await clearday('rules', EXAMPLE, '--no-answers', '--criteria')).out)
  assert.match(
    folded,
    /Nothing you noted speaks for these, and too little was noted to tell: .*3\.1 cluster headache\./,
  )
  assert.match(folded, /Not met in the days of this diary: .*1\.3 chronic migraine: A not met/)
  assert.match(unfolded, /\(ICHD-3 3\.1\).*B unknown/)
  assert.doesNotMatch(unfolded, /Nothing you noted speaks for these/)
})

test('the page: what must not wait first, criteria with their days, and the intended use last', async () => {
  const { code, out, err } = await clearday('rules', EXAMPLE)
  assert.deepEqual([code, err], [0, ''])
  const words = flat(out)
  assert.ok(out.startsWith('What must not wait\n'), out.slice(0, 200))
  assert.match(words, /In short .* 65 of 70 days are known/)
  assert.match(words, /2026-02 +26\/28/)
  assert.match(words, /Your diary is consistent with criteria A–D of migraine without aura/)
  assert.match(words, /A met .*Days that decide: 2026-/)
  assert.match(words, /Not met in the days of this diary: .*1\.3 chronic migraine/)
  assert.match(words, /triptan .*counts? as overuse/)
  assert.match(words, /[Mm]agnesium Can’t tell yet/)
  assert.match(words, /too early to judge magnesium until 2026-04-27/)
  assert.match(words, /Propranolol \(\d+\)\. You answered yes to asthma/)
  assert.match(words, /MIBS-4: 5 of 12/)
  assert.match(words, /rules behind this page are not yet reviewed by a clinician here/)
  assert.match(words, /No diagnosis, and no emergency service.*your local emergency number\. $/)
  assert.doesNotMatch(
    words,
    /\b(safe|proven|cause[sd]?|you should|recommended|no red flags|all fine|NaN|undefined|null)\b/i,
  )
})

test('what must be seen now stands above everything, also when it was put aside', async () => {
  const path = await file(
    'urgent.json',
    JSON.stringify({
      format: 'clearday-diary-1',
      timeZone: 'Europe/Madrid',
      days: [{ date: '2026-03-02', headache: 'present', peakIntensity: 10 }],
      safetyChecks: [
        {
          id: 'check',
          date: '2026-03-02',
          occasion: 'different-from-usual',
          answers: { thunderclap: 'yes' },
          dismissed: ['thunderclap'],
        },
      ],
    }),
  )
  const { code, out, err } = await clearday('rules', path, '--no-answers')
  assert.equal(code, 0, err)
  const top = flat(out.split('In short')[0])
  assert.match(top, /EMERGENCY NOW/)
  assert.match(top, /put aside on 2026-03-02; it stays/)
})

test('one treatment: every point for and against asking about it, with why it counts and its answer', async () => {
  const { code, out } = await clearday('rules', EXAMPLE, '--treatment', 'CST')
  const words = flat(out)
  assert.equal(code, 0)
  assert.match(words, /Craniosacral therapy Ask a physician first/)
  assert.match(words, /Speaks for it: .*\((?:sourced|proposal|unverified|doubtful)(?:; | )/)
  assert.doesNotMatch(words, /Calendar months/)
})

test('as JSON it has the keys that docs/rules-output.md lists, and gaps stay open in it', async () => {
  const { code, out, err } = await clearday('rules', EXAMPLE, '--json', '--no-answers', '--response', '2026-02,2026-03')
  assert.deepEqual([code, err], [0, ''])
  const whole = JSON.parse(out) as Record<string, unknown> & {
    months: { name: string; days: Record<string, { count: number; most: number }> }[]
    patterns: { code: string; consistent: string; criteria: { id: string; status: string }[] }[]
    response: unknown[]
  }
  const documented = await readFile(new URL('../../../docs/rules-output.md', import.meta.url), 'utf8')
  const rows = documented.split('\n').filter((line) => line.startsWith('| `'))
  const keys = rows.flatMap((line) => [...line.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, key]) => key))
  assert.deepEqual(Object.keys(whole).sort(), keys.sort())
  assert.equal(whole.format, 'clearday-rules-1')
  const february = whole.months.find(({ name }) => name === '2026-02')?.days.HD_ANY_v1
  assert.deepEqual([february?.count, february?.most], [11, 13])
  assert.equal(whole.patterns.find(({ code: one }) => one === '1.1')?.consistent, 'met')
  assert.equal(whole.answers, null)
  assert.equal(whole.response.length, 4)
})

test('every rule can be listed; what no clinician has signed here is listed by one flag, and a signature takes it off', async () => {
  const list = async (
    ...flags: string[]
  ): Promise<{ id: string; version: number; fingerprint: string; certainty: string }[]> => {
    const { code, out, err } = await clearday('rules', '--list', '--json', ...flags)
    assert.deepEqual([code, err], [0, ''])
    return JSON.parse(out) as { id: string; version: number; fingerprint: string; certainty: string }[]
  }
  const all = await list()
  const open = await list('--unreviewed')
  const unsure = all.filter(({ certainty }) => ['unverified', 'doubtful', 'proposal'].includes(certainty))
  assert.ok(all.length > 100 && unsure.length > 0)
  for (const { id } of unsure)
    assert.ok(
      open.some((one) => one.id === id),
      id,
    )
  const triptan = open.find(({ id }) => id === 'medicine-limit.triptan') ?? assert.fail('the limit is not among them')
  const clinician = { name: 'A. Example', profession: 'neurologist' }
  const { id: ruleId, version, fingerprint } = triptan
  const signatures = await file(
    'signed.json',
    JSON.stringify([{ ruleId, version, fingerprint, clinician, on: '2026-03-01' }]),
  )
  assert.equal((await list('--unreviewed', '--signatures', signatures)).length, open.length - 1)
  const shown = await clearday('rules', 'medicine-limit.triptan', '--signatures', signatures)
  assert.match(flat(shown.out), /Review: reviewed by A\. Example, neurologist, on 2026-03-01/)
  const wrong = await clearday('rules', '--list', '--signatures', await file('unsigned.json', '[{"ruleId":"x"}]'))
  assert.equal(wrong.code, 1)
  assert.match(wrong.err, /unsigned\.json: \[0\]\.version: is missing/)
})

test('written cases are run: those that are as expected end with 0, a difference with 1 and its place', async () => {
  const traps = fileURLToPath(new URL('../../../packages/care/vignettes/traps.json', import.meta.url))
  const good = await clearday('rules', '--vignettes', traps)
  assert.deepEqual([good.code, good.err], [0, ''], good.out)
  assert.match(good.out, /^\d+ vignettes, all as expected\.$/m)
  const vignettes = JSON.parse(await readFile(traps, 'utf8')) as { id: string; expected: { months?: object } }[]
  const changed = vignettes.filter(({ id }) => id === 'trap-two-ways-to-count-a-migraine-day')
  changed[0].expected = { months: { '2026-01': { MD_IHS_4H_v1: 5 } } }
  const wrong = await clearday('rules', '--vignettes', await file('wrong.json', JSON.stringify(changed)))
  assert.equal(wrong.code, 1)
  assert.equal(
    wrong.out.split('\n')[0],
    'trap-two-ways-to-count-a-migraine-day: months, 2026-01, MD_IHS_4H_v1: expected 5, found 1',
  )
  const mistyped = await clearday('rules', '--vignettes', await file('bad.json', '[{"id":"a-case","kind":"odd"}]'))
  assert.equal(mistyped.code, 1)
  assert.match(mistyped.err, /bad\.json: a-case: kind is one of typical, borderline, trap/)
})
