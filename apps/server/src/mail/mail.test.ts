import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isVisitMailKind, MAIL_KINDS, type MailHandedOver, type MailToSend } from '@clearday/store'
import { simpleParser, type ParsedMail } from 'mailparser'
import { generate } from 'selfsigned'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { senderOf } from '../jobs/start-jobs.ts'
import { composeMail, isMailAddress, type ComposedMail, type Recipient } from './compose-mail.ts'
import { smtpSettings, toFolder, toSmtpServer, type SmtpSettings } from './hand-over.ts'
import { LANGUAGES, MAIL_TEXTS, type TextKind } from './mail-texts.ts'
import { readStopPath, stopUrl } from './stop-link.ts'

const SENDER = { name: 'Praxis Köhler', address: 'post@clinic.example' }
const ANN: Recipient = { address: 'ann@home.example', name: 'Ann Ñandú', language: 'en' }
const TEXT_KINDS = MAIL_KINDS.filter((kind): kind is TextKind => !isVisitMailKind(kind))
const LINK = 'https://clinic.example/account/new-password#token=abc'

function mailOf(more: Partial<MailToSend> = {}): MailToSend {
  const mailId = randomUUID()
  return {
    mailId,
    account: randomUUID(),
    kind: 'reset-password',
    parameters: { to: ANN.address, url: LINK },
    messageId: `<${mailId}@clinic.example>`,
    date: '2026-03-01T18:00:00.000Z',
    ...more,
  }
}

async function composed(mail = mailOf(), recipient = ANN, sender = SENDER): Promise<ComposedMail> {
  const done = await composeMail(mail, recipient, sender)
  assert.ok(done.type === 'ok')
  return done.value
}

const ending: (() => Promise<unknown>)[] = []
after(async () => {
  for (const end of ending) await end()
})

async function smtpServer(options: SMTPServerOptions): Promise<{ settings: SmtpSettings; arrived: Buffer[] }> {
  const arrived: Buffer[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.key === undefined ? ['STARTTLS'] : [],
    onData(stream, _, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        arrived.push(Buffer.concat(chunks))
        callback()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  ending.push(() => new Promise<void>((resolve) => server.close(resolve)))
  const { port } = server.server.address() as AddressInfo
  return { settings: { host: '127.0.0.1', port, user: null, password: null, tls: 'none' }, arrived }
}

/** A server that speaks line by line what it is told to, and can drop the line. */
async function rawServer(talk: (line: string, socket: Socket) => void, greeting = '220 here'): Promise<SmtpSettings> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write(`${greeting}\r\n`)
    let rest = ''
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) talk(line, socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ending.push(() => new Promise((resolve) => server.close(resolve)))
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: null, password: null, tls: 'none' }
}

const handOver = async (settings: SmtpSettings): Promise<MailHandedOver> =>
  toSmtpServer(settings)(await composed(), randomUUID())

const refusal = (code: number): Error => Object.assign(new Error('says ann@home.example'), { responseCode: code })

test('a mail arrives with its words, its link in text and html, and a title that tells nothing', async () => {
  const { settings, arrived } = await smtpServer({})
  assert.deepEqual(await toSmtpServer(settings)(await composed(), 'x'), { type: 'sent' })
  const mail = await simpleParser(arrived[0])
  assert.equal(mail.subject, 'Your link')
  assert.equal(mail.from?.value[0].name, 'Praxis Köhler')
  assert.deepEqual((mail.to as ParsedMail['from'])?.value, [{ address: 'ann@home.example', name: 'Ann Ñandú' }])
  assert.ok(mail.text?.startsWith('Hello Ann Ñandú,\n\nWithin an hour') && mail.text.includes(`\n${LINK}\n`))
  assert.ok(typeof mail.html === 'string' && mail.html.includes(`<a href="${LINK}">Set a new password</a>`))
  assert.equal(mail.headers.get('auto-submitted'), 'auto-generated')
  for (const line of arrived[0].toString('latin1').split('\r\n')) assert.ok(line.length <= 78, line)
})

