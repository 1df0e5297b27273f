// Which treatments the clinic offers, where and by whom: only by somebody who works there, offers it, and has a licence for it that is valid.
import {
  offers,
  publicPlaces,
  licences,
  type Licence,
  type Offer,
  type PublicPlace,
  type SitePerson,
} from '@clearday/store'
import type { Language } from '#lib/words/words.ts'
import { treatmentName } from './evidence-block.ts'
import { fullName, worded, type Transaction } from './reading.ts'

export interface Clinic {
  readonly offers: readonly Offer[]
  readonly licences: readonly Licence[]
  readonly places: readonly PublicPlace[]
  readonly people: readonly SitePerson[]
}

export interface GivenAt {
  readonly id: string
  readonly href: string
  readonly name: string
  readonly address: string
  readonly people: readonly {
    readonly href: string
    readonly name: string
    readonly jobTitle: string
    /** What it may be given with. */
    readonly licences: readonly string[]
  }[]
}

/** Three queries. */
export async function clinicOf(transaction: Transaction, people: readonly SitePerson[]): Promise<Clinic> {
  return {
    offers: await offers(transaction),
    licences: await licences(transaction),
    places: await publicPlaces(transaction),
    people,
  }
}

/** @param day such as 2026-11-26. */
export function isValid({ validUntil }: Pick<Licence, 'validUntil'>, day: string): boolean {
  return validUntil === null || validUntil >= day
}

/** Licences of a person for a treatment that are valid on a day. */
function licencesFor(clinic: Clinic, person: string, treatment: string, day: string): readonly Licence[] {
  return clinic.licences.filter(
    (one) => one.person === person && one.treatments.includes(treatment) && isValid(one, day),
  )
}

/** Where a treatment is given, with who gives it there; a place where nobody does is left out. O(places · people). */
export function givenAt(clinic: Clinic, treatment: string, day: string, language: Language): readonly GivenAt[] {
  const offer = clinic.offers.find((one) => one.treatment === treatment)
  if (offer?.offered !== true) return []
  return clinic.places
    .filter(({ id }) => offer.places.includes(id))
    .map(({ id, name, address, people }) => ({
      ...{ id, href: `/locations/${id}`, name, address: address.replaceAll('\n', ', ') },
      people: people.flatMap((one) => {
        const person = clinic.people.find((known) => known.id === one)
        const held = licencesFor(clinic, one, treatment, day)
        if (person === undefined || !person.treatments.includes(treatment) || held.length === 0) return []
        const jobTitle = worded(person.jobTitle, language)
        return [
          { href: `/people/${one}`, name: fullName(person), jobTitle, licences: held.map((licence) => licence.name) },
        ]
      }),
    }))
    .filter(({ people }) => people.length > 0)
}

export interface Named {
  readonly path: string
  readonly name: string
}

/** Treatments that are given at a place, or by a person, by name. O(offers · places · people). */
export function treatmentsWhere(
  clinic: Clinic,
  { place, person }: { readonly place?: string; readonly person?: string },
  day: string,
  language: Language,
): readonly Named[] {
  return clinic.offers
    .filter(({ treatment }) =>
      givenAt(clinic, treatment, day, language).some(
        ({ id, people }) =>
          (place === undefined || id === place) &&
          (person === undefined || people.some(({ href }) => href === `/people/${person}`)),
      ),
    )
    .map(({ treatment }) => ({ path: `/treatments/${treatment}`, name: treatmentName(treatment, language) }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

/** The day in UTC. @param at ms since 1970. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
