// A clinic of diaries from their first entries over a restore to their erasure, and what must hold of each at its end.
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { asPerson, erasePatient, rebuildEntries } from '@clearday/store'
import { newDevice, shownBy, type Device, type Reply } from './device.ts'
import { drawFrom, type Draw } from './draw.ts'
import { entriesOf, winnersOf, type Entries, type Expected } from './expected.ts'
import { exchangeWell, OFF_MS, pull, takeTurn, type Counts, type Diary } from './play.ts'
import { startWorld, type World } from './world.ts'

export interface Run extends Counts {
  readonly diaries: number
  readonly devices: number
  /** Acknowledged, and not in the backup: brought back by devices. */
  readonly broughtBack: number
  /** Of those, what an account offered that another had said: the author stays. */
  readonly forOthers: number
  /** What did not hold, each with the diary's seed. */
  readonly wrong: readonly string[]
}

export interface RunSettings {
  readonly seed: number
  readonly diaries: number
  /** Turns before the backup, between it and the restore, and after it. */
  readonly turns: readonly [before: number, between: number, after: number]
  /** A server that does wrong: what becomes of each reply on its way to a device. */
  readonly meddle?: (reply: Reply) => Reply
}

const BEGIN = 1_800_000_000_000

export async function runClinic({ seed, diaries: count, turns, meddle }: RunSettings): Promise<Run> {
  const world = await startWorld(BEGIN, meddle)
  const wrong: string[] = []
  const seeds = Array.from({ length: count }, (_, k) => seed * 10_000 + k)
  const diaries: { readonly seed: number; readonly draw: Draw; readonly diary: Diary }[] = []
  const each = async (work: (diary: Diary, draw: Draw) => Promise<void>): Promise<void> => {
    for (const { seed: own, diary, draw } of diaries) {
      await work(diary, draw).catch((error: unknown) => {
        wrong.push(`seed ${own}: ${(error as Error).message}`)
      })
    }
  }
  const play = (many: number): Promise<void> =>
    each(async (diary, draw) => {
      for (let turn = 0; turn < many; turn++) await takeTurn(world, diary, draw)
    })
  let broughtBack = 0
  let forOthers = 0
  try {
    for (const own of seeds) {
      const draw = drawFrom(own)
      diaries.push({ seed: own, draw, diary: await newDiary(world, draw) })
    }
    await play(turns[0])
    const inBackup = diaries.map(({ diary }) => [...diary.expected])
    await world.backUp()
    await play(turns[1])
    const before = diaries.map(({ diary }) => knownBefore(diary))
    await world.restore()
    for (const [k, { diary }] of diaries.entries()) diary.expected = [...inBackup[k]]
    await play(turns[2])
    await each((diary) => settle(world, diary))
    for (const [k, { seed: own, diary }] of diaries.entries()) {
      const found = await faults(world, diary, before[k])
      wrong.push(...found.map((fault) => `seed ${own}: ${fault}`))
      const kept = new Set(inBackup[k].map(({ id }) => id))
      broughtBack += [...before[k].keys()].filter((id) => !kept.has(id)).length
    }
    const { rows } = await world.server.store.owner.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM diary.operations WHERE offered_by IS NOT NULL',
    )
    forOthers = rows[0].n
    for (const { seed: own, diary, draw } of diaries)
      wrong.push(...(await eraseAndAsk(world, diary, draw)).map((fault) => `seed ${own}: ${fault}`))
  } finally {
    await world.end()
  }
  const sum = (of: keyof Counts): number => diaries.reduce((total, { diary }) => total + diary.counts[of], 0)
  return {
    diaries: count,
    devices: diaries.reduce((total, { diary }) => total + diary.devices.length, 0),
    ...{ operations: sum('operations'), batches: sum('batches'), lost: sum('lost') },
    ...{ twice: sum('twice'), held: sum('held'), refused: sum('refused') },
    broughtBack,
    forOthers,
    wrong,
  }
}

