import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { diaryJsonSchema } from '@clearday/diary'
import type { Entity, Fields, Json } from '@clearday/diary/operations'
import { migrate, migrationsOf } from '../database/migrate.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { rebuildEntries } from '../operations/rebuild-entries.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { actingAs, actingThroughShare, type ShareScope } from './acting.ts'
import { keepKnownNames } from './known-names.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
  await keepKnownNames(store.owner, { treatment: ['acupuncture', 'Riboflavin'] })
})
after(() => store.end())

let now = 1_800_000_000_000

type Said = readonly [entity: Entity, key: string, fields: Fields]

/** Says it in a diary as a device does, in one batch, a second after whatever was said before. */
async function say(patient: string, account: string, said: readonly Said[]): Promise<void> {
  now += 1000
  const operations = said.map(([entity, key, fields]) => ({
    ...{ id: randomUUID(), entity, key, fields, deleted: false },
    ...{ at: now, seen: 0 },
  }))
  const acting = { account, read: [patient], write: [patient], append: [] }
  const appended = await actingAs(store.app, acting, (transaction) =>
    appendOperations(transaction, patient, account, { device: randomUUID(), sentAt: now, operations }, now),
  )
  assert.ok(appended.type === 'ok')
  assert.deepEqual(
    appended.answers.filter(({ type }) => type !== 'stored'),
    [],
  )
}

async function diaryOf(said: readonly Said[]): Promise<{ readonly patient: string; readonly account: string }> {
  const patient = await store.newPatient()
  const account = randomUUID()
  await say(patient, account, said)
  return { patient, account }
}

interface ShownEntry {
  readonly entity: string
  readonly key: string | null
  readonly first_day: string | null
  readonly last_day: string | null
  readonly fields: Readonly<Record<string, unknown>>
}

async function shown(patient: string, scope: Partial<ShareScope> = {}): Promise<ShownEntry[]> {
  const whole: ShareScope = {
    ...{ patient, entities: Object.keys(SCHEMAS), withNotes: false, firstDay: '2026-03-01', lastDay: '2026-03-31' },
    ...scope,
  }
  return actingThroughShare(store.app, store.roles.share, whole, async (transaction) => {
    const { rows } = await sql<ShownEntry>`SELECT entity, key, first_day, last_day, fields FROM shared.entries
      ORDER BY entity COLLATE "C", first_day, fields ->> 'at', fields ->> 'treatment' DESC, key`.execute(transaction)
    return rows
  })
}

/** JSON Schema, as far as the diary's format uses it. */
interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | false
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly Json[]
  readonly const?: Json
  readonly oneOf?: readonly Schema[]
  readonly pattern?: string
}

const FORMAT = diaryJsonSchema() as { readonly properties: Readonly<Record<string, Schema>> }

function inList(name: string): Schema {
  const schema = FORMAT.properties[name].items
  assert.ok(schema !== undefined, name)
  return schema
}

/** By kind of entry, from the format itself: what is added to it is met here. */
const SCHEMAS: Readonly<Record<string, Schema>> = {
  diary: { properties: { timeZone: FORMAT.properties.timeZone, firstDay: FORMAT.properties.firstDay } },
  person: FORMAT.properties.person,
  day: inList('days'),
  attack: inList('attacks'),
  intake: inList('intakes'),
  session: inList('sessions'),
  regimen: inList('regimens'),
  questionnaire: inList('questionnaires'),
  'safety-check': inList('safetyChecks'),
  goal: inList('goals'),
  trial: inList('trials'),
  'plan-change': inList('planChanges'),
  'plan-answer': inList('planAnswers'),
  'own-product': inList('ownProducts'),
  'custom-factor': inList('customFactors'),
  'custom-symptom': inList('customSymptoms'),
}

interface Leaf {
  /** `attack.aura.symptoms[].kind`; `.*` for what stands under names of its own. */
  readonly path: string
  /** Of one value: several where it may be of several kinds. */
  readonly kinds: readonly Schema[]
}

