// Everybody who signs in to the demonstration: staff, patients, and who writes for somebody else.
import { findTreatment } from '@clearday/evidence'
import type { StaffRole } from '@clearday/store'
import { DEMO_PATIENTS } from '../people/cast.ts'
import type { PatientRecipe } from '../people/recipe.ts'
import { addressOf, DEMO_STAFF } from './staff.ts'

export interface DemoAccount {
  readonly email: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  /** Who it is, in a few words for whoever chooses an account to look through. */
  readonly who: string
}

/** Patients of the demonstration as far as it has them. */
export function demoPatients(count: number): readonly PatientRecipe[] {
  return DEMO_PATIENTS.slice(0, count)
}

/** Staff first, then patients in their order, each followed by who writes for them. */
export function demoAccounts(patients: number): readonly DemoAccount[] {
  const staff = DEMO_STAFF.map(({ name, roles, profession }): DemoAccount => {
    const role = roles[0]
    return { email: addressOf(name), name, roles, who: profession ?? ROLE_WORDS[role] ?? role }
  })
  const others = demoPatients(patients).flatMap((recipe): DemoAccount[] => {
    const { proxy } = recipe
    return [
      ...(hasAccount(recipe) ? [account(recipe.name, `patient, ${wordsOf(recipe)}`)] : []),
      ...(proxy === undefined ? [] : [account(proxy.name, `writes for ${recipe.name} (${proxy.why})`)]),
    ]
  })
  return [...staff, ...others]
}

export function hasAccount({ proxy }: PatientRecipe): boolean {
  return proxy?.patientHasAccount !== false
}

const ROLE_WORDS: Partial<Record<StaffRole, string>> = {
  'front-desk': 'front desk; sees no diary',
  editor: 'editor of the public pages; sees no diary',
  manager: 'manager; sees no diary',
  administrator: 'administrator; sees no diary',
}

function account(name: string, who: string): DemoAccount {
  return { email: addressOf(name), name, roles: [], who }
}

function wordsOf({ headache, days, treatments, age }: PatientRecipe): string {
  const years = days < 548 ? 'a year' : days < 913 ? 'two years' : 'three years'
  const what = {
    migraine: 'migraine',
    mixed: 'migraine and other headaches',
    'tension-type': 'tension-type headache',
    cluster: 'bouts of short attacks',
  }
  const used = treatments.map(({ treatment }) => nameOf(treatment)).join(', ')
  return `${age}, about ${years} of ${what[headache]}${used === '' ? '' : `; ${used}`}`
}

/** As it stands within a sentence; what begins with several capitals keeps them. */
function nameOf(treatment: string): string {
  const name = findTreatment(treatment)?.name ?? treatment
  return /^[A-Z][a-z ]/.test(name) ? name[0].toLowerCase() + name.slice(1) : name
}