test('each mail says at its end which clinic it is from, in the reader’s language, and only one about the public site in the name of its sender', async () => {
  const [nameless, clinic] = [{ ...SENDER, name: '' }, 'Clínica del Río\r\nBcc: x@evil.example']
  for (const language of LANGUAGES)
    for (const kind of TEXT_KINDS) {
      const mail = mailOf({ kind })
      const done = await composeMail(mail, { ...ANN, language }, nameless, clinic)
      assert.ok(done.type === 'ok')
      const read = await simpleParser(done.value.bytes)
      const words = language === 'en' ? /This mail is from Clínica del Río/ : /Este mensaje es de Clínica del Río/
      assert.match(read.text ?? '', words, kind)
      const ofSite = ['follow-asked', 'reader-link', 'article-published', 'comment-asked', 'comment-answered']
      assert.equal(read.from?.value[0].name.startsWith('Clínica del Río'), ofSite.includes(kind), kind)
      assert.doesNotMatch(read.subject ?? '', /Clínica/, kind)
      assert.equal(read.headers.get('bcc'), undefined)
    }
  assert.equal(
    (await simpleParser((await composed(mailOf({ kind: 'article-published' }))).bytes)).from?.value[0].name,
    SENDER.name,
  )
})

test('every attempt at the same mail sends the same bytes, under the same Message-ID and date', async () => {
  const mail = mailOf()
  const [first, second] = [await composed(mail), await composed(mail)]
  assert.ok(first.bytes.equals(second.bytes))
  const read = await simpleParser(first.bytes)
  assert.equal(read.messageId, mail.messageId)
  assert.equal(read.date?.toISOString(), mail.date)
})

test('no title of any mail names a diary, an illness or a clinic, and each is there in both languages', () => {
  for (const language of LANGUAGES)
    for (const kind of TEXT_KINDS) {
      const { title, before, after: last } = MAIL_TEXTS[language][kind]
      assert.doesNotMatch(title, /diar|head|migr|clinic|clínica|doctor|patient|pacien|clearday|cefal|dolor/i)
      assert.ok(before !== '' && last !== '' && !`${title}${before}${last}`.includes('!'))
      assert.equal(MAIL_TEXTS[language][kind].link === undefined, MAIL_TEXTS.en[kind].link === undefined)
    }
})

test('every kind can be composed in both languages', async () => {
  for (const language of LANGUAGES)
    for (const kind of TEXT_KINDS) {
      const mail = await composed(mailOf({ kind }), { ...ANN, language })
      const read = await simpleParser(mail.bytes)
      assert.equal(read.subject, MAIL_TEXTS[language][kind].title)
      assert.equal(read.text?.includes(LINK), MAIL_TEXTS[language][kind].link !== undefined)
    }
})

test('a name cannot add a header, a recipient or markup', async () => {
  const name = 'Eve\r\nBcc: all@victims.example\r\n\r\n<script>alert(1)</script>\u202Etxt", "x" <other@x.example>'
  const { bytes, to } = await composed(mailOf(), { ...ANN, name }, { name: `${name}`, address: SENDER.address })
  const read = await simpleParser(bytes)
  assert.equal(to, ANN.address)
  assert.equal(read.bcc, undefined)
  assert.deepEqual(
    (read.to as ParsedMail['from'])?.value.map(({ address }) => address),
    [ANN.address],
  )
  assert.deepEqual(
    read.from?.value.map(({ address }) => address),
    [SENDER.address],
  )
  assert.ok(typeof read.html === 'string' && !read.html.includes('<script'))
  const headers = bytes.toString('latin1').split('\r\n\r\n')[0]
  assert.doesNotMatch(headers, /^bcc:/im)
})

