// What the name of a treatment means: an entry of the evidence library, or free text that is kept as it was written.
import type { ClinicalRule, Regimen } from '@clearday/diary'
import { findTreatment, plainName, priorFor, type Treatment } from '@clearday/evidence'
import type { EffectEvidence } from '@clearday/inference'
import { TREATMENT_NAMES_ES } from '../spanish/treatment-names-es.ts'
import type { AssessClass } from '../plan/time-to-assess.ts'

/** A treatment by its name. Two names of one entry, and two spellings of one free text, are one treatment. */
export interface KnownTreatment {
  /** The library's id; free text in small letters where the library does not know it. */
  readonly id: string
  readonly name: string
  /** null for free text. */
  readonly treatment: Treatment | null
}

/** By id, name or alias. O(library) once per name. */
export function knowTreatment(written: string): KnownTreatment {
  const treatment = findTreatment(written)
  if (treatment !== undefined) return { id: treatment.id, name: treatment.name, treatment }
  const name = written.trim().replace(/\s+/g, ' ')
  return { id: name.toLowerCase(), name, treatment: null }
}

/** From a strength or a form on, a name says how much of it: "propranolol 80 mg tablets" is propranolol. */
const STRENGTH =
  /[\s,(]+\d+(?:[.,]\d+)?\s*(?:mg|g|mcg|µg|ug|ml|iu|ie|ui|units?|unidades|%).*$|[\s,(]+(?:tablets?|capsules?|comprimidos?|c[aá]psulas?)\b.*$/iu

/** A number of which nobody says what it counts: "magnesium 400". Only so far as the library knows what stands before it. */
const BARE_NUMBER = /[\s,(]+\d+(?:[.,]\d+)?\s*\)?$/u

const BY_SPANISH_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(TREATMENT_NAMES_ES).map(([id, name]) => [plainName(name), id]),
)

/**
 * What is meant, in English or Spanish: by the library as it stands, else without its strength. Free text that differs in nothing but its
 * strength is one treatment too.
 */
export function treatmentMeant(written: string): KnownTreatment {
  const bare = written.replace(STRENGTH, '')
  for (const name of [written, bare, bare.replace(BARE_NUMBER, '')]) {
    const known = knowTreatment(BY_SPANISH_NAME.get(plainName(name)) ?? name)
    if (known.treatment !== null) return known
  }
  return knowTreatment(bare.trim() === '' ? written : bare)
}

/**
 * Whether whoever prescribed it must be asked: it is always prescribed, or a regimen says so. A medicine that says nothing of it counts as
 * prescribed until somebody says that it is not.
 */
export function isPrescribed(
  { treatment }: Pick<KnownTreatment, 'treatment'>,
  regimens: readonly Pick<Regimen, 'kind' | 'prescribed'>[],
): boolean {
  return treatment?.prescribed === true || regimens.some(({ kind, prescribed }) => prescribed ?? kind === 'medicine')
}

/** What trials lead one person to expect, context included, in days of headache in 28; null where the library says nothing. */
export function evidenceFor({ treatment }: KnownTreatment): EffectEvidence | null {
  return treatment === null ? null : (priorFor(treatment.id)?.onePerson ?? null)
}

export const QUARTERLY: ClinicalRule<{ readonly fromDays: number }> = {
  id: 'exposure.quarterly-antibody',
  version: 1,
  value: { fromDays: 56 },
  statement: 'An antibody of which 56 days or more pass between injections counts as one of every three months.',
  certainty: 'proposal',
  source: 'Ours: labels say about 28 and about 84 days; 56 lies between.',
}

/** Which time to assess holds: by the library's kind, for free text by what the regimens say, and for sessions alone that of sessions. */
export function assessClassOf({ treatment }: KnownTreatment, regimens: readonly Regimen[]): AssessClass {
  switch (treatment?.kind) {
    case 'manual-therapy':
    case 'needling':
      return 'session-therapy'
    case 'behavioural':
    case 'exercise':
    case 'supplement':
    case 'oral-preventive':
    case 'onabotulinumtoxin-a':
      return treatment.kind
    case 'antibody':
      return regimens.some(({ everyDays = 0 }) => everyDays >= QUARTERLY.value.fromDays)
        ? 'antibody-quarterly'
        : 'antibody-monthly'
    case 'hydration':
      return 'other'
    case undefined:
      return freeTextClass(regimens)
  }
}

function freeTextClass(regimens: readonly Regimen[]): AssessClass {
  const kinds = regimens.map(({ kind }) => kind)
  if (kinds.includes('medicine')) return 'oral-preventive'
  if (kinds.includes('supplement')) return 'supplement'
  if (kinds.some((kind) => kind === 'practice' || kind === 'procedure' || kind === 'nutrition')) return 'other'
  return 'session-therapy'
}
