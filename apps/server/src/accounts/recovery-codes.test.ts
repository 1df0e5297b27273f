import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newRecoveryCodes, recoveryCodeOf } from './recovery-codes.ts'

test('recovery codes have no letters that look alike, and are known however they are typed', () => {
  const codes = newRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  for (const code of codes) {
    assert.match(code, /^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
    for (const typed of [code, code.toUpperCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')} `])
      assert.equal(recoveryCodeOf(typed), code)
  }
  assert.equal(recoveryCodeOf(' 6U2CS-4o0dI '), '6U2CS-4o0dI', 'one of an older version')
})
