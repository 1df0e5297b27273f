// What must hold of red flags whatever was answered, on rounds drawn at random with a seed that is printed on failure.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANSWERS, addDays, OCCASIONS, type Answer } from '@clearday/diary'
import { RED_FLAGS } from './red-flags.ts'
import { assessed } from './safety-fixtures.ts'
import type { SafetyAssessment } from './assess-safety.ts'
import { TIERS } from './tier.ts'

const DRAWS = 60
const IDS = RED_FLAGS.filter(({ rule }) => rule.value.question !== null).map(({ id }) => id)

interface Round {
  readonly id: string
  readonly date: string
  readonly occasion: string
  readonly answers: Readonly<Record<string, Answer>>
  readonly dismissed: readonly string[]
}

function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

function draw(seed: number): Round[] {
  const random = generator(seed * 7919)
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]
  return Array.from({ length: 1 + Math.floor(random() * 4) }, (_, k) => ({
    id: `round-${k}`,
    date: addDays('2026-01-01', Math.floor(random() * 58)),
    occasion: one(OCCASIONS),
    answers: Object.fromEntries(Array.from({ length: 6 }, () => [one(IDS), one(ANSWERS)])),
    dismissed: Array.from({ length: 3 }, () => one(IDS)),
  }))
}

function urgencyRank({ urgency }: SafetyAssessment): number {
  return urgency === 'none-raised' ? TIERS.length : TIERS.indexOf(urgency)
}

function ids({ raised }: SafetyAssessment): string[] {
  return raised.map(({ id }) => id).sort()
}

for (const [name, holds] of [
  [
    'no advice that is put aside is gone or less urgent',
    (rounds: readonly Round[]) => {
      const without = assessed({ safetyChecks: rounds.map((one) => ({ ...one, dismissed: [] })) })
      const put = assessed({ safetyChecks: rounds })
      assert.deepEqual(ids(put), ids(without))
      assert.equal(put.urgency, without.urgency)
    },
  ],
  [
    'taking a "no" away never makes it less urgent: what is not answered is not a no',
    (rounds: readonly Round[]) => {
      const unsaid = rounds.map((one) => ({
        ...one,
        answers: Object.fromEntries(Object.entries(one.answers).filter(([, answer]) => answer !== 'no')),
      }))
      const [all, fewer] = [assessed({ safetyChecks: rounds }), assessed({ safetyChecks: unsaid })]
      assert.ok(urgencyRank(fewer) <= urgencyRank(all))
      assert.ok(ids(all).every((id) => ids(fewer).includes(id)))
    },
  ],
  [
    'a yes on the last day raises its flag whatever was answered before',
    (rounds: readonly Round[]) => {
      const id = Object.keys(rounds[0].answers)[0]
      const last = { id: 'the-last', date: '2026-02-28', occasion: 'onboarding', answers: { [id]: 'yes' } }
      assert.ok(ids(assessed({ safetyChecks: [...rounds, last] })).includes(id))
    },
  ],
  [
    'the order of entry does not matter',
    (rounds: readonly Round[]) =>
      assert.deepEqual(assessed({ safetyChecks: [...rounds].reverse() }), assessed({ safetyChecks: rounds })),
  ],
  [
    'every flag is raised, not raised or not known, once',
    (rounds: readonly Round[]) => {
      const { raised, notRaised, notAsked } = assessed({ safetyChecks: rounds })
      const all = [...raised, ...notRaised, ...notAsked].map(({ id }) => id).sort()
      assert.deepEqual(all, RED_FLAGS.map(({ id }) => id).sort())
    },
  ],
] as const) {
  test(name, () => {
    for (let seed = 1; seed <= DRAWS; seed++) {
      try {
        holds(draw(seed))
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error })
      }
    }
  })
}