function leavesOf(path: string, schema: Schema): Leaf[] {
  const { properties, additionalProperties, items, anyOf, oneOf } = schema
  if (properties !== undefined)
    return Object.entries(properties).flatMap(([name, inner]) => leavesOf(`${path}.${name}`, inner))
  if (items !== undefined) return leavesOf(`${path}[]`, items)
  if (typeof additionalProperties === 'object') return leavesOf(`${path}.*`, additionalProperties)
  const kinds = anyOf ?? oneOf
  return kinds === undefined ? [{ path, kinds: [schema] }] : kinds.flatMap((one) => leavesOf(path, one))
}

function mergedByPath(leaves: readonly Leaf[]): Leaf[] {
  const byPath = Map.groupBy(leaves, ({ path }) => path)
  return [...byPath].map(([path, same]) => ({ path, kinds: same.flatMap(({ kinds }) => kinds) }))
}

const LEAVES = Object.entries(SCHEMAS).flatMap(([entity, schema]) => mergedByPath(leavesOf(entity, schema)))

/** Whether a person may write there whatever they like. */
function isFree({ type, enum: listed, const: one, pattern }: Schema): boolean {
  return type === 'string' && listed === undefined && one === undefined && (pattern === undefined || pattern === '\\S')
}

/** Free words by their path. A name stands where the catalogues have it and is "in own words" otherwise; the rest is not shown at all. */
const FREE_WORDS: Readonly<Record<string, 'a name' | 'own words' | 'not shown' | 'the key'>> = {
  'person.triedBefore[]': 'a name',
  'person.asked[]': 'not shown',
  'person.medicinesAtHand[]': 'not shown',
  'day.symptoms[]': 'a name',
  'day.prodrome[]': 'a name',
  'day.postdrome[]': 'a name',
  'day.note': 'not shown',
  'attack.id': 'the key',
  'attack.symptoms[]': 'a name',
  'attack.prodrome.symptoms[]': 'a name',
  'attack.postdrome.symptoms[]': 'a name',
  'attack.note': 'not shown',
  'intake.id': 'the key',
  'intake.product': 'a name',
  'intake.ingredients[].ingredient': 'a name',
  'intake.note': 'not shown',
  'session.id': 'the key',
  'session.therapy': 'a name',
  'session.practitioner': 'not shown',
  'session.location': 'not shown',
  'session.reaction.note': 'not shown',
  'session.techniques[]': 'not shown',
  'session.observed': 'not shown',
  'session.note': 'not shown',
  'regimen.id': 'the key',
  'regimen.treatment': 'a name',
  'regimen.purpose': 'not shown',
  'regimen.practitioner': 'not shown',
  'regimen.doseUnit': 'a name',
  'regimen.events[].why': 'not shown',
  'regimen.note': 'not shown',
  'questionnaire.questionnaire': 'a name',
  'safety-check.id': 'the key',
  'safety-check.dismissed[]': 'a name',
  'goal.id': 'the key',
  'goal.words': 'not shown',
  'trial.id': 'the key',
  'trial.treatment': 'a name',
  'trial.note': 'not shown',
  'plan-change.id': 'the key',
  'plan-change.treatment': 'a name',
  'plan-change.words': 'not shown',
  'plan-change.practitioner': 'not shown',
  'plan-change.answerWords': 'not shown',
  'plan-change.by': 'not shown',
  'plan-answer.id': 'the key',
  'plan-answer.by': 'not shown',
  'plan-answer.proposal': 'not shown',
  'plan-answer.words': 'not shown',
  'plan-answer.practitioner': 'not shown',
  'own-product.id': 'the key',
  'own-product.name': 'a name',
  'own-product.ingredients[].ingredient': 'a name',
  'custom-factor.id': 'the key',
  'custom-factor.name': 'a name',
  'custom-factor.unit': 'a name',
  'custom-symptom.id': 'the key',
  'custom-symptom.name': 'own words',
}

