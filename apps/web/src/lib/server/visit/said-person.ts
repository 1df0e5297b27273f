// A person as a form says them, and which person a form means by what was written of them.
import { searchPersons, type PersonFound, type VisitPerson } from '@clearday/store'
import { isDay } from '#lib/server/acting.ts'
import { isPostableAddress } from '#lib/server/site/pace.ts'
import type { Fault } from '#lib/server/sign-in.ts'
import { isLanguage } from '#lib/words/words.ts'
import type { Transaction } from '../site/reading.ts'

export type SaidDetails = Pick<VisitPerson, 'name' | 'email' | 'telephone' | 'language'> & { readonly bornOn: string }

/** What a form says of a person, and what is wrong with it. `bornOn` is '' for none. */
export function saidDetails(said: (name: string) => string): {
  readonly details: SaidDetails
  readonly faults: readonly Fault[]
} {
  const details = {
    ...{ name: said('name'), email: said('email'), telephone: said('telephone') },
    ...{ language: said('language'), bornOn: said('bornOn') },
  }
  const faults: Fault[] = []
  if (details.name === '' || details.name.length > 200) faults.push({ field: 'name', key: 'person.fault.name' })
  if (details.email !== '' && !isPostableAddress(details.email))
    faults.push({ field: 'email', key: 'person.fault.email' })
  if (details.telephone.length > 50) faults.push({ field: 'telephone', key: 'person.fault.telephone' })
  if (!isLanguage(details.language)) faults.push({ field: 'language', key: 'person.fault.choose' })
  if (details.bornOn !== '' && !isDay(details.bornOn)) faults.push({ field: 'bornOn', key: 'person.fault.day' })
  return { details, faults }
}

/** So many are offered to choose from. */
const MOST = 10

export type MeantPerson =
  | { readonly type: 'ok'; readonly person: string }
  | {
      readonly type: 'error'
      readonly fault: Fault
      /** Those whom the text fits, to choose from. */
      readonly found: readonly PersonFound[]
    }

/** Nobody is taken for meant without being chosen. @param but who is not meant. One query. */
export async function meantPerson(
  transaction: Transaction,
  said: (name: string) => string,
  but: string,
): Promise<MeantPerson> {
  const text = said('whom')
  const chosen = said('whomChosen')
  const { found: all, ofAll } =
    text === '' ? { found: [], ofAll: 0 } : await searchPersons(transaction, text, 0, MOST + 1)
  const found = all.filter(({ person }) => person !== but)
  if (said('whomFor') === text && found.some(({ person }) => person === chosen)) return { type: 'ok', person: chosen }
  const [key, shown] =
    found.length === 0
      ? (['person.give.fault.none', []] as const)
      : ofAll > MOST
        ? (['person.give.fault.many', found.slice(0, MOST)] as const)
        : (['person.give.fault.choose', found] as const)
  return { type: 'error', fault: { field: 'whom', key }, found: shown }
}
