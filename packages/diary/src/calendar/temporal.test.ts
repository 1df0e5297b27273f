import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMonths } from './local-date.ts'
import { readMoment } from './moment.ts'

test('in a browser without Temporal the fault names what is missing, and is not taken for a fault of the diary', () => {
  const host = globalThis as { Temporal?: typeof Temporal }
  const kept = host.Temporal
  try {
    delete host.Temporal
    assert.throws(() => addMonths('2026-01-31', 1), /needs globalThis\.Temporal/)
    assert.throws(() => readMoment('2026-03-05T08:30', 'Europe/Madrid'), /needs globalThis\.Temporal/)
  } finally {
    if (kept !== undefined) Object.defineProperty(host, 'Temporal', { value: kept, configurable: true, writable: true })
  }
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
})
