// Figures for Prometheus: how many requests of each kind, how long they took, and what the process needs. Labels are few and say nothing of people.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Mount } from '../http/mount.ts'
import { problem } from '../http/problem.ts'

export interface Metrics {
  readonly answered: (route: string, method: string, status: number, seconds: number) => void
  /** What became of operations that were sent: stored, already-there, refused. */
  readonly operations: (outcome: string, count: number) => void
  readonly databaseUp: (up: boolean) => void
  /** The age of the newest backup is looked up whenever the figures are asked for. @param now ms since 1970. */
  readonly backups: (lastGood: () => Promise<number | null>, now: () => number) => void
  readonly text: () => Promise<string>
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])

export function openMetrics(): Metrics {
  const registers = [new Registry()]
  collectDefaultMetrics({ register: registers[0] })
  const duration = new Histogram({
    name: 'clearday_http_request_duration_seconds',
    help: 'Time from a request to the last byte of its answer',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const operations = new Counter({
    name: 'clearday_operations_total',
    help: 'Operations of diaries that were sent, by what became of them',
    labelNames: ['outcome'],
    registers,
  })
  const database = new Gauge({
    name: 'clearday_database_up',
    help: '1 if the database answered the last time it was asked',
    registers,
  })
  return {
    answered: (route, method, status, seconds) => {
      duration.observe(
        { route, method: METHODS.has(method) ? method : 'other', status: `${Math.floor(status / 100)}xx` },
        seconds,
      )
    },
    operations: (outcome, count) => {
      if (count > 0) operations.inc({ outcome }, count)
    },
    databaseUp: (up) => {
      database.set(up ? 1 : 0)
    },
    backups: (lastGood, now) => {
      new Gauge({
        name: 'clearday_backup_age_seconds',
        help: 'Time since the newest nightly backup that was checked was written; infinite where there is none',
        registers,
        async collect() {
          const at = await lastGood()
          this.set(at === null ? Infinity : (now() - at) / 1000)
        },
      })
    },
    text: () => registers[0].metrics(),
  }
}

/** `/metrics`, for who sends the token. @param token null: there is no such address. */
export function metricsMount(metrics: Metrics, token: string | null): Mount {
  return {
    name: 'metrics',
    handle: async (request) => {
      if (new URL(request.url).pathname !== '/metrics' || token === null) return null
      const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
      const sum = (text: string): Buffer => createHash('sha256').update(text).digest()
      if (!timingSafeEqual(sum(given), sum(token)))
        return problem(401, 'no-token', 'Send the metrics token as a bearer token.', {
          headers: { 'www-authenticate': 'Bearer' },
        })
      return new Response(await metrics.text(), {
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      })
    },
  }
}
