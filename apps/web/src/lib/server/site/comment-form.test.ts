import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SitePerson } from '@clearday/store'
import { commentForm, readComment } from './comment-form.ts'

const person = { id: 'ines', name: 'Inés Muster', honours: 'MD' } as SitePerson
const around = {
  ...{ readers: { formAge: () => 60_000 }, slug: 'a', signedIn: true },
  ...{ people: [person], clinicName: 'Hill Clinic' },
}
const read = (name: string) => {
  const said: Readonly<Record<string, string>> = { name, words: 'Thank you.', made: 'x' }
  return readComment(
    commentForm((field) => said[field] ?? ''),
    around,
  )
}

test('nobody writes under the name of somebody whom the site names, whatever stands around it', () => {
  for (const name of ['Inés Muster', 'Dr. INES MUSTER, MD', 'I n é s  Muster', 'The Hill Clinic team'])
    assert.deepEqual(read(name), { type: 'faults', faults: [{ field: 'name', key: 'comments.fault.taken' }] }, name)
  for (const name of ['Inés', 'M. Muster', 'Ana']) assert.equal(read(name).type, 'ok', name)
})
