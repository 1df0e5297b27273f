import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { test } from 'node:test'
import { EN } from './en.ts'
import { actWords, together, whoWords } from './looked.ts'
import { words } from './words.ts'

const line = (given: object) => ({
  at: '2026-03-04T10:00:00Z',
  who: 'Lea Sandkasten',
  actingAs: 'practitioner',
  act: 'diary.read',
  about: {},
  ...given,
})

test('a patient reads in plain words who looked, in which capacity, and at how much', () => {
  const say = words('en')
  assert.equal(whoWords(say, line({})), 'Lea Sandkasten, practitioner')
  assert.equal(whoWords(say, line({ who: 'Dr Ito', actingAs: 'share-link' })), 'Dr Ito, through a link')
  assert.equal(whoWords(say, line({ who: '' })), 'somebody whose account is gone, practitioner')
  assert.equal(whoWords(say, line({ who: '', actingAs: 'server' })), 'the server itself')
  assert.equal(actWords(say, line({ about: { operations: 120, from: 0, to: 120 } })), 'read 120 entries')
  assert.equal(actWords(say, line({ about: { link: 'x' } })), 'opened the diary')
  assert.equal(actWords(say, line({ act: 'visit.recorded' })), 'wrote down a visit')
  assert.equal(actWords(words('es'), line({ about: { operations: 1 } })), 'leyó una entrada')
  assert.equal(actWords(say, line({ act: 'something.new' })), 'did something else (something.new)')
})

test('what somebody did many times on a day is one line, and hides nothing that others did', () => {
  const visit = line({ act: 'visit.recorded' })
  const lines = together([
    line({}),
    visit,
    visit,
    visit,
    line({ who: 'Dr Ito' }),
    visit,
    { ...visit, at: '2026-03-03T10:00:00Z' },
  ])
  assert.deepEqual(
    lines.map((one) => `${one.who} ${actWords(words('en'), one)}`),
    [
      'Lea Sandkasten opened the diary',
      'Lea Sandkasten wrote down a visit, 3 times',
      'Dr Ito opened the diary',
      'Lea Sandkasten wrote down a visit',
      'Lea Sandkasten wrote down a visit',
    ],
  )
})

test('every act that the record of a diary can hold has words', () => {
  const root = fileURLToPath(new URL('../../../../..', import.meta.url))
  const files = globSync(['packages/store/src/**/*.ts', 'apps/server/src/**/*.ts', 'apps/web/src/**/*.ts'], {
    cwd: root,
  })
  const kinds =
    'operations|diary|entries|reminder|care-relationship|proxy|share-link|attachment|clinic-file|notes?|paper-consents?|visits?|consent|merge|patient'
  // tables and files have such names too
  const others = new Set(['diary.operations', 'diary.entries', 'diary.patients', 'diary.answers', 'diary.json'])
  const acts = files
    .filter((name) => !name.endsWith('.test.ts') && !name.includes('lib/words'))
    .flatMap((name) => [
      ...readFileSync(join(root, name), 'utf8').matchAll(new RegExp(`'((?:${kinds})\\.[a-z-]+)'`, 'g')),
    ])
    .map(([, act]) => act)
    .filter((act) => !others.has(act))
  assert.ok(acts.length > 30)
  assert.deepEqual(
    [...new Set(acts)].filter((act) => !Object.hasOwn(EN, `looked.act.${act}`)),
    [],
  )
})
