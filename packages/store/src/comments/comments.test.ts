import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { endAgain } from '../erasure/end-again.ts'
import type { Ending } from '../erasure/endings-journal.ts'
import { forgetAccount } from '../erasure/forget-account.ts'
import { mailKey } from '../jobs/sealed-parameters.ts'
import { forgetReader } from '../readers/follow.ts'
import { readerKey, readerTokenHash } from '../readers/reader-token.ts'
import { tidyReaders, UNCONFIRMED_DAYS } from '../readers/tidy-readers.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import {
  answerAsClinic,
  decideComment,
  keepReported,
  moderatedComments,
  redactComment,
  waitingComments,
  type ReadComment,
} from './moderate-comments.ts'
import { commentsOf, reportComment } from './read-comments.ts'
import { tellAnswers } from './tell-answers.ts'
import {
  confirmComment,
  editComment,
  myComments,
  stopAnswers,
  takeBackComments,
  writeAsAccount,
  writeAsReader,
  type CommentWritten,
  type NewComment,
} from './write-comment.ts'

const KEYS = { mail: mailKey('of a test'), reader: readerKey('of a test') }
const LINKS = {
  answer: (slug: string, comment: string) => `https://x.example/${slug}#${comment}`,
  stop: (t: string) => t,
}
let store: TestStore
let jobs: Database
const editor = randomUUID()
const patient = randomUUID()
const article = randomUUID()

before(async () => {
  store = await startTestStore()
  jobs = openPool(store.jobsConnection, 'clearday test', 1)
  for (const account of [editor, patient])
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  await store.owner.query(`INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'editor', $1)`, [
    editor,
  ])
  const document = JSON.stringify({ slug: 'needles', title: 'Needles', topics: [] })
  await store.owner.query(
    `INSERT INTO site.articles (article_id, article_key, language, stage, revision, document, changed_by, changed_at)
     VALUES ($1, 'needles', 'en', 'published', 1, $2, $3, now())`,
    [article, document, editor],
  )
  await store.owner.query(
    `INSERT INTO site.publications (article_id, number, article_key, language, kind, document, at, published_by, search, plain)
     VALUES ($1, 1, 'needles', 'en', 'first', $2, now(), $3, '', '')`,
    [article, document, editor],
  )
})
after(async () => {
  await jobs.destroy()
  await store.end()
})

const anybody = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>): Promise<Value> =>
  store.app.transaction().execute(work)
const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)
const seen = () => anybody((transaction) => commentsOf(transaction, article))
const wordsSeen = async () => (await seen()).map(({ words }) => words)

function comment(words: string, more: Partial<NewComment> = {}): NewComment {
  return {
    articleId: article,
    answers: null,
    name: 'Ana',
    language: 'en',
    flags: [],
    wantsAnswers: false,
    words,
    ...more,
  }
}

/** With an address: its answer, and the hash of the link that was mailed. */
async function writes(words: string, email: string, more: Partial<NewComment> = {}) {
  let token = ''
  const outcome = await anybody((transaction) =>
    writeAsReader(transaction, KEYS, comment(words, more), email, 'en', (given) => {
      token = given
      return `https://x.example/mine/${given}`
    }),
  )
  return { outcome, hash: readerTokenHash(token) ?? Buffer.alloc(32) }
}

const writesAs = (account: string, words: string, more: Partial<NewComment> = {}): Promise<CommentWritten> =>
  acts(account, (transaction, access) => writeAsAccount(transaction, KEYS, access, comment(words, more)))

async function idOf(words: string): Promise<string> {
  const { rows } = await store.owner.query<{ id: string }>(
    'SELECT comment_id AS id FROM site.comments WHERE words = $1',
    [words],
  )
  return rows[0]?.id ?? ''
}

/** As a page shows it that is opened now. */
async function asRead(id: string): Promise<ReadComment> {
  for (const state of [null, 'shown', 'refused'] as const) {
    const found = (await acts(editor, (transaction) => moderatedComments(transaction, state, 1000))).find(
      ({ comment: one }) => one === id,
    )
    if (found !== undefined) return found
  }
  return { comment: id, read: '' }
}

async function allowed(words: string, email: string, more: Partial<NewComment> = {}) {
  const { hash } = await writes(words, email, more)
  const id = await idOf(words)
  assert.ok(await anybody((transaction) => confirmComment(transaction, hash, id)))
  const decided = await acts(editor, async (transaction, access) =>
    decideComment(transaction, access, await asRead(id), 'shown', Date.now()),
  )
  assert.equal(decided.type, 'ok')
  return { id, hash }
}

