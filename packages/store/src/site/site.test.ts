import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql, type Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { AUTOMATIC_DAYS, draftLines, draftOf, dropOldAutomatic, revisionsOf, saveDraft, type Saved } from './drafts.ts'
import { personVersions, putSitePerson, putSiteTopic, sitePeople, topicVersions } from './people-topics.ts'
import { addPicture, describePicture, pictureBytes, picturesNamed, removePicture, type NewPicture } from './pictures.ts'
import { layAside, publishArticle, reviewArticle, sendToReview, takeBackPlanned, withdrawArticle } from './publish.ts'
import { asReader, findArticle, listArticles, publicationsOf, searchArticles } from './published.ts'
import { remarksOf } from './remarks.ts'
import type { SiteDocument } from './site-document.ts'
import { publicPlaces, putPublicPlace } from '../clinic/public-places.ts'
import { clinicLook, LOGO_BYTES, logoOf, putColours } from './clinic-look.ts'
import { addLicence, changeLicence, licences } from './licences.ts'
import { offers, offerVersions, saveOffer } from './offers.ts'
import { saveSitePage, sitePage } from './pages.ts'
import type { SiteOutcome } from './site-outcome.ts'
import { writerNames } from './writers.ts'

let store: TestStore
const editor = randomUUID()
const colleague = randomUUID()
const doctor = randomUUID()
const patient = randomUUID()
before(async () => {
  store = await startTestStore()
  for (const [account, role] of [
    [editor, 'editor'],
    [colleague, 'editor'],
    [doctor, 'practitioner'],
    [patient, null],
  ] as const) {
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
    if (role !== null)
      await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
        account,
        role,
      ])
  }
  await acts(editor, async (transaction, access) => {
    const common = { honours: '', jobTitle: { en: 'x' }, about: {}, treatments: [], portrait: null }
    await putSitePerson(transaction, access, { ...common, id: 'ana', account: editor, name: 'Ana', reviews: false })
    await putSitePerson(transaction, access, { ...common, id: 'ben', account: doctor, name: 'Ben', reviews: true })
    await putSiteTopic(transaction, access, { id: 'sleep', name: { en: 'Sleep' }, about: {}, position: 1 })
  })
})
after(() => store.end())

const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)

const now = (): number => Date.now() - 1000

function document(key: string, rest: Partial<SiteDocument> = {}): SiteDocument {
  return {
    key,
    language: 'en',
    slug: key,
    formerSlugs: [],
    title: `About ${key}`,
    summary: 'What is known and what is not.',
    authors: ['ana'],
    reviewer: null,
    topics: ['sleep'],
    treatments: [],
    body: 'x',
    ...rest,
  }
}

async function save(given: SiteDocument, articleId: string | null = null, from = 0, by = editor): Promise<Saved> {
  const saved = await acts(by, (transaction, access) =>
    saveDraft(transaction, access, { articleId, from, document: given, automatic: false }, now()),
  )
  assert.ok(saved.type === 'ok', JSON.stringify(saved))
  return saved.value
}

const WORDS = (given: SiteDocument) => ({
  title: given.title,
  summary: given.summary,
  rest: JSON.stringify(given.body),
})

/** From writing to publishing, as it is done by three people. */
async function publish(given: SiteDocument, articleId: string | null = null, from = 0, why = '', publishAt = now()) {
  const saved = await save(given, articleId, from)
  assert.ok(saved.type === 'saved')
  const id = saved.articleId
  const sent = await acts(editor, (t, access) =>
    sendToReview(t, access, { articleId: id, revision: saved.revision }, now()),
  )
  assert.equal(sent.type, 'ok')
  const reviewed = await acts(doctor, (t, access) =>
    reviewArticle(t, access, { articleId: id, revision: saved.revision + 1 }, true, '2026-11-20', now()),
  )
  assert.equal(reviewed.type, 'ok', JSON.stringify(reviewed))
  const outcome = await acts(editor, (t, access) =>
    publishArticle(
      t,
      access,
      { articleId: id, revision: saved.revision + 2, words: WORDS(given), why, kind: 'correction', publishAt },
      (one) => one,
      now(),
    ),
  )
  return { id, outcome, revision: saved.revision + 3 }
}

const find = (slug: string) => asReader(store.app, (t) => findArticle(t, slug))
const codeOf = (outcome: SiteOutcome<unknown>) => (outcome.type === 'error' ? outcome.error.code : 'ok')

