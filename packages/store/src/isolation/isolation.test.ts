import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { asPerson } from '../access/as-person.ts'
import { rolePassword, type RoleKind } from '../database/database-roles.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import {
  FUNCTIONS,
  KINDS,
  LIBRARIES,
  RELATIONS,
  WITHOUT_POLICIES,
  type Kind,
  type RelationLine,
} from './isolation-matrix.ts'
import { twoPatients, type Side, type TwoPatients } from './two-patients.ts'

const ROLES = ['app', 'auth', 'jobs', 'share'] as const

let store: TestStore
let two: TwoPatients
const clients = new Map<RoleKind, pg.Client>()
before(async () => {
  store = await startTestStore()
  two = await twoPatients(store)
  const { host, port } = store.owner
  for (const role of ['app', 'auth', 'jobs'] as const) {
    const user = store.roles[role]
    const client = new pg.Client({ host, port, user, password: rolePassword('of a test', user), database: 'clearday' })
    await client.connect()
    clients.set(role, client)
  }
})
after(async () => {
  for (const client of clients.values()) await client.end()
  await store.end()
})

interface Relation {
  readonly name: string
  readonly schema: string
  readonly kind: string
  readonly secured: boolean
}

async function relations(): Promise<Relation[]> {
  const { rows } = await store.owner.query<Relation>(
    `SELECT n.nspname || '.' || c.relname AS name, n.nspname AS schema, c.relkind AS kind, c.relrowsecurity AS secured
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
     ORDER BY 1`,
  )
  return rows
}

/** As which somebody comes: a database role, and what is set. A share link is a role of its own, which `app` becomes. */
interface Visitor {
  readonly role: RoleKind
  readonly kind: Kind | 'share-link'
}

function visitors(): Visitor[] {
  return [
    ...KINDS.map((kind): Visitor => ({ role: 'app', kind })),
    // settings must not help a role that they are not meant for
    ...(['auth', 'jobs'] as const).flatMap((role) =>
      (['unset', 'self', 'administrator'] as const).map((kind): Visitor => ({ role, kind })),
    ),
    ...(['share-link', 'unset', 'self', 'administrator'] as const).map((kind): Visitor => ({ role: 'share', kind })),
  ]
}

type Outcome<Value> = { readonly type: 'ok'; readonly value: Value } | { readonly type: 'error'; readonly code: string }

/** One statement in a transaction of its own that leaves nothing behind. */
async function visit<Value>(
  { role, kind }: Visitor,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Outcome<Value>> {
  const client = clients.get(role === 'share' ? 'app' : role)
  assert.ok(client !== undefined)
  await client.query('BEGIN')
  try {
    if (role === 'share') await client.query(`SET LOCAL ROLE "${store.roles.share}"`)
    await client.query(kind === 'share-link' ? shareSettings() : two.settings[kind])
    return { type: 'ok', value: await work(client) }
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === undefined) throw error
    return { type: 'error', code }
  } finally {
    await client.query('ROLLBACK')
  }
}

function shareSettings(): string {
  return `SET LOCAL clearday.share_patient = '${two.a.patient}'; SET LOCAL clearday.share_entities = 'day';
    SET LOCAL clearday.share_first = '2026-01-01'; SET LOCAL clearday.share_last = '2026-12-31'`
}

const meOf = ({ kind }: Visitor): string =>
  (kind === 'share-link' ? undefined : two.accounts[kind]) ?? '00000000-0000-0000-0000-000000000000'

function idOf({ is = 'patient' }: RelationLine, side: Side): string {
  return side[is]
}

type Operation = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'

/** The line of the matrix for an operation: its columns, if it is limited to some, and who reaches what. */
function granted(
  line: RelationLine,
  role: RoleKind,
  operation: Operation,
): { columns: string[]; reach: string } | null {
  for (const [words, reach] of Object.entries(line[role] ?? {})) {
    const [, verb, columns] = /^(\w+)(?: \((.*)\))?$/.exec(words) ?? []
    if (verb === operation) return { columns: columns === undefined ? [] : columns.split(', '), reach }
  }
  return null
}

