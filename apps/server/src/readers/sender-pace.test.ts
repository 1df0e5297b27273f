import assert from 'node:assert/strict'
import { test } from 'node:test'
import { READER_MAILS_A_DAY } from '@clearday/store'
import { senderPace } from './sender-pace.ts'

test('one network cannot have all mails of a day sent to an address: one is left for its owner', () => {
  let at = Date.UTC(2026, 10, 26)
  const mayMail = senderPace(() => at)
  const stranger = Array.from({ length: 20 }, (_, times) =>
    mayMail('mine', `203.0.113.${String(times)}`, 'ana@home.example'),
  )
  assert.equal(stranger.filter(Boolean).length, READER_MAILS_A_DAY - 1)
  assert.ok(mayMail('mine', '198.51.100.7', 'ana@home.example'), 'the owner, from another network')
  assert.ok(mayMail('mine', '203.0.113.9', 'ben@home.example'), 'another address')
  assert.ok(mayMail('comment', '203.0.113.9', 'ana@home.example'), 'another kind')
  assert.equal(mayMail('mine', '203.0.113.9', 'Ana@Home.example'), false, 'however it is written')
  at += 86_400_001
  assert.ok(mayMail('mine', '203.0.113.9', 'ana@home.example'), 'the next day')
})
