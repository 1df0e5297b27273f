// The second step of signing in: a code of the authenticator app, or one of the recovery codes.
import { fail, redirect } from '@sveltejs/kit'
import { askSignIn, faultOf, nextPath, readForm, type Asked, type Fault } from '#lib/server/sign-in.ts'
import type { Actions } from './$types'

const OVER = ['INVALID_TWO_FACTOR_COOKIE', 'UNAUTHORIZED', 'INVALID_SESSION']

function fault(asked: Extract<Asked, { type: 'error' }>, field: string, key: Fault['key']): Fault {
  if (OVER.includes(asked.code)) return { field, key: 'fault.secondStepOver' }
  if (asked.code === 'CODE_USED') return { field, key: 'fault.codeUsed' }
  return asked.code === 'TOO_MANY_ATTEMPTS' ? faultOf(asked, { first: field }) : { field, key }
}

export const actions: Actions = {
  app: async (event) => {
    const said = await readForm(event.request)
    const code = said('code').replaceAll(/\s/g, '')
    const signed = await askSignIn(event, '/two-factor/verify-totp', { code })
    if (signed.type === 'error') return fail(400, { faults: [fault(signed, 'code', 'fault.code')] })
    redirect(303, nextPath(event.url))
  },
  recovery: async (event) => {
    const said = await readForm(event.request)
    const signed = await askSignIn(event, '/two-factor/verify-backup-code', { code: said('recoveryCode') })
    if (signed.type === 'error') return fail(400, { faults: [fault(signed, 'recoveryCode', 'fault.recoveryCode')] })
    redirect(303, nextPath(event.url))
  },
}
