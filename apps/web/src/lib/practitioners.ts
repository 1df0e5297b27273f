// Practitioners as people choose them: by name, with what they do and where.
import type { Practitioner } from '@clearday/store'
import type { Say } from '#lib/words/words.ts'

export function practitionerOptions(
  practitioners: readonly Practitioner[],
  say: Say,
): readonly { readonly value: string; readonly label: string }[] {
  return practitioners.map(({ account, name, profession, places }) => ({
    value: account,
    label: [name || say('practitioner.unnamed'), profession, places.join(', ')]
      .filter((part) => part !== '')
      .join(' · '),
  }))
}
