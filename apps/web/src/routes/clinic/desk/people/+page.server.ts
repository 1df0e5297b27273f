// Who comes to the clinic: found by any spelling, and entered where they are new.
import { randomUUID } from 'node:crypto'
import { searchPersons, isUuid, personOf, sayPerson } from '@clearday/store'
import { fail, redirect } from '@sveltejs/kit'
import { readForm } from '#lib/server/sign-in.ts'
import { asDesk, asTeam, isDesk } from '#lib/server/visit/at-desk.ts'
import { saidDetails } from '#lib/server/visit/said-person.ts'
import type { Actions, PageServerLoad } from './$types'

const A_PAGE = 20

export const load: PageServerLoad = (event) =>
  asTeam(event, async (transaction, access) => {
    const { searchParams } = event.url
    const wanted = (searchParams.get('q') ?? '').trim().slice(0, 200)
    const page = Math.min(Math.max(Math.trunc(Number(searchParams.get('page') ?? 1)) || 1, 1), 10_000)
    const same = searchParams.get('same') ?? ''
    const other = isUuid(same) ? await personOf(transaction, same) : null
    const { found, ofAll } = await searchPersons(transaction, wanted, (page - 1) * A_PAGE, A_PAGE)
    return {
      ...{ wanted, page, ofAll, pages: Math.ceil(ofAll / A_PAGE), atDesk: isDesk(access), fresh: randomUUID() },
      same: other === null ? null : { person: other.person, name: other.name },
      found: found
        .filter(({ person }) => person !== other?.person)
        .map(({ person, name, email, telephone, bornOn, also, next }) => ({
          ...{ person, name, email, telephone, bornOn, also },
          next: next === null ? null : new Date(next).toISOString(),
        })),
    }
  })

export const actions: Actions = {
  add: async (event) => {
    const said = await readForm(event.request)
    const { details, faults } = saidDetails(said)
    const person = said('person')
    if (faults.length > 0 || !isUuid(person)) return fail(400, { faults, kept: { ...details, person } })
    const bornOn = details.bornOn === '' ? null : details.bornOn
    await asDesk(event, async (transaction) => {
      // sent twice it is the same person, and what was changed since stands
      if ((await personOf(transaction, person)) !== null) return
      await sayPerson(transaction, { ...details, person, bornOn, patient: null })
    })
    redirect(303, `/clinic/desk/person/${person}`)
  },
}