test('an article is read by everybody once it was written, reviewed by somebody else and published, and not before', async () => {
  const given = document('first-light')
  const saved = await save(given)
  assert.ok(saved.type === 'saved')
  assert.deepEqual(await find('first-light'), { type: 'nothing' })
  const early = await acts(editor, (t, access) =>
    publishArticle(
      t,
      access,
      { ...saved, words: WORDS(given), why: '', kind: 'update', publishAt: now() },
      (one) => one,
      now(),
    ),
  )
  assert.equal(codeOf(early), 'wrong-stage')
  const { id, outcome } = await publish({ ...given, title: 'First light' }, saved.articleId, 1)
  assert.equal(outcome.type, 'ok')
  const found = await find('first-light')
  assert.ok(found.type === 'article')
  assert.equal(found.article.document.title, 'First light')
  assert.equal(found.article.document.reviewer, 'ben')
  assert.equal(found.article.document.lastReviewed, '2026-11-20')
  const listed = await asReader(store.app, (t) => listArticles(t, { language: 'en', topic: 'sleep', most: 10 }))
  assert.ok(listed.some(({ slug }) => slug === 'first-light'))
  // what is being written is not for readers, nor for who is merely signed in
  assert.deepEqual(await acts(patient, (t) => draftLines(t)), [])
  assert.equal(await asReader(store.app, (t) => draftOf(t, id)), null)
})

test('two who write at once: the second sees what the first saved, and nothing is overwritten', async () => {
  const saved = await save(document('two-hands'))
  assert.ok(saved.type === 'saved')
  const mine = document('two-hands', { title: 'Mine' })
  const theirs = document('two-hands', { title: 'Theirs' })
  const both = await Promise.all([save(theirs, saved.articleId, 1, colleague), save(mine, saved.articleId, 1)])
  assert.deepEqual(both.map(({ type }) => type).sort(), ['conflict', 'saved'])
  const lost = both.find((one) => one.type === 'conflict')
  assert.ok(lost?.type === 'conflict')
  assert.equal(lost.standing.revision, 2)
  const revisions = await acts(editor, (t) => revisionsOf(t, saved.articleId))
  assert.deepEqual(
    revisions.map(({ revision }) => revision),
    [2, 1],
  )
})

test('a change after the review must be reviewed again, and readers see the old words until then', async () => {
  const { id, revision } = await publish(document('kept-words', { title: 'Old words' }))
  const changed = await save(document('kept-words', { title: 'New words' }), id, revision)
  assert.ok(changed.type === 'saved')
  const found = await find('kept-words')
  assert.ok(found.type === 'article' && found.article.document.title === 'Old words')
  const again = await acts(editor, (t, access) =>
    publishArticle(
      t,
      access,
      {
        articleId: id,
        revision: changed.revision,
        words: WORDS(document('x')),
        why: 'y',
        kind: 'update',
        publishAt: now(),
      },
      (one) => one,
      now(),
    ),
  )
  assert.equal(codeOf(again), 'wrong-stage')
})

test('nobody reviews what they wrote, only reviewers review, and only what lies before them as they read it', async () => {
  const saved = await save(document('own-words', { authors: ['ben'] }))
  assert.ok(saved.type === 'saved')
  const looked = { articleId: saved.articleId, revision: 1 }
  const review = (by: string, revision: number) =>
    acts(by, (t, access) => reviewArticle(t, access, { ...looked, revision }, true, '2026-11-20', now()))
  assert.equal(codeOf(await review(doctor, 1)), 'wrong-stage')
  await acts(editor, (t, access) => sendToReview(t, access, looked, now()))
  assert.equal(codeOf(await review(doctor, 1)), 'changed-since')
  assert.equal(codeOf(await review(doctor, 2)), 'own-article')
  assert.equal(codeOf(await review(editor, 2)), 'no-reviewer')
  assert.equal(codeOf(await review(patient, 2)), 'no-reviewer')
})

