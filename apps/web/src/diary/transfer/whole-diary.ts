// The whole diary of the device in the interchange format, and entries of a file as words to say. Loaded only where files come and go.
import type { ImportPieces } from '@clearday/exchange'
import type { WrittenDiary } from '@clearday/diary'
import {
  assembleDiary,
  notedPlans,
  zoneOfFrame,
  type Entity,
  type Fields,
  type LivingEntry,
} from '@clearday/diary/operations'
import type { DiaryDatabase } from '../device/database.ts'
import type { Saying } from '../device/say.ts'
import { deviceZone } from '../device/wall-clock.ts'

/** Null where there is no entry. O(diary). */
export async function wholeDiary(database: DiaryDatabase): Promise<WrittenDiary | null> {
  const rows = (await database.entries.toArray()).filter(({ deleted }) => !deleted)
  if (rows.every(({ entity }) => entity === 'diary')) return null
  const frame = rows.find(({ entity }) => entity === 'diary')
  const zone = (frame === undefined ? null : zoneOfFrame(frame)) ?? deviceZone()
  return assembleDiary(rows as readonly LivingEntry[], zone) as unknown as WrittenDiary
}

/** Of the diary, where what a file says without a zone was lived; of the device, before anything was said. */
export async function zoneOfDiary(database: DiaryDatabase): Promise<string> {
  return zoneOfFrame(await database.entries.get(['diary', 'diary'])) ?? deviceZone()
}

const ENTITIES = {
  ...{ days: 'day', attacks: 'attack', intakes: 'intake', sessions: 'session' },
  ...{ ownProducts: 'own-product', customFactors: 'custom-factor', customSymptoms: 'custom-symptom' },
} as const satisfies Record<keyof ImportPieces, Entity>

/** What is said, and of each entry that is there already the fields that change, as they are; null for a new one. */
export interface Bringing {
  readonly sayings: readonly Saying[]
  readonly before: readonly (Fields | null)[]
}

/** The entries to write, each as one word; of one that is there already only what changes. O(entries). */
export async function bringingOf(database: DiaryDatabase, pieces: ImportPieces): Promise<Bringing> {
  const whole = (Object.keys(ENTITIES) as (keyof ImportPieces)[]).flatMap((list) =>
    (pieces[list] as readonly Fields[]).map((entry): Saying => {
      const named = list === 'days' ? 'date' : 'id'
      const { [named]: key, ...fields } = entry
      return { entity: ENTITIES[list], key: String(key), fields }
    }),
  )
  return onlyWhatChanges(database, whole)
}

/** What a diary of Clearday has beside its lists of days: treatments, plans, questionnaires, answers about signs, and what is about the person. */
export async function besideOf(database: DiaryDatabase, written: WrittenDiary): Promise<Bringing> {
  const { canonical } = await import('@clearday/exchange')
  const kept = await database.entries
    .where('entity')
    .anyOf('regimen', 'safety-check', 'goal', 'trial', 'plan-change', 'plan-answer', 'questionnaire', 'person')
    .toArray()
  const living = kept.filter(({ deleted }) => !deleted)
  const there = new Map(living.map((row) => [`${row.entity} ${row.key}`, row.fields]))
  const told = new Set(living.flatMap(({ entity, fields }) => (entity === 'questionnaire' ? canonical(fields) : [])))
  const named = (entity: Entity, entries: readonly object[] = []): Saying[] =>
    entries.flatMap((entry) => {
      const { id, ...fields } = entry as Fields
      // what the diary has stays as it is
      return there.has(`${entity} ${String(id)}`) ? [] : [{ entity, key: String(id), fields }]
    })
  const questionnaires = (written.questionnaires ?? []).flatMap((entry, place): Saying[] => {
    const fields = entry as unknown as Fields
    if (told.has(canonical(fields))) return []
    const base = `${String(fields.questionnaire)} ${String(fields.date)}`
    let number = place
    while (there.has(`questionnaire ${base} ${String(number)}`)) number += 1
    return [{ entity: 'questionnaire', key: `${base} ${String(number)}`, fields }]
  })
  const plans = notedPlans(written)
  const about = there.get('person person') ?? {}
  const person = Object.entries((written.person ?? {}) as Fields).filter(([name]) => !Object.hasOwn(about, name))
  return onlyWhatChanges(database, [
    ...(person.length === 0 ? [] : [{ entity: 'person', key: 'person', fields: Object.fromEntries(person) } as const]),
    ...named('regimen', written.regimens),
    ...named('safety-check', written.safetyChecks),
    ...named('goal', written.goals),
    ...named('trial', written.trials),
    ...named('plan-change', plans.planChanges),
    ...named('plan-answer', plans.planAnswers),
    ...questionnaires,
  ])
}

async function onlyWhatChanges(database: DiaryDatabase, whole: readonly Saying[]): Promise<Bringing> {
  const known = await database.entries.bulkGet(whole.map(({ entity, key }): [string, string] => [entity, key]))
  const sayings: Saying[] = []
  const before: (Fields | null)[] = []
  for (const [at, saying] of whole.entries()) {
    const row = known[at]
    if (row === undefined || row.deleted) {
      sayings.push(saying)
      before.push(null)
      continue
    }
    const changed = Object.entries(saying.fields).filter(
      ([name, value]) => JSON.stringify(row.fields[name]) !== JSON.stringify(value),
    )
    if (changed.length === 0) continue
    sayings.push({ ...saying, fields: Object.fromEntries(changed) })
    before.push(Object.fromEntries(changed.map(([name]) => [name, row.fields[name] ?? null])))
  }
  return { sayings, before }
}

export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 60_000)
}
