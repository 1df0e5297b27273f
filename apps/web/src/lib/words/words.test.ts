// The words of the pages: each language says everything, with the same values, and nothing that is refused is without words.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { RED_FLAGS } from '@clearday/care'
import { QUESTIONNAIRES } from '@clearday/diary'
import { TREATMENTS } from '@clearday/evidence'
import { CONSENT_IDS, CONSENT_TEXTS, MAIL_KINDS } from '@clearday/store'
import { IntlMessageFormat } from 'intl-messageformat'
import { EN } from './en.ts'
import { ENTRY_NAMES_EN } from './entry-names-en.ts'
import { ENTRY_NAMES_ES } from './entry-names-es.ts'
import { erasedWords } from './erased.ts'
import { clinicalName } from './clinical-names.ts'
import { valueIn } from './entry-words.ts'
import { ES } from './es.ts'
import { refusalKey } from './refusals.ts'
import { TREATMENT_NAMES_ES } from './treatment-names-es.ts'
import { LANGUAGES, words, type MessageKey } from './words.ts'

const ROOT = new URL('../../../../../', import.meta.url)
/** Of the parser: plain text. */
const LITERAL = 0
const keys = Object.keys(EN) as MessageKey[]

/** The names of values in a message, also within plurals. */
function valuesOf(message: string): string[] {
  const named = (parts: ReturnType<IntlMessageFormat['getAst']>): string[] =>
    parts.flatMap((part) => [
      ...('value' in part && part.type !== LITERAL ? [part.value] : []),
      ...('options' in part ? Object.values(part.options).flatMap(({ value }) => named(value)) : []),
    ])
  return [...new Set(named(new IntlMessageFormat(message, 'en').getAst()))].sort()
}

test('English and Spanish say the same things, with the same values, and neither leaves one out', () => {
  assert.deepEqual(Object.keys(ES), Object.keys(EN))
  for (const key of keys) {
    assert.ok(EN[key].trim() !== '' && ES[key].trim() !== '', key)
    assert.deepEqual(valuesOf(ES[key]), valuesOf(EN[key]), key)
  }
})

test('every text can be said in every language', () => {
  for (const language of LANGUAGES)
    for (const key of keys) {
      const values = Object.fromEntries(valuesOf(EN[key]).map((name) => [name, 3]))
      assert.doesNotThrow(() => words(language)(key, values), `${language} ${key}`)
    }
})

/** Where what a person does on a page can be refused. */
const REFUSING = [
  ...['access', 'clinic', 'clinic-records', 'consent', 'erasure'].map((one) => `packages/store/src/${one}/`),
  ...['accounts', 'erasure'].map((one) => `apps/server/src/${one}/`),
]

function sources(): readonly { readonly path: string; readonly text: string }[] {
  const named = REFUSING.flatMap((folder) => readdirSync(new URL(folder, ROOT)).map((name) => folder + name))
  return [...named, 'apps/server/src/process/clinic-services.ts', 'apps/server/src/first-run/people.ts']
    .filter((path) => /(?<!\.test)\.ts$/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, ROOT), 'utf8') }))
}