/** Whether the matrix lets a visitor reach rows of A, or of B. */
function reaches(line: RelationLine, reach: string, { kind }: Visitor, side: 'a' | 'b'): boolean {
  if (reach === 'all') return true
  const named = reach.split(' ')
  if (named.includes(`${kind}*`)) return true
  if (side === 'a') return named.includes(kind)
  return line.is === 'staff'
    ? kind === 'stranger' && named.includes('practitioner')
    : kind === 'other' && named.includes('self')
}

async function rowsOf(name: string, line: RelationLine, side: Side): Promise<Record<string, unknown>[]> {
  const { rows } = await store.owner.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${line.whose ?? ''} = $1`,
    [idOf(line, side)],
  )
  return rows.map(({ row }) => row)
}

/** Whether an operation touches a row of one side; an error's code if it is refused outright. */
async function touches(
  visitor: Visitor,
  name: string,
  line: RelationLine,
  operation: Operation,
  side: Side,
  columns: readonly string[],
): Promise<boolean | string> {
  const id = idOf(line, side)
  const where = line.whose === null ? 'true' : `${line.whose} = '${id}'`
  const count = (text: string): Promise<Outcome<number>> =>
    visit(visitor, async (client) => (await client.query(text)).rowCount ?? 0)
  const seen = (outcome: Outcome<number>): boolean | string =>
    outcome.type === 'ok' ? outcome.value > 0 : outcome.code
  switch (operation) {
    case 'SELECT':
      return seen(await count(`SELECT ${line.whose ?? '*'} FROM ${name} WHERE ${where}`))
    case 'DELETE':
      return seen(await count(`DELETE FROM ${name} WHERE ${where}`))
    case 'UPDATE': {
      const column = columns[0] ?? (await firstColumn(name))
      const set = (line.set ?? `${column} = ${column}`).replaceAll('$me', `'${meOf(visitor)}'`)
      return seen(await count(`UPDATE ${name} SET ${set} WHERE ${where}`))
    }
    case 'INSERT': {
      // a row as it is there: that its key is there already is only found out by who may insert it
      let last: boolean | string = '42501'
      const rows = line.whose === null ? [] : await rowsOf(name, line, side)
      for (const row of rows.length === 0 ? [{}] : rows) {
        const given = line.actor === undefined ? row : { ...row, [line.actor]: meOf(visitor) }
        const list = columns.length > 0 ? columns.join(', ') : Object.keys(row).join(', ')
        const outcome = await visit(visitor, (client) =>
          list === ''
            ? client.query(`INSERT INTO ${name} DEFAULT VALUES`)
            : client.query(
                `INSERT INTO ${name} (${list}) SELECT ${list} FROM jsonb_populate_record(NULL::${name}, $1)`,
                [JSON.stringify(given)],
              ),
        )
        if (outcome.type === 'ok' || /^23/.test(outcome.code)) return true
        last = outcome.code
      }
      return last === '42501' ? false : last
    }
  }
}

async function firstColumn(name: string): Promise<string> {
  const { rows } = await store.owner.query<{ column: string }>(
    `SELECT quote_ident(attname) AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
     AND attgenerated = '' AND attidentity = '' ORDER BY attnum LIMIT 1`,
    [name],
  )
  return rows[0].column
}

test('every table and view of the database has a line in the matrix, and every line its table', async () => {
  const found = (await relations()).filter(({ schema }) => !Object.hasOwn(LIBRARIES, schema))
  assert.deepEqual(found.map(({ name }) => name).sort(), Object.keys(RELATIONS).sort())
})

test('every table of ours has row policies, and none of them looks into another table', async () => {
  const open = (await relations()).filter(({ kind, secured }) => kind !== 'v' && !secured).map(({ name }) => name)
  assert.deepEqual(open.sort(), [...WITHOUT_POLICIES].sort())
  const { rows } = await store.owner.query(
    `SELECT schemaname, tablename, policyname FROM pg_policies WHERE concat(qual, with_check) ~* '\\mselect\\M'`,
  )
  assert.deepEqual(rows, [])
  const { rows: foreign } = await store.owner.query<{ policy: string }>(
    `SELECT schemaname || '.' || tablename || ' ' || policyname AS policy FROM pg_policies WHERE roles && '{public}'::name[]`,
  )
  assert.deepEqual(foreign, [])
})

test('two patients really have rows in every table that holds anything of theirs', async () => {
  const tables = (await relations()).filter(({ kind }) => kind !== 'v')
  for (const { name } of tables) {
    const line = RELATIONS[name] ?? { whose: null }
    if (line.whose === null) continue
    for (const side of [two.a, two.b]) assert.ok((await rowsOf(name, line, side)).length > 0, name)
  }
})

test('the grants are those of the matrix, and nothing is granted to everybody', async () => {
  const grantees = [...ROLES.map((role) => store.roles[role]), 'PUBLIC']
  const { rows } = await store.owner.query<{
    name: string
    grantee: string
    privilege: string
    columns: string[] | null
  }>(
    `SELECT table_schema || '.' || table_name AS name, grantee, privilege_type AS privilege, NULL::text[] AS columns
     FROM information_schema.table_privileges WHERE grantee = ANY ($1) AND table_schema NOT IN ('pg_catalog', 'information_schema')
     UNION ALL
     SELECT c.table_schema || '.' || c.table_name, c.grantee, c.privilege_type, array_agg(c.column_name::text ORDER BY c.column_name)
     FROM information_schema.column_privileges c
     WHERE c.grantee = ANY ($1) AND c.table_schema NOT IN ('pg_catalog', 'information_schema') AND NOT EXISTS (
       SELECT 1 FROM information_schema.table_privileges t WHERE t.table_schema = c.table_schema AND t.table_name = c.table_name
         AND t.grantee = c.grantee AND t.privilege_type = c.privilege_type)
     GROUP BY 1, 2, 3`,
    [grantees],
  )
  const found = new Map<string, string[]>()
  for (const { name, grantee, privilege, columns } of rows) {
    const schema = name.split('.')[0]
    if (Object.hasOwn(LIBRARIES, schema)) {
      assert.equal(grantee, store.roles[LIBRARIES[schema]], `${name} is reached by ${grantee}`)
      continue
    }
    const role = ROLES.find((one) => store.roles[one] === grantee) ?? grantee
    const words = `${privilege}${columns === null ? '' : ` (${columns.join(', ')})`}`
    found.set(name, [...(found.get(name) ?? []), `${role} ${words}`])
  }
  const expected = Object.entries(RELATIONS).map(([name, line]): [string, string[]] => [
    name,
    ROLES.flatMap((role) => Object.keys(line[role] ?? {}).map((words) => `${role} ${words}`)).sort(),
  ])
  const sorted = (given: Iterable<[string, string[]]>): Record<string, string[]> =>
    Object.fromEntries(
      [...given]
        .map(([name, words]): [string, string[]] => [name, [...words].sort()])
        .filter(([, words]) => words.length > 0),
    )
  assert.deepEqual(sorted(found), sorted(expected))
})

for (const operation of ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const) {
  test(`${operation}: each role and each kind of person reaches what the matrix says, of each patient`, async () => {
    const wrong: string[] = []
    for (const { name, schema, kind } of await relations()) {
      const line = RELATIONS[name] ?? { whose: null }
      for (const visitor of visitors()) {
        if (Object.hasOwn(LIBRARIES, schema) && LIBRARIES[schema] === visitor.role) continue
        const grant = granted(line, visitor.role, operation)
        for (const side of ['a', 'b'] as const) {
          const expected = grant === null ? '42501' : reaches(line, grant.reach, visitor, side)
          let got = await touches(visitor, name, line, operation, two[side], grant?.columns ?? [])
          // inserting is refused by the grant or by the policy: both are a refusal, told apart by the grants above
          if (operation === 'INSERT' && grant === null && (got === false || got === '42501')) got = '42501'
          // a column that the table works out itself is given by nobody: that too is refused before grants are looked at
          if (operation === 'INSERT' && grant === null && got === '428C9') got = '42501'
          // nobody changes a view that is made of more than one table: it is refused before grants are looked at
          if (operation !== 'SELECT' && grant === null && kind === 'v' && got === '55000') got = '42501'
          // tables of the sign-in and the queue hold nothing in this test
          if (grant?.reach === 'all' && typeof got === 'boolean') continue
          if (got !== expected)
            wrong.push(
              `${visitor.role} as ${visitor.kind}: ${name} of ${side}: ${String(got)}, not ${String(expected)}`,
            )
        }
      }
    }
    assert.deepEqual(wrong, [])
  })
}

test('TRUNCATE and COPY are no way round: emptied and filled by nobody, copied only as far as it may be read', async () => {
  const wrong: string[] = []
  for (const { name, schema, kind: type } of await relations()) {
    const line = RELATIONS[name] ?? { whose: null }
    for (const visitor of visitors()) {
      const told = (what: string, got: unknown): void => {
        wrong.push(`${visitor.role} as ${visitor.kind}: ${what} ${name}: ${JSON.stringify(got)}`)
      }
      const emptied = await visit(visitor, (client) => client.query(`TRUNCATE ${name}`))
      if (emptied.type === 'ok' || !['42501', '42809'].includes(emptied.code)) told('TRUNCATE', emptied)
      const filled = await visit(visitor, (client) => client.query(`COPY ${name} FROM STDIN`))
      if (filled.type === 'ok' || !['42501', '0A000', '42809'].includes(filled.code)) told('COPY FROM', filled)
      if (Object.hasOwn(LIBRARIES, schema) && LIBRARIES[schema] === visitor.role) continue
      const copied = await visit(visitor, async (client) => {
        let text = ''
        const list = line.whose === null ? '' : ` (${line.whose})`
        const stream = client.query(copyTo(`COPY ${name}${list} TO STDOUT`))
        for await (const chunk of stream as AsyncIterable<Buffer>) text += chunk.toString('utf8')
        return text
      })
      const grant = granted(line, visitor.role, 'SELECT')
      if (grant === null) {
        if (copied.type === 'ok' || !['42501', '42809'].includes(copied.code)) told('COPY TO', copied)
        continue
      }
      // a view is not copied as a table is
      if (type === 'v' && copied.type === 'error' && copied.code === '42809') continue
      if (copied.type === 'error') told('COPY TO', copied)
      else if (line.whose !== null)
        for (const side of ['a', 'b'] as const)
          if (copied.value.includes(idOf(line, two[side])) !== reaches(line, grant.reach, visitor, side))
            told(`COPY TO (${side})`, copied.value.length)
    }
  }
  for (const visitor of visitors()) {
    for (const text of [
      `COPY (SELECT 1) TO PROGRAM 'cat'`,
      `COPY (SELECT 1) TO '/tmp/clearday-never'`,
      `SELECT pg_read_file('PG_VERSION')`,
      'CREATE TABLE diary.mine (n int)',
      'CREATE TEMPORARY TABLE mine (n int)',
      'CREATE SCHEMA mine',
      'ALTER TABLE diary.entries DISABLE ROW LEVEL SECURITY',
      'SELECT * FROM pg_catalog.pg_authid',
    ]) {
      const outcome = await visit(visitor, (client) => client.query(text))
      if (outcome.type === 'ok' || outcome.code !== '42501')
        wrong.push(`${visitor.role} as ${visitor.kind}: ${text}: ${JSON.stringify(outcome)}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('every function has a line, runs with a fixed search path, and does something only for whom the matrix names', async () => {
  const { rows } = await store.owner.query<{
    name: string
    schema: string
    definer: boolean
    path: string | null
    roles: string[]
  }>(
    `SELECT p.oid::regprocedure::text AS name, n.nspname AS schema, p.prosecdef AS definer,
            (SELECT substr(one, 13) FROM unnest(p.proconfig) one WHERE one LIKE 'search_path=%') AS path,
            ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.rolname = ANY ($1) AND has_function_privilege(r.oid, p.oid, 'EXECUTE')) AS roles
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
       -- what comes with PostgreSQL itself compares words, and reads no table
       AND NOT EXISTS (SELECT 1 FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
                       WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e' AND e.extname IN ('pg_trgm', 'btree_gist'))
     ORDER BY 1`,
    [ROLES.map((role) => store.roles[role])],
  )
  const own = rows.filter(({ schema }) => !Object.hasOwn(LIBRARIES, schema))
  for (const { name, schema, roles } of rows)
    if (Object.hasOwn(LIBRARIES, schema)) assert.deepEqual(roles, [store.roles[LIBRARIES[schema]]], name)
  assert.deepEqual(own.map(({ name }) => name).sort(), Object.keys(FUNCTIONS).sort())
  const wrong: string[] = []
  for (const { name, definer, path, roles } of own) {
    const { role, call, reach } = FUNCTIONS[name]
    assert.deepEqual(roles, role === null ? [] : [store.roles[role]], name)
    assert.ok(!definer || path?.startsWith('pg_catalog') === true, name)
    if (role === null) continue
    for (const visitor of visitors()) {
      const { patient, account, staff, article, merge, mail } = two.a
      const values: Readonly<Record<string, string>> = {
        ...{ patient, account, staff, article, merge, mail },
        me: meOf(visitor),
      }
      const text = call.replace(/\$(\w+)/g, (_, word: string) => `'${values[word]}'::uuid`)
      const outcome = await visit(visitor, async (client) => {
        const answer = await client.query<{ did: boolean }>(`SELECT did FROM (${text}) AS call (did)`)
        return answer.rows.some(({ did }) => did)
      })
      // what runs into a row that is there already got through
      const got = outcome.type === 'ok' ? outcome.value : /^23/.test(outcome.code)
      const expected = visitor.role === role && reaches({ whose: null }, reach, visitor, 'a')
      if (got !== expected)
        wrong.push(`${visitor.role} as ${visitor.kind}: ${name}: ${JSON.stringify(outcome)}, not ${String(expected)}`)
    }
  }
  assert.deepEqual(wrong, [])
})

/** Who has nothing to do with A, or not any more. */
const OUTSIDE = [
  'other',
  'stranger',
  'ended',
  'expired',
  'left',
  'demoted',
  'emergency-over',
  'proxy-ended',
  'proxy-expired',
  'nobody',
  'editor',
  'unset',
] as const satisfies readonly Kind[]

test('ids that are guessed or forged, and cursors beyond one’s own, give nothing', async () => {
  const guesses = [
    `SELECT * FROM diary.operations WHERE seq > 0 AND patient_id <> '${two.b.patient}'`,
    `SELECT * FROM diary.operations WHERE patient_id = '${two.a.patient}' AND seq >= -1`,
    `SELECT * FROM diary.entries WHERE patient_id = '${randomUUID()}'`,
    `SELECT * FROM diary.entries WHERE patient_id = '${two.a.patient}' OR true AND patient_id = '${two.a.patient}'`,
    `SELECT * FROM audit.events WHERE chain_id = '${two.a.patient}' AND n > 0`,
    `SELECT * FROM access.share_links WHERE patient_id = '${two.a.patient}'`,
  ]
  for (const kind of [...OUTSIDE, 'front-desk'] as const) {
    for (const text of guesses) {
      const outcome = await visit({ role: 'app', kind }, async (client) => (await client.query(text)).rowCount)
      assert.deepEqual(outcome, { type: 'ok', value: 0 }, `${kind}: ${text}`)
    }
  }
})

test('with the very keys of another’s rows, nobody outside reads, changes or takes one over, in any table of patients', async () => {
  const wrong: string[] = []
  const moved = new Set<string>()
  for (const [name, line] of Object.entries(RELATIONS)) {
    if (line.whose !== 'patient_id' || line.app === undefined) continue
    const keys = await keyOf(name)
    const [row] = await rowsOf(name, line, two.a)
    const is = keys.map((column) => `${column}::text = '${String(row[column])}'`).join(' AND ')
    const update = granted(line, 'app', 'UPDATE')
    for (const kind of OUTSIDE) {
      const visitor: Visitor = { role: 'app', kind }
      const tried = async (text: string): Promise<void> => {
        const outcome = await visit(visitor, async (client) => (await client.query(text)).rowCount ?? 0)
        const through = outcome.type === 'ok' ? outcome.value > 0 : outcome.code !== '42501'
        if (through) wrong.push(`${kind}: ${text}: ${JSON.stringify(outcome)}`)
      }
      const select = granted(line, 'app', 'SELECT')
      if (select !== null && !reaches(line, select.reach, visitor, 'a'))
        await tried(`SELECT ${select.columns[0] ?? '*'} FROM ${name} WHERE ${is}`)
      if (update !== null && !reaches(line, update.reach, visitor, 'a')) {
        const column = update.columns[0] ?? keys[0]
        await tried(`UPDATE ${name} SET ${column} = ${column} WHERE ${is}`)
      }
      // one’s own row, under the key of the other’s: whose a row is never changes
      await tried(`UPDATE ${name} SET patient_id = '${two.a.patient}' WHERE patient_id = '${two.b.patient}'`)
      moved.add(name)
    }
  }
  assert.deepEqual(wrong, [])
  assert.ok(moved.size > 15, [...moved].join(' '))
})

async function keyOf(name: string): Promise<string[]> {
  const { rows } = await store.owner.query<{ column: string }>(
    `SELECT a.attname AS column FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary`,
    [name],
  )
  return rows.length > 0 ? rows.map(({ column }) => column) : ['patient_id']
}

test('what is open is looked up anew: whatever ends while somebody is signed in, ends with their next request', async () => {
  const reader = (): Promise<number> =>
    asPerson(store.app, two.accounts.practitioner ?? '', async (transaction) => {
      const tables = ['diary.entries', 'clinic_records.notes', 'attachments.files']
      let rows = 0
      for (const table of tables) rows += (await sql.raw(`SELECT 1 FROM ${table}`).execute(transaction)).rows.length
      return rows
    })
  assert.equal(await reader(), 4)
  const ends: readonly (readonly [string, string])[] = [
    [`UPDATE access.care_relationships SET ended_at = now()`, `UPDATE access.care_relationships SET ended_at = NULL`],
    [
      `UPDATE access.care_relationships SET ends_at = now() - interval '1 second'`,
      `UPDATE access.care_relationships SET ends_at = NULL`,
    ],
    [`UPDATE access.staff_roles SET ended_at = now()`, `UPDATE access.staff_roles SET ended_at = NULL`],
    [`UPDATE access.accounts SET left_at = now()`, `UPDATE access.accounts SET left_at = NULL`],
  ]
  for (const [end, back] of ends) {
    await store.owner.query(`${end} WHERE account_id = $1`, [two.accounts.practitioner])
    assert.equal(await reader(), 0, end)
    await store.owner.query(`${back} WHERE account_id = $1`, [two.accounts.practitioner])
    assert.equal(await reader(), 4, back)
  }
})

test('a function with side effects in a condition sees no row that its caller may not', async () => {
  // dividing by 0 for each row of A: an error would tell that there is one
  const peek = `SELECT key FROM diary.entries WHERE 1 / (CASE WHEN patient_id = '${two.a.patient}' THEN 0 ELSE 1 END) = 1`
  const rows = async (kind: Kind): Promise<Outcome<number | null>> =>
    visit({ role: 'app', kind }, async (client) => (await client.query(peek)).rowCount)
  assert.deepEqual(await rows('other'), { type: 'ok', value: 2 })
  assert.deepEqual(await rows('self'), { type: 'error', code: '22012' })
})

test('a link that has expired or was taken back is seen by nobody who has its token', async () => {
  for (const change of [`expires_at = '2020-01-01'`, 'revoked_at = now()']) {
    await store.owner.query('BEGIN')
    try {
      // in a transaction of the owner that becomes the app's, so that nothing stays changed
      await store.owner.query(`UPDATE access.share_links SET ${change} WHERE patient_id = $1`, [two.a.patient])
      await store.owner.query(`SET LOCAL ROLE "${store.roles.app}"`)
      await store.owner.query(two.settings.token)
      const seen = await store.owner.query('SELECT * FROM access.share_links')
      const changed = await store.owner.query('UPDATE access.share_links SET revoked_at = NULL')
      assert.deepEqual([seen.rowCount, changed.rowCount], [0, 0], change)
    } finally {
      await store.owner.query('ROLLBACK')
    }
  }
})