test('whose hand is in an article does not review it, listed as its author or not, and the database refuses it too', async () => {
  // a physician who edits, and so may do both
  await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
    doctor,
    'editor',
  ])
  const reviewAs = (by: string, articleId: string, revision: number, passed = true) =>
    acts(by, (t, access) =>
      reviewArticle(
        t,
        access,
        { articleId, revision },
        passed,
        '2026-11-20',
        now(),
        passed ? '' : 'Harms are missing.',
      ),
    )
  const send = (articleId: string, revision: number) =>
    acts(editor, (t, access) => sendToReview(t, access, { articleId, revision }, now()))
  // what is given back is saved in the reviewer's name, and is no writing
  const other = await save(document('their-words'))
  assert.ok(other.type === 'saved')
  await send(other.articleId, 1)
  assert.equal(codeOf(await reviewAs(doctor, other.articleId, 2, false)), 'ok')
  await send(other.articleId, 3)
  assert.equal(codeOf(await reviewAs(doctor, other.articleId, 4)), 'ok')
  // one sentence of the reviewer's own
  const saved = await save(document('shared-words'))
  assert.ok(saved.type === 'saved')
  await save(document('shared-words', { body: 'y' }), saved.articleId, 1, doctor)
  await save(document('shared-words', { body: 'z' }), saved.articleId, 2)
  await send(saved.articleId, 3)
  assert.equal(codeOf(await reviewAs(doctor, saved.articleId, 4)), 'own-article')
  await assert.rejects(
    acts(doctor, (t) =>
      sql`INSERT INTO site.revisions (article_id, revision, document, stage, saved_by, saved_at, automatic)
          VALUES (${saved.articleId}, 5, '{}', 'reviewed', ${doctor}, now(), false)`.execute(t),
    ),
    /nobody reviews what they wrote/,
  )
  // what a page saved by itself goes after a month, but not whose hand it was
  const auto = await save(document('typed-words'))
  assert.ok(auto.type === 'saved')
  await acts(doctor, (t, access) =>
    saveDraft(
      t,
      access,
      { articleId: auto.articleId, from: 1, document: document('typed-words', { body: 'y' }), automatic: true },
      now(),
    ),
  )
  await save(document('typed-words', { body: 'z' }), auto.articleId, 2)
  // nor by giving back what then stands in their name
  await send(auto.articleId, 3)
  assert.equal(codeOf(await reviewAs(doctor, auto.articleId, 4, false)), 'ok')
  await dropOldAutomatic(store.owner, Date.now() + (AUTOMATIC_DAYS + 1) * 86_400_000)
  await send(auto.articleId, 5)
  assert.equal(codeOf(await reviewAs(doctor, auto.articleId, 6)), 'own-article')
  await store.owner.query(`DELETE FROM access.staff_roles WHERE account_id = $1 AND role = 'editor'`, [doctor])
})

test('a planned article appears by itself when its moment comes, and can be taken back before', async () => {
  const soon = Date.now() + 1500
  const { id, outcome } = await publish(document('planned'), null, 0, '', soon)
  assert.equal(outcome.type, 'ok')
  assert.deepEqual(await find('planned'), { type: 'nothing' })
  const later = await publish(document('planned-later'), null, 0, '', Date.now() + 3_600_000)
  const back = await acts(editor, (t, access) => takeBackPlanned(t, access, later.id, now()))
  assert.equal(codeOf(back), 'ok')
  assert.equal((await acts(editor, (t) => draftOf(t, later.id)))?.stage, 'reviewed')
  await new Promise((resolve) => setTimeout(resolve, soon - Date.now() + 100))
  assert.equal((await find('planned')).type, 'article')
  assert.equal((await acts(editor, (t) => draftOf(t, id)))?.stage, 'published')
  assert.equal(codeOf(await acts(editor, (t, access) => takeBackPlanned(t, access, id, Date.now()))), 'too-late')
})

test('a correction says why in public, what stood there before stays readable, and an old address leads to the new one', async () => {
  const { id, revision } = await publish(document('old-address', { title: 'A mistake' }))
  const changed = document('old-address', { slug: 'new-address', formerSlugs: ['old-address'], title: 'Mended' })
  const silent = await publish(changed, id, revision, ' ')
  assert.equal(codeOf(silent.outcome), 'no-words')
  const draft = await acts(editor, (t) => draftOf(t, id))
  const told = await publish(changed, id, draft?.revision ?? 0, 'The dose was wrong.')
  assert.equal(codeOf(told.outcome), 'ok')
  assert.deepEqual(await find('old-address'), { type: 'moved', slug: 'new-address' })
  const seen = await asReader(store.app, (t) => publicationsOf(t, id))
  assert.deepEqual(
    seen.map(({ kind, why, document: shown }) => [kind, why, shown?.title]),
    [
      ['correction', 'The dose was wrong.', 'Mended'],
      ['first', '', 'A mistake'],
    ],
  )
  // an address that once led somewhere is not given to another article
  const stolen = await acts(editor, (t, access) =>
    saveDraft(
      t,
      access,
      { articleId: null, from: 0, document: document('thief', { slug: 'old-address' }), automatic: false },
      now(),
    ),
  )
  assert.equal(codeOf(stolen), 'slug-taken')
})

