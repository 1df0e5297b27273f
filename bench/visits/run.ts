// Many at once hold, book, move, cancel, plan courses and wait for times, while connections are killed, answers are lost and work is broken off; whoever
// got no answer asks again, as a browser does. Then all stops, and what stands is held against what was said.
import { createHash, randomUUID } from 'node:crypto'
import {
  asPerson,
  asVisitor,
  bookCourse,
  bookHeld,
  cancelAppointment,
  cancelCourse,
  appointmentOf,
  claimTime,
  holdStart,
  linkedClaim,
  moveAppointment,
  moveCourse,
  offerFreed,
  offerUnclaimed,
  waitForTime,
  type OfferedClaim,
  type SchedulingOutcome,
} from '@clearday/store'
import { DAYS, MINUTE, openClinic, PLACE, SERVICES, STARTS_A_DAY, type Clinic, type ServiceName } from './clinic.ts'
import { doubled, freeBy, newVisit, unexplained, type Row, type Stood, type Visit } from './said.ts'

const DAY = 86_400_000
const AT_ONCE = 8
/** Operations between two looks. */
const ROUND = 250
/** Starts tried in quiet at each look, whose answer is known beforehand. */
const PROBES = 8
const MOST_TRIES = 30

export interface Figures {
  readonly operations: number
  readonly byKind: Readonly<Record<string, number>>
  readonly refusals: Readonly<Record<string, number>>
  readonly killed: number
  readonly answersLost: number
  readonly brokenOff: number
  readonly appointments: number
  readonly probes: number
  readonly double: number
  readonly lost: number
  readonly ghosts: number
  readonly mistaken: number
  readonly wrong: readonly string[]
  readonly seconds: number
}

/** Draws of one operation, the same for the same seed. */
function drawing(seed: number): () => number {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e37_79b9) >>> 0
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const proofOf = (id: string): Uint8Array => createHash('sha256').update(id).digest()
const codeOf = (outcome: SchedulingOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)

/** What is thrown where the work is broken off before it is kept. */
const BROKEN_OFF = new Error('broken off')

function connectionLost(error: unknown): boolean {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string }
  return (
    error === BROKEN_OFF ||
    ['57P01', '57P02', 'ECONNRESET', 'EPIPE'].includes(code) ||
    code.startsWith('08') ||
    /terminated|not queryable|Connection ended/i.test(message)
  )
}

/** @param total operations. Also ends the clinic. @throws only where the database cannot be started. */
export async function playVisits(total: number, seed: number, tell: (line: string) => void): Promise<Figures> {
  const clinic = await openClinic()
  try {
    return await new Play(clinic, seed).run(total, tell)
  } finally {
    await clinic.store.end()
  }
}

type Draw = () => number

class Play {
  readonly #clinic: Clinic
  readonly #seed: number
  readonly #visits = new Map<string, Visit>()
  readonly #courses: string[] = []
  readonly #byKind: Record<string, number> = {}
  readonly #refusals: Record<string, number> = {}
  readonly #wrong: string[] = []
  #last: Promise<unknown> = Promise.resolve()
  #counts = { killed: 0, answersLost: 0, brokenOff: 0, probes: 0, double: 0, lost: 0, ghosts: 0, mistaken: 0 }

  constructor(clinic: Clinic, seed: number) {
    this.#clinic = clinic
    this.#seed = seed
  }

  async run(total: number, tell: (line: string) => void): Promise<Figures> {
    const begun = performance.now()
    let next = 0
    let rows: readonly Row[] = []
    while (next < total) {
      const until = Math.min(next + ROUND, total)
      const worker = async (): Promise<void> => {
        while (next < until) {
          const operation = next++
          if (operation % 12 === 5) await this.#kill()
          await this.#operation(drawing(this.#seed * 1_000_003 + operation)).catch((error: unknown) => {
            this.#fault('mistaken', `operation ${operation}: ${String((error as Error).stack)}`)
          })
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
      rows = await this.#look()
      await this.#probe(rows, drawing(this.#seed * 7_000_003 + next))
      tell(`${next} operations, ${rows.length} appointments, ${this.#wrong.length} wrong`)
    }
    const seconds = (performance.now() - begun) / 1000
    return {
      ...{ operations: total, byKind: this.#byKind, refusals: this.#refusals, ...this.#counts },
      ...{ appointments: rows.length, wrong: this.#wrong, seconds },
    }
  }

  #fault(kind: 'double' | 'lost' | 'ghosts' | 'mistaken', line: string): void {
    this.#counts[kind]++
    this.#wrong.push(line)
  }

  /** One after the other: it is one connection. */
  #owner(text: string, values: readonly unknown[] = []): Promise<{ readonly rowCount: number | null }> {
    const asked = this.#last.then(() => this.#clinic.store.owner.query(text, [...values]))
    this.#last = asked.catch(() => undefined)
    return asked
  }