async function mails(kind: string): Promise<number> {
  const { rows } = await store.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM mail.mails WHERE kind = $1', [
    kind,
  ])
  return rows[0].n
}

test('a comment is seen once its address said yes and somebody at the clinic has read it, and not before', async () => {
  const { hash } = await writes('First', 'ana@home.example')
  const id = await idOf('First')
  assert.equal(await acts(editor, (transaction) => waitingComments(transaction)), 0, 'not the clinic’s to read yet')
  assert.deepEqual(await wordsSeen(), [])
  assert.equal(await anybody((transaction) => confirmComment(transaction, Buffer.alloc(32), id)), false)
  assert.equal(await anybody((transaction) => confirmComment(transaction, hash, id)), true)
  assert.deepEqual(await wordsSeen(), [])
  const [waiting] = await acts(editor, (transaction) => moderatedComments(transaction, null, 10))
  assert.equal(waiting.words, 'First')
  assert.deepEqual(await acts(patient, (transaction) => moderatedComments(transaction, null, 10)), [])
  for (const by of [patient, editor])
    await acts(by, async (transaction, access) =>
      decideComment(transaction, access, await asRead(id), 'shown', Date.now()),
    )
  assert.deepEqual(await wordsSeen(), ['First'])
  const { rows } = await store.owner.query('SELECT act FROM audit.events WHERE chain_id = $1', [editor])
  assert.deepEqual(rows, [{ act: 'comment.allowed' }])
})

test('words that changed after the page was opened are neither let through nor replaced unread', async () => {
  const { hash } = await writes('Helped me a little', 'two-faced@home.example')
  const id = await idOf('Helped me a little')
  assert.ok(await anybody((transaction) => confirmComment(transaction, hash, id)))
  const page = await asRead(id)
  assert.ok(await anybody((transaction) => editComment(transaction, hash, id, 'Buy at pills.example', [])))
  for (const act of [
    (transaction: Transaction<Tables>, access: Access) => decideComment(transaction, access, page, 'shown', Date.now()),
    (transaction: Transaction<Tables>, access: Access) =>
      decideComment(transaction, access, page, 'refused', Date.now()),
    (transaction: Transaction<Tables>, access: Access) =>
      redactComment(transaction, access, page, 'Helped me', [], Date.now()),
  ]) {
    const outcome = await acts(editor, act)
    assert.ok(outcome.type === 'error' && outcome.error.code === 'changed-since')
  }
  assert.ok(!(await wordsSeen()).includes('Buy at pills.example'))
  assert.equal((await asRead(id)).read === page.read, false)
})

test('whoever is signed in writes without a mail, and is as little seen before somebody has read it', async () => {
  const before = await mails('comment-asked')
  assert.equal(await writesAs(patient, 'From my account'), 'done')
  assert.equal(await writesAs(patient, 'From my account'), 'again')
  assert.equal(await mails('comment-asked'), before)
  assert.ok(!(await wordsSeen()).includes('From my account'))
  const mine = await acts(patient, (transaction) => myComments(transaction, null))
  assert.deepEqual(
    mine.map(({ words, state, slug }) => ({ words, state, slug })),
    [{ words: 'From my account', state: 'waiting', slug: 'needles' }],
  )
  for (let times = 0; times < 9; times++) assert.equal(await writesAs(patient, `More ${times}`), 'done')
  assert.equal(await writesAs(patient, 'One too many'), 'too-many')
  await assert.rejects(
    anybody((transaction) => writeAsAccount(transaction, KEYS, {} as Access, comment('Nobody'))),
    /nobody writes/,
  )
})

test('under one address ten comments a day can wait for a yes, and ten can have one; who writes is told the same', async () => {
  const address = 'busy@home.example'
  const kept = async (): Promise<number> => {
    const { rows } = await store.owner.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM site.comments c JOIN site.readers r USING (reader_id) WHERE r.email = $1',
      [address],
    )
    return rows[0].n
  }
  const { hash } = await writes('Mine', address)
  for (let times = 0; times < 12; times++) {
    const { outcome } = await writes(`Somebody else’s ${String(times)}`, address)
    assert.equal(outcome, 'done')
  }
  assert.equal(await kept(), 10)
  const id = await idOf('Mine')
  assert.ok(await anybody((transaction) => confirmComment(transaction, hash, id)), 'the owner finds hers by her link')
  const others = await anybody((transaction) => myComments(transaction, hash))
  for (const { comment: one, words } of others)
    if (words !== 'Mine') await anybody((transaction) => takeBackComments(transaction, hash, one))
  assert.equal(await kept(), 1)
  for (let times = 0; times < 9; times++) {
    await writes(`My own ${String(times)}`, address)
    const own = await idOf(`My own ${String(times)}`)
    assert.ok(await anybody((transaction) => confirmComment(transaction, hash, own)))
  }
  assert.equal((await writes('One too many today', address)).outcome, 'done')
  assert.equal(await kept(), 10)
})