test('a withdrawn article says when and why, and stands in no list and no search', async () => {
  const { id } = await publish(document('withdrawn', { title: 'Withdrawn zeppelin' }))
  const gone = await acts(editor, (t, access) => withdrawArticle(t, access, id, 'The trial was retracted.', now()))
  assert.equal(gone.type, 'ok')
  const found = await find('withdrawn')
  assert.ok(found.type === 'withdrawn')
  assert.equal(found.why, 'The trial was retracted.')
  const result = await asReader(store.app, (t) => searchArticles(t, 'en', 'zeppelin', 10))
  assert.deepEqual(result.hits, [])
})

test('a sign that no database takes is kept as what cannot be shown, and a text that only looks like it as it is', async () => {
  const saved = await save(document('with-a-nul', { title: 'A\0B', body: 'written \\u0000 and \0' }))
  assert.ok(saved.type === 'saved')
  const draft = await acts(editor, (t) => draftOf(t, saved.articleId))
  assert.deepEqual([draft?.document.title, draft?.document.body], ['A\ufffdB', 'written \\u0000 and \ufffd'])
})

test('words are found in other endings and with a slip of the finger, in both languages, with the place marked', async () => {
  await publish(
    document('needles', { title: 'Acupuncture for migraine', body: 'Thin needles were placed in twelve sessions.' }),
  )
  await publish(
    document('needles', {
      language: 'es',
      slug: 'agujas',
      title: 'Acupuntura y migraña',
      body: 'Se colocaron agujas finas en doce sesiones.',
    }),
  )
  const search = (language: string, question: string) =>
    asReader(store.app, (t) => searchArticles(t, language, question, 10))
  const needle = await search('en', 'needle')
  assert.deepEqual(
    needle.hits.map(({ slug }) => slug),
    ['needles'],
  )
  assert.deepEqual(
    needle.hits[0]?.pieces.filter(({ marked }) => marked).map(({ words }) => words),
    ['needles'],
  )
  assert.equal((await search('es', 'aguja')).hits[0]?.slug, 'agujas')
  const slip = await search('en', 'acupunture')
  assert.ok(slip.nearly)
  assert.equal(slip.hits[0]?.slug, 'needles')
  const marked = ({ hits }: Awaited<ReturnType<typeof search>>) =>
    hits.map(({ pieces }) => pieces.flatMap((piece) => (piece.marked ? [piece.words] : [])))
  assert.deepEqual(marked(slip)[0], ['Acupuncture'], 'what is marked is what was meant')
  const twisted = await search('es', 'acupuntrua')
  assert.ok(twisted.nearly)
  assert.equal(twisted.hits[0]?.slug, 'agujas')
  assert.deepEqual(marked(twisted)[0], ['Acupuntura'])
  const unaccented = await search('es', 'migrana')
  assert.deepEqual([unaccented.nearly, unaccented.hits[0]?.slug, marked(unaccented)[0]], [false, 'agujas', ['migraña']])
  assert.deepEqual(marked(await search('es', 'MIGRAÑAS'))[0], ['migraña'])
  assert.deepEqual(marked(await search('en', 'neédlé'))[0], ['needles'], 'and the other way round')
  assert.deepEqual(await search('en', '"; DROP TABLE site.articles; --'), { hits: [], nearly: false })
  const found = await find('needles')
  assert.ok(found.type === 'article')
  assert.deepEqual(found.article.otherLanguages, [{ language: 'es', slug: 'agujas' }])
})

