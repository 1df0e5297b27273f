import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DoctorTask, MadePage } from './doctor-task.ts'
import { doctorPages } from './doctor-pages.ts'

const day = (key: string, headache: string): DoctorTask['rows'][number] => ({
  ...{ entity: 'day', key, fields: { headache }, firstDay: key, lastDay: key },
})
const TASK: DoctorTask = {
  rows: [day('2026-03-01', 'none')],
  timeZone: 'UTC',
  firstDay: null,
  lastDay: '2026-03-02',
  options: { language: 'en' },
  paper: null,
}

function counted(answer: () => Promise<MadePage>) {
  let made = 0
  const make = doctorPages(() => {
    made += 1
    return answer()
  })
  return { make, made: () => made }
}

const page = (): Promise<MadePage> =>
  Promise.resolve({ page: {} as MadePage['page'], pdf: null, workedOut: null, sealed: [] })

test('a page of the same diary is made once, for all who ask at once or soon, and anew as soon as anything was said', async (of) => {
  of.mock.timers.enable({ apis: ['setTimeout'] })
  const { make, made } = counted(page)
  const [one, other] = await Promise.all([make(TASK), make({ ...TASK, rows: [...TASK.rows] })])
  assert.equal(one, other)
  assert.equal(await make(TASK), one)
  assert.equal(made(), 1)
  await make({ ...TASK, rows: [day('2026-03-01', 'present')] })
  await make({ ...TASK, lastDay: '2026-03-03' })
  await make({ ...TASK, options: { language: 'es' } })
  assert.equal(made(), 4)
  // nobody's page lies in memory for long
  of.mock.timers.tick(11 * 60_000)
  await make(TASK)
  assert.equal(made(), 5)
})

test('a page that could not be made is tried again, and only so many are held', async () => {
  let fails = true
  const { make, made } = counted(() => (fails ? Promise.reject(new Error('no')) : page()))
  await assert.rejects(() => make(TASK))
  fails = false
  assert.notEqual(await make(TASK), null)
  assert.equal(made(), 2)
  for (let k = 0; k < 45; k++) await make({ ...TASK, lastDay: `2026-04-${String(k)}` })
  await make(TASK)
  assert.equal(made(), 48, 'the oldest gave way')
})

test('a page that is held goes by itself after its minutes, and keeps no process waiting', async (of) => {
  const timers: { readonly ms: number; readonly waits: boolean }[] = []
  const plain = globalThis.setTimeout
  of.mock.method(globalThis, 'setTimeout', (work: () => void, ms: number) => {
    const timer = plain(work, ms)
    queueMicrotask(() => timers.push({ ms, waits: timer.hasRef() }))
    return timer
  })
  const { make } = counted(page)
  await make(TASK)
  assert.deepEqual(timers, [{ ms: 600_000, waits: false }])
})
