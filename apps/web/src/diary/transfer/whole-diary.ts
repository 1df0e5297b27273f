// The whole diary of the device in the interchange format, and entries of a file as words to say. Loaded only where files come and go.
import type { ImportPieces } from '@clearday/exchange'
import type { WrittenDiary } from '@clearday/diary'
import { assembleDiary, zoneOfFrame, type Entity, type Fields, type LivingEntry } from '@clearday/diary/operations'
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

const ENTITIES = {
  ...{ days: 'day', attacks: 'attack', intakes: 'intake', sessions: 'session' },
  ...{ ownProducts: 'own-product', customFactors: 'custom-factor', customSymptoms: 'custom-symptom' },
} as const satisfies Record<keyof ImportPieces, Entity>

/** New entries, each as one word. O(entries). */
export function sayingsOf(pieces: ImportPieces): readonly Saying[] {
  return (Object.keys(ENTITIES) as (keyof ImportPieces)[]).flatMap((list) =>
    (pieces[list] as readonly Fields[]).map((entry): Saying => {
      const named = list === 'days' ? 'date' : 'id'
      const { [named]: key, ...fields } = entry
      return { entity: ENTITIES[list], key: String(key), fields }
    }),
  )
}

export interface LastImport {
  readonly day: string
  readonly entries: readonly (readonly [entity: Entity, key: string])[]
}

const CHOICE = 'last import'

export async function lastImport(database: DiaryDatabase): Promise<LastImport | null> {
  return ((await database.choices.get(CHOICE))?.value as LastImport | null | undefined) ?? null
}

export async function rememberImport(database: DiaryDatabase, imported: LastImport | null): Promise<void> {
  await database.choices.put({ name: CHOICE, value: imported })
}

export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 60_000)
}