test('whatever is refused to somebody on a page is said in their language, whichever code it has', () => {
  const codes = new Set<string>()
  for (const { path, text } of sources()) {
    for (const [, code] of text.matchAll(/\b(?:refused|refuse)\(\s*'([a-z-]+)'/g)) codes.add(code)
    for (const [, code] of text.matchAll(/error: \{\s*code: '([a-z-]+)',\s*message/g)) codes.add(code)
    const [, words = ''] = /const WORDS: Readonly<Record<\w+\['code'\], string>> = \{([^}]*)\}/.exec(text) ?? []
    for (const [, code] of words.matchAll(/^ {2}'?([a-z-]+)'?: /gm)) codes.add(code)
    assert.ok(!path.includes('closed-diaries') || words !== '', 'the table of words is found')
  }
  assert.ok(codes.size > 20, [...codes].join())
  for (const code of codes) assert.ok(refusalKey(code) !== null, `'refused.${code}' has no words`)
  assert.equal(refusalKey('toString'), null)
})

test('what stands in a diary’s record, and what became of a mail, is said in words and not in codes', () => {
  const folders = ['access', 'attachments', 'clinic-records', 'consent', 'erasure', 'export', 'operations']
  const chains =
    /'((?:attachment|care-relationship|clinic-file|clinic-records|consent|diary|handover|note|notes|operations|paper-consents?|patient|proxy|share-link|staff|visits?)\.[a-z-]+)'/g
  const acts = folders.flatMap((folder) => {
    const at = new URL(`packages/store/src/${folder}/`, ROOT)
    return readdirSync(at)
      .filter((name) => /(?<!\.test)\.ts$/.test(name))
      .flatMap((name) => [...readFileSync(new URL(name, at), 'utf8').matchAll(chains)].map(([, act]) => act))
  })
  const tablesAndFiles = /\.(json|patients|entries|operations)$/
  const said = [...new Set(acts)].filter((act) => !tablesAndFiles.test(act))
  assert.ok(said.length > 25, said.join(' '))
  for (const act of [...said, 'merge.done', 'ended-again'])
    assert.ok(`looked.act.${act}` in EN, `'looked.act.${act}' has no words`)
  for (const kind of MAIL_KINDS) assert.ok(`mail.kind.${kind}` in EN, `'mail.kind.${kind}' has no words`)
})

test('why a picture or a feed could not be fetched is said in words and not in codes', () => {
  const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')
  const [, door = ''] =
    /export type FetchCode =([^\n]*(?:\n {2}\|[^\n]*)*)/.exec(read('apps/server/src/outgoing/outgoing-request.ts')) ??
    []
  const texts = [door, read('apps/server/src/pictures/make-sizes.ts'), read('packages/store/src/site/pictures.ts')]
  const codes = new Set(
    [...door.matchAll(/'([a-z-]+)'/g), ...texts.join('\n').matchAll(/'(picture-[a-z]+)'/g)].map(([, code]) => code),
  )
  for (const elsewhere of ['picture-used', 'picture-there']) codes.delete(elsewhere)
  assert.ok(codes.size > 15, [...codes].join())
  for (const code of codes) assert.ok(`bringing.why.${code}` in EN, `'bringing.why.${code}' has no words`)
})

/** Every field of an entry in the diary's format, and every closed word with the fields that take it. */
function format(): { readonly fields: ReadonlySet<string>; readonly closed: ReadonlySet<string> } {
  type Node = Readonly<Record<string, unknown>>
  const schema = JSON.parse(readFileSync(new URL('docs/schema/clearday-diary-1.schema.json', ROOT), 'utf8')) as Node & {
    readonly $defs?: Readonly<Record<string, Node>>
    readonly properties: Readonly<Record<string, Node>>
  }
  const [fields, closed] = [new Set<string>(), new Set<string>()]
  const walk = (given: Node): void => {
    const node = typeof given.$ref === 'string' ? (schema.$defs?.[given.$ref.split('/').at(-1) ?? ''] ?? {}) : given
    for (const list of [node.anyOf, node.oneOf, node.allOf]) for (const one of (list ?? []) as Node[]) walk(one)
    for (const word of [...((node.enum ?? []) as unknown[]), node.const]) if (typeof word === 'string') closed.add(word)
    if (node.items !== undefined) walk(node.items as Node)
    for (const [name, inner] of Object.entries((node.properties ?? {}) as Record<string, Node>)) {
      fields.add(name)
      walk(inner)
    }
  }
  const lists = [
    'days',
    'attacks',
    'intakes',
    'sessions',
    'regimens',
    'questionnaires',
    'safetyChecks',
    'goals',
    'trials',
    'planChanges',
    'planAnswers',
  ]
  for (const list of lists) walk(schema.properties[list])
  return { fields, closed }
}

test('every field and every closed word of a diary has a name in each language', () => {
  const { fields, closed } = format()
  assert.ok(fields.size > 60 && closed.size > 60, `${fields.size} ${closed.size}`)
  assert.deepEqual(Object.keys(ENTRY_NAMES_ES), Object.keys(ENTRY_NAMES_EN))
  for (const name of [...fields, ...closed]) assert.ok(name in ENTRY_NAMES_EN, `'${name}' has no name`)
})

test('what is asked of the person has a name in each language, conditions and warning signs theirs', () => {
  const schema = JSON.parse(readFileSync(new URL('docs/schema/clearday-diary-1.schema.json', ROOT), 'utf8')) as {
    readonly properties: { readonly person: Asked }
  }
  interface Asked {
    readonly properties?: Readonly<Record<string, Asked>>
  }
  const { conditions, ...others } = schema.properties.person.properties ?? {}
  const names = Object.entries(others).flatMap(([name, { properties }]) => [name, ...Object.keys(properties ?? {})])
  assert.ok(names.length > 15, names.join())
  for (const name of names) assert.ok(name in ENTRY_NAMES_EN, `'${name}' has no name`)
  const ids = Object.keys(conditions.properties ?? {})
  assert.ok(ids.length > 30)
  for (const language of ['en', 'es'] as const) {
    for (const id of ids) assert.ok(clinicalName(language, 'conditions', id), id)
    for (const { id } of RED_FLAGS) {
      const said = clinicalName(language, 'answers', id) ?? ''
      assert.ok(said !== '' && !/\byour?\b/i.test(said), `${id}: ${said}`)
    }
    for (const { id } of QUESTIONNAIRES) assert.ok(clinicalName(language, 'questionnaire', id), id)
  }
})

test('every treatment of the library has a Spanish name in a diary that is read in Spanish', () => {
  assert.deepEqual(
    Object.keys(TREATMENT_NAMES_ES),
    TREATMENTS.map(({ id }) => id),
  )
  assert.equal(valueIn('es', 'therapy', 'craniosacral-therapy'), 'Terapia craneosacral')
  assert.equal(valueIn('en', 'therapy', 'craniosacral-therapy'), 'Craniosacral therapy')
})

test('what an erasure takes away is said in words, whatever table it stood in', () => {
  const migrations = new URL('packages/store/migrations/', ROOT)
  const tables = readdirSync(migrations).flatMap((name) => {
    const text = readFileSync(new URL(name, migrations), 'utf8')
    const made = [...text.matchAll(/CREATE TABLE ([a-z_.]+) \(([\s\S]*?)\n\);/g)]
    const widened = [...text.matchAll(/ALTER TABLE ([a-z_.]+)\s+ADD COLUMN (patient_id uuid)/g)]
    return [...made, ...widened].filter(([, , columns]) => /\bpatient_id uuid/.test(columns)).map(([, table]) => table)
  })
  const given = [...new Set(tables)].filter((table) => table !== 'access.erased_patients')
  assert.ok(given.length > 15, given.join())
  for (const name of [...given, 'jobs']) assert.ok(`erased.${name}` in EN, `'erased.${name}' has no words`)
  assert.deepEqual(
    erasedWords(words('en'), [
      ['diary.entries', 2],
      ['some.table', 1],
    ]),
    ['2 entries', 'one other thing'],
  )
})

test('what people agree to can be read in each language of the pages, in the same version', () => {
  for (const id of CONSENT_IDS) {
    const versions = CONSENT_TEXTS.filter((one) => one.id === id).map(({ version }) => version)
    for (const version of versions)
      for (const language of LANGUAGES) {
        const texts = CONSENT_TEXTS.filter((one) => one.id === id && one.version === version)
        assert.equal(texts.filter((one) => one.language === language).length, 1, `${id} ${version} ${language}`)
      }
  }
})