test('a reviewer gives back only with words, which writers read beside what they said themselves, by name', async () => {
  await store.owner.query(`UPDATE access.accounts SET display_name = 'Ben' WHERE account_id = $1`, [doctor])
  const saved = await save(document('given-back'))
  assert.ok(saved.type === 'saved')
  const looked = { articleId: saved.articleId, revision: 1 }
  await acts(editor, (t, access) => sendToReview(t, access, looked, now(), ' Is the dose right? '))
  const back = (words: string) =>
    acts(doctor, (t, access) => reviewArticle(t, access, { ...looked, revision: 2 }, false, '', now(), words))
  assert.equal(codeOf(await back('  ')), 'no-words')
  assert.equal((await acts(editor, (t) => draftOf(t, saved.articleId)))?.stage, 'in-review')
  assert.equal(codeOf(await back('No.')), 'ok')
  const told = await acts(colleague, async (t, access) => {
    const remarks = await remarksOf(t, saved.articleId)
    return { remarks, names: await writerNames(t, access, [doctor, editor]) }
  })
  assert.deepEqual(told.remarks.map(({ kind, words, saidBy }) => [kind, words, saidBy]).sort(), [
    ['given-back', 'No.', doctor],
    ['sent', 'Is the dose right?', editor],
  ])
  assert.deepEqual([...told.names], [[doctor, 'Ben']])
  assert.deepEqual(await acts(patient, (t) => remarksOf(t, saved.articleId)), [])
  assert.deepEqual([...(await acts(patient, (t, access) => writerNames(t, access, [doctor])))], [])
})

test('an article that never was published is laid aside and taken up again; one that readers see is not', async () => {
  const saved = await save(document('laid-aside'))
  assert.ok(saved.type === 'saved')
  const aside = (id: string, revision: number) =>
    acts(editor, (t, access) => layAside(t, access, { articleId: id, revision }, now()))
  assert.equal(codeOf(await aside(saved.articleId, 1)), 'ok')
  assert.equal((await acts(editor, (t) => draftOf(t, saved.articleId)))?.stage, 'archived')
  await save(document('laid-aside', { title: 'Again' }), saved.articleId, 2)
  assert.equal((await acts(editor, (t) => draftOf(t, saved.articleId)))?.stage, 'draft')
  const { id, revision } = await publish(document('seen-by-readers'))
  const changed = await save(document('seen-by-readers', { title: 'New' }), id, revision)
  assert.ok(changed.type === 'saved')
  assert.equal(codeOf(await aside(id, changed.revision)), 'wrong-stage')
})

test('what the page saved by itself goes after a while, what a person saved or sent stays', async () => {
  const given = document('by-itself')
  const saved = await save(given)
  assert.ok(saved.type === 'saved')
  const { articleId } = saved
  const keep = (from: number, automatic: boolean) =>
    acts(editor, (t, access) =>
      saveDraft(t, access, { articleId, from, document: { ...given, title: `T${from}` }, automatic }, now()),
    )
  for (const [from, automatic] of [
    [1, true],
    [2, true],
    [3, false],
    [4, true],
  ] as const)
    await keep(from, automatic)
  const left = async () => (await acts(editor, (t) => revisionsOf(t, articleId))).map(({ revision }) => revision)
  await dropOldAutomatic(store.owner, Date.now() + (AUTOMATIC_DAYS - 1) * 86_400_000)
  assert.deepEqual(await left(), [5, 4, 3, 2, 1])
  await dropOldAutomatic(store.owner, Date.now() + (AUTOMATIC_DAYS + 1) * 86_400_000)
  // the newest is what stands
  assert.deepEqual(await left(), [5, 4, 1])
})

function picture(name: string, bytes = name): NewPicture {
  const size = { width: 480, height: 320, form: 'jpeg', content: Buffer.from(bytes) } as const
  return { name, alternative: { en: 'A cup' }, credit: '', sizes: [size] }
}

