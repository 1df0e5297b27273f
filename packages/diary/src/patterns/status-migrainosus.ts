// Status migrainosus (ICHD-3 1.4.1): a migraine that does not let go for more than three days.
import { migrainePain, migraineSymptoms } from '../days/headache-features.ts'
import { allOf, anyOf, type Status } from '../three-valued.ts'
import { debilitating } from './attack-criteria.ts'
import type { DiaryReading } from './diary-reading.ts'
import type { Features } from '../model/features.ts'
import { withBreaks, type LongHeadache } from './long-headaches.ts'
import { marks, patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { STATUS_MIGRAINOSUS } from './pattern-rules.ts'
import { betterExplained, listed } from './pattern-words.ts'
import { gapsTell } from './what-would-tell.ts'

/**
 * @param known whether the diary fits migraine without or with aura. O(headaches).
 */
export function statusMigrainosus({ headaches, days, notNoted }: DiaryReading, known: Status): PatternResult {
  const { moreThanHours } = STATUS_MIGRAINOSUS.value
  const longs = withBreaks(headaches, notNoted)
  const like = longs.map((one) => anyPart(one, (features) => allOf(migrainePain(features), migraineSymptoms(features))))
  const lasted = longs.map(({ least, most }): Status =>
    least > moreThanHours ? 'met' : most <= moreThanHours ? 'not-met' : 'unknown',
  )
  const bad = longs.map((one) => anyPart(one, debilitating))
  const all = longs.map((_, k) => allOf(like[k], lasted[k], bad[k]))
  // days that were not noted could hold one if they are as many as it lasts
  const hidden = longestGap(notNoted) >= moreThanHours / 24
  const found = anyOf(...all, hidden ? 'unknown' : 'not-met')
  const long = longs.filter((_, k) => (found === 'not-met' ? lasted[k] === 'met' : all[k] === found))
  const parts = long.flatMap((one) => one.parts)
  const hours = Math.max(0, ...longs.map(({ least }) => least))
  const shown = marks(parts, days)
  const lacks = [
    ...(lasted.includes('met') ? [] : [`more than ${moreThanHours} hours are asked for`]),
    ...(lasted.includes('met') && !longs.some((_, k) => lasted[k] === 'met' && like[k] !== 'not-met')
      ? ['it was not like migraine']
      : []),
    ...(lasted.includes('met') && !longs.some((_, k) => lasted[k] === 'met' && bad[k] !== 'not-met')
      ? ['most things could be done meanwhile']
      : []),
  ]
  const ending =
    found === 'met'
      ? 'it was like migraine and debilitating'
      : found === 'unknown'
        ? 'too little is known of it'
        : listed(lacks)
  const because = `The longest headache in your diary lasted ${longest(hours)}${ending === '' ? '' : `; ${ending}`}.`
  const A: CriterionResult = {
    id: 'A',
    statement: `A headache like migraine that goes on for more than ${moreThanHours} hours (breaks of up to 12 hours through sleep or medicine tolerated) and is debilitating.`,
    status: found,
    because,
    ...shown,
  }
  const B: CriterionResult = {
    id: 'B',
    statement: 'In someone with migraine without or with aura (1.1 or 1.2).',
    status: known,
    because:
      known === 'met'
        ? 'Your diary is consistent with 1.1 or 1.2.'
        : known === 'unknown'
          ? 'It is open whether your diary is consistent with 1.1 or 1.2.'
          : 'Your diary is consistent neither with 1.1 nor with 1.2.',
    days: [],
    attackIds: [],
  }
  return patternResult({
    code: '1.4.1',
    name: 'status migrainosus, a migraine that does not let go',
    version: STATUS_MIGRAINOSUS.version,
    criteria: [A, B],
    unknowns: [
      ...(all.includes('unknown') ? ['When the long headache ended, and whether you could do things meanwhile.'] : []),
      ...gapsTell(hidden ? notNoted[days.length] : 0),
    ],
    clinicianMustJudge: [
      'Whether it was like earlier attacks except for its length, and whether breaks came from sleep or medicine.',
      'An attack of more than 72 hours is a reason to see someone on the same day.',
      betterExplained('D'),
    ],
    source: STATUS_MIGRAINOSUS.source,
    nothingSeen: !all.includes('met') && !all.includes('unknown'),
  })
}

/** Met by what surely belongs to it; what may belong to it leaves it open. */
function anyPart({ parts, sure }: LongHeadache, ask: (features: Features) => Status): Status {
  if (sure.some(({ features }) => ask(features) === 'met')) return 'met'
  return parts.some(({ features }) => ask(features) !== 'not-met') ? 'unknown' : 'not-met'
}

function longest(hours: number): string {
  return hours === 0 ? 'an unknown time' : `${Math.round(10 * hours) / 10} hours or more`
}

function longestGap(notNoted: Int32Array): number {
  let run = 0
  let longestRun = 0
  for (let k = 1; k < notNoted.length; k++) {
    run = notNoted[k] > notNoted[k - 1] ? run + 1 : 0
    longestRun = Math.max(longestRun, run)
  }
  return longestRun
}
