import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { readVisitToken, visitProof, visitToken, visitUrl, type VisitLink } from './visit-link.ts'

const SECRET = 'of this installation'
const NOW = Date.parse('2026-03-03T10:00Z')
const link: VisitLink = { id: randomUUID(), person: randomUUID(), until: NOW + 86_400_000 }
const token = visitToken(SECRET, 'appointment', link)

function refused(given: string, secret = SECRET, now = NOW): string {
  const read = readVisitToken(secret, 'appointment', given, now)
  return read.type === 'ok' ? 'opened' : read.code
}

test('a link opens the visit it was made for, for the person it was made for, until its time', () => {
  assert.deepEqual(readVisitToken(SECRET, 'appointment', token, NOW), { type: 'ok', link })
  const address = new URL(visitUrl('https://clinic.example', SECRET, 'appointment', link))
  assert.equal(`${address.pathname}${address.search}`, `/visit/appointment/${token}`)
  assert.match(token, /^[\w-]+$/)
  const nobody = { ...link, person: null }
  const read = readVisitToken(SECRET, 'request', visitToken(SECRET, 'request', nobody), NOW)
  assert.deepEqual(read, { type: 'ok', link: nobody })
})

test('a link whose time is over says so, to the second', () => {
  assert.equal(refused(token, SECRET, link.until - 1), 'opened')
  assert.equal(refused(token, SECRET, link.until), 'over')
})

test('a link for one thing opens no other, and none of another installation opens anything', () => {
  const other = readVisitToken(SECRET, 'offer', token, NOW)
  assert.equal(other.type === 'error' && other.code, 'not-ours')
  assert.equal(refused(token, 'of another'), 'not-ours')
})

test('a link that was changed in any place is refused, also where only its end is moved or it is over', () => {
  const signs = 'ABab01-_'
  for (let place = 0; place < token.length; place++) {
    for (const sign of signs) {
      if (token[place] === sign) continue
      assert.equal(refused(token.slice(0, place) + sign + token.slice(place + 1)), 'not-ours', `${place} ${sign}`)
    }
  }
  const longer = visitToken('guessed', 'appointment', { ...link, until: link.until + 1e9 }).slice(0, 50)
  assert.equal(refused(longer + token.slice(50)), 'not-ours')
  assert.equal(refused(longer + token.slice(50), SECRET, link.until + 1), 'not-ours')
})

test('the proof for the database is the same for every link of a visit, and another for each visit and purpose', () => {
  const proof = visitProof(SECRET, 'appointment', link.id)
  assert.equal(proof.length, 32)
  assert.deepEqual(visitProof(SECRET, 'appointment', link.id.toUpperCase()), proof)
  for (const other of [
    visitProof(SECRET, 'appointment', randomUUID()),
    visitProof(SECRET, 'request', link.id),
    visitProof('of another', 'appointment', link.id),
  ])
    assert.notDeepEqual(other, proof)
  // nothing of a link gives it away
  assert.ok(!token.includes(Buffer.from(proof).toString('base64url')))
})

test('what is no link at all is refused and nothing fails', () => {
  for (const given of [
    '',
    'x',
    `${token}A`,
    token.slice(1),
    `${token.slice(0, -1)}=`,
    '%00'.repeat(31),
    'é'.repeat(93),
    token.repeat(9),
  ])
    assert.equal(refused(given), 'not-ours')
  assert.throws(() => visitToken(SECRET, 'appointment', { ...link, id: 'a7' }), TypeError)
})
