// One diary and its devices, taking turns as drawn numbers have it: what is lost on the way, comes twice, late, at once or from a wrong clock.
import { isDeepStrictEqual } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { appendOperations, asPerson, withProvenAuthors, type OfferedOperation } from '@clearday/store'
import { bodyOf, say, takeReply, type Device, type Reply, type SyncBody } from './device.ts'
import { receive, type Expected, type ExpectedAnswer } from './expected.ts'
import type { Draw } from './draw.ts'
import type { World } from './world.ts'

export interface Diary {
  readonly patient: string
  readonly owner: string
  readonly devices: readonly Device[]
  /** What the server's log must be. */
  expected: Expected
  /** Bodies that are still somewhere on the way. */
  late: { readonly device: Device; readonly body: SyncBody }[]
  /** By operation, those that its device knew of the same thing when it was said: it must win over them. */
  readonly corrects: Map<string, readonly string[]>
  /** Said, and not told stored when their device's clock was set. */
  readonly setMeanwhile: Set<string>
  /** Of operations that were acknowledged to their device. */
  readonly acknowledged: Set<string>
  /** By operation, the account that said it. */
  readonly saidBy: Map<string, string>
  readonly counts: Counts
}

export interface Counts {
  operations: number
  batches: number
  lost: number
  twice: number
  held: number
  refused: number
}

const YEAR_MS = 365 * 86_400_000
/** How far clocks are off. */
export const OFF_MS = [-YEAR_MS, -5000, 0, 0, 60_000, YEAR_MS] as const

/** One turn of one of the devices. @throws where the server answers anything but what is expected. */
export async function takeTurn(world: World, diary: Diary, draw: Draw): Promise<void> {
  // often two devices say something in the same moment
  world.now += draw.of([0, 0, 1, 2000, draw.below(3_600_000)])
  const device = draw.of(diary.devices)
  const turn = draw.below(100)
  if (turn < 10) speakAtOnce(world, diary, draw)
  else if (turn < 40) {
    for (let n = draw.below(3); n >= 0; n--) speak(world, diary, device, draw)
  } else if (turn < 70) await exchange(world, diary, device, draw)
  else if (turn < 80) await pull(world, diary, device)
  else if (turn < 87) await arriveLate(world, diary, draw)
  else if (turn < 92) await twiceAtOnce(world, diary, device)
  else if (turn < 98) await heldOpen(world, diary, draw)
  else {
    device.off = draw.of(OFF_MS)
    for (const { id } of device.outbox) diary.setMeanwhile.add(id)
  }
}

/** Two devices say another value of the same field in the same moment: only which devices they are decides. */
function speakAtOnce(world: World, diary: Diary, draw: Draw): void {
  const pair = draw.shuffled(diary.devices.filter(({ says }) => says === 'anything')).slice(0, 2)
  const key = draw.of(DAYS)
  // later than whatever a device gave its own clock for
  world.now += 100
  for (const [k, device] of pair.entries()) {
    const fields = { headache: 'present', note: `of device ${k}` }
    speak(world, diary, device, draw, { entity: 'day', key, fields, deleted: false })
  }
  // sent in the same millisecond a device would count it as one earlier
  world.now += 5
}

type Said = Pick<OfferedOperation, 'entity' | 'key' | 'fields' | 'deleted'>

function speak(
  world: World,
  diary: Diary,
  device: Device,
  draw: Draw,
  said: Said = device.says === 'sessions' ? session(device, draw) : (ofSession(device, draw) ?? day(draw)),
): void {
  const id = draw.uuid()
  const operation = say(device, world.now, { id, ...said })
  diary.saidBy.set(id, device.account)
  const known = [...device.kept.values(), ...device.log, ...device.outbox].filter(
    (one) => sameThing(one, operation) && one.id !== id,
  )
  diary.corrects.set(
    id,
    known.map((one) => one.id),
  )
  diary.counts.operations++
}

function sameThing(a: OfferedOperation, b: OfferedOperation): boolean {
  return a.entity === b.entity && a.key === b.key
}

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'] as const

function day(draw: Draw): Said {
  const key = draw.of(DAYS)
  const fields = {
    ...(draw.below(4) > 0 && { headache: draw.of(['present', 'none']) }),
    ...(draw.below(2) === 0 && { severity: draw.of(['mild', 'moderate', 'severe', null]) }),
    ...(draw.below(3) === 0 && { hours: draw.of([1, 2, 12, null]) }),
    ...(draw.below(3) === 0 && { note: draw.of(['so it was', '\u{1F92F} \\ " $1', null]) }),
    ...(draw.below(30) === 0 && { headache: null }),
    ...(draw.below(40) === 0 && { unheardOf: 1 }),
  }
  return { entity: 'day', key, fields, deleted: draw.below(9) === 0 }
}

/** Of its own: no two devices give the same name. */
function session({ id }: Device, draw: Draw): Said {
  const fields = { at: `${draw.of(DAYS)}T17:00`, therapy: draw.of(['acupuncture', 'physiotherapy']) }
  return { entity: 'session', key: `${id.slice(0, 8)}-${draw.below(3)}`, fields, deleted: draw.below(9) === 0 }
}

/** Sometimes something about a session that a practitioner made, where the device has seen one. */
function ofSession({ log }: Device, draw: Draw): Said | null {
  const seen = log.filter(({ entity }) => entity === 'session')
  if (seen.length === 0 || draw.below(4) > 0) return null
  const { entity, key } = draw.of(seen)
  return { entity, key, fields: { note: draw.of(['sore after', 'helped', null]) }, deleted: draw.below(4) === 0 }
}

