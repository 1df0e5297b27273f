import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql, type Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { endAgain } from '../erasure/end-again.ts'
import type { Ending } from '../erasure/endings-journal.ts'
import { mailKey } from '../jobs/sealed-parameters.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { addressOfReader, announceArticles } from './announce-articles.ts'
import {
  askForReaderLink,
  askToFollow,
  confirmFollowing,
  endFollowing,
  followed,
  followerCounts,
  forgetAddress,
  forgetReader,
  readerBehind,
  READER_MAILS_A_DAY,
} from './follow.ts'
import { addViews, dropOldViews, VIEW_DAYS, viewsByDay, viewsByPage } from './page-views.ts'
import { readerKey, readerTokenHash } from './reader-token.ts'
import { tidyReaders, UNCONFIRMED_DAYS } from './tidy-readers.ts'

const KEYS = { mail: mailKey('of a test'), reader: readerKey('of a test') }
const LINKS = { article: (slug: string) => `https://x.example/articles/${slug}`, stop: (token: string) => `x${token}` }
let store: TestStore
let jobs: Database
const manager = randomUUID()
const editor = randomUUID()

before(async () => {
  store = await startTestStore()
  jobs = openPool(store.jobsConnection, 'clearday test', 2)
  for (const [account, role] of [
    [manager, 'manager'],
    [editor, 'editor'],
  ]) {
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  }
  await store.owner.query(`INSERT INTO site.topics (topic_id, name) VALUES ('sleep', '{}'), ('food', '{}')`)
})
after(async () => {
  await jobs.destroy()
  await store.end()
})

const anybody = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>): Promise<Value> =>
  store.app.transaction().execute(work)
const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)

/** The hash of the token of the link that is mailed. */
async function asks(email: string, topic: string | null = null, language = 'en'): Promise<Buffer> {
  let token = ''
  await anybody((transaction) =>
    askToFollow(transaction, KEYS, { email, language, topic }, 'en', (given) => {
      token = given
      return `https://x.example/follow/${given}`
    }),
  )
  return readerTokenHash(token) ?? assert.fail('no token')
}

async function linkFor(email: string): Promise<Buffer> {
  let token = ''
  await anybody((transaction) =>
    askForReaderLink(transaction, KEYS, email, 'en', (given) => {
      token = given
      return `https://x.example/mine/${given}`
    }),
  )
  return readerTokenHash(token) ?? assert.fail('no token')
}

