// A person as the desk types them in, and what cannot be.
import type { VisitPerson } from '@clearday/store'
import { isAddress, type Fault } from '../sign-in.ts'

/** @param person a UUID that the form brought along: sent twice it is one person. */
export function saidPerson(said: (name: string) => string, person: string): VisitPerson {
  return {
    ...{ person, name: said('name'), email: said('email'), telephone: said('telephone') },
    ...{ language: said('language') === 'es' ? 'es' : 'en', bornOn: null, patient: null },
  }
}

export function personFaults({ name, email, telephone }: VisitPerson): Fault[] {
  const faults: Fault[] = []
  if (name === '' || name.length > 200) faults.push({ field: 'name', key: 'desk.person.fault.name' })
  if (email !== '' && !isAddress(email)) faults.push({ field: 'email', key: 'desk.person.fault.email' })
  if (telephone.length > 50) faults.push({ field: 'telephone', key: 'desk.person.fault.telephone' })
  if (email === '' && telephone === '') faults.push({ field: 'email', key: 'desk.person.fault.reach' })
  return faults
}
