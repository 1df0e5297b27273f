// The clinic's own file of each patient: the name it knows them by, and a visit for every session and consultation that they had there.
import { addDays, type LocalDate } from '@clearday/diary'
import { nameFile, recordVisit, visitsOf, type Access, type asPerson, type NewVisit } from '@clearday/store'
import { personOf } from '../diaries/forms.ts'
import type { SimulatedPatient } from '../diaries/simulate-patient.ts'

type Transaction = Parameters<Parameters<typeof asPerson>[2]>[0]

/** Those who give no sessions see a patient so often. */
const CONSULTATION_DAYS = 84

export type PlannedVisit = Omit<NewVisit, 'practitioner'>

/**
 * A practitioner's visits with a patient: the days of the sessions they gave, or for who gives none a consultation every twelve weeks; at the
 * location the patient goes to, the first by another name. Beyond the diary's last day one is planned.
 */
export function visitsWith({ recipe, sessions, course }: SimulatedPatient, staff: string): readonly PlannedVisit[] {
  const given = sessions.filter((one) => one.staff === staff).map(({ day }) => addDays(course.firstDay, day))
  const days = given.length > 0 ? given : consultations(course.firstDay, course.days)
  const location = recipe.location
  const kind = given.length > 0 ? 'session' : 'consultation'
  const done = days.map((visitedOn, k): PlannedVisit => ({
    ...{ visitedOn, location, kind: k === 0 ? 'first-visit' : kind, state: 'done' },
  }))
  const next = workingDay(addDays(course.firstDay, course.days + 20))
  return given.length > 0 ? done : [...done, { visitedOn: next, location, kind, state: 'planned' }]
}

function consultations(firstDay: LocalDate, days: number): LocalDate[] {
  const count = Math.ceil(days / CONSULTATION_DAYS)
  return Array.from({ length: count }, (_, k) => workingDay(addDays(firstDay, k * CONSULTATION_DAYS)))
}

function workingDay(date: LocalDate): LocalDate {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, weekday === 0 ? 1 : weekday === 6 ? 2 : 0)
}

/** Once for each practitioner; what is there stays as it is. @param account of the practitioner who acts. @param now ms since 1970. */
export async function recordVisits(
  transaction: Transaction,
  access: Access,
  patient: string,
  simulated: SimulatedPatient,
  staff: string,
  now: number,
): Promise<void> {
  const there = await visitsOf(transaction, access, patient, now)
  if (there.type === 'error') throw new Error(`the demonstration was refused: ${there.error.code}`)
  if (there.value.some(({ practitioner }) => practitioner === access.account)) return
  const { birthYear } = personOf(simulated.recipe, simulated.course)
  const bornOn = simulated.recipe.age < 18 ? `${birthYear}-12-28` : null
  if (there.value.length === 0)
    done(await nameFile(transaction, access, patient, { name: simulated.recipe.name, bornOn }, now))
  for (const visit of visitsWith(simulated, staff))
    done(await recordVisit(transaction, access, patient, { ...visit, practitioner: access.account }, now))
}

function done(
  outcome: { readonly type: 'ok' } | { readonly type: 'error'; readonly error: { readonly code: string } },
): void {
  if (outcome.type === 'error') throw new Error(`the demonstration was refused: ${outcome.error.code}`)
}