test('a picture has one name, is seen by everybody, and stays while a text shows it', async () => {
  const add = (given: NewPicture, by = editor) => acts(by, (t, access) => addPicture(t, access, given, now()))
  assert.equal(codeOf(await add(picture('cup.jpg'), doctor)), 'not-yours')
  assert.equal(codeOf(await add(picture('../cup.jpg'))), 'picture-name')
  assert.equal(codeOf(await add(picture('cup.jpg'))), 'ok')
  assert.equal(codeOf(await add(picture('cup.jpg', 'other'))), 'name-taken')
  const again = await add(picture('tea.jpg', 'cup.jpg'))
  assert.deepEqual(again.type === 'error' && again.error, { code: 'picture-there', about: { name: 'cup.jpg' } })
  const found = await asReader(store.app, (t) => picturesNamed(t, ['cup.jpg', 'none.jpg']))
  const { hash = '' } = found.get('cup.jpg') ?? {}
  assert.deepEqual([...found.keys()], ['cup.jpg'])
  assert.equal((await asReader(store.app, (t) => pictureBytes(t, hash, 480, 'jpeg')))?.toString(), 'cup.jpg')
  assert.equal(await asReader(store.app, (t) => pictureBytes(t, hash, 481, 'jpeg')), null)
  const words = { name: 'cup.jpg', alternative: { en: 'A cup of tea' }, credit: 'Ada' }
  assert.equal(codeOf(await acts(editor, (t, access) => describePicture(t, access, words))), 'ok')
  const saved = await save(document('with-picture', { body: 'x ![c](picture:cup.jpg "Tea") y' }))
  assert.ok(saved.type === 'saved')
  const remove = (name: string) => acts(editor, (t, access) => removePicture(t, access, name, now()))
  const kept = await remove('cup.jpg')
  assert.deepEqual(kept.type === 'error' && kept.error, {
    code: 'picture-used',
    about: { title: 'About with-picture' },
  })
  await save(document('with-picture', { body: 'x ![c](picture:cup-jpg)' }), saved.articleId, 1)
  assert.equal(codeOf(await remove('cup.jpg')), 'ok')
  assert.equal(await asReader(store.app, (t) => pictureBytes(t, hash, 480, 'jpeg')), null)
})

test('what the clinic says of itself is kept by managers alone: places, licences, pages and colours, and every version of a page stays', async () => {
  const manager = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [manager])
  await store.owner.query(`INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'manager', $1)`, [
    manager,
  ])
  const place = {
    ...{ id: 'north', name: 'North', address: 'Kai 1', timeZone: 'Europe/Madrid', telephone: '1' },
    ...{ hours: { mon: [['09:00', '13:00']] } as const, about: {}, accessibility: { en: 'Two steps.' } },
  }
  const licence = {
    person: 'ben',
    name: 'Physician',
    authority: 'x',
    number: '1',
    covers: { en: 'y' },
    treatments: ['propranolol'],
    validUntil: null,
  }
  const text = { page: 'imprint', language: 'en', body: 'Us', from: 0 } as const
  const all = (by: string) =>
    acts(by, async (t, access) => [
      await putPublicPlace(t, access, place, now()),
      await addLicence(t, access, licence, now()),
      await saveSitePage(t, access, text, now()),
      await putColours(t, access, { accentDay: '#1d6a63', accentNight: '' }, now()),
    ])
  for (const outcome of await all(editor)) assert.ok(outcome.type === 'error' && outcome.error.code === 'not-yours')
  for (const outcome of await all(manager)) assert.equal(outcome.type, 'ok', JSON.stringify(outcome))
  const again = (by: string, from: number, body: string) =>
    acts(by, (t, access) => saveSitePage(t, access, { ...text, body, from }, now()))
  assert.equal(codeOf(await again(manager, 0, 'Somebody else')), 'changed-since')
  assert.equal(codeOf(await again(manager, 1, 'Us, at the quay')), 'ok')
  const versions = await store.owner.query('SELECT body FROM site.pages ORDER BY version')
  assert.deepEqual(versions.rows, [{ body: 'Us' }, { body: 'Us, at the quay' }])
  // and everybody reads them
  await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [
    doctor,
  ])
  await store.owner.query(`INSERT INTO clinic.practitioner_locations (account_id, location_id) VALUES ($1, 'north')`, [
    doctor,
  ])
  const [seen, held, shown, look] = await asReader(store.app, async (t) => [
    await publicPlaces(t),
    await licences(t),
    await sitePage(t, 'imprint'),
    await clinicLook(t),
  ])
  assert.deepEqual(seen, [{ ...place, people: ['ben'] }])
  assert.deepEqual(
    held.map((one) => ({ ...one, licence: '' })),
    [{ ...licence, licence: '' }],
  )
  assert.deepEqual(
    [shown[0].body, shown[0].version, look.accentDay, look.logo],
    ['Us, at the quay', 2, '#1d6a63', null],
  )
})