/** A patient with two to five devices: two of their own, and where there are more, one of a practitioner or a proxy. */
async function newDiary({ server }: World, draw: Draw): Promise<Diary> {
  const { patient, account } = await server.newPatient()
  // a test's session is any word that stands for an account
  const person = (id: string): string => {
    server.sessions.set(id, id)
    return id
  }
  const owner = person(account)
  const devices = [newDevice(draw.uuid(), owner, 'anything', draw.of(OFF_MS))]
  const more = 1 + draw.below(4)
  for (let n = 0; n < more; n++) {
    const kind = n === 0 ? 0 : n === 1 ? draw.of([2, 2, 3]) : draw.below(4)
    const says = kind === 2 ? 'sessions' : 'anything'
    const by = kind < 2 ? owner : person(await other(server, patient, owner, says))
    devices.push(newDevice(draw.uuid(), by, says, draw.of(OFF_MS)))
  }
  return {
    ...{
      patient,
      owner,
      devices,
      expected: [],
      late: [],
      corrects: new Map(),
      acknowledged: new Set(),
      setMeanwhile: new Set(),
      saidBy: new Map(),
    },
    counts: { operations: 0, batches: 0, lost: 0, twice: 0, held: 0, refused: 0 },
  }
}

async function other(server: World['server'], patient: string, owner: string, says: Device['says']): Promise<string> {
  if (says === 'anything') {
    const { account } = await server.newAccount()
    await server.store.owner.query(
      `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $3)`,
      [patient, account, owner],
    )
    return account
  }
  const { account } = await server.newAccount('practitioner')
  await server.store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as)
     VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), patient, account, owner],
  )
  return account
}

/** What devices had been told is stored before the restore, and in which order it won. */
function knownBefore({ devices }: Diary): ReadonlyMap<string, number> {
  const known = new Map<string, number>()
  // whose acknowledgement was lost on the way is said for the first time again
  const unsure = new Set(devices.flatMap(({ outbox }) => outbox.map(({ id }) => id)))
  for (const { kept } of devices)
    for (const { id, effective } of kept.values()) if (!unsure.has(id)) known.set(id, effective)
  return known
}

/** Nothing is lost any more, and everybody says and hears everything. */
async function settle(world: World, diary: Diary): Promise<void> {
  for (let round = 0; round < 12; round++) {
    world.now += 1000
    for (const device of diary.devices) await exchangeWell(world, diary, device)
    const quiet = diary.devices.every(
      ({ outbox, restoring, after }) => outbox.length === 0 && !restoring && after === diary.expected.length,
    )
    if (quiet && round > 2) return
  }
  throw new Error('devices still have something to say after twelve rounds')
}

/** The promises, in words, of those that do not hold. */
async function faults(world: World, diary: Diary, before: ReadonlyMap<string, number>): Promise<string[]> {
  const { patient, devices, expected, corrects, acknowledged } = diary
  const found: string[] = []
  const wanted = inOrder(entriesOf(expected))
  const { rows } = await world.server.store.owner.query<{ name: string; fields: object | null }>(
    `SELECT entity || ' ' || key AS name, CASE WHEN deleted THEN NULL ELSE fields END AS fields
     FROM diary.entries WHERE patient_id = $1`,
    [patient],
  )
  const standing = inOrder(Object.fromEntries(rows.map(({ name, fields }) => [name, fields])) as Entries)
  if (standing !== wanted) found.push(`the server’s entries are not what is expected:\n${standing}\n${wanted}`)
  const { rows: log } = await world.server.store.owner.query<{ id: string; effective: string; author: string | null }>(
    'SELECT id, effective, author FROM diary.operations WHERE patient_id = $1 ORDER BY seq',
    [patient],
  )
  if (!sameLog(log, expected)) found.push('the log is not what is expected')
  for (const { id, author } of log)
    if (author !== diary.saidBy.get(id)) found.push(`${id} is not by who said it, but by ${author ?? 'nobody'}`)
  const rebuilt = await world.owner.transaction().execute((one) => rebuildEntries(one, patient, false))
  if (rebuilt.differed.length > 0) found.push(`a rebuild differs: ${rebuilt.differed.join(', ')}`)
  const living = inOrder(
    Object.fromEntries(Object.entries(entriesOf(expected)).filter(([, fields]) => fields !== null)),
  )
  for (const device of devices) {
    const shown = Object.fromEntries(
      [...shownBy(device)].map(([name, { fields, deleted }]) => [name, deleted ? null : fields]),
    )
    // who reads the diary as it stands does not even learn that something was deleted
    if (inOrder(shown) !== (device.says === 'sessions' ? living : wanted))
      found.push(`device ${device.id} shows something else`)
    if (device.says === 'sessions') found.push(...heldBesides(device, entriesOf(expected)))
  }
  const order = new Map(expected.map(({ id, effective }) => [id, effective]))
  const lost = [...acknowledged].filter((id) => !order.has(id))
  if (lost.length > 0) found.push(`acknowledged and lost: ${lost.join(', ')}`)
  for (const [id, effective] of before)
    if (order.get(id) !== effective)
      found.push(`${id} won at ${effective} before the restore, and at ${order.get(id)} after it`)
  for (const [what, winner] of winnersOf(expected)) {
    // stored and not told so, then a restore, and the clock set in between: when it was said is not known any more, and it counts as said anew
    if (diary.setMeanwhile.has(winner.id)) continue
    const [entity, key, field] = what.split('\n')
    const better = expected.find(
      (one) =>
        one.entity === entity &&
        one.key === key &&
        (field === '' || Object.hasOwn(one.fields, field)) &&
        corrects.get(one.id)?.includes(winner.id) === true,
    )
    if (better !== undefined) found.push(`${better.id} was said after ${winner.id} was seen, and does not win over it`)
  }
  return found
}

