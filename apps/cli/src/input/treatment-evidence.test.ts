// What trials say, as it is handed in: flags and the mapping file, and every way in which it can be wrong.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { openDiaryFile } from './diary-file.ts'
import { inFolder } from './diary-fixture.ts'
import { mappingFromFlags, type DiaryFlags } from './mapping-flags.ts'

const flagged = (...evidence: string[]) => {
  const said = mappingFromFlags({ evidence }, [], 'diary.csv')
  return said.type === 'ok' ? said.value.evidence : said.problems.map(({ message }) => message)
}

const DIARY = 'id,day,headache,on,dose mg\na,1,0,0,5\na,2,1,1,10\nb,1,1,0,0\nb,2,0,1,5\n'
const SESSIONS = 'id,day,treatment\na,1,massage\nb,2,needles\n'

/** Opens the diary with flags and the text of a mapping file. */
function opened(flags: DiaryFlags, mapping?: string, guessColumns = true) {
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'diary.csv'), DIARY)
    await writeFile(join(folder, 'sessions.csv'), SESSIONS)
    const mappingFile = join(folder, 'mapping.json')
    if (mapping !== undefined) await writeFile(mappingFile, mapping)
    const sessions = flags.sessions === undefined ? {} : { sessions: join(folder, flags.sessions) }
    const file = await openDiaryFile(join(folder, 'diary.csv'), {
      flags: { ...flags, ...sessions },
      guessColumns,
      ...(mapping === undefined ? {} : { mappingFile }),
    })
    if (file.type === 'error') return { problems: file.problems.map(({ code, message }) => `${code}: ${message}`) }
    await file.value.close()
    return { evidence: file.value.mapping.evidence, explanation: file.value.explanation }
  })
}

test('a flag is a name and three numbers, with minus signs, decimal commas and spaces as people write them', () => {
  assert.deepEqual(flagged('a=-2:-4:0'), [{ treatment: 'a', mean: -2, low: -4, high: 0 }])
  assert.deepEqual(flagged('on = −1,5 : −4 : +0.5', 'b=c=1:0:3'), [
    { treatment: 'on', mean: -1.5, low: -4, high: 0.5 },
    { treatment: 'b=c', mean: 1, low: 0, high: 3 },
  ])
})

test('a flag that cannot be read shows itself and what would be right', () => {
  for (const written of ['a', '=-2:-4:0', 'a=-2', 'a=-2:-4', 'a=-2:-4:0:1', 'a=-2:-4:', 'a=-2:yes:0', 'a=-2;-4;0', ''])
    assert.deepEqual(flagged(written), [
      `--evidence '${written}' cannot be used; write it as NAME=MEAN:LOW:HIGH in headache days per 28, for example --evidence botox=-2:-4:0.5, where minus means fewer.`,
    ])
})

test('numbers that cannot be evidence are refused with the reason', () => {
  const [order, far, narrow, outside] = ['a=-2:0:-4', 'a=-2:-40:0', 'a=-2:-2.1:-1.9', 'a=1:-4:0'].map((written) =>
    JSON.stringify(flagged(written)),
  )
  assert.match(order, /'a=-2:0:-4' cannot be used; .* from 0 to -4; give the lower end first\."\]$/)
  assert.match(far, /-40; a change in days per 28 lies between -28 and 28\./)
  assert.match(narrow, /narrower than 0.4 days cannot hold 95 % of people\./)
  assert.match(outside, /has 1 outside its range, -4 to 0/)
})

test('a treatment has one piece of evidence', () => {
  assert.deepEqual(flagged('a=-2:-4:0', 'b=-2:-4:0', 'a=-1:-4:0'), [
    "--evidence 'a=-1:-4:0' cannot be used; it is given twice for 'a'; give it once.",
  ])
})

test('evidence is for a treatment of the diary, in whatever way that is given, and is shown back', async () => {
  const sessions = { sessions: 'sessions.csv' }
  const evidence = ['on=-2:-4:0', 'dose mg=-1:-3:1', 'programme=-1:-2:0', 'needles=-1:-2:0']
  const { explanation } = await opened({ evidence, start: ['programme=2'], ...sessions })
  assert.ok(
    explanation?.includes(
      "treatment 'on': trials let one person expect −2 days in 28, 95 % of people between −4 and 0, as you said",
    ),
  )
  const unknown = await opened({ evidence: ['On=-2:-4:0', 'headache=-2:-4:0'] })
  assert.deepEqual(unknown.problems, [
    "unknown-treatment: evidence is given for 'On', which is no treatment of this diary; did you mean 'on'? The treatments are 'on', 'dose mg'.",
    "unknown-treatment: evidence is given for 'headache', which is no treatment of this diary. The treatments are 'on', 'dose mg'.",
  ])
  const none = await opened({ evidence: ['tea=-2:-4:0'], ignore: ['on', 'dose mg'] })
  const bare = await opened(
    { covariate: ['on'] },
    '{"evidence":[{"treatment":"on","mean":-2,"low":-4,"high":0}]}',
    false,
  )
  assert.deepEqual(bare.evidence, [])
  assert.match(String(none.problems), /This diary has none; name one with --treatment/)
})

test('the mapping file says the same, checked place by place, and a flag goes before it', async () => {
  const on = '{"treatment":"on","mean":-2,"low":-4,"high":0}'
  assert.deepEqual((await opened({}, `{"evidence":[${on}]}`)).evidence, [
    { treatment: 'on', mean: -2, low: -4, high: 0 },
  ])
  assert.deepEqual((await opened({ evidence: ['on=-1:-2:0'] }, `{"evidence":[${on}]}`)).evidence, [
    { treatment: 'on', mean: -1, low: -2, high: 0 },
  ])
  assert.deepEqual((await opened({}, `{"evidence":[${on},${on.replace('-4', '1')}]}`)).problems, [
    "mapping-invalid: 'evidence.1' does not fit: the evidence for on runs from 1 to 0; give the lower end first.",
    "mapping-invalid: 'evidence.1' does not fit: it is given twice for 'on'; give it once.",
  ])
  assert.match(String((await opened({}, `{"evidence":[${on.replace('-4', '"low"')}]}`)).problems), /'evidence\.0\.low'/)
  assert.match(String((await opened({}, `{"evidence":[${on.replace('on', 'tea')}]}`)).problems), /unknown-treatment/)
})
