import assert from 'node:assert/strict'
import { test } from 'node:test'
import { historyOf, ownPlan } from '@clearday/care'
import { addDays, readDiary } from '@clearday/diary'
import { words } from '../words/words.ts'
import { planView } from './plan-view.ts'

const FIRST = '2026-01-01'
const DAYS = 240
type Told = NonNullable<Parameters<typeof planView>[1]>['answers'][number]

function cardIn(language: 'en' | 'es', looks: string, told: readonly Told[] = [], days = DAYS): string {
  const read = readDiary({
    ...{ format: 'clearday-diary-1', timeZone: 'UTC', firstDay: FIRST, lastDay: addDays(FIRST, days - 1) },
    days: Array.from({ length: days }, (_, at) => ({
      ...{ date: addDays(FIRST, at), headache: at % 2 === 0 ? 'none' : 'present' },
    })),
    regimens: [
      { id: 'r', kind: 'supplement', treatment: 'magnesium', events: [{ type: 'start', on: addDays(FIRST, 30) }] },
    ],
    trials: [
      {
        ...{ id: 't', treatment: 'magnesium', startsOn: addDays(FIRST, 180), blockDays: 14, seed: 1, looks },
        withFirst: [true, false, true, false, true],
      },
    ],
  })
  assert.ok(read.type === 'ok')
  const plan = ownPlan(historyOf(read.value), language)
  const me = { account: 'a', name: 'Elena Vega' }
  const { groups } = planView(
    [],
    { plan, answers: told, leftOut: { entries: 1, fields: ['born in'] } },
    me,
    language,
    words(language),
  )
  const [card] = groups?.[0]?.cards ?? []
  return card.lines.map((line) => line.join(': ')).join('\n')
}

test('a treatment that a trial seals is called sealed until its end on a practitioner’s plan, and neither to be judged nor without an answer', () => {
  const sealed = cardIn('en', 'once-at-the-end')
  assert.match(sealed, /What the diary says so far: Sealed until 17 November 2026: a fair trial of it is running/)
  assert.doesNotMatch(sealed, /Fair to judge|Nothing yet/)
  const spanish = cardIn('es', 'once-at-the-end')
  assert.match(spanish, /Sellado hasta el 17 de noviembre de 2026/)
  assert.doesNotMatch(spanish, /Cuándo se puede juzgar|Nada todavía/)
  assert.match(cardIn('en', 'after-each-pair'), /Fair to judge: Since 25 April 2026\.\n.*: Nothing yet\./)
})

test('beside a verdict no card says that it is too early, and the effect is told once, in words', () => {
  const helping = { id: 'magnesium', verdict: 'Probably helping: about 3 fewer.', size: null, isTold: true }
  const told = cardIn('en', 'after-each-pair', [helping], 100)
  assert.match(told, /The diary tells already. It may still change: the usual time ends on/)
  assert.doesNotMatch(told, /too early|So far/)
  const open = { id: 'magnesium', verdict: 'Can’t tell yet.', size: 'about 1 fewer headache days', isTold: false }
  const untold = cardIn('en', 'after-each-pair', [open], 100)
  assert.match(untold, /Before, it is too early/)
  assert.match(untold, /Can’t tell yet\. So far: about 1 fewer headache days\./)
})
