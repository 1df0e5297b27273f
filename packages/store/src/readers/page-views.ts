// How often pages are read: a number for each page and day, and nothing about who reads.
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'

/** So long the numbers of a day are kept: the same month of the year before can be compared. */
export const VIEW_DAYS = 400

export interface ViewCount {
  /** `2026-03-01`, in UTC. */
  readonly day: string
  readonly path: string
  readonly views: number
}

/** Adds what was counted since the last time. One query, however many pages. @param database of the role `app`; nobody acts. */
export async function addViews(database: Database, counted: readonly ViewCount[]): Promise<void> {
  if (counted.length === 0) return
  const column = <Name extends keyof ViewCount>(name: Name): readonly ViewCount[Name][] =>
    counted.map((one) => one[name])
  await sql`SELECT site.count_views(${column('day')}::date[], ${column('path')}::text[], ${column('views')}::int[])`.execute(
    database,
  )
}

export interface DayViews {
  readonly day: string
  readonly views: number
}

/**
 * One line for each day, also where nothing was read; none for who is no editor or manager.
 *
 * @param first and last: days, both included. @param path null for all pages. One query.
 */
export async function viewsByDay(
  transaction: Transaction<Tables>,
  first: string,
  last: string,
  path: string | null,
): Promise<readonly DayViews[]> {
  const { rows } = await sql<DayViews>`
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(sum(v.views), 0)::int AS views
    FROM generate_series(${first}::date, ${last}::date, interval '1 day') d (day)
    LEFT JOIN site.views v ON v.day = d.day::date AND (${path}::text IS NULL OR v.path = ${path})
    GROUP BY 1 ORDER BY 1`.execute(transaction)
  return rows
}

export interface PageViews {
  readonly path: string
  readonly views: number
}

/** The most read first. One query. */
export async function viewsByPage(
  transaction: Transaction<Tables>,
  first: string,
  last: string,
  most: number,
): Promise<readonly PageViews[]> {
  const { rows } = await sql<PageViews>`
    SELECT path, sum(views)::int AS views FROM site.views WHERE day BETWEEN ${first} AND ${last}
    GROUP BY path ORDER BY 2 DESC, 1 LIMIT ${most}`.execute(transaction)
  return rows
}

/** For a nightly job. @param owner the connection that no policy holds back. @param now ms since 1970. */
export async function dropOldViews(owner: pg.Client, now: number): Promise<void> {
  const last = new Date(now - VIEW_DAYS * 86_400_000).toISOString().slice(0, 10)
  await owner.query('DELETE FROM site.views WHERE day < $1', [last])
}