/** The line of the database's own list for a path. */
function lineFor(list: Readonly<Record<string, Json>>, path: string): Json | undefined {
  let line: Json | undefined = list
  for (const step of path.replaceAll('[]', '.[]').split('.').slice(1)) {
    if (step === '[]') line = Array.isArray(line) ? (line as Json[])[0] : undefined
    else if (typeof line !== 'object' || line === null || Array.isArray(line)) return undefined
    else line = (line as Readonly<Record<string, Json>>)[step === '*' ? 'of' : step]
  }
  return line
}

test('of each field of the diary’s format it is decided whether a link without notes shows it', async () => {
  assert.ok(LEAVES.length > 150)
  const free = LEAVES.filter(({ kinds }) => kinds.some(isFree)).map(({ path }) => path)
  assert.deepEqual(
    free.sort(),
    Object.keys(FREE_WORDS).sort(),
    'a field that holds free words: say in FREE_WORDS what becomes of it',
  )
  const { rows } = await store.owner.query<{ entity: string; list: Record<string, Json> }>(
    `SELECT entity, shared.shown_without_notes(entity) AS list FROM unnest($1::text[]) AS entity`,
    [Object.keys(SCHEMAS)],
  )
  const lists = new Map(rows.map(({ entity, list }) => [entity, list]))
  const wrong = LEAVES.flatMap(({ path, kinds }) => {
    const line = lineFor(lists.get(path.split('.')[0]) ?? {}, path)
    const said = path in FREE_WORDS ? FREE_WORDS[path] : formOf(kinds)
    const expected = said === 'a name' ? /^name of / : said === 'own words' ? /^own words$/ : said
    if (said === 'not shown' || said === 'the key' || path === 'day.date')
      return line === undefined || path === 'day.date' ? [] : [path]
    const fits = typeof line === 'string' && (expected instanceof RegExp ? expected.test(line) : line === expected)
    return fits ? [] : [`${path}: ${JSON.stringify(line)}, not ${said}`]
  })
  assert.deepEqual(
    wrong,
    [],
    'a field that nobody has decided about: add it to the list in a migration, or to FREE_WORDS',
  )
})

function formOf(kinds: readonly Schema[]): string {
  const pattern = kinds.find((one) => one.pattern !== undefined)?.pattern ?? ''
  if (pattern === String.raw`^\d{4}-\d{2}-\d{2}$`) return 'day'
  if (pattern.startsWith('^[A-Za-z]')) return 'zone'
  return pattern === '' ? 'closed' : 'moment'
}

const MARK = 'my secret'

/** An entry with free words in every field, or where the format takes them. */
function markedOf(schema: Schema, mark: () => string, everywhere: boolean): Json {
  const { properties, additionalProperties, items, anyOf, oneOf } = schema
  if (properties !== undefined)
    return Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, markedOf(inner, mark, everywhere)]),
    )
  if (items !== undefined) return [markedOf(items, mark, everywhere), markedOf(items, mark, everywhere)]
  if (typeof additionalProperties === 'object') return { [mark()]: markedOf(additionalProperties, mark, everywhere) }
  const one = (anyOf ?? oneOf)?.[0]
  if (one !== undefined) return markedOf(one, mark, everywhere)
  return everywhere || isFree(schema) ? mark() : 1
}