test('nobody learns from any query of the pages which account or address wrote a comment', async () => {
  for (const column of ['account_id', 'reader_id', 'stop_hash'])
    for (const by of [editor, patient])
      await assert.rejects(
        acts(by, (transaction) =>
          transaction
            .selectFrom('site.comments' as never)
            .select(column as never)
            .execute(),
        ),
        /permission denied/,
      )
})

test('its writer changes a comment within a quarter of an hour, and what was seen already is read again', async () => {
  const { id, hash } = await allowed('With a slip', 'slip@home.example')
  assert.equal(await anybody((transaction) => editComment(transaction, hash, id, 'Mended', ['dose'])), true)
  assert.ok(!(await wordsSeen()).includes('Mended'))
  await acts(editor, async (transaction, access) =>
    decideComment(transaction, access, await asRead(id), 'shown', Date.now()),
  )
  assert.ok((await seen()).some(({ words, editedAt }) => words === 'Mended' && editedAt !== null))
  await store.owner.query(
    `UPDATE site.comments SET written_at = now() - interval '16 minutes', confirmed_at = now() - interval '16 minutes' WHERE comment_id = $1`,
    [id],
  )
  assert.equal(await anybody((transaction) => editComment(transaction, hash, id, 'Too late', [])), false)
  // and nobody else at any time
  const other = await writes('Somebody else', 'else@home.example')
  assert.equal(await anybody((transaction) => editComment(transaction, other.hash, id, 'Stolen', [])), false)
  assert.equal(await acts(patient, (transaction) => editComment(transaction, null, id, 'Stolen', [])), false)
})

test('personal details are taken out with a mark, what stood there is kept nowhere, and an older backup shows it to nobody unread', async () => {
  const { id } = await allowed('My number is 600 12 34 56', 'details@home.example')
  const old = new Date(Date.now() - 60_000)
  await store.owner.query('UPDATE site.comments SET decided_at = $2 WHERE comment_id = $1', [id, old])
  const redacted = await acts(editor, async (transaction, access) =>
    redactComment(transaction, access, await asRead(id), 'My number is […]', [], Date.now()),
  )
  assert.equal(redacted.type, 'ok')
  assert.ok((await seen()).some(({ words, redactedAt }) => words === 'My number is […]' && redactedAt !== null))
  assert.equal(await idOf('My number is 600 12 34 56'), '')
  const refused = await acts(patient, async (transaction, access) =>
    redactComment(transaction, access, await asRead(id), 'x', [], Date.now()),
  )
  assert.ok(refused.type === 'error' && refused.error.code === 'not-yours')
  // the row as a backup from before has it
  await store.owner.query(`UPDATE site.comments SET words = 'old', redacted_at = NULL WHERE comment_id = $1`, [id])
  const { rows } = await store.owner.query<Ending>('SELECT what, id, ended_at AS at FROM site.endings($1)', [
    new Date(0),
  ])
  await endAgain(store.owner, rows)
  assert.ok(!(await wordsSeen()).includes('old'))
})

test('a report is anonymous, stands first for the moderator, and is ticked off', async () => {
  const { id } = await allowed('Buy my pills', 'seller@home.example')
  assert.equal(await anybody((transaction) => reportComment(transaction, id, 'spam', 'an advert')), true)
  assert.equal(await anybody((transaction) => reportComment(transaction, randomUUID(), 'spam', '')), false)
  const [first] = await acts(editor, (transaction) => moderatedComments(transaction, null, 10))
  assert.deepEqual([first.words, first.reports], ['Buy my pills', [{ reason: 'spam', words: 'an advert' }]])
  await acts(editor, (transaction, access) => keepReported(transaction, access, id, Date.now()))
  const waits = await acts(editor, (transaction) => moderatedComments(transaction, null, 100))
  assert.ok(!waits.some(({ comment: one }) => one === id))
  await acts(editor, async (transaction, access) =>
    decideComment(transaction, access, await asRead(id), 'refused', Date.now()),
  )
  assert.ok(!(await wordsSeen()).includes('Buy my pills'))
})

