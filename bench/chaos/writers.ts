// People who write while everything falls down: each keeps what it has not seen acknowledged, sends it again, and remembers every acknowledgement.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'

export interface Writer {
  readonly patient: string
  readonly account: string
  readonly device: string
  /** Said, and not acknowledged yet. */
  outbox: readonly Said[]
  /** Acknowledged operations and their places. */
  readonly acknowledged: Map<string, number>
  /** Acknowledgements that contradict each other, or refuse what was right. */
  readonly wrong: string[]
  count: number
}

interface Said {
  readonly id: string
  readonly entity: 'day'
  readonly key: string
  readonly fields: { readonly headache: 'present' | 'none' }
  readonly deleted: false
  readonly at: number
  readonly seen: number
}

/** Patients with an account each. @param owner of the tables. */
export async function newWriters(owner: pg.Client, count: number): Promise<Writer[]> {
  const writers: Writer[] = Array.from({ length: count }, () => ({
    patient: randomUUID(),
    account: randomUUID(),
    device: randomUUID(),
    outbox: [],
    acknowledged: new Map(),
    wrong: [],
    count: 0,
  }))
  const patients = writers.map(({ patient }) => patient)
  const accounts = writers.map(({ account }) => account)
  await owner.query('INSERT INTO access.accounts (account_id) SELECT unnest($1::uuid[])', [accounts])
  await owner.query('INSERT INTO diary.patients (patient_id) SELECT unnest($1::uuid[])', [patients])
  await owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by)
     SELECT p, a, 'self', a FROM unnest($1::uuid[], $2::uuid[]) AS given (p, a)`,
    [patients, accounts],
  )
  return writers
}

/** Nobody says more than this while nothing goes out. */
const MOST_WAITING = 60

/** Says up to `most` more, and sends all that is not acknowledged. Returns the status, 0 where no answer came. */
export async function send(writer: Writer, origin: string, most: number, signal?: AbortSignal): Promise<number> {
  const fresh = Array.from({ length: writer.outbox.length < MOST_WAITING ? most : 0 }, (): Said => {
    const n = writer.count++
    const key = new Date(Date.UTC(2024, 0, 1 + (n % 400))).toISOString().slice(0, 10)
    const fields = { headache: n % 3 === 0 ? 'present' : 'none' } as const
    return { id: randomUUID(), entity: 'day', key, fields, deleted: false, at: Date.now(), seen: 0 }
  })
  writer.outbox = [...writer.outbox, ...fresh]
  const operations = writer.outbox.slice(0, 2 * MOST_WAITING)
  const body = { epoch: null, after: 0, device: writer.device, sentAt: Date.now(), operations }
  let answers: readonly { type: string; id: string; seq: number; code?: string }[]
  try {
    const answer = await fetch(`${origin}/api/v1/sync/${writer.patient}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-session': writer.account },
      body: JSON.stringify(body),
      ...(signal !== undefined && { signal }),
    })
    if (answer.status !== 200) {
      await answer.arrayBuffer()
      return answer.status
    }
    ;({ answers } = (await answer.json()) as { answers: typeof answers })
  } catch {
    return 0
  }
  for (const { type, id, seq, code } of answers) {
    const before = writer.acknowledged.get(id)
    if (type === 'refused') writer.wrong.push(`${id} was refused: ${code ?? ''}`)
    else if (before !== undefined && before !== seq) writer.wrong.push(`${id} was told two places`)
    else writer.acknowledged.set(id, seq)
  }
  writer.outbox = writer.outbox.filter(({ id }) => !writer.acknowledged.has(id))
  return 200
}