test('a link without notes shows no free words, whatever field of the format holds them', async () => {
  const patient = await store.newPatient()
  let n = 0
  const mark = (): string => `${MARK} ${++n}`
  for (const [entity, schema] of Object.entries(SCHEMAS)) {
    // words with spaces wherever a text can stand, and one that looks like a word of the format where words are free
    for (const marked of [markedOf(schema, mark, true), markedOf(schema, () => 'my-secret', false)]) {
      const fields = marked as Record<string, Json>
      if (entity === 'regimen') fields.events = [{ type: 'start', on: '2026-03-01', why: mark() }]
      fields[mark()] = mark()
      await store.owner.query(
        `INSERT INTO diary.entries (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq)
         VALUES ($1, $2, $3, '2026-03-02', '2026-03-02', $4, '{}', false, 1)`,
        [patient, entity, mark(), JSON.stringify(fields)],
      )
    }
  }
  const entries = await shown(patient)
  assert.equal(entries.length, 2 * Object.keys(SCHEMAS).length)
  const leaked = entries.filter((entry) => JSON.stringify(entry).includes('secret'))
  assert.deepEqual(leaked, [])
  const open = await shown(patient, { withNotes: true })
  assert.ok(JSON.stringify(open).split(MARK).length > 100, 'with notes they are shown')
})

test('what a doctor needs stands in a link without notes: grades, times, medicines and treatments by their names', async () => {
  const { patient } = await diaryOf([
    ['diary', 'diary', { timeZone: 'Europe/Madrid' }],
    [
      'day',
      '2026-03-02',
      {
        ...{
          headache: 'present',
          hours: 4,
          severity: 'severe',
          quality: ['pulsating'],
          nausea: 'mild',
          photophobia: true,
        },
        ...{ aura: { symptoms: [{ kind: 'visual', durationMinutes: 20 }] }, note: 'at my mother’s' },
        ...{ factors: { 'sleep-hours': 5, 'row-with-tom': true }, prodrome: ['yawning'], postdrome: [] },
      },
    ],
    [
      'attack',
      'the one after the funeral',
      { start: '2026-03-02T08:30', end: '2026-03-02T20:00', peakIntensity: 8, functionalGrade: 3, note: 'terrible' },
    ],
    [
      'intake',
      'a',
      { at: '2026-03-02T09:00', product: 'Sumatriptan 50 mg', units: 1, reason: 'headache', relief: 'much' },
    ],
    [
      'intake',
      'b',
      { at: '2026-03-02T10:00', product: 'ibuprofen', ingredients: [{ ingredient: 'Ibuprofen', milligrams: 400 }] },
    ],
    ['intake', 'c', { at: '2026-03-02T11:00', product: 'the pills from Anna', units: 2 }],
    [
      'session',
      's',
      {
        ...{ at: '2026-03-03T10:00', therapy: 'Acupuncture', practitioner: 'Dr. Secret (psychiatrist)' },
        ...{ location: 'Psychiatric ward 3', minutes: 40, reaction: { kind: 'better', note: 'slept' } },
      },
    ],
    [
      'regimen',
      'r',
      {
        ...{ kind: 'supplement', treatment: 'riboflavin', doseUnit: 'mg', targetDose: 400 },
        ...{ events: [{ type: 'start', on: '2026-03-01', dailyDose: 400, why: 'Anna said so' }] },
      },
    ],
    [
      'regimen',
      'q',
      { kind: 'practice', treatment: 'prayer', doseUnit: 'rosaries', events: [{ type: 'start', on: '2026-03-01' }] },
    ],
  ])
  const entries = await shown(patient)
  assert.deepEqual(
    entries.map(({ entity, fields }) => [entity, fields]),
    [
      ['attack', { start: '2026-03-02T08:30', end: '2026-03-02T20:00', peakIntensity: 8, functionalGrade: 3 }],
      [
        'day',
        {
          ...{
            headache: 'present',
            hours: 4,
            severity: 'severe',
            quality: ['pulsating'],
            nausea: 'mild',
            photophobia: true,
          },
          ...{ aura: { symptoms: [{ kind: 'visual', durationMinutes: 20 }] } },
          // a list that is given is complete: what is not told may not look like nothing
          ...{ factors: { 'sleep-hours': 5 }, prodrome: ['yawning'], postdrome: [] },
        },
      ],
      ['diary', { timeZone: 'Europe/Madrid' }],
      [
        'intake',
        { at: '2026-03-02T09:00', product: 'Sumatriptan 50 mg', units: 1, reason: 'headache', relief: 'much' },
      ],
      [
        'intake',
        { at: '2026-03-02T10:00', product: 'ibuprofen', ingredients: [{ ingredient: 'Ibuprofen', milligrams: 400 }] },
      ],
      ['intake', { at: '2026-03-02T11:00', product: 'in own words', units: 2 }],
      [
        'regimen',
        {
          ...{ kind: 'supplement', treatment: 'riboflavin', doseUnit: 'mg', targetDose: 400 },
          ...{ events: [{ type: 'start', on: '2026-03-01', dailyDose: 400 }] },
        },
      ],
      [
        'regimen',
        {
          ...{ kind: 'practice', treatment: 'in own words', doseUnit: 'in own words' },
          ...{ events: [{ type: 'start', on: '2026-03-01' }] },
        },
      ],
      ['session', { at: '2026-03-03T10:00', therapy: 'Acupuncture', minutes: 40, reaction: { kind: 'better' } }],
    ],
  )
  assert.deepEqual(
    entries.map(({ key }) => key),
    [null, '2026-03-02', 'diary', null, null, null, null, null, null],
  )
  assert.equal((await shown(patient, { withNotes: true }))[0].key, 'the one after the funeral')
})