test('who asked is told of an answer once, at the address that confirmed the comment, and ends that by the link in the mail', async () => {
  const asks = await allowed('A question', 'asks@home.example', { wantsAnswers: true })
  const silent = await allowed('Another question', 'silent@home.example')
  const mail = () => mails('comment-answered')
  for (const id of [asks.id, silent.id])
    await acts(editor, (transaction, access) =>
      answerAsClinic(
        transaction,
        access,
        { comment: id, name: 'Ines', words: `Answer to ${id}`, language: 'en' },
        Date.now(),
      ),
    )
  // one's own answer tells nobody, and one that is not seen yet neither
  await allowed('I add something', 'asks@home.example', { answers: asks.id })
  await writes('Not read yet', 'other@home.example', { answers: asks.id })
  assert.equal(await tellAnswers(jobs, KEYS, LINKS), 1)
  assert.deepEqual([await tellAnswers(jobs, KEYS, LINKS), await mail()], [0, 1])
  const { rows } = await store.owner.query<{ email: string }>(
    `SELECT r.email FROM mail.mails m JOIN site.readers r ON r.reader_id = m.account_id WHERE m.kind = 'comment-answered'`,
  )
  assert.deepEqual(rows, [{ email: 'asks@home.example' }])
  const { rows: stops } = await store.owner.query<{ hash: Buffer }>(
    'SELECT stop_hash AS hash FROM site.comments WHERE comment_id = $1',
    [asks.id],
  )
  assert.equal(await anybody((transaction) => stopAnswers(transaction, stops[0].hash)), true)
  await allowed('A later answer', 'later@home.example', { answers: asks.id })
  assert.equal(await tellAnswers(jobs, KEYS, LINKS), 0)
})

test('an answer is written to what is seen alone, and nothing to an article that is not', async () => {
  const { hash } = await writes('Waits', 'waits@home.example')
  assert.ok(hash.length === 32)
  const hidden = await writes('Answer', 'b@home.example', { answers: await idOf('Waits') })
  assert.equal(hidden.outcome, 'no-comment')
  assert.equal((await writes('x', 'b@home.example', { articleId: randomUUID() })).outcome, 'no-article')
})

test('what its writer takes back is gone; where it was answered a place without name and words stays, as long as the answer does', async () => {
  const first = await allowed('Taken back', 'back@home.example')
  const answer = await allowed('An answer to it', 'answers@home.example', { answers: first.id })
  assert.equal(await anybody((transaction) => takeBackComments(transaction, answer.hash, first.id)), 0)
  assert.equal(await anybody((transaction) => takeBackComments(transaction, first.hash, first.id)), 1)
  const place = (await seen()).find(({ comment: one }) => one === first.id)
  assert.deepEqual([place?.deleted, place?.name, place?.words], [true, '', ''])
  assert.equal(await anybody((transaction) => takeBackComments(transaction, answer.hash, null)), 1)
  const ids = (await seen()).map(({ comment: one }) => one)
  assert.ok(!ids.includes(first.id) && !ids.includes(answer.id))
  const { rows } = await store.owner.query('SELECT FROM site.comments WHERE comment_id = ANY ($1)', [
    [first.id, answer.id],
  ])
  assert.equal(rows.length, 0)
})

test('comments go with the address, and with the account', async () => {
  const { id, hash } = await allowed('Goes with the address', 'whole@home.example')
  assert.equal(await anybody((transaction) => forgetReader(transaction, hash)), true)
  assert.ok(!(await seen()).some(({ comment: one }) => one === id))
  assert.ok((await acts(patient, (transaction) => myComments(transaction, null))).length > 0)
  await forgetAccount(store.owner, patient)
  const { rows } = await store.owner.query('SELECT FROM site.comments WHERE account_id = $1', [patient])
  assert.equal(rows.length, 0)
})

test('what nobody confirmed goes by itself, and what is seen stays', async () => {
  await writes('Never confirmed', 'never@home.example')
  await tidyReaders(store.owner, Date.now() + (UNCONFIRMED_DAYS + 1) * 86_400_000)
  assert.equal(await idOf('Never confirmed'), '')
  assert.ok((await wordsSeen()).includes('First'))
})
