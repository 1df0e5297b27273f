// What the diary knows of medicines: the classes, the days of this month beside their limits, and names near to what was written.
import {
  classifyIntake,
  livedDays,
  medicineUse,
  readMoment,
  suggestProducts,
  type Diary,
  type MedicineUse,
} from '@clearday/diary'
import { dayBeside } from '../day/day-names.ts'
import type { DiaryDatabase } from '../device/database.ts'
import { readSpan } from '../device/read-span.ts'

export interface MyMedicine {
  /** As it was written. */
  readonly product: string
  readonly medicineClass: string
  /** Kept at hand, whether it was taken or not. */
  readonly isAtHand: boolean
}

export interface MedicineFacts {
  readonly mine: readonly MyMedicine[]
  /** Of the calendar month of today. */
  readonly month: MedicineUse['months'][number] | null
}

/** Reads three months, however long the diary is. @param today a local day. O(days + entries). */
export async function medicineFacts(database: DiaryDatabase, today: string): Promise<MedicineFacts> {
  const first = `${dayBeside(today, -92).slice(0, 7)}-01`
  const { diary } = await readSpan(database, first, today)
  const { months } = medicineUse(diary, livedDays(diary))
  return { mine: medicinesOf(diary), month: months.at(-1) ?? null }
}

/** Each once, by name: never by how often, which would tell what is usual and not what helps. */
function medicinesOf({ intakes, ownProducts, person, lastDay }: Diary): readonly MyMedicine[] {
  const atHand = new Set(person.medicinesAtHand ?? [])
  const taken = new Map(intakes.map((intake) => [intake.product, intake]))
  const at = readMoment(`${lastDay}T12:00`, 'UTC')
  const untaken = [...atHand, ...ownProducts.flatMap(({ id, name }) => (taken.has(id) ? [] : name))]
  for (const product of untaken)
    if (!taken.has(product) && typeof at !== 'string') taken.set(product, { id: product, at, product })
  return [...taken.values()]
    .map((intake) => {
      const { classes, unclassified } = classifyIntake(intake, ownProducts)
      const { product } = intake
      return { product, medicineClass: unclassified ? 'unknown' : classes[0], isAtHand: atHand.has(product) }
    })
    .sort((a, b) => a.product.localeCompare(b.product))
}

/** Known to many; offered where nobody has noted any yet, so that nothing has to be typed. */
export const WELL_KNOWN = {
  en: ['Aspirin', 'Ibuprofen', 'Naproxen', 'Paracetamol', 'Rizatriptan', 'Sumatriptan'],
  es: ['Aspirina', 'Ibuprofeno', 'Naproxeno', 'Paracetamol', 'Rizatriptán', 'Sumatriptán'],
} as const

/** Names near to what is written; empty for fewer than three letters. */
export function nearNames(text: string): readonly string[] {
  return text.trim().length < 3 ? [] : suggestProducts(text, 4)
}
