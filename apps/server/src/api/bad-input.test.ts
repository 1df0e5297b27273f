import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { OperationAnswer, StoredOperation } from '@clearday/store'
import { startTestServer, type TestServer } from '../testing.ts'

const NOW = 1_800_000_000_000
let server: TestServer
before(async () => {
  server = await startTestServer(() => NOW)
})
after(() => server.end())

interface Offered {
  readonly id: string
  readonly entity: string
  readonly key: string
  readonly fields: object
}

interface Answered {
  readonly answers: readonly OperationAnswer[]
  readonly operations: readonly StoredOperation[]
}

function said(entity: string, key: string, fields: object, more: object = {}): Offered {
  return { id: randomUUID(), entity, key, fields, ...{ deleted: false, at: NOW, seen: 0 }, ...more }
}

/** As text, since some of what is sent here no object could hold. */
async function sendText(session: string, patient: string, operations: string): Promise<Answered> {
  const frame = `{"epoch":null,"after":0,"device":"${randomUUID()}","sentAt":${NOW},"operations":[${operations}]}`
  const answer = await fetch(`${server.origin}/api/v1/sync/${patient}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-session': session },
    body: frame,
  })
  assert.equal(answer.status, 200, await answer.clone().text())
  return (await answer.json()) as Answered
}

function send(session: string, patient: string, operations: readonly unknown[]): Promise<Answered> {
  return sendText(session, patient, operations.map((one) => JSON.stringify(one)).join(','))
}

interface Shape {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly additionalProperties?: Shape | boolean
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
}

type Path = readonly (string | number)[]

/** Every place of a text in the schema of an entry; the first of a list stands for all of it. */
function textsIn(shape: Shape, path: Path = []): Path[] {
  const { type, properties = {}, items, additionalProperties, anyOf = [], oneOf = [] } = shape
  const found = [
    ...(type === 'string' ? [path] : []),
    ...Object.entries(properties).flatMap(([name, inner]) => textsIn(inner, [...path, name])),
    ...(items === undefined ? [] : textsIn(items, [...path, 0])),
    ...(typeof additionalProperties === 'object' ? textsIn(additionalProperties, [...path, 'thunderclap']) : []),
    ...[...anyOf, ...oneOf].flatMap((inner) => textsIn(inner, path)),
  ]
  return [...new Map(found.map((one) => [one.join('.'), one])).values()]
}

/** The same with a value at one place; what leads there is made where it is not there. */
function withAt(base: unknown, [first, ...rest]: Path, value: unknown): unknown {
  const inner = (of: unknown): unknown => (rest.length === 0 ? value : withAt(of, rest, value))
  if (typeof first === 'number') {
    const list = Array.isArray(base) ? (base as unknown[]) : []
    return [inner(list[0]), ...list.slice(1)]
  }
  const object = typeof base === 'object' && base !== null ? (base as Record<string, unknown>) : {}
  return { ...object, [first]: inner(object[first]) }
}

const file = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8'))
const SCHEMA = file('docs/schema/clearday-diary-1.schema.json') as { properties: Record<string, Shape> }
const EXAMPLE = file('examples/diary.json') as Record<string, Record<string, unknown> | Record<string, unknown>[]>

/** By kind of entry: the name of its list in the format, and of the field that is its key. */
const KINDS: Readonly<Record<string, readonly [list: string, named: string | null]>> = {
  person: ['person', null],
  day: ['days', 'date'],
  attack: ['attacks', 'id'],
  intake: ['intakes', 'id'],
  session: ['sessions', 'id'],
  regimen: ['regimens', 'id'],
  questionnaire: ['questionnaires', null],
  'safety-check': ['safetyChecks', 'id'],
  goal: ['goals', 'id'],
  trial: ['trials', 'id'],
  'plan-change': ['planChanges', 'id'],
  'plan-answer': ['planAnswers', 'id'],
  'own-product': ['ownProducts', 'id'],
  'custom-factor': ['customFactors', 'id'],
  'custom-symptom': ['customSymptoms', 'id'],
}

function example(entity: string): { readonly key: string; readonly fields: Record<string, unknown> } {
  const [list, named] = KINDS[entity]
  const given = EXAMPLE[list]
  const whole = Array.isArray(given) ? given[0] : given
  if (named === null) return { key: entity === 'person' ? 'person' : 'q-1', fields: whole }
  const { [named]: key, ...fields } = whole
  return { key: String(key), fields }
}

async function schemas(): Promise<readonly string[]> {
  const { rows } = await server.store.owner.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

test('a statement in any text of any entry is text or is refused with its place, and the others are stored', async () => {
  const { patient, session } = await server.newPatient()
  const before = await schemas()
  const evil = `'; DROP TABLE diary.operations; --"$1\\`
  const offered: { readonly path: Path; readonly operation: Offered }[] = []
  for (const [entity, [list, named]] of Object.entries(KINDS)) {
    const shape = SCHEMA.properties[list]
    for (const path of textsIn(shape.items ?? shape)) {
      const { key, fields } = example(entity)
      // each about a thing of its own, so that none stands on what another said
      const own = entity === 'day' || entity === 'person' ? key : `${key} ${offered.length}`
      const evilKey = path[0] === named
      const operation = evilKey ? said(entity, evil, fields) : said(entity, own, withAt(fields, path, evil) as object)
      offered.push({ path: evilKey ? ['key'] : ['fields', ...path], operation })
    }
  }
  assert.ok(offered.length > 100, String(offered.length))
  const right = said('day', '2026-03-09', { headache: 'none' })
  const { answers, operations } = await send(session, patient, [...offered.map((one) => one.operation), right])
  const back = new Map(operations.map(({ id, key, fields }) => [id, { key, fields }]))
  const kept: string[] = []
  for (const [k, { path, operation }] of offered.entries()) {
    const answer = answers[k]
    const where = `${operation.entity} ${path.join('.')}`
    if (answer.type === 'refused') {
      // what cannot be read as a whole may be told by another part of the same field
      assert.deepEqual(answer.path.slice(0, 2), path.slice(0, 2), `${where}: ${JSON.stringify(answer)}`)
      // whose word it is nobody writes as they like
      const codes = [
        'wrong-value',
        'wrong-key',
        'unknown-field',
        'incomplete',
        ...(path.at(-1) === 'by' ? ['not-yours'] : []),
      ]
      assert.ok(codes.includes(answer.code), where)
    } else {
      kept.push(where)
      assert.deepEqual(back.get(operation.id), { key: operation.key, fields: operation.fields }, where)
    }
  }
  // where people write what they like, it is kept as they wrote it
  for (const free of ['day fields.note', 'session fields.practitioner', 'regimen fields.note', 'attack fields.note'])
    assert.ok(kept.includes(free), free)
  assert.equal(answers.at(-1)?.type, 'stored')
  assert.deepEqual(await schemas(), before)
})