async function mailsTo(email: string, kind?: string): Promise<number> {
  const { rows } = await store.owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM mail.mails m JOIN site.readers r ON r.reader_id = m.account_id
     WHERE r.email = $1 AND ($2::text IS NULL OR m.kind = $2)`,
    [email, kind ?? null],
  )
  return rows[0].n
}

async function appears(topics: readonly string[], more: { readonly at?: string; readonly kind?: string } = {}) {
  const id = randomUUID()
  const document = JSON.stringify({ slug: `a-${id}`, title: 'A title', topics })
  await store.owner.query(
    `INSERT INTO site.articles (article_id, article_key, language, stage, revision, document, changed_by, changed_at)
     VALUES ($1, $2, 'en', 'published', 1, $3, $4, now())`,
    [id, `a-${id}`, document, editor],
  )
  await store.owner.query(
    `INSERT INTO site.publications (article_id, number, article_key, language, kind, document, at, published_by, search, plain)
     VALUES ($1, 1, $2, 'en', 'first', $3, coalesce($5::timestamptz, now()), $4, '', '')`,
    [id, `a-${id}`, document, editor, more.at ?? null],
  )
  return id
}

test('articles are mailed to an address only after its holder said yes with the link that was mailed, and a look changes nothing', async () => {
  const hash = await asks('Ana@Home.example')
  assert.equal(await mailsTo('ana@home.example', 'follow-asked'), 1)
  const looks = await anybody((transaction) => followed(transaction, hash))
  assert.deepEqual(
    looks.map(({ confirmed, topic }) => ({ confirmed, topic })),
    [{ confirmed: false, topic: null }],
  )
  await appears(['sleep'])
  await announceArticles(jobs, KEYS, LINKS, Date.now())
  assert.equal(await mailsTo('ana@home.example', 'article-published'), 0)
  assert.equal(await anybody((transaction) => confirmFollowing(transaction, hash)), 1)
  await appears(['sleep'])
  await announceArticles(jobs, KEYS, LINKS, Date.now())
  assert.equal(await mailsTo('ana@home.example', 'article-published'), 1)
})

test('each article is mailed once to each reader, whatever they follow, and not again after a crash on the way', async () => {
  const both = await asks('both@home.example')
  await asks('both@home.example', 'sleep')
  const food = await asks('food@home.example', 'food')
  const spanish = await asks('es@home.example', null, 'es')
  for (const hash of [both, food, spanish]) await anybody((transaction) => confirmFollowing(transaction, hash))
  const id = await appears(['sleep'])
  await announceArticles(jobs, KEYS, LINKS, Date.now())
  // as if the process had died before it ticked the article off
  await store.owner.query('DELETE FROM site.announced WHERE article_id = $1', [id])
  assert.equal(await announceArticles(jobs, KEYS, LINKS, Date.now()), 0)
  assert.equal(await announceArticles(jobs, KEYS, LINKS, Date.now()), 0)
  for (const [name, mails] of [
    ['both', 1],
    ['food', 0],
    ['es', 0],
  ] as const)
    assert.equal(await mailsTo(`${name}@home.example`, 'article-published'), mails, name)
})

test('an article that is planned, long out, or came before the yes is not mailed', async () => {
  const hash = await asks('late@home.example', 'food')
  await appears(['food'])
  await anybody((transaction) => confirmFollowing(transaction, hash))
  await appears(['food'], { at: new Date(Date.now() + 3_600_000).toISOString() })
  await appears(['food'], { at: new Date(Date.now() - 5 * 86_400_000).toISOString() })
  await announceArticles(jobs, KEYS, LINKS, Date.now())
  assert.equal(await mailsTo('late@home.example', 'article-published'), 0)
})

test('who ends mails while they are queued gets none, and an article that is withdrawn takes its mails with it', async () => {
  const mailsOf = async (id: string): Promise<number> =>
    (await store.owner.query('SELECT FROM mail.mails WHERE key = $1', [id])).rowCount ?? 0
  const announce = async (reader: string, id: string) => {
    const given = [randomUUID(), reader, id, Buffer.alloc(32, 7), Buffer.alloc(64, 1)]
    const { rows } = await sql<{ queued: boolean }>`
      SELECT site.announce(${sql.join(given)}, now()) AS queued`.execute(jobs)
    return rows[0].queued
  }
  const hash = await asks('leaves@home.example', 'food')
  await anybody((transaction) => confirmFollowing(transaction, hash))
  const { reader } = (await anybody((transaction) => readerBehind(transaction, hash))) ?? assert.fail('no reader')
  const [first, second] = [await appears(['food']), await appears(['food'])]
  assert.equal(await announce(reader, first), true)
  assert.ok((await mailsOf(first)) > 0)
  await store.owner.query(
    `INSERT INTO site.publications (article_id, number, article_key, language, kind, document, words, at, published_by, search, plain)
     SELECT article_id, 2, article_key, language, 'withdrawal', NULL, 'Wrong.', now(), published_by, '', ''
     FROM site.publications WHERE article_id = $1`,
    [first],
  )
  assert.equal(await mailsOf(first), 0)
  assert.equal(await announce(reader, first), false)
  await anybody((transaction) => endFollowing(transaction, hash, null))
  assert.equal(await announce(reader, second), false, 'found a moment before')
})

test('what is ended sends nothing more, mails that wait go too, and an older backup does not bring it back', async () => {
  const hash = await asks('ends@home.example')
  await anybody((transaction) => confirmFollowing(transaction, hash))
  await appears([])
  await announceArticles(jobs, KEYS, LINKS, Date.now())
  const [before] = await anybody((transaction) => followed(transaction, hash))
  assert.equal(await anybody((transaction) => endFollowing(transaction, hash, null)), 1)
  assert.equal(await mailsTo('ends@home.example', 'article-published'), 0)
  await appears([])
  await announceArticles(jobs, KEYS, LINKS, Date.now())
  assert.equal(await mailsTo('ends@home.example', 'article-published'), 0)
  // the row as a backup has it
  const { reader } = (await anybody((transaction) => readerBehind(transaction, hash))) ?? assert.fail('no reader')
  await store.owner.query(
    `INSERT INTO site.subscriptions (subscription_id, reader_id, language, confirmed_at) VALUES ($1, $2, 'en', now())`,
    [before.subscription, reader],
  )
  const { rows } = await store.owner.query<Ending>('SELECT what, id, ended_at AS at FROM site.endings($1)', [
    new Date(0),
  ])
  assert.ok(rows.some(({ what, id }) => what === 'subscription' && id === before.subscription))
  await endAgain(store.owner, rows)
  assert.deepEqual(await anybody((transaction) => followed(transaction, hash)), [])
})

test('whoever types somebody else’s address again and again fills no mailbox', async () => {
  for (let times = 0; times < READER_MAILS_A_DAY + 3; times++) await asks('victim@home.example')
  await linkFor('victim@home.example')
  assert.equal(await mailsTo('victim@home.example', 'follow-asked'), READER_MAILS_A_DAY)
})

test('what strangers ask for under an address takes nothing from its owner: other kinds still come, and each link of the day opens the same', async () => {
  const links: Buffer[] = []
  for (let times = 0; times < READER_MAILS_A_DAY + 3; times++) links.push(await linkFor('owner@home.example'))
  assert.equal(await mailsTo('owner@home.example', 'reader-link'), READER_MAILS_A_DAY)
  const follow = await asks('owner@home.example')
  assert.equal(await mailsTo('owner@home.example', 'follow-asked'), 1, 'the owner’s own')
  assert.equal(await anybody((transaction) => confirmFollowing(transaction, follow)), 1)
  for (const [sent, link] of links.entries())
    assert.equal(
      (await anybody((transaction) => readerBehind(transaction, link)))?.address,
      sent < READER_MAILS_A_DAY ? 'owner@home.example' : undefined,
    )
  const before = await mailsTo('owner@home.example')
  await anybody((transaction) =>
    askToFollow(transaction, KEYS, { email: 'owner@home.example', language: 'en', topic: 'sleep' }, 'en', null),
  )
  assert.equal(await mailsTo('owner@home.example'), before, 'none where enough was asked for from one network')
  assert.equal(
    await anybody((transaction) => confirmFollowing(transaction, follow)),
    1,
    'an earlier link says yes to it',
  )
})

test('an address is erased with everything under it, by who holds it with a link of that day, and by a manager', async () => {
  const hash = await asks('gone@home.example')
  await anybody((transaction) => confirmFollowing(transaction, hash))
  // the link that stands in every mail may have been forwarded: it erases nothing
  assert.equal(await anybody((transaction) => forgetReader(transaction, hash)), false)
  const link = await linkFor('gone@home.example')
  const { reader } = (await anybody((transaction) => readerBehind(transaction, link))) ?? assert.fail('no reader')
  assert.equal(await anybody((transaction) => forgetReader(transaction, link)), true)
  assert.equal(await anybody((transaction) => readerBehind(transaction, hash)), null)
  assert.equal(await addressOfReader(jobs, reader), null)
  const { rows } = await store.owner.query('SELECT FROM mail.mails WHERE account_id = $1', [reader])
  assert.equal(rows.length, 0)
  await asks('letter@home.example')
  const erase = (by: string, email: string) =>
    acts(by, (transaction, access) => forgetAddress(transaction, access, email, Date.now()))
  const refused = await erase(editor, 'letter@home.example')
  assert.ok(refused.type === 'error' && refused.error.code === 'not-yours')
  assert.equal((await erase(manager, 'Letter@home.example')).type, 'ok')
  const again = await erase(manager, 'letter@home.example')
  assert.ok(again.type === 'error' && again.error.code === 'not-found')
})

test('editors learn how many follow what, others nothing, and nobody who', async () => {
  const counts = await acts(editor, (transaction) => followerCounts(transaction))
  assert.ok(counts.some(({ language, topic, followers }) => language === 'en' && topic === null && followers >= 2))
  assert.deepEqual(await anybody((transaction) => followerCounts(transaction)), [])
  await assert.rejects(
    anybody((transaction) =>
      transaction
        .selectFrom('site.readers' as never)
        .selectAll()
        .execute(),
    ),
  )
})

test('how often a page was read is added up by day, seen by editors, and goes after its time; the past cannot be changed', async () => {
  const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
  const page = '/articles/needles'
  await addViews(store.app, [
    { day: day(0), path: page, views: 2 },
    { day: day(0), path: '/', views: 1 },
    { day: day(5), path: page, views: 1000 },
  ])
  await addViews(store.app, [{ day: day(0), path: page, views: 3 }])
  const read = (by: string) =>
    acts(by, async (transaction) => ({
      days: await viewsByDay(transaction, day(2), day(0), page),
      pages: await viewsByPage(transaction, day(30), day(0), 10),
    }))
  const { days, pages } = await read(editor)
  assert.deepEqual(
    days.map(({ views }) => views),
    [0, 0, 5],
  )
  assert.deepEqual(pages, [
    { path: page, views: 5 },
    { path: '/', views: 1 },
  ])
  const nobody = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [nobody])
  assert.deepEqual((await read(nobody)).pages, [])
  await dropOldViews(store.owner, Date.now() + (VIEW_DAYS + 2) * 86_400_000)
  assert.deepEqual((await read(editor)).pages, [])
})

test('what nobody confirmed goes by itself', async () => {
  await asks('never@home.example')
  await tidyReaders(store.owner, Date.now() + (UNCONFIRMED_DAYS + 1) * 86_400_000)
  const { rows } = await store.owner.query<{ email: string }>(`SELECT email FROM site.readers ORDER BY email`)
  const left = rows.map(({ email }) => email)
  assert.ok(!left.includes('never@home.example') && left.includes('both@home.example'), left.join())
})
