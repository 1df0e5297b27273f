// The demonstration's calendar, by the ways that managers, the desk and strangers have: what can be booked, the next weeks of its patients, who asked, who waits.
import { randomUUID } from 'node:crypto'
import { openings, type Opening } from '@clearday/scheduling'
import {
  addPlan,
  addRoom,
  appointmentsOfPatient,
  askForVisit,
  asPerson,
  asVisitor,
  bookHeld,
  calendarFacts,
  holdStart,
  saveService,
  sayPerson,
  services,
  setOfferings,
  visitRequests,
  waitForTime,
  type Database,
  type SchedulingOutcome,
} from '@clearday/store'
import type { PatientRecipe } from '../people/recipe.ts'
import { DEMO_OFFERINGS, DEMO_REQUESTS, DEMO_ROOMS, DEMO_SERVICES, DEMO_VISITS, demoPlans } from './calendar-content.ts'

/** What a link to a visit, a request or a place on the waiting list is opened by: of the installation. */
export type ProofOf = (purpose: 'appointment' | 'request' | 'offer', id: string) => Uint8Array

export interface CalendarPlace {
  /** Of role `app`. */
  readonly app: Database
  /** An account, by the id of a member of staff. */
  readonly accountOf: (staff: string) => string
  readonly proofOf: ProofOf
  /** ms since 1970. */
  readonly now: number
}

const DAY_MS = 86_400_000
/** Visits lie within so many days. */
const AHEAD_DAYS = 14
const dayText = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

type Transaction = Parameters<Parameters<typeof asPerson>[2]>[0]

/** What is there already stays as it is, so that one that was broken off is completed. */
export async function seedCalendar(
  place: CalendarPlace,
  patients: readonly (PatientRecipe & { readonly patient: string })[],
): Promise<void> {
  await setUp(place)
  for (const [index, one] of patients.entries()) await visitOf(place, one, index)
  await strangers(place)
}

function setUp({ app, accountOf, now }: CalendarPlace): Promise<void> {
  return asPerson(app, accountOf('toni'), async (transaction, access) => {
    if ((await services(transaction)).length > 0) return
    for (const [location, name] of DEMO_ROOMS) done(await addRoom(transaction, access, location, name, now))
    for (const service of DEMO_SERVICES) {
      done(await saveService(transaction, access, service, now))
      const given = (DEMO_OFFERINGS[service.service] ?? []).map(([staff, location]) => ({
        practitioner: accountOf(staff),
        location,
      }))
      done(await setOfferings(transaction, access, service.service, given, now))
    }
    for (const plan of demoPlans(dayText(now - 365 * DAY_MS)))
      done(await addPlan(transaction, access, { ...plan, practitioner: accountOf(plan.practitioner) }, now))
  })
}

/** Their next visit, with the first of those who treat them who gives something: made by the desk, with the diary it goes to. */
function visitOf(
  { app, accountOf, proofOf, now }: CalendarPlace,
  { name, patient, practitioners }: PatientRecipe & { readonly patient: string },
  index: number,
): Promise<void> {
  const staff = practitioners.find((one) => one in DEMO_VISITS)
  if (staff === undefined) return Promise.resolve()
  return asPerson(app, accountOf('casey'), async (transaction) => {
    if ((await appointmentsOfPatient(transaction, patient)).length > 0) return
    const found = await openingsOf(transaction, DEMO_VISITS[staff], accountOf(staff), now)
    const chosen = found.at((index * 7) % Math.max(found.length, 1))
    if (chosen === undefined) return
    const [appointment, person] = [randomUUID(), randomUUID()]
    const proof = proofOf('appointment', appointment)
    const { service, location, practitioner, room, start } = chosen
    const wish = { appointment, service, location, practitioner, room, start, proof, byDesk: true }
    // of a clock that stands elsewhere than the database's nothing can be booked
    if ((await holdStart(transaction, wish, now)).type === 'error') return
    const telephone = `+49 30 23125 ${String(600 + index)}`
    done(await sayPerson(transaction, { person, name, email: '', telephone, language: 'en', bornOn: null, patient }))
    done(await bookHeld(transaction, { appointment, person, proof }))
  })
}

async function openingsOf(
  transaction: Transaction,
  service: string,
  practitioner: string,
  now: number,
): Promise<readonly Opening[]> {
  const facts = await calendarFacts(transaction, { service, from: now, to: now + (AHEAD_DAYS + 1) * DAY_MS })
  return openings(facts, {
    ...{ service, locations: null, practitioners: [practitioner], daypart: null, now, limit: null, byDesk: true },
    ...{ from: dayText(now), to: dayText(now + AHEAD_DAYS * DAY_MS) },
  })
}

async function strangers({ app, accountOf, proofOf, now }: CalendarPlace): Promise<void> {
  const there = await asPerson(app, accountOf('casey'), (transaction) =>
    visitRequests(transaction, { states: null, most: 1 }),
  )
  if (there.length > 0) return
  const preferred = [
    { from: dayText(now + 3 * DAY_MS), to: dayText(now + 10 * DAY_MS), daypart: 'morning' as const },
    { from: dayText(now + 3 * DAY_MS), to: dayText(now + 20 * DAY_MS), daypart: null },
  ]
  await asVisitor(app, async (transaction) => {
    for (const asked of DEMO_REQUESTS) {
      const request = randomUUID()
      done(await askForVisit(transaction, { ...asked, request, answers: {}, preferred }, proofOf('request', request)))
    }
    const [waiting, person] = [randomUUID(), randomUUID()]
    const who = { name: 'Wanda Platzhalter', email: '', telephone: '+49 30 23125 821', language: 'en' }
    done(await sayPerson(transaction, { person, ...who, bornOn: null, patient: null }))
    const wish = { service: 'craniosacral-session', location: 'park', practitioner: null, dayparts: [] }
    const days = { from: dayText(now), to: dayText(now + 30 * DAY_MS) }
    done(await waitForTime(transaction, { waiting, person, ...wish, ...days }, proofOf('offer', waiting)))
  })
}

function done(outcome: SchedulingOutcome<unknown>): void {
  if (outcome.type === 'error')
    throw new Error(`the demonstration was refused: ${outcome.error.code} ${JSON.stringify(outcome.error.about)}`)
}
