// How the clinic calls itself and how its pages look: name, promise, colours that can be read, logo.
import { clinicLook, clinicName, logoOf, putClinicName, putColours, putLogo } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { accentContrast, LEAST_CONTRAST } from '#lib/server/site/contrast.ts'
import { forgetLook } from '#lib/server/site/look.ts'
import { asManager, wordedOf } from '#lib/server/site/managing-site.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction) => ({
    look: await clinicLook(transaction),
    promise: (await clinicName(transaction)).promise,
  }))

/** How well it can be read is told also where it is enough. */
function colourFault(field: 'accentDay' | 'accentNight', colour: string): Fault | null {
  if (colour === '') return null
  if (!/^#[0-9a-f]{6}$/.test(colour)) return { field, key: 'siteset.fault.colour' }
  const has = accentContrast(colour, field === 'accentDay' ? 'day' : 'night')
  // rounded down: 4.49 is not 4.5
  const told = Math.floor(has * 10) / 10
  return has >= LEAST_CONTRAST
    ? null
    : { field, key: 'siteset.fault.contrast', values: { has: told, least: LEAST_CONTRAST } }
}

export const actions: Actions = {
  name: async (event) => {
    const said = await readForm(event.request)
    const name = said('name').slice(0, 100)
    if (name === '') return fail(400, { faults: [{ field: 'name', key: 'siteset.fault.name' }] satisfies Fault[] })
    await asManager(event, (transaction, access) =>
      putClinicName(transaction, access, { name, promise: wordedOf(said, 'promise') }),
    )
    forgetLook()
    return { done: true }
  },
  colours: async (event) => {
    const said = await readForm(event.request)
    const own = (name: 'accentDay' | 'accentNight') => (said(`${name}.own`) === 'on' ? said(name).toLowerCase() : '')
    const colours = { accentDay: own('accentDay'), accentNight: own('accentNight') }
    const faults = (['accentDay', 'accentNight'] as const).flatMap((field) => colourFault(field, colours[field]) ?? [])
    if (faults.length > 0) return fail(400, { faults, colours })
    const { clock } = event.locals.clinic
    await asManager(event, (transaction, access) => putColours(transaction, access, colours, clock()))
    forgetLook()
    return { done: true }
  },
  logo: async (event) => {
    const file = (await event.request.formData()).get('logo')
    const none = !(file instanceof File) || file.size === 0
    const logo = none ? null : logoOf(Buffer.from(await file.arrayBuffer()))
    if (!none && logo === null)
      return fail(400, { faults: [{ field: 'logo', key: 'siteset.fault.logo' }] satisfies Fault[] })
    const { clock } = event.locals.clinic
    await asManager(event, (transaction, access) => putLogo(transaction, access, logo, clock()))
    forgetLook()
    return { done: true }
  },
}
