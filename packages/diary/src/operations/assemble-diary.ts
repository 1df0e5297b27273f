// Entries as one diary in the interchange format: what exports, reports and the reasoning read.
import { DIARY_FORMAT } from '../format/diary-schema.ts'
import { ENTRY_KINDS, type EntryName } from '../format/entry-shape.ts'
import { withUnsaid } from './check-operation.ts'
import type { Fields, Json } from './operation.ts'

export interface LivingEntry {
  readonly entity: EntryName
  readonly key: string
  readonly fields: Fields
}

/** Where each kind of entry stands in the format; the two that stand once have no list. */
const LIST_OF: Readonly<Record<Exclude<EntryName, 'diary' | 'person'>, string>> = {
  day: 'days',
  attack: 'attacks',
  intake: 'intakes',
  session: 'sessions',
  regimen: 'regimens',
  questionnaire: 'questionnaires',
  'safety-check': 'safetyChecks',
  goal: 'goals',
  trial: 'trials',
  'plan-change': 'planChanges',
  'plan-answer': 'planAnswers',
  'own-product': 'ownProducts',
  'custom-factor': 'customFactors',
  'custom-symptom': 'customSymptoms',
}

/**
 * A diary to be read by `readDiary` of @clearday/diary: entries in the order of their keys.
 *
 * Two devices can together say what no one of them would have: the reader tells it, and nothing is mended here.
 *
 * @param entries those that are not deleted. @param timeZone where none was said yet.
 */
export function assembleDiary(entries: readonly LivingEntry[], timeZone: string): { readonly [key: string]: Json } {
  const lists: Record<string, Json[]> = {}
  let frame: Fields = {}
  let person: Fields | null = null
  const inOrder = [...entries].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  for (const { entity, key, fields } of inOrder) {
    if (entity === 'diary') frame = fields
    else if (entity === 'person') person = fields
    else {
      const { named } = ENTRY_KINDS[entity]
      const list = (lists[LIST_OF[entity]] ??= [])
      const entry = withUnsaid(entity, fields)
      list.push(named === null ? entry : { [named]: key, ...entry })
    }
  }
  return {
    format: DIARY_FORMAT,
    timeZone,
    ...frame,
    ...(person !== null && Object.keys(person).length > 0 && { person }),
    ...lists,
  }
}