test('an address or link that is none is an error with a code', async () => {
  for (const address of [
    '',
    'a',
    'a@b@c',
    'a@b\r\nRCPT TO:<x@y>',
    'a b@c',
    'a@b>',
    '"a"@b',
    'a@b,c@d',
    'a@\u0000b',
    `${'a'.repeat(65)}@b`,
  ]) {
    assert.equal(isMailAddress(address), false, address)
    const done = await composeMail(mailOf(), { ...ANN, address }, SENDER)
    assert.deepEqual(done, { type: 'error', error: { code: 'bad-address' } })
  }
  for (const url of ['javascript:alert(1)', 'x', 'file:///etc/passwd', `https://x/${'a'.repeat(2000)}`]) {
    const done = await composeMail(mailOf({ parameters: { url } }), ANN, SENDER)
    assert.deepEqual(done, { type: 'error', error: { code: 'bad-link' } })
  }
  assert.ok(isMailAddress('josé@köln.example'))
})

test('reminders can be ended by a link of their own, which only this installation can make', async () => {
  const account = randomUUID()
  const stop = stopUrl('https://clinic.example', 'secret', account, 'diary-reminder')
  const parameters = { url: LINK, stopUrl: stop, patient: randomUUID(), day: '2026-03-01' }
  const read = await simpleParser((await composed(mailOf({ kind: 'diary-reminder', parameters }))).bytes)
  const list = read.headers.get('list') as unknown as { unsubscribe: { url: string } }
  assert.equal(list.unsubscribe.url, stop)
  assert.deepEqual(readStopPath(new URL(stop).pathname, 'secret'), { account, kind: 'diary-reminder' })
  assert.equal(readStopPath(new URL(stop).pathname, 'another'), null)
  const last = await simpleParser(
    (await composed(mailOf({ kind: 'diary-reminder', parameters: { ...parameters, last: true } }))).bytes,
  )
  assert.equal(last.subject, read.subject)
  assert.match(last.text ?? '', /until you write something; nothing is lost/)
  assert.equal(readStopPath(new URL(stop).pathname.replace(account, randomUUID()), 'secret'), null)
  const other = await simpleParser((await composed()).bytes)
  assert.equal(other.headers.get('list'), undefined)
})

test('a server that says "later" may be asked again, one that says "never" is not, and what it said is not repeated', async () => {
  for (const [code, outcome] of [
    [451, { type: 'try-again', reason: 'smtp-451' }],
    [550, { type: 'refused', reason: 'smtp-550' }],
  ] as const) {
    const atRecipient = await smtpServer({ onRcptTo: (_, __, callback) => callback(refusal(code)) })
    assert.deepEqual(await handOver(atRecipient.settings), outcome)
    const atEnd = await smtpServer({
      onData(stream, _, callback) {
        stream.resume()
        stream.on('end', () => callback(refusal(code)))
      },
    })
    assert.deepEqual(await handOver(atEnd.settings), outcome)
    const atGreeting = await rawServer(() => undefined, `${code} not now`)
    assert.deepEqual(await handOver(atGreeting), { type: 'try-again', reason: `smtp-${code}` })
  }
})

test('first "later", then success', async () => {
  let asked = 0
  const { settings, arrived } = await smtpServer({
    onRcptTo: (_, __, callback) => callback(asked++ === 0 ? refusal(450) : null),
  })
  assert.equal((await handOver(settings)).type, 'try-again')
  assert.equal((await handOver(settings)).type, 'sent')
  assert.equal(arrived.length, 1)
})

test('a server that dies before it took the mail has not delivered it; one that dies afterwards may have', async () => {
  const dyingAt = (moment: RegExp, answers: string) =>
    rawServer((line, socket) => {
      if (moment.test(line)) socket.destroy()
      else if (/^EHLO/.test(line)) socket.write('250 here\r\n')
      else if (/^(MAIL|RCPT)/.test(line)) socket.write('250 ok\r\n')
      else if (line === 'DATA') socket.write(answers)
    })
  for (const moment of [/^EHLO/, /^MAIL/, /^RCPT/, /^DATA$/])
    assert.deepEqual(
      await handOver(await dyingAt(moment, '')),
      { type: 'try-again', reason: 'no-connection' },
      `${moment}`,
    )
  // in the middle of the mail, and after its last line
  assert.deepEqual(await handOver(await dyingAt(/^Subject:/, '354 go\r\n')), { type: 'unknown' })
  assert.deepEqual(await handOver(await dyingAt(/^\.$/, '354 go\r\n')), { type: 'unknown' })
})