test('a link shows of a treatment what happened in its period, and how it stood when the period began', async () => {
  const { patient } = await diaryOf([
    [
      'regimen',
      'long over',
      {
        ...{ kind: 'medicine', treatment: 'lithium' },
        events: [
          { type: 'start', on: '2019-01-10', dailyDose: 900 },
          { type: 'stop', on: '2019-06-01' },
        ],
      },
    ],
    [
      'regimen',
      'venlafaxine',
      {
        ...{ kind: 'medicine', treatment: 'venlafaxine', expectation: { rating: 8, askedOn: '2025-12-31' } },
        events: [
          { type: 'start', on: '2026-01-10', dailyDose: 37.5 },
          { type: 'dose-change', on: '2026-02-10', dailyDose: 75 },
          { type: 'dose-change', on: '2026-03-10', dailyDose: 150 },
          { type: 'dose-change', on: '2026-10-01', dailyDose: 225 },
          { type: 'stop', on: '2026-12-01' },
        ],
      },
    ],
    [
      'regimen',
      'taken up again later',
      {
        ...{ kind: 'medicine', treatment: 'topiramate' },
        events: [
          { type: 'start', on: '2024-01-10' },
          { type: 'stop', on: '2024-06-01' },
          { type: 'resume', on: '2027-01-01' },
        ],
      },
    ],
  ])
  const [only, ...others] = await shown(patient)
  assert.deepEqual(others, [])
  assert.deepEqual(only, {
    ...{ entity: 'regimen', key: null, first_day: '2026-03-01', last_day: null },
    fields: {
      ...{ kind: 'medicine', treatment: 'venlafaxine', whenPeriodBegan: { state: 'in-use', dailyDose: 75 } },
      events: [{ type: 'dose-change', on: '2026-03-10', dailyDose: 150 }],
    },
  })
  const [open] = await shown(patient, { withNotes: true })
  assert.deepEqual(open.fields, only.fields, 'with notes the period is the same')
  assert.equal((await shown(patient, { firstDay: '2019-06-01', lastDay: '2019-06-30' })).length, 1)
  assert.equal((await shown(patient, { firstDay: '2019-06-02', lastDay: '2019-06-30' })).length, 0)
})

const LATE: Said = ['attack', 'late', { start: '2026-03-31T23:30Z', end: '2026-04-01T03:00Z' }]

test('what was written with its offset lies on the day that it was where the diary is lived, also after the diary moves', async () => {
  const attacks = (patient: string): Promise<number> =>
    shown(patient, { entities: ['attack'] }).then((all) => all.filter(({ entity }) => entity === 'attack').length)
  const { patient, account } = await diaryOf([['diary', 'diary', { timeZone: 'Europe/Madrid' }], LATE])
  assert.equal(await attacks(patient), 0, 'in Madrid it is past one in the morning of the first of April')
  await say(patient, account, [['diary', 'diary', { timeZone: 'America/New_York' }]])
  assert.equal(await attacks(patient), 1)
  await say(patient, account, [['attack', 'late', { timeZone: 'Europe/Madrid' }]])
  assert.equal(await attacks(patient), 0, 'the zone of the entry goes before that of the diary')
})