test('a character that cannot be stored is refused with its place and value, and one that looks like it is kept', async () => {
  const { patient, session } = await server.newPatient()
  const day = (date: string, note: string): string =>
    JSON.stringify(said('day', date, { headache: 'none', note: 'NOTE' })).replace('"NOTE"', `"${note}"`)
  const texts = [
    String.raw`a\u0000b`,
    String.raw`\ud800`,
    String.raw`\udc00 alone`,
    String.raw`\ud83e\udd2f`,
    String.raw`C:\\ud8\\u0000`,
    '\u{1F92F}',
  ]
  const { answers, operations } = await sendText(
    session,
    patient,
    texts.map((text, k) => day(`2026-03-0${k + 1}`, text)).join(','),
  )
  assert.deepEqual(
    answers.map((answer) => (answer.type === 'refused' ? [answer.code, answer.path, answer.value] : answer.type)),
    [
      ['wrong-value', ['fields', 'note'], 'a\0b'],
      ['wrong-value', ['fields', 'note'], '\ud800'],
      ['wrong-value', ['fields', 'note'], '\udc00 alone'],
      ...['stored', 'stored', 'stored'],
    ],
  )
  assert.deepEqual(
    operations.map(({ fields }) => fields.note),
    ['\u{1F92F}', String.raw`C:\ud8\u0000`, '\u{1F92F}'],
  )
})

