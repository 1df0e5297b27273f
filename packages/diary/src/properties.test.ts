// What must hold for every diary, tried on diaries drawn from seeds. The seed stands in the message of what fails.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { randomDiary, randomFrom } from '../fixtures/random-diary.ts'
import { livedDays } from './days/lived-days.ts'
import { readDiary, type WritableDiary } from './format/index.ts'
import { measureDiary, type DiaryMeasures, type SpanMeasures } from './measures/span-measures.ts'
import type { Tally } from './measures/tally.ts'

const SEEDS = Array.from({ length: 120 }, (_, k) => k + 1)

function measured(written: WritableDiary, of: string): DiaryMeasures {
  const read = readDiary(written)
  assert.ok(read.type === 'ok', `${of}: ${JSON.stringify(read)}`)
  return measureDiary(read.value, livedDays(read.value))
}

function spans({ months, windows, whole }: DiaryMeasures): readonly SpanMeasures[] {
  return [...months, ...windows, whole]
}

/** Every count of days in a span, by name. */
function counts(span: SpanMeasures): Map<string, Tally> {
  const named = [...Object.entries(span.days), ...Object.entries(span.medicineDays)]
  return new Map([...named, ['lost time', span.lostTimeDays]])
}

function datesWithout(written: WritableDiary): string[] {
  const said = new Set(written.days?.map(({ date }) => date))
  return Array.from({ length: 90 }, (_, k) => new Date(Date.UTC(2026, 0, 1 + k)).toISOString().slice(0, 10)).filter(
    (date) => !said.has(date),
  )
}

test('adding a clear day never raises a count, nor what a count can be at most', () => {
  for (const seed of SEEDS) {
    const written = randomDiary(seed, { missing: 0.3 })
    const random = randomFrom(seed)
    const gaps = datesWithout(written)
    const date = gaps[Math.floor(gaps.length * random())]
    const before = spans(measured(written, `seed ${seed}`))
    const days = [...(written.days ?? []), { date, headache: 'none' as const }]
    const after = spans(measured({ ...written, days }, `seed ${seed}, ${date}`))
    for (const [k, span] of after.entries()) {
      const was = counts(before[k])
      for (const [name, { count, most }] of counts(span)) {
        const of = `seed ${seed}, ${date} clear: ${name} in ${span.kind} ${span.name}`
        assert.ok(count <= (was.get(name)?.count ?? 0), of)
        assert.ok(most <= (was.get(name)?.most ?? 0), `${of}, at most`)
      }
      assert.equal(span.attacksBegun, before[k].attacksBegun, `seed ${seed}, ${date}`)
    }
  }
})

test('splitting attacks at midnight changes no count of days and no attack made of days', () => {
  let split = 0
  for (const seed of SEEDS) {
    const written = randomDiary(seed, { plain: true })
    const attacks = (written.attacks ?? []).flatMap((attack) => {
      const [from, to] = [attack.start.slice(0, 10), attack.end.slice(0, 10)]
      if (from === to || attack.end.endsWith('T00:00')) return [attack]
      split++
      const { aura, postdrome, ...rest } = attack
      const first = { ...rest, ...(aura && { aura }), end: `${to}T00:00` }
      return [
        first,
        { ...rest, id: `${attack.id}, after midnight`, start: `${to}T00:00`, ...(postdrome && { postdrome }) },
      ]
    })
    const whole = spans(measured(written, `seed ${seed}`))
    const halves = spans(measured({ ...written, attacks }, `seed ${seed}, split`))
    for (const [k, span] of halves.entries()) {
      assert.deepEqual(counts(span), counts(whole[k]), `seed ${seed}, ${span.kind} ${span.name}`)
      assert.deepEqual(span.attacks, whole[k].attacks, `seed ${seed}, ${span.kind} ${span.name}`)
      assert.deepEqual(span.meanIntensity, whole[k].meanIntensity, `seed ${seed}, ${span.kind} ${span.name}`)
    }
  }
  assert.ok(split > 500, `only ${split} attacks were split`)
})

test('what hidden days leave open always holds what the whole diary says', () => {
  for (const seed of SEEDS) {
    const written = randomDiary(seed, { missing: 0, attackShare: 0, plain: true })
    const random = randomFrom(seed)
    const hidden = new Set((written.days ?? []).filter(() => random() < 0.3).map(({ date }) => date))
    const left = {
      ...written,
      days: written.days?.filter(({ date }) => !hidden.has(date)) ?? [],
      intakes: written.intakes?.filter(({ at }) => !hidden.has(at.slice(0, 10))) ?? [],
    }
    const truth = spans(measured(written, `seed ${seed}`))
    for (const [k, span] of spans(measured(left, `seed ${seed}, hidden`)).entries()) {
      const true_ = counts(truth[k])
      const attacks = Object.entries(span.attacks).map(
        ([name, tally]) => [name, tally, truth[k].attacks[name]] as const,
      )
      const days = [...counts(span)].map(([name, tally]) => [name, tally, true_.get(name)] as const)
      for (const [name, { count, most }, truly] of [...days, ...attacks]) {
        const of = `seed ${seed}: ${name} in ${span.kind} ${span.name}`
        assert.ok(truly !== undefined && count <= truly.count && truly.most <= most, of)
      }
    }
  }
})

test('a count is never more than the days of its span, and windows of 28 days never hold more than 28', () => {
  for (const seed of SEEDS) {
    for (const span of spans(measured(randomDiary(seed), `seed ${seed}`))) {
      for (const [name, { count, most, days, observedDays }] of counts(span)) {
        const of = `seed ${seed}: ${name} in ${span.kind} ${span.name}`
        assert.ok(count >= 0 && count <= most && most <= days && observedDays <= days && count <= observedDays, of)
        assert.ok(span.kind !== '28-days' || days <= 28, of)
        assert.ok(span.kind !== 'calendar-month' || days <= 31, of)
      }
    }
  }
})

test("the reader's time zone never matters", () => {
  const script = `
    import { randomDiary } from ${JSON.stringify(fileURLToPath(new URL('../fixtures/random-diary.ts', import.meta.url)))}
    import { livedDays, measureDiary, readDiary, writeDiary } from ${JSON.stringify(fileURLToPath(new URL('index.ts', import.meta.url)))}
    const all = []
    for (let seed = 1; seed <= 25; seed++) {
      const read = readDiary(randomDiary(seed))
      if (read.type !== 'ok') throw new Error('seed ' + seed)
      const days = livedDays(read.value)
      all.push(writeDiary(read.value), read.notices, days, measureDiary(read.value, days))
    }
    console.log(Temporal.Now.timeZoneId() + ' ' + JSON.stringify(all))`
  const inZone = (zone: string): string[] => {
    const args = ['--input-type=module-typescript', '--eval', script]
    const printed = execFileSync(process.execPath, args, {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    return [printed.slice(0, printed.indexOf(' ')), printed.slice(printed.indexOf(' '))]
  }
  const [, expected] = inZone('UTC')
  for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Tokyo']) {
    const [read, told] = inZone(zone)
    assert.equal(read, zone)
    assert.ok(told === expected, `measures differ for a reader in ${zone}`)
  }
})