test('where there is no server, or the password is wrong, the mail can be tried again', async () => {
  const nobody = { host: '127.0.0.1', port: 1, user: null, password: null, tls: 'none' } as const
  assert.deepEqual(await handOver(nobody), { type: 'try-again', reason: 'no-connection' })
  const { settings } = await smtpServer({
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    onAuth: (auth, _, callback) => (auth.password === 'right' ? callback(null, { user: 'x' }) : callback(refusal(535))),
  })
  assert.deepEqual(await handOver({ ...settings, user: 'u', password: 'wrong' }), {
    type: 'try-again',
    reason: 'smtp-535',
  })
  assert.deepEqual(await handOver({ ...settings, user: 'u', password: 'right' }), { type: 'sent' })
})

test('without encryption no mail and no password leaves where encryption is wanted, nor to a server with a stranger’s certificate', async () => {
  const plain = await smtpServer({})
  const refused = await handOver({ ...plain.settings, tls: 'starttls' })
  assert.equal(refused.type, 'try-again')
  assert.equal(plain.arrived.length, 0)
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
  const secure = await smtpServer({ key, cert })
  assert.equal((await handOver({ ...secure.settings, tls: 'starttls' })).type, 'try-again')
  assert.equal(secure.arrived.length, 0)
  assert.deepEqual(await handOver({ ...secure.settings, tls: 'starttls', ca: cert }), { type: 'sent' })
})

test('the address of a mail server is read, and mail goes unencrypted to this machine alone', () => {
  assert.deepEqual(smtpSettings('smtps://u%40x:p%2Fw@mail.example'), {
    host: 'mail.example',
    port: 465,
    user: 'u@x',
    password: 'p/w',
    tls: 'from-start',
  })
  assert.equal(smtpSettings('smtp://mail.example')?.tls, 'starttls')
  assert.equal(smtpSettings('smtp://mail.example')?.port, 587)
  assert.equal(smtpSettings('smtp://localhost:1025')?.tls, 'none')
  assert.equal(smtpSettings('https://mail.example'), null)
  assert.deepEqual(senderOf('Clinic <post@clinic.example>'), { name: 'Clinic', address: 'post@clinic.example' })
  assert.deepEqual(senderOf('post@clinic.example'), { name: '', address: 'post@clinic.example' })
})

test('without a server mails lie in a folder that only its owner reads; the same mail is one file, and an open folder is refused', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'clearday-mail-'))
  try {
    const folder = join(parent, 'mail')
    const mail = mailOf()
    for (let attempt = 0; attempt < 2; attempt++)
      assert.deepEqual(await toFolder(folder)(await composed(mail), mail.mailId), { type: 'sent' })
    assert.deepEqual(readdirSync(folder), [`${mail.mailId}.eml`])
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    assert.equal(statSync(join(folder, `${mail.mailId}.eml`)).mode & 0o777, 0o600)
    assert.ok((await simpleParser(readFileSync(join(folder, `${mail.mailId}.eml`)))).text?.includes(LINK))
    chmodSync(folder, 0o755)
    const open = await toFolder(folder)(await composed(mail), mail.mailId)
    assert.deepEqual(open, { type: 'try-again', reason: 'folder-open-to-others' })
    writeFileSync(join(parent, 'file'), '')
    const none = await toFolder(join(parent, 'file'))(await composed(mail), mail.mailId)
    assert.equal(none.type, 'try-again')
  } finally {
    rmSync(parent, { recursive: true })
  }
})
