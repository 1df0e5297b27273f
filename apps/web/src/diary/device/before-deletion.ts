// What an entry said before it was deleted, for who brings it back: the entry itself holds nothing of that any more, and the log does.
import { compareClocks, fold, NOTHING, type Clock, type Entity, type Fields } from '@clearday/diary/operations'
import type { DiaryDatabase } from './database.ts'

/** What is used and planned over weeks is lived in no zone of its own. */
const WITHOUT_ZONE: ReadonlySet<Entity> = new Set<Entity>(['regimen', 'trial', 'goal', 'plan-change', 'plan-answer'])

/** With the zone that its moments were said in: it is brought back where it was, wherever the device is now. O(what was said of it). */
export async function beforeDeletion(database: DiaryDatabase, entity: Entity, key: string): Promise<Fields> {
  const [log, waiting] = await Promise.all([
    database.log.where('[entity+key]').equals([entity, key]).toArray(),
    database.outbox.where('[entity+key]').equals([entity, key]).toArray(),
  ])
  const said = [
    ...log.map(({ fields, deleted, effective, device, id }) => ({ fields, deleted, effective, device, id })),
    ...waiting.map(({ operation: { fields, deleted }, clock: [effective, device, id] }) => {
      return { fields, deleted, effective, device, id }
    }),
  ].sort((a, b) => compareClocks(clockOf(a), clockOf(b)))
  while (said.at(-1)?.deleted === true) said.pop()
  const { fields } = said.reduce(fold, NOTHING)
  // one that was lived at home has no zone of its own, and gets none
  return WITHOUT_ZONE.has(entity) ? fields : { timeZone: null, ...fields }
}

function clockOf({ effective, device, id }: { effective: number; device: string; id: string }): Clock {
  return [effective, device, id]
}
