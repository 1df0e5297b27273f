// Whom a question can concern at all: it is left out only where what the person said rules it out.
import type { Condition, Status } from '@clearday/diary'
import type { Concerned, RedFlag } from './red-flag.ts'
import { OLDER_AGE } from './safety-thresholds.ts'

/** Not asked of those who said that they are not pregnant; asked of those who did not say. */
export function mayBePregnant({ person }: Concerned): Status {
  if (person.pregnancy === 'no') return 'not-met'
  return person.pregnancy === undefined || person.pregnancy === 'unsure' ? 'unknown' : 'met'
}

export function fiftyOrOlder({ age }: Concerned): Status {
  const { years } = OLDER_AGE.value
  if (age === null) return 'unknown'
  return age.least >= years ? 'met' : age.most < years ? 'not-met' : 'unknown'
}

export function mayHave(condition: Condition): RedFlag['concerns'] {
  return ({ person }) => {
    const answer = person.conditions?.[condition]
    return answer === 'no' ? 'not-met' : answer === 'yes' ? 'met' : 'unknown'
  }
}
