// What the diary knows of medicines: the classes, the days of this month beside their limits, and names near to what was written.
import { classifyIntake, livedDays, medicineUse, suggestProducts, type Diary, type MedicineUse } from '@clearday/diary'
import { dayBeside } from '../day/day-names.ts'
import type { DiaryDatabase } from '../device/database.ts'
import { readSpan } from '../device/read-span.ts'
import { withTemporal } from '../device/temporal.ts'

export interface MyMedicine {
  /** As it was written. */
  readonly product: string
  readonly medicineClass: string
}

export interface MedicineFacts {
  readonly mine: readonly MyMedicine[]
  /** Of the calendar month of today. */
  readonly month: MedicineUse['months'][number] | null
}

/** Reads three months, however long the diary is. @param today a local day. O(days + entries). */
export async function medicineFacts(database: DiaryDatabase, today: string): Promise<MedicineFacts> {
  await withTemporal()
  const first = `${dayBeside(today, -92).slice(0, 7)}-01`
  const { diary } = await readSpan(database, first, today)
  const { months } = medicineUse(diary, livedDays(diary))
  return { mine: medicinesOf(diary), month: months.at(-1) ?? null }
}

/** Each once, by name: never by how often, which would tell what is usual and not what helps. */
function medicinesOf(diary: Diary): readonly MyMedicine[] {
  const mine = new Map<string, string>()
  for (const intake of diary.intakes) {
    const { classes, unclassified } = classifyIntake(intake, diary.ownProducts)
    mine.set(intake.product, unclassified ? 'unknown' : (classes[0] ?? 'unknown'))
  }
  for (const { id, name } of diary.ownProducts) if (!mine.has(id)) mine.set(name, 'unknown')
  return [...mine]
    .map(([product, medicineClass]) => ({ product, medicineClass }))
    .sort((a, b) => a.product.localeCompare(b.product))
}

/** Names near to what is written; empty for fewer than three letters. */
export function nearNames(text: string): readonly string[] {
  return text.trim().length < 3 ? [] : suggestProducts(text, 4)
}