test('an entry whose days are lost is in no period, and a rebuild by its patient puts it right', async () => {
  const { patient, account } = await diaryOf([
    ['day', '2019-03-02', { headache: 'none' }],
    ['custom-symptom', 'x', { name: 'x' }],
  ])
  await store.owner.query('UPDATE diary.entries SET first_day = NULL, last_day = NULL WHERE patient_id = $1', [patient])
  await store.owner.query(
    `INSERT INTO diary.entries (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq)
     VALUES ($1, 'day', '2026-03-03', '2026-03-03', '2026-03-03', '{}', '{}', false, 9)`,
    [patient],
  )
  assert.deepEqual(
    (await shown(patient)).map(({ entity, key }) => [entity, key]),
    [
      ['custom-symptom', null],
      ['day', '2026-03-03'],
    ],
  )
  const rebuild = (mend: boolean): Promise<readonly string[]> =>
    actingAs(store.app, { account, read: [patient], write: [patient], append: [] }, async (transaction) => {
      const { differed } = await rebuildEntries(transaction, patient, mend)
      return differed
    })
  const wrong = ['day 2019-03-02', 'day 2026-03-03']
  assert.deepEqual([await rebuild(false), await rebuild(true), await rebuild(false)], [wrong, wrong, []])
  assert.deepEqual(
    (await shown(patient)).map(({ entity }) => entity),
    ['custom-symptom'],
  )
})

test('entries of the version before get the days of this one as the tables are brought up to date', async () => {
  const name = 'of_the_version_before'
  await store.owner.query(`CREATE DATABASE ${name}`)
  const { host, port, user, password } = store.owner as unknown as Record<'host' | 'user' | 'password', string> & {
    readonly port: number
  }
  const older = new pg.Client({ host, port, user, ...(password && { password }), database: name })
  await older.connect()
  try {
    const all = migrationsOf(store.roles)
    await migrate(
      older,
      all.filter((one) => one.name < '0018'),
    )
    const patient = randomUUID()
    await older.query('INSERT INTO diary.patients (patient_id) VALUES ($1)', [patient])
    const entries: readonly (readonly [string, string, string | null, string | null, Fields])[] = [
      ['diary', 'diary', null, null, { timeZone: 'Europe/Madrid' }],
      ['attack', 'late', '2026-03-31', '2026-04-01', LATE[2]],
      ['attack', 'nowhere', '2026-03-31', '2026-04-01', { ...LATE[2], timeZone: 'Atlantis/Capital' }],
      ['intake', 'i', '2026-03-31', '2026-03-31', { at: '2026-03-31T20:00' }],
      [
        'regimen',
        'r',
        '2019-01-10',
        null,
        {
          events: [
            { type: 'start', on: '2019-01-10' },
            { type: 'stop', on: '2019-06-01' },
          ],
        },
      ],
    ]
    for (const [entity, key, first, last, fields] of entries)
      await older.query(
        `INSERT INTO diary.entries (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq)
         VALUES ($1, $2, $3, $4, $5, $6, '{}', false, 1)`,
        [patient, entity, key, first, last, JSON.stringify(fields)],
      )
    const done = await migrate(older, all)
    assert.equal(done.type, 'ok')
    const { rows } = await older.query<{ days: string }>(
      `SELECT concat_ws(' ', key, first_day, last_day) AS days FROM diary.entries ORDER BY entity, key`,
    )
    assert.deepEqual(
      rows.map(({ days }) => days),
      [
        'late 2026-04-01 2026-04-01',
        'nowhere 2026-03-31 2026-04-01',
        'diary',
        'i 2026-03-31 2026-03-31',
        'r 2019-01-10 2019-06-01',
      ],
    )
  } finally {
    await older.end()
  }
})

