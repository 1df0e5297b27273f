// Setting up the second step: the secret and the recovery codes are shown once, in the answer to the form, and nowhere else.
import { fail, redirect } from '@sveltejs/kit'
import { renderSVG } from 'uqr'
import { askSignIn, faultOf, proveFirst, readForm, signedIn } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  const { fresh, hasSecondFactor, asksFor } = signedIn(event)
  if (hasSecondFactor) redirect(303, '/account/security')
  if (!fresh) redirect(303, proveFirst(event))
  return { required: asksFor === 'second-step' }
}

export const actions: Actions = {
  begin: async (event) => {
    const password = (await readForm(event.request))('password')
    const begun = await askSignIn(event, '/two-factor/enable', { password })
    if (begun.type === 'error') return fail(400, { faults: [faultOf(begun, { first: 'password' })] })
    return shown(String(begun.body.totpURI), begun.body.backupCodes as string[])
  },
  finish: async (event) => {
    const said = await readForm(event.request)
    const finished = await askSignIn(event, '/two-factor/verify-totp', { code: said('code').replaceAll(/\s/g, '') })
    if (finished.type === 'ok') redirect(303, '/account/security')
    const uri = said('uri')
    return fail(400, {
      ...(uri.startsWith('otpauth://totp/') ? shown(uri, said('codes').split(' ')) : {}),
      faults: [{ field: 'code', key: 'fault.code' as const }],
    })
  },
}

function shown(uri: string, codes: readonly string[]) {
  const picture = renderSVG(uri, { border: 2 })
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return { uri, codes, secret: secret.replaceAll(/(.{4})/g, '$1 ').trim(), picture: encodeURIComponent(picture) }
}