/** What is offered and asked at once, with everything that can happen on the way. */
async function exchange(world: World, diary: Diary, device: Device, draw: Draw): Promise<void> {
  const body = bodyOf(device, world.now, draw.below(5) === 0 ? 1 + draw.below(3) : 2000)
  const fate = draw.below(10)
  if (fate === 0) {
    // never arrives, or only after much else
    diary.counts.lost++
    if (draw.below(2) === 0) diary.late.push({ device, body })
    return
  }
  const reply = await post(world, diary, device, body)
  if (fate === 1) diary.late.push({ device, body })
  if (fate < 4) diary.counts.lost++
  else take(diary, device, body, reply)
}

export async function pull(world: World, diary: Diary, device: Device): Promise<void> {
  const { epoch, after } = device
  const query = epoch === null ? '' : `?epoch=${epoch}&after=${after}`
  const reply = await ask(world, diary, device, query)
  take(diary, device, { epoch, after, device: device.id, sentAt: 0, operations: [] }, reply)
}

/** Nothing is lost on the way. */
export async function exchangeWell(world: World, diary: Diary, device: Device): Promise<void> {
  const body = bodyOf(device, world.now, 2000)
  take(diary, device, body, await post(world, diary, device, body))
}

function take(diary: Diary, device: Device, body: SyncBody, reply: Reply): void {
  takeReply(device, body, reply)
  if (reply.status !== 200) return
  for (const { type, id } of reply.body.answers)
    if (type === 'refused') diary.counts.refused++
    else diary.acknowledged.add(id)
}

/** A body that was on the way for long arrives; whoever sent it has given up waiting. */
async function arriveLate(world: World, diary: Diary, draw: Draw): Promise<void> {
  if (diary.late.length === 0) return
  const [{ device, body }] = diary.late.splice(draw.below(diary.late.length), 1)
  await post(world, diary, device, body)
}

async function twiceAtOnce(world: World, diary: Diary, device: Device): Promise<void> {
  const body = bodyOf(device, world.now, 2000)
  const replies = await Promise.all([ask(world, diary, device, '', body), ask(world, diary, device, '', body)])
  diary.counts.twice++
  const first = replies.findIndex(({ body: { answers } }) => answers?.some(({ type }) => type === 'stored'))
  const order = first === 1 ? [1, 0] : [0, 1]
  for (const k of order) compareAnswers(world, diary, device, body, replies[k])
  take(diary, device, body, replies[0])
}

/** One device's transaction stays open while others pull and one waits to write. */
async function heldOpen(world: World, diary: Diary, draw: Draw): Promise<void> {
  const [slow, ...others] = draw.shuffled(diary.devices)
  const body = bodyOf(slow, world.now, 2000)
  const { epoch, operations } = body
  // as the server would, which tells first that it was restored
  if (operations.length === 0 || slow.says === 'sessions' || (epoch !== null && epoch !== (await epochOf(world))))
    return
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  let locked = (): void => undefined
  const holds = new Promise<void>((resolve) => (locked = resolve))
  const committed = asPerson(world.server.store.app, slow.account, async (transaction) => {
    const attributed = withProvenAuthors(world.server.store.marks, diary.patient, operations)
    await appendOperations(transaction, diary.patient, slow.account, { ...body, operations: attributed }, world.now)
    locked()
    await held
  })
  await Promise.race([holds, committed])
  receive(diary.expected, body, world.now, null, slow.account, diary.saidBy)
  const [next, ...pulling] = others
  try {
    for (const device of pulling) await pull(world, diary, device)
    const after = bodyOf(next, world.now, 2000)
    const waiting = ask(world, diary, next, '', after)
    await wait(10)
    release()
    const reply = await waiting
    compareAnswers(world, diary, next, after, reply)
    take(diary, next, after, reply)
  } finally {
    release()
    await committed
  }
  diary.counts.held++
}

async function epochOf(world: World): Promise<string> {
  const { rows } = await world.server.store.owner.query<{ epoch: string }>('SELECT epoch FROM installation.state')
  return rows[0].epoch
}

/** Sends a body, and holds the answers against what is expected. */
async function post(world: World, diary: Diary, device: Device, body: SyncBody): Promise<Reply> {
  const reply = await ask(world, diary, device, '', body)
  compareAnswers(world, diary, device, body, reply)
  return reply
}

function compareAnswers(world: World, diary: Diary, device: Device, body: SyncBody, reply: Reply): void {
  diary.counts.batches++
  if (reply.status === 410 || (reply.status === 409 && reply.body.code === 'other-epoch')) return
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.body.code ?? ''}`)
  const mayWrite = device.says === 'sessions' ? 'session' : null
  const wanted = receive(diary.expected, body, world.now, mayWrite, device.account, diary.saidBy)
  const told = reply.body.answers.map((answer): ExpectedAnswer =>
    answer.type === 'refused'
      ? { type: 'refused', id: answer.id, code: answer.code }
      : { type: answer.type, id: answer.id, seq: answer.seq, effective: answer.effective },
  )
  if (!isDeepStrictEqual(told, wanted))
    throw new Error(`answered ${JSON.stringify(told)}\nexpected ${JSON.stringify(wanted)}`)
}

async function ask(world: World, diary: Diary, { account }: Device, query: string, body?: SyncBody): Promise<Reply> {
  const { server, meddle } = world
  const answer = await fetch(`${server.origin}/api/v1/sync/${diary.patient}${query}`, {
    headers: { 'content-type': 'application/json', 'x-test-session': account },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
  return meddle({ status: answer.status, body: (await answer.json()) as Reply['body'] })
}
