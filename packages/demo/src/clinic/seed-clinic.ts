// The demonstration clinic, put into an empty database: begun with a mark, then place by place and person by person, so that one that was broken off is completed.
import {
  asPerson,
  beginDemonstration,
  beginManagedRelationship,
  clinicLocations,
  finishDemonstration,
  putPractitionerProfile,
  putPublicPlace,
  type Database,
  type Demonstration,
} from '@clearday/store'
import type { SimulationSettings } from '../diaries/simulate-patient.ts'
import type { PatientRecipe } from '../people/recipe.ts'
import { demoAccounts, demoPatients, hasAccount, type DemoAccount } from './accounts.ts'
import { seedCalendar, type ProofOf } from './seed-calendar.ts'
import { seedPatient, type SeededPatient } from './seed-patient.ts'
import { seedPictures, type MakePicture } from './seed-pictures.ts'
import { seedSite } from './seed-site.ts'
import { DEMO_PLACES } from './site-places.ts'
import { addressOf, DEMO_STAFF } from './staff.ts'

export interface SeedRequest {
  /** The owner's pool: marks the database. */
  readonly owner: Database
  /** Of role `app`, as which everybody acts. */
  readonly app: Database
  /** What to begin with; a demonstration that is there already keeps its own. */
  readonly begin: Omit<Demonstration, 'finished'>
  /** Makes an account that can sign in, or finds it; returns its id. */
  readonly addAccount: (account: DemoAccount) => Promise<string>
  /** A picture in the sizes that screens need; null for one that cannot be read. Without it the articles have no pictures. */
  readonly makePicture?: MakePicture
  /** What opens the link to a visit. */
  readonly proofOf: ProofOf
  /** ms since 1970. */
  readonly clock: () => number
  /** A patient is there whole. */
  readonly seeded?: (done: number, of: number, patient: SeededPatient & { readonly recipe: PatientRecipe }) => void
  /** Asks for an end between two patients. */
  readonly signal?: AbortSignal
}

export type ClinicSeeded =
  | { readonly type: 'ok'; readonly value: Demonstration }
  | {
      readonly type: 'error'
      readonly error: { readonly code: 'in-use' | 'stopped'; readonly message: string }
    }

/** Patients that are written at a time: one waits for the database while another is drawn and checked. */
const AT_ONCE = 3
const MANAGED_DAYS = 14
const DAY_MS = 86_400_000

/**
 * Fills an empty database, or completes what was begun. A finished one costs one query.
 *
 * Errors: in-use, for a database that holds anybody and is no demonstration: nothing is touched; stopped, by the signal.
 */
export async function seedClinic(request: SeedRequest): Promise<ClinicSeeded> {
  const { owner, app, begin, clock, addAccount, signal } = request
  const begun = await beginDemonstration(owner, begin, clock())
  if (begun.type === 'error') {
    const { accounts, diaries } = begun.error
    const message = `This database holds ${accounts} accounts and ${diaries} diaries, and is no demonstration. Nothing was touched.`
    return { type: 'error', error: { code: 'in-use', message } }
  }
  if (begun.value.finished) return { type: 'ok', value: begun.value }
  const { seed, patients: count, lastDay, mostDays } = begun.value
  const accounts = new Map<string, string>()
  for (const one of demoAccounts(count)) {
    if (signal?.aborted === true) return stopped()
    accounts.set(one.email, await addAccount(one))
  }
  await makePlaces(request, accounts)
  await seedSite(app, (id) => staffNamed(accounts, id), clock())
  const settings: SimulationSettings = {
    seed,
    lastDay: lastDay,
    ...(mostDays !== null && { mostDays }),
  }
  const { makePicture } = request
  const [patients] = await Promise.all([
    seedPatients(request, demoPatients(count), accounts, settings),
    makePicture === undefined ? null : seedPictures(app, staffNamed(accounts, 'robin'), makePicture, clock()),
  ])
  if (patients === null) return stopped()
  await openByManager(request, accounts, patients)
  const { proofOf } = request
  await seedCalendar(
    { app, proofOf, now: clock(), accountOf: (id) => staffNamed(accounts, id) },
    demoPatients(count).flatMap((recipe) => {
      const patient = patients.get(recipe.id)
      return patient === undefined ? [] : [{ ...recipe, patient }]
    }),
  )
  await finishDemonstration(owner, clock())
  return { type: 'ok', value: { ...begun.value, finished: true } }
}

function stopped(): ClinicSeeded {
  const message = 'Stopped before everybody was there. Start again, and the rest is added.'
  return { type: 'error', error: { code: 'stopped', message } }
}

type Accounts = ReadonlyMap<string, string>

function idOf(accounts: Accounts, name: string): string {
  const id = accounts.get(addressOf(name))
  if (id === undefined) throw new TypeError(`${name} has no account`)
  return id
}

function staffNamed(accounts: Accounts, id: string): string {
  return idOf(accounts, DEMO_STAFF.find((one) => one.id === id)?.name ?? id)
}

/** By the manager, once. */
function makePlaces({ app, clock }: SeedRequest, accounts: Accounts): Promise<void> {
  return asPerson(app, staffNamed(accounts, 'toni'), async (transaction, access) => {
    if ((await clinicLocations(transaction)).length > 0) return
    for (const place of DEMO_PLACES) await putPublicPlace(transaction, access, place, clock())
    for (const { name, profession, about = '', locations = [] } of DEMO_STAFF) {
      if (profession === undefined) continue
      const profile = { account: idOf(accounts, name), profession, about, locations }
      await putPractitionerProfile(transaction, access, profile, clock())
    }
  })
}

/** A few at a time, in order; null if it was asked to stop. Returns the patients' ids by their recipes' names. */
async function seedPatients(
  { app, clock, seeded, signal }: SeedRequest,
  recipes: readonly PatientRecipe[],
  accounts: Accounts,
  settings: SimulationSettings,
): Promise<ReadonlyMap<string, string> | null> {
  const staff = new Map(DEMO_STAFF.map(({ id, name }) => [id, idOf(accounts, name)]))
  const ids = new Map<string, string>()
  let next = 0
  const work = async (): Promise<void> => {
    for (let recipe = recipes[next++]; recipe !== undefined && signal?.aborted !== true; recipe = recipes[next++]) {
      const proxy = recipe.proxy === undefined ? null : idOf(accounts, recipe.proxy.name)
      const author = hasAccount(recipe) ? idOf(accounts, recipe.name) : (proxy ?? '')
      const invited = hasAccount(recipe) ? proxy : null
      const one = await seedPatient(recipe, { app, settings, author, proxy: invited, staff, now: clock() })
      ids.set(recipe.id, one.patient)
      seeded?.(ids.size, recipes.length, { ...one, recipe })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return ids.size === recipes.length ? ids : null
}

/** What a manager may do: for a while, with a reason, and the patient is told. */
function openByManager(
  { app, clock }: SeedRequest,
  accounts: Accounts,
  patients: ReadonlyMap<string, string>,
): Promise<void> {
  const patient = patients.get('sven')
  if (patient === undefined) return Promise.resolve()
  return asPerson(app, staffNamed(accounts, 'toni'), async (transaction, access) => {
    const practitioner = staffNamed(accounts, 'samir')
    const endsAt = new Date(clock() + MANAGED_DAYS * DAY_MS).toISOString()
    const reason = 'Asked by telephone for a second opinion, and has no device at hand.'
    await beginManagedRelationship(transaction, access, { patient, practitioner, endsAt, reason }, clock())
  })
}
