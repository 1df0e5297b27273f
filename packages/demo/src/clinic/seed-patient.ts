// One patient of the demonstration, written by the same doors as anybody's: their diary, whom they open it to, what practitioners add, and the record of all of it.
import { createRandom } from '@clearday/inference'
import {
  acceptProxy,
  appendOperations,
  asPerson,
  beginCareRelationship,
  createDiary,
  createShareLink,
  granted,
  currentText,
  giveConsent,
  inviteProxy,
  proxiesOf,
  pullOperations,
  recordEvent,
  type Access,
  type Database,
  type OfferedOperation,
} from '@clearday/store'
import { saidOperations, uuidAt } from '../diaries/said-when.ts'
import { simulatePatient, type SimulatedPatient, type SimulationSettings } from '../diaries/simulate-patient.ts'
import { DEMO_PATIENTS } from '../people/cast.ts'
import type { PatientRecipe } from '../people/recipe.ts'
import type { PatientTruth } from '../truths.ts'
import { recordVisits } from './seed-visits.ts'

type Transaction = Parameters<Parameters<typeof asPerson>[2]>[0]

export interface SeededPatient {
  readonly patient: string
  readonly truth: PatientTruth
  /** What stands behind the # of the share link; null where there is none, or it was made by an earlier start. */
  readonly shareToken: string | null
}

export interface PatientPlace {
  /** Of role `app`. */
  readonly app: Database
  readonly settings: SimulationSettings
  /** Who writes the diary: the patient, or for a child who made it. */
  readonly author: string
  /** A proxy whom the patient invites. */
  readonly proxy: string | null
  /** Accounts of staff, by their short names. */
  readonly staff: ReadonlyMap<string, string>
  /** ms since 1970. */
  readonly now: number
}

/** A device sends no more at once. */
const BATCH = 1500
const SHARED_DAYS = 90
const LINK_DAYS = 30
const DAY_MS = 86_400_000

/** Called again, what is there stays as it is. The diary with everything the patient said is one transaction: whole, or not there. */
export async function seedPatient(recipe: PatientRecipe, place: PatientPlace): Promise<SeededPatient> {
  const simulated = simulatePatient(recipe, place.settings)
  const { patient, shareToken, fresh } = await writeDiary(recipe, simulated, place)
  if (place.proxy !== null) await inviteOnce(patient, recipe, place, place.proxy)
  for (const [name, staff] of practitionersOf(recipe, place))
    await practitionerAdds(patient, simulated, name, staff, fresh, place)
  return { patient, truth: simulated.truth, shareToken }
}

function writeDiary(
  recipe: PatientRecipe,
  simulated: SimulatedPatient,
  place: PatientPlace,
): Promise<{ readonly patient: string; readonly shareToken: string | null; readonly fresh: boolean }> {
  const { app, author, now, settings } = place
  const relation = recipe.proxy?.patientHasAccount === false ? 'proxy' : 'self'
  return asPerson(app, author, async (transaction, access) => {
    const there = Object.entries(access.capacities).find(([, capacity]) => capacity === relation)
    if (there !== undefined) return { patient: there[0], shareToken: null, fresh: false }
    const made = done(await createDiary(transaction, access, relation, now))
    const { patient } = made
    for (const text of ['keep-diary', 'clinic-reads-diary'] as const) {
      const { version, language } = currentText(text)
      done(await giveConsent(transaction, made.access, { patient, text, version, language }, now))
    }
    for (const [, practitioner] of practitionersOf(recipe, place))
      done(await beginCareRelationship(transaction, made.access, { patient, practitioner }, now))
    const own = simulated.sessions.filter(({ staff }) => !writesThemselves(recipe, staff)).map(({ entry }) => entry)
    const said = saidOperations({ ...simulated.diary, sessions: own }, settings.seed, streamOf(recipe, 0))
    await append(transaction, made.access, patient, said, deviceOf(recipe, 0, settings.seed), now)
    const shareToken = await shareOnce(transaction, made.access, recipe, patient, simulated, now)
    return { patient, shareToken, fresh: true }
  })
}

async function shareOnce(
  transaction: Transaction,
  access: Access,
  { share }: PatientRecipe,
  patient: string,
  { course, diary }: SimulatedPatient,
  now: number,
): Promise<string | null> {
  if (share === undefined) return null
  const days = (diary.days ?? []).map(({ date }) => date)
  const { token } = await granted(
    createShareLink(
      transaction,
      access,
      {
        patient,
        recipient: share.recipient,
        entities: ['day', 'attack', 'intake', 'session', 'regimen'],
        withNotes: share.withNotes,
        firstDay: days.at(-SHARED_DAYS) ?? course.firstDay,
        lastDay: days.at(-1) ?? course.firstDay,
        expiresAt: new Date(now + LINK_DAYS * DAY_MS).toISOString(),
      },
      now,
    ),
  )
  return token
}

