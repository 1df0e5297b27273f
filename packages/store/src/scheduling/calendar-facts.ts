// What availability is computed from, read from the tables: no word of who comes.
import type {
  CalendarFacts,
  Offering,
  PlanException,
  SchedulingLocation,
  Service,
  Taken,
  WorkingPlan,
} from '@clearday/scheduling'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** Which facts are needed: of one service or, where it is null, all; from one moment to another, in ms since 1970. */
export interface FactsWanted {
  readonly service: string | null
  readonly from: number
  readonly to: number
  /** An appointment that is about to be moved: what it takes itself is free for it. */
  readonly without?: string
}

interface SpanRow {
  readonly from: number
  readonly to: number
}

type Busy = SpanRow & {
  readonly kind: 'away' | 'extra' | 'taken'
  readonly practitioner: string | null
  readonly location: string | null
  readonly room: string | null
  readonly service: string | null
  readonly start: number | null
  readonly seatsLeft: number | null
}

/** For everybody, also before anybody acts. Four queries. O(plans + what is taken in the time). */
export async function calendarFacts(
  transaction: Transaction<Tables>,
  { service, from, to, without }: FactsWanted,
): Promise<CalendarFacts> {
  const within = sql`tstzrange(to_timestamp(${from / 1000}), to_timestamp(${to / 1000}))`
  const services = await sql<{ readonly service: Service; readonly offerings: readonly Offering[] }>`
    SELECT json_build_object('id', s.service_id, 'minutes', minutes, 'bufferBefore', buffer_before, 'bufferAfter', buffer_after,
        'needsRoom', needs_room, 'capacity', capacity, 'noticeMinutes', notice_minutes, 'horizonDays', horizon_days,
        'everyMinutes', every_minutes) AS service,
      (SELECT coalesce(json_agg(json_build_object('service', o.service_id, 'practitioner', o.practitioner, 'location', o.location_id,
          'licensedUntil', CASE WHEN o.until = 'infinity' THEN NULL ELSE coalesce(o.until, '0001-01-01') END)
          ORDER BY o.location_id, o.practitioner), '[]')
        FROM (SELECT x.*, scheduling.licensed_until(x.service_id, x.practitioner, x.location_id) AS until
          FROM scheduling.offerings x WHERE x.service_id = s.service_id AND scheduling.practises(x.practitioner, x.location_id)) o) AS offerings
    FROM scheduling.services s WHERE closed_at IS NULL AND (${service}::text IS NULL OR s.service_id = ${service})
    ORDER BY s.service_id`.execute(transaction)
  const locations = await sql<SchedulingLocation>`
    SELECT l.location_id AS id, l.time_zone AS "timeZone",
      array(SELECT r.room_id::text FROM scheduling.rooms r WHERE r.location_id = l.location_id AND r.closed_at IS NULL ORDER BY r.name) AS rooms
    FROM clinic.locations l WHERE l.closed_at IS NULL ORDER BY l.location_id`.execute(transaction)
  const plans = await sql<WorkingPlan>`
    SELECT practitioner, location_id AS location, weekday,
      to_char(make_interval(mins => from_minute), 'HH24:MI') AS "from",
      to_char(make_interval(mins => to_minute % 1440), 'HH24:MI') AS "to",
      to_char(lower(valid), 'YYYY-MM-DD') AS "validFrom", to_char(upper(valid) - 1, 'YYYY-MM-DD') AS "validUntil"
    FROM scheduling.working_plans
    WHERE valid && daterange((lower(${within}) - interval '2 days')::date, (upper(${within}) + interval '2 days')::date)
    ORDER BY practitioner, weekday, from_minute`.execute(transaction)
  const beside = await sql<Busy>`
    SELECT kind, practitioner, location_id AS location, room_id AS room, NULL AS service,
      (extract(epoch FROM lower(span)) * 1000)::float8 AS "from", (extract(epoch FROM upper(span)) * 1000)::float8 AS "to", NULL::float8 AS start, NULL::int AS "seatsLeft"
    FROM scheduling.exceptions_within(${within})
    UNION ALL
    SELECT 'taken', practitioner, location_id, room_id, service_id,
      (extract(epoch FROM lower(span)) * 1000)::float8, (extract(epoch FROM upper(span)) * 1000)::float8, (extract(epoch FROM starts) * 1000)::float8, seats_left
    FROM scheduling.taken(${within}, ${without ?? null})`.execute(transaction)
  return {
    services: services.rows.map(({ service: one }) => one),
    locations: locations.rows,
    offerings: services.rows.flatMap(({ offerings }) => offerings),
    plans: plans.rows,
    exceptions: beside.rows.flatMap(exceptionOf),
    taken: beside.rows.flatMap(takenOf),
  }
}

function exceptionOf({ kind, practitioner, location, room, from, to }: Busy): PlanException[] {
  return kind === 'taken' ? [] : [{ kind, practitioner, location, room, span: { from, to } }]
}

function takenOf({ kind, practitioner, location, room, from, to, service, start, seatsLeft }: Busy): Taken[] {
  if (kind !== 'taken') return []
  const group =
    seatsLeft === null || service === null || location === null || start === null
      ? null
      : { service, location, start, seatsLeft }
  return [{ practitioner, room, span: { from, to }, group }]
}
