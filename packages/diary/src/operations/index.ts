// The operation log: what a diary is made of, and what it amounts to. The same on every device and on the server.
export { assembleDiary, type LivingEntry } from './assemble-diary.ts'
export { checkEntry, checkOperation, shortened, withUnsaid, type CheckedRefusal } from './check-operation.ts'
export { diaryOperations } from './diary-operations.ts'
export { effectiveOrder, toldOrder } from './effective-order.ts'
export { PLANNED, daysOf, ENTITIES_WITH_MOMENTS, FRAME, zoneOfFrame, type EntryDays } from './entry-days.ts'
export {
  compareClocks,
  DELETION,
  fold,
  NOTHING,
  PRESENCE,
  type Clock,
  type EntryState,
  type FoldedOperation,
} from './fold.ts'
export type {
  AttributedOperation,
  Batch,
  Entity,
  Fields,
  Json,
  OfferedOperation,
  OperationAnswer,
  RefusalCode,
  StoredOperation,
} from './operation.ts'
export { notedPlans } from './noted-plans.ts'
export { fieldOf, joined, partsOf, saidUnder } from './parts.ts'
export {
  readLiving,
  type EntryRow as LivingRow,
  type SpanRead,
  type Unreadable,
  type UnreadableField,
} from './read-living.ts'
export { isUuid, uuidOfTime } from './uuid.ts'
export { SILENT_DAYS } from '../days/silent-days.ts'