test('with treatments go the trials of them without notes, with medicines what is in one’s own, and always the zone', async () => {
  const trial = {
    ...{ treatment: 'riboflavin', startsOn: '2026-03-03', blockDays: 14, withFirst: [true, false], seed: 7 },
    ...{ looks: 'once-at-the-end', note: 'because of Anna' },
  }
  const blocks = [
    { block: 1, kept: 'kept', saidOn: '2026-03-17' },
    { block: 2, kept: 'partly', saidOn: '2026-04-02' },
  ]
  const { patient } = await diaryOf([
    ['diary', 'diary', { timeZone: 'Europe/Madrid', firstDay: '2020-01-01' }],
    [
      'regimen',
      'r',
      { kind: 'supplement', treatment: 'riboflavin', events: [{ type: 'start', on: '2026-03-01', dailyDose: 400 }] },
    ],
    ['trial', 't', { ...trial, blocks, endedOn: '2026-04-05' }],
    ['goal', 'g', { words: 'walk to the sea', setOn: '2026-03-04' }],
    ['plan-change', 'c', { treatment: 'riboflavin', change: 'stop', proposedBy: 'patient', proposedOn: '2026-03-05' }],
    [
      'own-product',
      'annas',
      { name: 'The pills from Anna', ingredients: [{ ingredient: 'ibuprofen', milligrams: 400 }] },
    ],
    ['own-product', 'toms', { name: 'The pills from Tom', ingredients: [{ ingredient: 'sumatriptan' }] }],
    ['intake', 'i', { at: '2026-03-06T10:00', product: 'the  pills from Anna' }],
    ['intake', 'j', { at: '2026-03-07T10:00', product: 'toms' }],
  ])
  const fieldsOf = async (entity: string, scope: Partial<ShareScope>): Promise<readonly unknown[]> =>
    (await shown(patient, scope)).filter((one) => one.entity === entity).map(({ fields }) => fields)
  const kinds = async (scope: Partial<ShareScope>): Promise<string> =>
    (await shown(patient, scope)).map(({ entity }) => entity).join(' ')
  const answered = ['day', 'attack', 'session', 'regimen'] as const
  assert.equal(await kinds({ entities: [...answered] }), 'diary regimen trial')
  // without one of those no answer is told, and a trial tells more than was shared
  for (const one of answered)
    assert.doesNotMatch(await kinds({ entities: answered.filter((kind) => kind !== one) }), /trial/, one)
  assert.equal(await kinds({ entities: ['day'] }), 'diary')
  assert.equal(await kinds({ entities: ['goal', 'plan-change'] }), 'diary goal plan-change')
  assert.deepEqual(await fieldsOf('diary', { entities: ['day'] }), [{ timeZone: 'Europe/Madrid' }])
  const { note, ...plain } = trial
  const until = { ...plain, blocks: blocks.slice(0, 1) }
  for (const withNotes of [true, false])
    assert.deepEqual(await fieldsOf('trial', { entities: [...answered], withNotes }), [until], String(withNotes))
  assert.deepEqual(await fieldsOf('trial', { entities: ['trial'], withNotes: true }), [{ ...until, note }])
  // two medicines of one's own stay two, each by what is in it
  assert.equal(await kinds({ entities: ['intake'] }), 'diary intake intake')
  assert.deepEqual(await fieldsOf('intake', { entities: ['intake'] }), [
    {
      ...{ at: '2026-03-06T10:00', product: 'in own words' },
      ingredients: [{ ingredient: 'ibuprofen', milligrams: 400 }],
    },
    { at: '2026-03-07T10:00', product: 'in own words', ingredients: [{ ingredient: 'sumatriptan' }] },
  ])
  assert.equal(await kinds({ entities: ['intake'], withNotes: true }), 'diary intake intake own-product own-product')
})