test('a number that would come back as another is refused, and one that comes back as itself is the same when it is sent again', async () => {
  const { patient, session } = await server.newPatient()
  const day = (date: string, amount: string): string =>
    JSON.stringify(said('day', date, { headache: 'none', factors: { stress: 7_654_321 } })).replace('7654321', amount)
  const amounts = ['9007199254740993', '1e400', '-0', '0.1', '1e-7']
  const sent = amounts.map((amount, k) => day(`2026-03-0${k + 1}`, amount)).join(',')
  const first = await sendText(session, patient, sent)
  assert.deepEqual(
    first.answers.map((answer) => (answer.type === 'refused' ? answer.path.join('.') : answer.type)),
    ['fields.factors.stress', 'fields.factors.stress', 'stored', 'stored', 'stored'],
  )
  const again = await sendText(session, patient, sent)
  assert.deepEqual(
    again.answers.map(({ type }) => type),
    ['refused', 'refused', 'already-there', 'already-there', 'already-there'],
  )
})

test('names that programs know reach nothing: they are unknown fields and unknown entities', async () => {
  const { patient, session } = await server.newPatient()
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
  const fields = names.map((name) =>
    JSON.stringify(said('day', '2026-03-01', { NAME: { headache: 'present' }, headache: 'none' })).replace(
      'NAME',
      name,
    ),
  )
  const inside = names.map((name) =>
    JSON.stringify(said('day', '2026-03-01', { headache: 'none', lostTime: { NAME: true } })).replace('NAME', name),
  )
  const entities = names.map((name) => JSON.stringify(said(name, 'x', {})))
  const right = JSON.stringify(said('day', '2026-03-01', { headache: 'none' }))
  const { answers } = await sendText(session, patient, [...fields, ...inside, ...entities, right].join(','))
  assert.deepEqual(
    answers.map((answer) => (answer.type === 'refused' ? answer.code : answer.type)),
    [
      ...names.map(() => 'unknown-field'),
      ...names.map(() => 'unknown-field'),
      ...names.map(() => 'unknown-entity'),
      'stored',
    ],
  )
  assert.equal(({} as { headache?: unknown }).headache, undefined)
})

test('an id that stands twice in a batch is one operation if both say the same, and none of those that say otherwise is stored', async () => {
  const { patient, session } = await server.newPatient()
  const one = said('day', '2026-03-01', { headache: 'none', note: 'first' })
  const claimed = said('day', '2026-03-03', { headache: 'none', note: 'second' })
  const { answers, operations } = await send(session, patient, [
    one,
    one,
    claimed,
    { ...claimed, fields: { headache: 'none', note: 'third' } },
    said('day', '2026-03-02', { headache: 'none' }),
  ])
  assert.deepEqual(
    answers.map((answer) => (answer.type === 'refused' ? answer.code : answer.type)),
    ['stored', 'already-there', 'id-reused', 'id-reused', 'stored'],
  )
  assert.deepEqual(
    operations.map(({ fields }) => fields.note),
    ['first', undefined],
  )
})

test('what is deep or long in one operation keeps nothing else back, and is told back shortened', async () => {
  const { patient, session } = await server.newPatient()
  const deep = said('day', '2026-03-01', { headache: 'none', factors: { stress: nested(20) } })
  const long = said('day', '2026-03-02', { headache: 'none', severity: 'x'.repeat(5000) })
  const huge = said('day', '2026-03-03', { headache: 'none', note: 'x'.repeat(70_000) })
  const longKey = said('day', 'k'.repeat(5000), { headache: 'none' })
  const longId = said('day', '2026-03-04', { headache: 'none' }, { id: 'i'.repeat(5000) })
  const many = said('day', '2026-03-05', {
    headache: 'none',
    ...Object.fromEntries(Array.from({ length: 3000 }, (_, k) => [`f${k}`, k])),
  })
  const longName = said('day', '2026-03-06', { headache: 'none', ['f'.repeat(5000)]: 1 })
  const right = said('day', '2026-03-06', { headache: 'none' })
  const { answers } = await send(session, patient, [deep, long, huge, longKey, longId, many, longName, right])
  assert.deepEqual(
    answers.map((answer) => (answer.type === 'refused' ? answer.path.join('.') : answer.type)),
    [
      'fields.factors.stress',
      'fields.severity',
      'fields',
      'key',
      'id',
      'fields.f0',
      `fields.${'f'.repeat(199)}…`,
      'stored',
    ],
  )
  for (const answer of answers) assert.ok(JSON.stringify(answer).length < 2000, JSON.stringify(answer).slice(0, 300))
  assert.ok(answers[1].type === 'refused' && answers[1].value === `${'x'.repeat(199)}…`)
})

function nested(levels: number): unknown {
  return levels === 0 ? 'x' : [nested(levels - 1)]
}