async function inviteOnce(patient: string, recipe: PatientRecipe, place: PatientPlace, proxy: string): Promise<void> {
  const { app, author, now } = place
  const token = await asPerson(app, author, async (transaction, access) => {
    if ((await proxiesOf(transaction, patient)).some(({ account }) => account === proxy)) return null
    const reason = recipe.proxy?.why ?? ''
    return done(await inviteProxy(transaction, access, { patient, reason }, now)).token
  })
  if (token === null) return
  await asPerson(app, proxy, async (transaction, access) => {
    done(await acceptProxy(transaction, access, token, now))
  })
}

/** Reads the diary, adds the sessions that they gave, and records the visits; of a diary that was there already only what is missing. */
function practitionerAdds(
  patient: string,
  simulated: SimulatedPatient,
  name: string,
  account: string,
  fresh: boolean,
  { app, settings, now }: PatientPlace,
): Promise<void> {
  const { recipe, diary, sessions, course } = simulated
  const given = sessions
    .filter(({ staff }) => staff === name && writesThemselves(recipe, staff))
    .map(({ entry }) => entry)
  const place = 1 + recipe.practitioners.indexOf(name)
  const { format, timeZone, firstDay = course.firstDay } = diary
  const said = saidOperations({ format, timeZone, firstDay, sessions: given }, settings.seed, streamOf(recipe, place))
  return asPerson(app, account, async (transaction, access) => {
    const chain = { id: patient, kind: 'patient' } as const
    const sessionsSaid = said.filter(({ entity }) => entity === 'session')
    const added = await append(transaction, access, patient, sessionsSaid, deviceOf(recipe, place, settings.seed), now)
    await recordVisits(transaction, access, patient, simulated, name, now)
    if (added === 0 && !fresh) return
    const { seq } = await pullOperations(transaction, patient, 0)
    const about = { operations: seq, from: 0, to: seq }
    await recordEvent(transaction, chain, { actor: account, actingAs: 'practitioner', act: 'diary.read', about }, now)
  })
}

/** Some therapies hurt somebody, who then writes of them alone. */
function writesThemselves({ practitioners, treatments }: PatientRecipe, staff: string | null): boolean {
  if (staff === null || !practitioners.includes(staff)) return false
  return !treatments.some((one) => one.with === staff && one.story === 'harms')
}

async function append(
  transaction: Transaction,
  { account, capacities }: Access,
  patient: string,
  operations: readonly OfferedOperation[],
  device: string,
  now: number,
): Promise<number> {
  let added = 0
  for (let from = 0; from < operations.length; from += BATCH) {
    const batch = { device, sentAt: now, operations: operations.slice(from, from + BATCH) }
    const appended = await appendOperations(transaction, patient, account, batch, now)
    if (appended.type !== 'ok') throw new Error(`the diary of the demonstration cannot be written: ${appended.type}`)
    const refused = appended.answers.find((answer) => answer.type === 'refused')
    if (refused?.type === 'refused')
      throw new Error(`an invented entry was refused: ${refused.path.join('.')}: ${refused.message}`)
    added += appended.answers.filter(({ type }) => type === 'stored').length
  }
  if (added === 0) return 0
  const event = {
    actor: account,
    actingAs: capacities[patient],
    act: 'operations.appended',
    about: { operations: added, device },
  }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, event, now)
  return added
}

function practitionersOf({ practitioners }: PatientRecipe, { staff }: PatientPlace): [string, string][] {
  return practitioners.flatMap((name): [string, string][] => {
    const account = staff.get(name)
    return account === undefined ? [] : [[name, account]]
  })
}

/** The patient's own stream is the first, then one a practitioner. */
function streamOf(recipe: PatientRecipe, place: number): number {
  return 1000 + 10 * DEMO_PATIENTS.indexOf(recipe) + place
}

function deviceOf(recipe: PatientRecipe, place: number, seed: number): string {
  return uuidAt(0, createRandom(seed, 5000 + streamOf(recipe, place)))
}

/** What the demonstration asks for is never refused; that it is, is a bug. */
function done<Value>(
  outcome:
    | { readonly type: 'ok'; readonly value: Value }
    | { readonly type: 'error'; readonly error: { readonly code: string } },
): Value {
  if (outcome.type === 'ok') return outcome.value
  throw new Error(`the demonstration was refused: ${outcome.error.code}`)
}
