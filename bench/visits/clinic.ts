// A small clinic whose calendar is so full that people are in each other's way: made by its managers' own doors.
import { randomUUID } from 'node:crypto'
import {
  addPlan,
  addRoom,
  asPerson,
  saveService,
  sayPerson,
  setOfferings,
  type SchedulingOutcome,
  type ServiceSetting,
} from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'

const DAY = 86_400_000
export const MINUTE = 60_000
export const PLACE = 'park'
/** What is booked alone, what several come to, and what needs no room; minutes, with those after it in which nobody is seen. */
export const SERVICES = {
  alone: { minutes: 30, after: 10, seats: 1 },
  group: { minutes: 30, after: 10, seats: 3 },
  call: { minutes: 20, after: 0, seats: 1 },
}
export type ServiceName = keyof typeof SERVICES
/** Work from 8 to 18, a start every forty minutes, on so many days. */
export const STARTS_A_DAY = 15
export const DAYS = 5

export interface Clinic {
  readonly store: TestStore
  readonly desk: string
  readonly practitioners: readonly string[]
  readonly rooms: number
  readonly persons: readonly string[]
  /** Midnight of the first day on which it works. */
  readonly firstDay: number
}

/** Three practitioners, two rooms, twelve people. @throws on what managers are refused. */
export async function openClinic(): Promise<Clinic> {
  const store = await startTestStore()
  // it is played at any hour
  await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 0, quiet_to = 0')
  const [manager, desk] = [randomUUID(), randomUUID()]
  const practitioners = [randomUUID(), randomUUID(), randomUUID()]
  const staff = [[manager, 'manager'], [desk, 'front-desk'], ...practitioners.map((one) => [one, 'practitioner'])]
  for (const [account, role] of staff) {
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  }
  await store.owner.query(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ($1, 'Park', 'UTC')`, [
    PLACE,
  ])
  for (const account of practitioners)
    await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [
      account,
    ])
  const now = Date.now()
  await asPerson(store.app, manager, async (transaction, access) => {
    for (const [service, { minutes, after, seats }] of Object.entries(SERVICES)) {
      const setting: ServiceSetting = {
        ...{ service, version: 0, kind: 'session', treatment: null, names: { en: service }, preparation: {} },
        ...{
          setting: 'in-person',
          minutes,
          bufferBefore: 0,
          bufferAfter: after,
          needsRoom: service !== 'call',
          capacity: seats,
        },
        ...{ booking: 'instant', price: '', intake: [], licenceNeeded: false, noticeMinutes: 0, horizonDays: 60 },
        ...{ everyMinutes: 20, cancelMinutes: 0, closed: false },
      }
      must(await saveService(transaction, access, setting, now))
      const offered = practitioners.map((practitioner) => ({ practitioner, location: PLACE }))
      must(await setOfferings(transaction, access, service, offered, now))
    }
    for (const name of ['One', 'Two']) must(await addRoom(transaction, access, PLACE, name, now))
    for (const practitioner of practitioners)
      for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
        const hours = { from: '08:00', to: '18:00', validFrom: '2020-01-01', validUntil: null }
        must(await addPlan(transaction, access, { practitioner, location: PLACE, weekday, ...hours }, now))
      }
  })
  const persons = Array.from({ length: 12 }, () => randomUUID())
  await asPerson(store.app, desk, async (transaction) => {
    for (const [k, person] of persons.entries()) {
      const said = { email: `person-${k}@home.example`, telephone: '1', language: 'en', bornOn: null, patient: null }
      must(await sayPerson(transaction, { person, name: `Person ${k}`, ...said }))
    }
  })
  return { store, desk, practitioners, rooms: 2, persons, firstDay: (Math.floor(now / DAY) + 8) * DAY }
}

function must(outcome: SchedulingOutcome<unknown>): void {
  if (outcome.type === 'error') throw new Error(JSON.stringify(outcome.error))
}
