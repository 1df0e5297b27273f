// Whether a day is written on this device, asked without the app: for a reminder that comes while what was written is not sent.

interface Row {
  readonly entity: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly deleted: boolean
  readonly firstDay: string | null
  readonly lastDay: string | null
}

/** False also where the browser does not say. O(entries of the month). @param patient whose diary. @param day `2026-03-04`. */
export async function isWrittenHere(patient: string, day: string): Promise<boolean> {
  try {
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
    for (const name of names) if (name.endsWith(` ${patient}`) && (await isWrittenIn(name, day))) return true
    return false
  } catch {
    return false
  }
}

async function isWrittenIn(name: string, day: string): Promise<boolean> {
  const opening = indexedDB.open(name)
  // gone since it was named: none is made here
  opening.onupgradeneeded = () => opening.transaction?.abort()
  const database = await answerOf(opening)
  try {
    const entries = database.transaction('entries').objectStore('entries')
    const dayRow = (await answerOf(entries.get(['day', day]))) as Row | undefined
    if (dayRow?.deleted === false) return true
    const touched: Row[] = []
    for (const month of [day.slice(0, 7), 'open'])
      touched.push(...((await answerOf(entries.index('months').getAll(month))) as readonly Row[]))
    const living = touched.filter(({ deleted }) => !deleted)
    const attacks = living.filter(({ entity }) => entity === 'attack')
    return attacks.some((row) => isOn(row, day) && !isLeftOpen(row, day, living))
  } finally {
    database.close()
  }
}

/** Whether an attack that was never closed was forgotten: begun more than three days ago, or something later shows that it was over. */
function isLeftOpen({ firstDay, lastDay }: Row, day: string, beside: readonly Row[]): boolean {
  if (lastDay !== null || firstDay === null) return false
  const isLong = (Date.parse(day) - Date.parse(firstDay)) / 86_400_000 > 3
  return (
    isLong ||
    beside.some((row) => row.firstDay !== null && row.firstDay > firstDay && row.firstDay <= day && shows(row))
  )
}

function shows({ entity, fields }: Row): boolean {
  return entity === 'attack' ? fields.withoutHeadache !== true : entity === 'day' && fields.headache === 'none'
}

function isOn({ firstDay, lastDay }: Row, day: string): boolean {
  return firstDay !== null && firstDay <= day && (lastDay === null || day <= lastDay)
}

function answerOf<Value>(asked: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => {
      resolve(asked.result)
    }
    asked.onerror = () => {
      reject(asked.error ?? new Error('the browser gave no reason'))
    }
  })
}
