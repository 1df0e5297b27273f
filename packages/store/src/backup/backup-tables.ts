// Which tables belong to a backup, in an order in which each comes after those it refers to, and what they hold, as one figure.
import type pg from 'pg'

/** The queue is not restored: what was planned is planned anew, and mails that were waiting wait for a person. */
const LEFT_OUT = ['clearday', 'graphile_worker', 'information_schema', 'pg_catalog', 'pg_toast']

/** Qualified and quoted names. */
export async function backupTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ oid: number; name: string }>(
    `SELECT c.oid::int AS oid, format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname <> ALL ($1) AND n.nspname NOT LIKE 'pg_%' ORDER BY name`,
    [LEFT_OUT],
  )
  const { rows: references } = await client.query<{ table: number; target: number }>(
    `SELECT conrelid::int AS table, confrelid::int AS target FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid`,
  )
  const ordered: { oid: number; name: string }[] = []
  const done = new Set<number>()
  for (let left = rows; left.length > 0; left = left.filter(({ oid }) => !done.has(oid))) {
    const free = left.filter(({ oid }) =>
      references.every(
        ({ table, target }) => table !== oid || done.has(target) || !left.some((one) => one.oid === target),
      ),
    )
    if (free.length === 0)
      throw new Error(`these tables refer to each other in a circle: ${left.map(({ name }) => name).join(', ')}`)
    for (const table of free) {
      ordered.push(table)
      done.add(table.oid)
    }
  }
  return ordered.map(({ name }) => name)
}

/** One hash over the heads of all chains of the record of access. */
export async function auditHeads(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ heads: string | null }>(
    `SELECT encode(sha256(convert_to(string_agg(chain_id || ' ' || n || ' ' || encode(hash, 'hex'), E'\n' ORDER BY chain_id), 'UTF8')), 'hex') AS heads
     FROM audit.chains`,
  )
  return rows[0].heads ?? ''
}
