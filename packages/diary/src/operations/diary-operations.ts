// A diary in the interchange format as the operations that say it: how an import, a restore and the demonstration's people are written.
import type { WrittenDiary } from '../format/diary-schema.ts'
import { ENTRY_KINDS, type EntryName } from '../format/entry-shape.ts'
import { notedPlans } from './noted-plans.ts'
import type { Fields, Json, OfferedOperation } from './operation.ts'

const LISTS = {
  days: 'day',
  attacks: 'attack',
  intakes: 'intake',
  sessions: 'session',
  regimens: 'regimen',
  questionnaires: 'questionnaire',
  safetyChecks: 'safety-check',
  goals: 'goal',
  trials: 'trial',
  planChanges: 'plan-change',
  planAnswers: 'plan-answer',
  ownProducts: 'own-product',
  customFactors: 'custom-factor',
  customSymptoms: 'custom-symptom',
} as const satisfies Partial<Record<keyof WrittenDiary, EntryName>>

/**
 * @param at when it is said, ms since 1970. @param newId a UUIDv7 an operation.
 * @returns in the order of the format; a questionnaire is named by what it is, its day and its place.
 */
export function diaryOperations(diary: WrittenDiary, at: number, newId: () => string): OfferedOperation[] {
  const said = (entity: EntryName, key: string, fields: Fields): OfferedOperation => ({
    id: newId(),
    entity,
    key,
    fields,
    deleted: false,
    at,
    seen: 0,
  })
  const { timeZone, firstDay, person } = diary
  const written = { ...diary, ...notedPlans(diary) }
  const operations = [said('diary', 'diary', { timeZone, ...(firstDay !== undefined && { firstDay }) })]
  if (person !== undefined) operations.push(said('person', 'person', person))
  for (const [list, entity] of Object.entries(LISTS) as [keyof typeof LISTS, EntryName][]) {
    for (const [place, entry] of (written[list] ?? []).entries()) {
      const { named } = ENTRY_KINDS[entity]
      const fields = entry as Fields
      if (named === null) {
        operations.push(said(entity, `${textOf(fields.questionnaire)} ${textOf(fields.date)} ${place}`, fields))
        continue
      }
      const { [named]: key, ...rest } = fields
      operations.push(said(entity, textOf(key), rest))
    }
  }
  return operations
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