  async #kill(): Promise<void> {
    const { roles } = this.#clinic.store
    const { rowCount } = await this.#owner(
      `SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity WHERE usename = $1 AND state <> 'idle' ORDER BY random() LIMIT 1) one`,
      [roles.app],
    )
    this.#counts.killed += rowCount ?? 0
  }

  /** Until it is answered; `doubt` says that an answer before was lost, so that what was asked may have been done twice. */
  async #asked<Value>(
    draw: Draw,
    ask: (breaks: () => void) => Promise<Value>,
  ): Promise<{ value: Value; doubt: boolean }> {
    let doubt = false
    for (let tries = 1; ; tries++) {
      const drawn = tries > 3 ? 1 : draw()
      try {
        const value = await ask(() => {
          if (drawn < 0.04) throw BROKEN_OFF
        })
        if (drawn >= 0.08) return { value, doubt }
        this.#counts.answersLost++
      } catch (error) {
        if (!connectionLost(error) || tries === MOST_TRIES) throw error
        if (error === BROKEN_OFF) this.#counts.brokenOff++
      }
      doubt = true
    }
  }

  #desk<Value>(
    draw: Draw,
    work: Parameters<typeof asPerson<Value>>[2],
  ): Promise<{ readonly value: Value; readonly doubt: boolean }> {
    const { store, desk } = this.#clinic
    return this.#asked(draw, (breaks) =>
      asPerson(store.app, desk, async (transaction, access) => {
        const value = await work(transaction, access)
        breaks()
        return value
      }),
    )
  }

  #visitor<Value>(
    draw: Draw,
    work: Parameters<typeof asVisitor<Value>>[1],
  ): Promise<{ readonly value: Value; readonly doubt: boolean }> {
    return this.#asked(draw, (breaks) =>
      asVisitor(this.#clinic.store.app, async (transaction) => {
        const value = await work(transaction)
        breaks()
        return value
      }),
    )
  }

  #pick<One>(draw: Draw, list: readonly One[]): One | undefined {
    return list[Math.floor(draw() * list.length)]
  }

  #start(draw: Draw): number {
    const { firstDay } = this.#clinic
    const day = Math.floor(draw() * DAYS)
    return firstDay + day * DAY + (8 * 60 + Math.floor(draw() * STARTS_A_DAY) * 40) * MINUTE
  }

  #drawnWish(draw: Draw): { service: ServiceName; practitioner: string; start: number } {
    const practitioner = this.#pick(draw, this.#clinic.practitioners) ?? ''
    return {
      service: this.#pick(draw, ['alone', 'alone', 'alone', 'alone', 'group', 'call'] as const) ?? 'alone',
      practitioner,
      start: this.#start(draw),
    }
  }

  #some(draw: Draw, believed: Visit['believed']): Visit | undefined {
    return this.#pick(
      draw,
      [...this.#visits.values()].filter((one) => one.believed === believed),
    )
  }

  async #operation(draw: Draw): Promise<void> {
    const drawn = draw()
    const kinds: readonly (readonly [string, number, (draw: Draw) => Promise<string>])[] = [
      ['four for one start', 0.08, (one) => this.#rush(one)],
      ['hold and book', 0.36, (one) => this.#holdAndBook(one)],
      ['hold', 0.42, (one) => this.#hold(one).then(({ said }) => said)],
      ['book what is held', 0.49, (one) => this.#bookSome(one)],
      ['move', 0.63, (one) => this.#move(one)],
      ['cancel, and offer what is freed', 0.82, (one) => this.#cancel(one)],
      ['a hold is over', 0.86, (one) => this.#expire(one)],
      ['course', 0.91, (one) => this.#course(one)],
      ['move a course', 0.93, (one) => this.#moveCourse(one)],
      ['cancel a course', 0.94, (one) => this.#cancelCourse(one)],
      ['wait', 0.98, (one) => this.#wait(one)],
      ['offer on what nobody claimed', 1, (one) => this.#offerOn(one)],
    ]
    const [name, , play] = kinds.find(([, upTo]) => drawn < upTo) ?? kinds[0]
    const said = await play(draw)
    this.#byKind[name] = (this.#byKind[name] ?? 0) + 1
    if (said !== 'ok' && said !== '') this.#refusals[said] = (this.#refusals[said] ?? 0) + 1
  }

  #somebody(draw: Draw): string {
    return this.#pick(draw, this.#clinic.persons) ?? ''
  }

  #known(given: Pick<Visit, 'id' | 'service' | 'practitioner' | 'start' | 'course'>): Visit {
    const visit = this.#visits.get(given.id) ?? newVisit(given)
    this.#visits.set(given.id, visit)
    return visit
  }

  async #hold(draw: Draw, wish = this.#drawnWish(draw)): Promise<{ said: string; visit: Visit }> {
    const id = randomUUID()
    const visit = newVisit({ id, course: null, ...wish })
    const made = { practitioner: wish.practitioner, start: wish.start }
    // it is said before it is answered: whoever looks meanwhile finds who asked
    this.#visits.set(id, visit)
    visit.made.push({ ...made, sure: false })
    const { value, doubt } = await this.#visitor(draw, (transaction) =>
      holdStart(
        transaction,
        { ...wish, appointment: id, location: PLACE, room: null, proof: proofOf(id), byDesk: true },
        Date.now(),
      ),
    )
    const said = codeOf(value)
    if (said === 'ok') {
      visit.made.push({ ...made, sure: true })
      visit.believed = 'held'
    } else if (said === 'id-used' || (said === 'hold-over' && !doubt))
      this.#fault('mistaken', `${id} was new and is answered with ${said}`)
    return { said, visit }
  }

  async #book(draw: Draw, visit: Visit, person = this.#somebody(draw)): Promise<string> {
    visit.booked.push({ person, sure: false })
    const { value } = await this.#desk(draw, (transaction) =>
      bookHeld(transaction, { appointment: visit.id, person, proof: proofOf(visit.id) }),
    )
    const said = codeOf(value)
    if (said === 'ok') {
      visit.booked.push({ person, sure: true })
      visit.believed = 'booked'
    } else if (said !== 'person-busy') visit.believed = visit.believed === 'held' ? 'over' : visit.believed
    return said
  }

  async #holdAndBook(draw: Draw): Promise<string> {
    const { said, visit } = await this.#hold(draw)
    return said === 'ok' ? this.#book(draw, visit) : said
  }

  /** Four at the same moment for one start: of one practitioner each somebody else, with a room and without, or of all with one person. */
  async #rush(draw: Draw): Promise<string> {
    const wish = this.#drawnWish(draw)
    const person = draw() < 0.5 ? this.#somebody(draw) : undefined
    const said = await Promise.all(
      Array.from({ length: 4 }, async (_, k) => {
        const own = drawing(Math.floor(draw() * 4_294_967_296))
        const practitioner = person === undefined ? wish.practitioner : this.#clinic.practitioners[k % 3]
        const service = person === undefined && k % 2 === 1 ? 'call' : wish.service
        const held = await this.#hold(own, { ...wish, service, practitioner })
        return held.said === 'ok' ? this.#book(own, held.visit, person) : held.said
      }),
    )
    return said.every((one) => one === 'ok') ? 'ok' : (said.find((one) => one !== 'ok') ?? '')
  }

  #bookSome(draw: Draw): Promise<string> {
    const visit = this.#some(draw, 'held')
    return visit === undefined ? Promise.resolve('') : this.#book(draw, visit)
  }

  async #refresh(draw: Draw, visit: Visit): Promise<Awaited<ReturnType<typeof appointmentOf>>> {
    const { value } = await this.#desk(draw, (transaction) => appointmentOf(transaction, visit.id))
    if (value === null) return null
    visit.sequence = value.sequence
    visit.start = value.start
    visit.practitioner = value.practitioner
    if (value.state !== 'booked') visit.believed = 'over'
    return value
  }

  async #move(draw: Draw): Promise<string> {
    const visit = this.#some(draw, 'booked')
    if (visit === undefined) return ''
    const practitioner = this.#pick(draw, this.#clinic.practitioners) ?? ''
    const start = this.#start(draw)
    visit.moved.push({ practitioner, start, sure: false })
    const seen = visit.sequence
    const { value } = await this.#desk(draw, (transaction) =>
      moveAppointment(
        transaction,
        {
          ...{ appointment: visit.id, service: visit.service, location: PLACE, practitioner, room: null, start, seen },
          ...{ proof: null, byDesk: true },
        },
        Date.now(),
      ),
    )
    if (value.type === 'ok') visit.moved.push({ practitioner, start, sure: true })
    await this.#refresh(draw, visit)
    return codeOf(value)
  }

  async #cancel(draw: Draw): Promise<string> {
    const visit = this.#some(draw, 'booked')
    if (visit === undefined) return ''
    const stands = await this.#refresh(draw, visit)
    visit.cancelled.push({ sure: false })
    const { value } = await this.#desk(draw, (transaction) => cancelAppointment(transaction, visit.id, '', null))
    if (value.type === 'ok') {
      visit.cancelled.push({ sure: true })
      visit.believed = 'over'
      if (stands !== null && draw() < 0.6) {
        const { service, practitioner, room, start } = stands
        const offer = randomUUID()
        const { value: told } = await this.#visitor(draw, (transaction) =>
          offerFreed(transaction, { offer, service, location: PLACE, practitioner, room, start }, proofOf, Date.now()),
        )
        if (draw() < 0.7) await this.#claim(draw, told)
      }
    }
    return codeOf(value)
  }

  /** All who were told say yes at once: one of them has it, unless they are busy by now. */
  async #claim(draw: Draw, told: readonly OfferedClaim[]): Promise<void> {
    const draws = told.map(() => drawing(Math.floor(draw() * 4_294_967_296)))
    const said = await Promise.all(
      told.map(({ claim }, k) =>
        this.#visitor(draws[k], (transaction) => claimTime(transaction, claim, proofOf(claim))),
      ),
    )
    const won = told.filter((_, k) => said[k].value.type === 'ok')
    // of one time; those of several are told apart by what they were offered
    const slots = new Map<string, string>()
    for (const { claim, person } of won) {
      const { value } = await this.#visitor(draw, (transaction) => linkedClaim(transaction, claim, proofOf(claim)))
      if (value === null || value.appointment === null) {
        this.#fault('lost', `the claim ${claim} was won and shows nothing`)
        continue
      }
      const { appointment, start, practitioner, service } = value
      if (slots.has(appointment)) this.#fault('double', `${appointment} was claimed twice`)
      slots.set(appointment, person)
      const visit = this.#known({ id: appointment, service: service as ServiceName, practitioner, start, course: null })
      visit.made.push({ practitioner, start, sure: true })
      visit.booked.push({ person, sure: true })
      visit.believed = 'booked'
      await this.#refresh(draw, visit)
    }
  }

  async #expire(draw: Draw): Promise<string> {
    const visit = this.#some(draw, 'held')
    if (visit === undefined) return ''
    visit.overdue.push({ sure: false })
    const { rowCount } = await this.#owner(
      `UPDATE scheduling.appointments SET held_until = now() - interval '1 second' WHERE appointment_id = $1 AND state = 'held'`,
      [visit.id],
    )
    if ((rowCount ?? 0) > 0) {
      visit.overdue.push({ sure: true })
      // what is over stays in the list now and then, and somebody tries to book it
      if (draw() < 0.7) visit.believed = 'over'
    }
    return 'ok'
  }

  async #course(draw: Draw): Promise<string> {
    const { practitioners, persons } = this.#clinic
    const [course, person] = [randomUUID(), this.#pick(draw, persons) ?? '']
    const practitioner = this.#pick(draw, practitioners) ?? ''
    const first = this.#start(draw)
    const count = 2 + Math.floor(draw() * 3)
    const sessions = Array.from({ length: count }, (_, k) => {
      const id = randomUUID()
      // some on one day, so that they meet each other too
      const start = first + k * (draw() < 0.5 ? DAY : 40 * MINUTE)
      return { appointment: id, location: PLACE, practitioner, room: null, start, proof: proofOf(id) }
    })
    const visits = sessions.map(({ appointment, start }) =>
      this.#known({ id: appointment, service: 'alone', practitioner, start, course }),
    )
    for (const visit of visits) {
      visit.made.push({ practitioner, start: visit.start, sure: false })
      visit.booked.push({ person, sure: false })
    }
    const { value } = await this.#desk(draw, (transaction, access) =>
      bookCourse(
        transaction,
        access,
        { course, service: 'alone', person, practitioner, location: PLACE, everyDays: 1, sessions, byDesk: true },
        Date.now(),
      ),
    )
    if (value.type === 'ok') {
      this.#courses.push(course)
      for (const visit of visits) {
        visit.made.push({ practitioner, start: visit.start, sure: true })
        visit.booked.push({ person, sure: true })
        visit.believed = 'booked'
      }
    } else if (value.conflicts === undefined)
      this.#fault('mistaken', `a course was refused without why: ${codeOf(value)}`)
    return codeOf(value)
  }

  #sessionsOf(course: string): Visit[] {
    return [...this.#visits.values()].filter((one) => one.course === course && one.believed === 'booked')
  }

  async #moveCourse(draw: Draw): Promise<string> {
    const course = this.#pick(draw, this.#courses)
    const visits = course === undefined ? [] : this.#sessionsOf(course)
    if (course === undefined || visits.length === 0) return ''
    const by = (draw() < 0.5 ? -1 : 1) * (draw() < 0.5 ? 40 * MINUTE : DAY)
    const sessions = visits.map((visit) => ({
      ...{ appointment: visit.id, location: PLACE, practitioner: visit.practitioner, room: null },
      ...{ start: visit.start + by, seen: visit.sequence },
    }))
    for (const [k, visit] of visits.entries()) visit.moved.push({ ...sessions[k], sure: false })
    const { value } = await this.#desk(draw, (transaction, access) =>
      moveCourse(transaction, access, { course, sessions, byDesk: true }, Date.now()),
    )
    for (const [k, visit] of visits.entries()) {
      if (value.type === 'ok') visit.moved.push({ ...sessions[k], sure: true })
      await this.#refresh(draw, visit)
    }
    return codeOf(value)
  }

  async #cancelCourse(draw: Draw): Promise<string> {
    const course = this.#pick(draw, this.#courses)
    if (course === undefined) return ''
    const all = [...this.#visits.values()].filter((one) => one.course === course)
    for (const visit of all) visit.cancelled.push({ sure: false })
    const { value } = await this.#desk(draw, (transaction, access) =>
      cancelCourse(transaction, access, course, '', Date.now()),
    )
    if (value.type === 'ok')
      for (const visit of all) {
        visit.cancelled.push({ sure: true })
        visit.believed = 'over'
      }
    return codeOf(value)
  }

  async #wait(draw: Draw): Promise<string> {
    const { persons, firstDay } = this.#clinic
    const [waiting, person] = [randomUUID(), this.#pick(draw, persons) ?? '']
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
    const { value } = await this.#desk(draw, (transaction) =>
      waitForTime(
        transaction,
        {
          ...{ waiting, service: 'alone', location: null, practitioner: null, person, dayparts: [] },
          ...{ from: day(firstDay), to: day(firstDay + DAYS * DAY) },
        },
        proofOf(waiting),
      ),
    )
    return codeOf(value)
  }

  async #offerOn(draw: Draw): Promise<string> {
    await this.#owner(
      `UPDATE scheduling.appointments a SET held_until = now() - interval '1 second' WHERE state = 'held' AND appointment_id IN (
         SELECT c.appointment_id FROM scheduling.claims c WHERE c.state = 'open' ORDER BY random() LIMIT 2)`,
    )
    const { value: told } = await this.#visitor(draw, (transaction) => offerUnclaimed(transaction, proofOf, Date.now()))
    if (draw() < 0.5) await this.#claim(draw, told)
    return 'ok'
  }

  /** In quiet: all that stands, against all that was said. */
  async #look(): Promise<readonly Row[]> {
    const { owner } = this.#clinic.store
    const ms = (what: string): string => `(extract(epoch FROM ${what}) * 1000)::float8`
    const { rows } = await owner.query<Row>(
      `SELECT appointment_id AS id, state, practitioner, ${ms('lower(span)')} AS start, ${ms('upper(span)')} AS "end", person_id AS person, sequence,
         room_id AS room, ${ms('lower(occupied)')} AS "from", ${ms('upper(occupied)')} AS "to", group_id AS "group", seat, capacity,
         state = 'held' AND held_until <= now() AS overdue,
         EXISTS (SELECT FROM scheduling.claims c WHERE c.appointment_id = a.appointment_id) AS offered
       FROM scheduling.appointments a`,
    )
    const { rows: changes } = await owner.query<Stood>(
      `SELECT appointment_id AS id, document ->> 'state' AS state, document ->> 'practitioner' AS practitioner,
         ${ms(`lower((document ->> 'span')::tstzrange)`)} AS start, document ->> 'person_id' AS person, (document ->> 'sequence')::int AS sequence
       FROM scheduling.appointment_changes ORDER BY appointment_id, number`,
    )
    const history = Map.groupBy(changes, ({ id }) => id)
    for (const line of doubled(rows)) this.#fault('double', line)
    const { lost, ghosts } = unexplained(this.#visits, rows, history)
    for (const line of lost) this.#fault('lost', line)
    for (const line of ghosts) this.#fault('ghosts', line)
    const { rows: served } = await owner.query<{ wrong: string }>(
      `SELECT w.waiting_id AS wrong FROM scheduling.waiting w
       WHERE (w.state = 'served') <> EXISTS (SELECT FROM scheduling.claims c JOIN scheduling.appointments a USING (appointment_id)
         WHERE c.waiting_id = w.waiting_id AND c.state = 'won' AND a.state IN ('booked', 'cancelled'))`,
    )
    for (const { wrong } of served)
      this.#fault('lost', `whoever waits as ${wrong} is served and has nothing, or the other way round`)
    return rows
  }

  /** Starts of which the rows say beforehand whether they are free. What is held by them is let go again. */
  async #probe(rows: readonly Row[], draw: Draw): Promise<void> {
    for (let k = 0; k < PROBES; k++) {
      const [practitioner, start] = [this.#pick(draw, this.#clinic.practitioners) ?? '', this.#start(draw)]
      const { minutes, after } = SERVICES.alone
      const free = freeBy(rows, {
        ...{ practitioner, rooms: this.#clinic.rooms },
        ...{ from: start, to: start + (minutes + after) * MINUTE },
      })
      const id = randomUUID()
      const wish = { appointment: id, service: 'alone', location: PLACE, practitioner, room: null, start, byDesk: true }
      const outcome = await asVisitor(this.#clinic.store.app, (transaction) =>
        holdStart(transaction, { ...wish, proof: proofOf(id) }, Date.now()),
      )
      this.#counts.probes++
      if ((outcome.type === 'ok') !== free)
        this.#fault('mistaken', `a start that is ${free ? 'free' : 'taken'} was answered with ${codeOf(outcome)}`)
      if (outcome.type === 'error') continue
      const visit = this.#known({ id, service: 'alone', practitioner, start, course: null })
      visit.made.push({ practitioner, start, sure: true })
      visit.cancelled.push({ sure: true })
      visit.overdue.push({ sure: true })
      await asVisitor(this.#clinic.store.app, (transaction) => cancelAppointment(transaction, id, '', proofOf(id)))
    }
  }
}
