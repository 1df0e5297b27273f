// Whom a calendar can be of: practitioners of whom the clinic says what they do, by the name they are known by.
import { practitionerProfiles, practitionersHere, sitePeople, type Access } from '@clearday/store'
import type { Transaction } from '../site/reading.ts'
import { personName } from './bookable.ts'

export interface CalendarPerson {
  readonly account: string
  /** '' where nobody said one. */
  readonly name: string
  /** Holds the role now. */
  readonly here: boolean
}

/** By name; those who are here no more stand last. Four queries. */
export async function calendarPeople(transaction: Transaction, access: Access): Promise<readonly CalendarPerson[]> {
  const here = new Map((await practitionersHere(transaction, access)).map(({ account, name }) => [account, name]))
  const known = await sitePeople(transaction)
  return (await practitionerProfiles(transaction))
    .map(({ account }) => ({
      ...{ account, here: here.has(account) },
      name: personName(known, account) || (here.get(account) ?? ''),
    }))
    .sort((one, other) => Number(other.here) - Number(one.here) || one.name.localeCompare(other.name))
}
