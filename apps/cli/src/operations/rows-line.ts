// How much a backup holds, in a few words.

/** @param rows by table. */
export function rowsLine(rows: Readonly<Record<string, number>>): string {
  const count = (table: string): string => (rows[table] ?? 0).toLocaleString('en')
  const all = Object.values(rows).reduce((sum, one) => sum + one, 0)
  return `${count('diary.patients')} diaries, ${count('diary.operations')} operations, ${all.toLocaleString('en')} rows in all`
}
