// A transaction like TPC-B's, as pgbench runs it, by our own driver: what the same database does in the same minutes with plain SQL.
// Source: PostgreSQL documentation, pgbench, "What is the “Transaction” Actually Performed in pgbench?".
import pg from 'pg'
import type { ConnectionSettings } from '@clearday/store'

/** Accounts for each branch are a hundred thousand in pgbench; fewer change nothing here, since all of them stay in memory. */
const ACCOUNTS = 100_000
const BRANCHES = 10
const TELLERS = 100

/** Transactions a second. @param connections that work at once. The tables are gone afterwards. */
export async function tpcbRate(owner: ConnectionSettings, connections: number, seconds: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(owner)
      await client.connect()
      return client
    }),
  )
  const [first] = clients
  try {
    await first.query(`DROP SCHEMA IF EXISTS tpcb CASCADE; CREATE SCHEMA tpcb;
      CREATE TABLE tpcb.branches (bid int PRIMARY KEY, balance int NOT NULL, filler char(88));
      CREATE TABLE tpcb.tellers (tid int PRIMARY KEY, bid int NOT NULL, balance int NOT NULL, filler char(84));
      CREATE TABLE tpcb.accounts (aid int PRIMARY KEY, bid int NOT NULL, balance int NOT NULL, filler char(84));
      CREATE TABLE tpcb.history (tid int, bid int, aid int, delta int, mtime timestamptz, filler char(22));
      INSERT INTO tpcb.branches SELECT n, 0, '' FROM generate_series(1, ${BRANCHES}) n;
      INSERT INTO tpcb.tellers SELECT n, 1 + n % ${BRANCHES}, 0, '' FROM generate_series(1, ${TELLERS}) n;
      INSERT INTO tpcb.accounts SELECT n, 1 + n % ${BRANCHES}, 0, '' FROM generate_series(1, ${ACCOUNTS}) n;
      ANALYZE tpcb.accounts`)
    let done = 0
    const end = performance.now() + seconds * 1000
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < end) {
          await transaction(client)
          done++
        }
      }),
    )
    return done / seconds
  } finally {
    await first.query('DROP SCHEMA IF EXISTS tpcb CASCADE')
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function transaction(client: pg.Client): Promise<void> {
  const below = (most: number): number => 1 + Math.floor(Math.random() * most)
  const [account, teller, branch, delta] = [below(ACCOUNTS), below(TELLERS), below(BRANCHES), below(10_000) - 5000]
  const run = (name: string, text: string, values: number[]): Promise<unknown> => client.query({ name, text, values })
  await client.query('BEGIN')
  await run('a', 'UPDATE tpcb.accounts SET balance = balance + $1 WHERE aid = $2', [delta, account])
  await run('b', 'SELECT balance FROM tpcb.accounts WHERE aid = $1', [account])
  await run('c', 'UPDATE tpcb.tellers SET balance = balance + $1 WHERE tid = $2', [delta, teller])
  await run('d', 'UPDATE tpcb.branches SET balance = balance + $1 WHERE bid = $2', [delta, branch])
  const insert = 'INSERT INTO tpcb.history (tid, bid, aid, delta, mtime) VALUES ($1, $2, $3, $4, now())'
  await run('e', insert, [teller, branch, account, delta])
  await client.query('COMMIT')
}