test('of people, licences, topics and offers every version stays, one place says which licences there are, and nobody is overwritten unseen', async () => {
  const manager = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [manager])
  await store.owner.query(`INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'manager', $1)`, [
    manager,
  ])
  const person = {
    ...{ id: 'cy', account: null, name: 'Cy', honours: '', jobTitle: { en: 'Therapist' }, about: {} },
    ...{ reviews: false, treatments: ['acupuncture'], portrait: null },
  }
  const put = (by: string, name: string, from: number) =>
    acts(by, (t, access) => putSitePerson(t, access, { ...person, name }, from))
  assert.equal(codeOf(await put(doctor, 'Cy', 0)), 'not-yours')
  assert.equal(codeOf(await put(manager, 'Cy', 0)), 'ok')
  // what is saved again without a change is no version
  assert.equal(codeOf(await put(manager, 'Cy', 1)), 'ok')
  assert.equal(codeOf(await put(editor, 'Cy Two', 1)), 'ok')
  assert.equal(codeOf(await put(manager, 'Cy Three', 1)), 'changed-since')
  const licence = { name: 'Acupuncturist', authority: 'x', number: '1', covers: {}, treatments: ['acupuncture'] }
  const added = await acts(manager, (t, access) =>
    addLicence(t, access, { ...licence, person: 'cy', validUntil: null }, now()),
  )
  assert.ok(added.type === 'ok')
  const namesOf = async () => (await asReader(store.app, (t) => sitePeople(t))).find(({ id }) => id === 'cy')?.licences
  assert.deepEqual(await namesOf(), ['Acupuncturist'])
  const ended = { ...licence, licence: added.value.licence, validUntil: '2020-01-01' }
  assert.equal(codeOf(await acts(editor, (t, access) => changeLicence(t, access, ended, now()))), 'not-yours')
  assert.equal(codeOf(await acts(manager, (t, access) => changeLicence(t, access, ended, now()))), 'ok')
  assert.deepEqual(await namesOf(), [], 'one that has ended is shown no more')
  const kept = await acts(manager, (t) => personVersions(t, 'cy'))
  assert.deepEqual(
    kept.map(({ version, savedBy, document }) => [version, savedBy, document.name, (document.licences as []).length]),
    [
      [4, manager, 'Cy Two', 1],
      [3, manager, 'Cy Two', 1],
      [2, editor, 'Cy Two', 0],
      [1, manager, 'Cy', 0],
    ],
  )
  assert.deepEqual(await asReader(store.app, (t) => personVersions(t, 'cy')), [], 'they are for editors alone')
  const topic = { id: 'light', name: { en: 'Light' }, about: {}, position: 2 }
  const putTopic = (position: number, from: number) =>
    acts(manager, (t, access) => putSiteTopic(t, access, { ...topic, position }, from))
  for (const [position, from] of [
    [2, 0],
    [5, 1],
  ] as const)
    assert.equal(codeOf(await putTopic(position, from)), 'ok')
  assert.equal(codeOf(await putTopic(9, 1)), 'changed-since')
  assert.deepEqual(
    (await acts(manager, (t) => topicVersions(t, 'light'))).map(({ document }) => document.position),
    [5, 2],
  )
  const offer = { treatment: 'acupuncture', offered: true, words: { en: 'Eight sessions.' }, places: ['north'] }
  const offered = (by: string, from: number, is = true) =>
    acts(by, (t, access) => saveOffer(t, access, { ...offer, offered: is, from }, now()))
  assert.equal(codeOf(await offered(editor, 0)), 'not-yours')
  assert.equal(codeOf(await offered(manager, 0)), 'ok')
  assert.equal(codeOf(await offered(manager, 0, false)), 'changed-since')
  assert.equal(codeOf(await offered(manager, 1, false)), 'ok')
  const [newest, versions] = await asReader(store.app, async (t) => [
    await offers(t),
    await offerVersions(t, 'acupuncture'),
  ])
  assert.deepEqual(
    newest.map((one) => ({ ...one, savedAt: '' })),
    [{ ...offer, offered: false, version: 2, savedAt: '', savedBy: manager }],
  )
  assert.deepEqual(
    versions.map((one) => one.offered),
    [false, true],
  )
})

test('a logo is a picture and nothing else', () => {
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  assert.equal(logoOf(dot)?.mediaType, 'image/png')
  for (const other of ['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'GIF89a', '%PDF-1.7'])
    assert.equal(logoOf(Buffer.from(other)), null)
  assert.equal(logoOf(Buffer.concat([dot, Buffer.alloc(LOGO_BYTES)])), null)
})
