import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { madeUp, patternsOf } from '../../../../../packages/diary/fixtures/made-up-diaries.ts'
import { patternSentence, remarkOf } from './pattern-words.es.ts'
import { es } from './words.es.ts'

test('of many made-up diaries everything that patterns say has Spanish words', () => {
  const heard = new Set<string>()
  for (let seed = 1; seed <= 60; seed++) {
    const diary = madeUp(seed, 150)
    const person = {
      ...diary.person,
      conditions: { 'combined-contraceptive': 'yes' },
      recalled: {
        attacksLikeThese: seed % 3,
        longestRemissionDays: seed % 3,
        headacheBeforeMedicineUse: seed % 2 === 0,
        dailyFromTheStart: true,
      },
    }
    for (const one of [diary, { ...diary, person }])
      for (const [code, { unknowns, clinicianMustJudge, sentence, consistent, setAsideBy }] of patternsOf(one)) {
        assert.notEqual(es.patternNames[code], undefined, code)
        const remark = consistent === 'met' && setAsideBy === null ? remarkOf(sentence) : ''
        for (const text of [...unknowns, ...clinicianMustJudge, ...(remark === '' ? [] : [remark])]) {
          heard.add(text)
          assert.notEqual(patternSentence(text), null, `seed ${String(seed)}, ${code}: ${text}`)
        }
      }
  }
  assert.ok(heard.size > 20)
})

test('each whole sentence that stands in Spanish is still one of the package', () => {
  const folder = new URL('../../../../../packages/diary/src/patterns/', import.meta.url)
  const package_ = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n')
  const own = readFileSync(new URL('pattern-words.es.ts', import.meta.url), 'utf8')
  const keys = [...own.matchAll(/^ {2}'(.+?)':(?:\s|$)/gm)].map(([, key]) => key)
  assert.ok(keys.length > 15)
  // one of them is put together there
  for (const key of keys.filter((one) => !one.startsWith('Whether there are times')))
    assert.ok(package_.includes(key), key)
})

test('what to do about a pattern is said beside it', () => {
  const remark = 'Ask a doctor to look at this soon: it is treated in another way than migraine.'
  const sentence = `Your diary is consistent with criteria A–D of cluster headache (ICHD-3 3.1). ${remark}`
  assert.equal(remarkOf(sentence), remark)
  assert.match(patternSentence(remark) ?? '', /^Pida a un médico/)
  assert.equal(patternSentence('Something that nobody has translated.'), null)
})