/** What a device holds of a diary that does not stand. */
function heldBesides({ id, log }: Device, entries: Entries): string[] {
  return log.flatMap(({ entity, key, fields, seq }) => {
    const stands = entries[`${entity} ${key}`] ?? null
    const all =
      stands !== null && Object.entries(fields).every(([name, value]) => isDeepStrictEqual(stands[name], value))
    return all ? [] : [`device ${id} still holds what does not stand, at place ${seq}`]
  })
}

function sameLog(log: readonly { id: string; effective: string }[], expected: Expected): boolean {
  return (
    log.length === expected.length &&
    log.every(({ id, effective }, k) => id === expected[k].id && Number(effective) === expected[k].effective)
  )
}

/** The same text for the same entries, in whatever order they and their fields stand. */
function inOrder(entries: Entries): string {
  const sorted = <Value>(of: Readonly<Record<string, Value>>): [string, Value][] =>
    Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(sorted(entries).map(([name, fields]) => [name, fields === null ? null : sorted(fields)]))
}

/** The patient has the diary erased: each device is told, sends no more, and has its copy still; nothing that was on the way comes back. */
async function eraseAndAsk(world: World, diary: Diary, draw: Draw): Promise<string[]> {
  const { server } = world
  const { patient, owner, devices } = diary
  const erased = await asPerson(server.store.app, owner, (transaction, access) =>
    erasePatient(transaction, access, patient, world.now),
  )
  if (erased.type === 'error') return [`not erased: ${erased.error.message}`]
  const found: string[] = []
  for (const device of devices) {
    const kept = device.kept.size
    for (const way of draw.shuffled([exchangeWell, pull])) {
      device.erased = false
      const told = await way(world, diary, device).then(
        () => (device.erased ? 410 : 200),
        (error: unknown) => Number((error as Error).message.slice(0, 3)),
      )
      if (told !== 410) found.push(`a device was told ${told} after the erasure`)
    }
    if (device.kept.size !== kept) found.push('a device lost its copy in the erasure')
  }
  for (const { device, body } of diary.late.splice(0)) {
    const answer = await fetch(`${server.origin}/api/v1/sync/${patient}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-session': device.account },
      body: JSON.stringify(body),
    })
    if (answer.status !== 410) found.push(`what was on the way was answered ${answer.status}`)
  }
  const { rows } = await server.store.owner.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM diary.operations WHERE patient_id = $1)::int
          + (SELECT count(*) FROM diary.entries WHERE patient_id = $1)::int AS n`,
    [patient],
  )
  if (rows[0].n > 0) found.push(`${rows[0].n} rows are there after the erasure`)
  return found
}
