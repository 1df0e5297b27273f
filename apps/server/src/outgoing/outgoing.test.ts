import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createRawServer, type AddressInfo, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { generate } from 'selfsigned'
import { outgoingDoor } from './outgoing-door.ts'
import type { DoorSettings, Fetched, NetworkAddress, OutgoingRequest } from './outgoing-request.ts'
import { isPublicAddress } from './public-address.ts'

const HERE: NetworkAddress = { address: '127.0.0.1', family: 4 }
let server: Server
let port: number
let answer: RequestListener = (_, response) => response.end('hello')
let asked = 0
const sockets = new Set<Socket>()

before(async () => {
  server = createServer((request, response) => {
    asked++
    answer(request, response)
  })
  server.on('connection', (socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
after(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})

/** A door that lets the test's own server through, under any name that the resolver gives its address. */
function testDoor(more: Partial<DoorSettings> = {}): (request: OutgoingRequest) => Promise<Fetched> {
  return outgoingDoor({
    resolve: () => Promise.resolve([HERE]),
    unguarded: { http: true, ports: [port], addresses: ['127.0.0.1'] },
    ...more,
  })
}

const here = (path = '/'): string => `http://calendar.example:${port}${path}`

async function fetched(request: Partial<OutgoingRequest> = {}): Promise<Fetched> {
  return testDoor()({ url: here(), ...request })
}

function codeOf(result: Fetched): string {
  return result.type === 'error' ? result.error.code : `ok ${result.value.status}`
}

test('no address of this machine, this house, a carrier, a cloud’s metadata or nobody is public, in whichever form', () => {
  const closed = `0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.0.9 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1
    192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::10.0.0.1 ::ffff:0:10.0.0.1 64:ff9b::10.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:db8::1
    2002:a00:1:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 4000::1 2001:10::1
    0x7f.1 2130706433 017700000001 127.1 localhost 8.8.8.8. 08.8.8.8 [::1]`
  for (const address of ['', ...closed.split(/\s+/)]) assert.equal(isPublicAddress(address), false, address)
  for (const address of ['8.8.8.8', '1.1.1.1', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])
    assert.equal(isPublicAddress(address), true, address)
})

test('numbers in place of names are read as what they stand for, and refused before anything is asked', async () => {
  const door = outgoingDoor({ resolve: () => Promise.reject(new Error('nothing is to be resolved')) })
  for (const host of [
    '127.0.0.1',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '127.1',
    '0',
    '１２７.0.0.1',
    '%31%32%37.0.0.1',
    '169.254.169.254',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[64:ff9b::7f00:1]',
    '[fd00:ec2::254]',
    '[::]',
  ])
    assert.equal(codeOf(await door({ url: `https://${host}/` })), 'not-public', host)
})

test('only https on its own port, without a name and password, is asked', async () => {
  const door = outgoingDoor({ resolve: () => Promise.resolve([HERE]) })
  const codes: [string, string][] = [
    ['http://calendar.example/', 'not-https'],
    ['ftp://calendar.example/', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['data:text/plain,x', 'not-https'],
    ['https://u:p@calendar.example/', 'credentials'],
    ['https://u@calendar.example/', 'credentials'],
    ['https://calendar.example:8443/', 'port'],
    ['https://calendar.example:22/', 'port'],
    ['https://', 'bad-url'],
    ['calendar.example', 'bad-url'],
    [`https://calendar.example/${'x'.repeat(3000)}`, 'bad-url'],
    ['https://calendar.example/', 'not-public'],
    ['https://localhost./', 'not-public'],
  ]
  for (const [url, code] of codes) assert.equal(codeOf(await door({ url })), code, url)
})

test('a name with one address that is not public is refused whole, and so is one that nobody knows', async () => {
  const answers: [readonly NetworkAddress[], string][] = [
    [
      [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
      'not-public',
    ],
    [[{ address: '::1', family: 6 }], 'not-public'],
    [[], 'not-found'],
  ]
  for (const [addresses, code] of answers)
    assert.equal(
      codeOf(await outgoingDoor({ resolve: () => Promise.resolve(addresses) })({ url: 'https://a.example/' })),
      code,
    )
  const unknown = outgoingDoor({ resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) })
  assert.equal(codeOf(await unknown({ url: 'https://a.example/' })), 'not-found')
})

test('the connection goes to the address that was checked: a name that answers otherwise a moment later changes nothing', async () => {
  let resolved = 0
  answer = (_, response) => response.end('hello')
  const door = testDoor({
    resolve: () => Promise.resolve([resolved++ === 0 ? HERE : { address: '10.0.0.1', family: 4 }]),
  })
  assert.equal(codeOf(await door({ url: here() })), 'ok 200')
  assert.equal(resolved, 1)
  // the second request resolves anew, and is refused
  assert.equal(codeOf(await door({ url: here() })), 'not-public')
})

test('each redirect is checked: to a private address, another scheme, another name that turned private', async () => {
  for (const [location, code] of [
    ['http://169.254.169.254/latest/meta-data', 'port not-public'],
    ['http://10.0.0.1:PORT/', 'not-public'],
    ['//0x7f000002:PORT/', 'not-public'],
    ['file:///etc/passwd', 'not-https'],
    ['gopher://x/', 'not-https'],
    ['http://u:p@calendar.example/', 'credentials'],
    ['http://', 'bad-url'],
  ]) {
    answer = (_, response) => response.writeHead(302, { location: location.replace('PORT', `${port}`) }).end()
    assert.ok(code.split(' ').includes(codeOf(await fetched())), location)
  }
  let resolved = 0
  const rebinding = testDoor({
    resolve: () => Promise.resolve([resolved++ === 0 ? HERE : { address: '192.168.0.1', family: 4 }]),
  })
  answer = (_, response) => response.writeHead(301, { location: here('/again') }).end()
  assert.equal(codeOf(await rebinding({ url: here() })), 'not-public')
})

test('three redirects are followed and a fourth is not; a POST follows none', async () => {
  answer = (request, response) => {
    const n = Number(request.url?.slice(1))
    if (n === 0) response.end('there')
    else response.writeHead(302, { location: `/${n - 1}` }).end()
  }
  assert.equal(codeOf(await fetched({ url: here('/3') })), 'ok 200')
  assert.equal(codeOf(await fetched({ url: here('/4') })), 'too-many-redirects')
  assert.equal(codeOf(await fetched({ url: here('/1'), method: 'POST', body: Buffer.from('x') })), 'redirect-of-post')
})

test('what authorises a request is not sent on to another origin, and cookies never', async () => {
  const seen: unknown[] = []
  answer = (request, response) => {
    seen.push([request.headers.host, request.headers.authorization, request.headers.cookie])
    if (request.url === '/')
      response.writeHead(302, { location: `http://other.example:${port}/end`, 'set-cookie': 'a=b' }).end()
    else response.end()
  }
  const headers = { authorization: 'vapid x', cookie: 'a=b' } as OutgoingRequest['headers']
  await testDoor()({ url: here(), ...(headers === undefined ? {} : { headers }) })
  assert.deepEqual(seen, [
    [`calendar.example:${port}`, 'vapid x', undefined],
    [`other.example:${port}`, undefined, undefined],
  ])
})

test('an endless body, one that claims too much, and one that unpacks to too much are left', async () => {
  let written = 0
  answer = (_, response) => {
    const more = (): void => {
      while (response.write(Buffer.alloc(65_536))) written += 65_536
    }
    response.on('drain', more)
    response.on('error', () => undefined)
    more()
  }
  assert.equal(codeOf(await fetched({ maxBytes: 100_000 })), 'too-large')
  assert.ok(written < 50_000_000)
  answer = (_, response) => response.writeHead(200, { 'content-length': '200000' }).write('x')
  assert.equal(codeOf(await fetched({ maxBytes: 100_000 })), 'too-large')
  const bomb = gzipSync(Buffer.alloc(200_000_000))
  answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
  const memory = process.memoryUsage().rss
  assert.equal(codeOf(await fetched({ maxBytes: 1_000_000 })), 'too-large')
  assert.ok(process.memoryUsage().rss - memory < 50_000_000)
})

test('a packed answer is unpacked, and one that is packed otherwise, broken or cut off is an error', async () => {
  answer = (_, response) =>
    response
      .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'Text/Calendar; charset=utf-8', etag: '"1"' })
      .end(gzipSync('BEGIN'))
  const good = await fetched({ contentTypes: ['text/calendar'] })
  assert.ok(good.type === 'ok')
  assert.deepEqual(
    { ...good.value, body: good.value.body.toString() },
    {
      ...{ status: 200, contentType: 'text/calendar', body: 'BEGIN', url: here() },
      ...{ etag: '"1"', lastModified: null, retryAfter: null },
    },
  )
  for (const [encoding, body] of [
    ['br', 'x'],
    ['gzip, gzip', 'x'],
    ['gzip', 'not packed'],
    ['gzip', gzipSync('BEGIN').subarray(0, 12)],
  ] as const) {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body)
    assert.equal(codeOf(await fetched()), 'bad-answer', encoding)
  }
  answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
  assert.equal(codeOf(await fetched({ contentTypes: ['text/calendar'] })), 'content-type')
})

test('a slow answer, a slow body, a slow name and a silent server end in time', async () => {
  const within = async (work: Promise<Fetched>): Promise<void> => {
    const begun = performance.now()
    assert.equal(codeOf(await work), 'timeout')
    assert.ok(performance.now() - begun < 1500)
  }
  answer = () => undefined
  await within(fetched({ timeoutMs: 200 }))
  answer = (_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drip))
  }
  await within(fetched({ timeoutMs: 200 }))
  answer = (_, response) => void setTimeout(() => response.writeHead(302, { location: '/' }).end(), 90)
  await within(fetched({ timeoutMs: 200 }))
  await within(testDoor({ resolve: () => new Promise(() => undefined) })({ url: here(), timeoutMs: 200 }))
})

test('huge headers, words that are no HTTP, and nobody at the other end are errors', async () => {
  answer = (_, response) => response.writeHead(200, { 'x-much': 'x'.repeat(20_000) }).end()
  assert.equal(codeOf(await fetched()), 'bad-answer')
  const raw = createRawServer((socket) => {
    socket.on('error', () => undefined)
    socket.end('SSH-2.0-OpenSSH\r\n')
  })
  raw.listen(0, '127.0.0.1')
  await once(raw, 'listening')
  const rawPort = (raw.address() as AddressInfo).port
  const door = testDoor({ unguarded: { http: true, ports: [rawPort, 1], addresses: ['127.0.0.1'] } })
  assert.equal(codeOf(await door({ url: `http://a.example:${rawPort}/` })), 'bad-answer')
  raw.close()
  assert.equal(codeOf(await door({ url: 'http://a.example:1/' })), 'no-connection')
})

test('over https the certificate must be of the name that was asked, whatever address it was pinned to', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'calendar.example' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'calendar.example' }] }],
  })
  const secure = createSecureServer({ key, cert }, (_, response) => response.end('hello'))
  secure.on('tlsClientError', () => undefined)
  secure.listen(0, '127.0.0.1')
  await once(secure, 'listening')
  const securePort = (secure.address() as AddressInfo).port
  const unguarded = { ports: [securePort], addresses: ['127.0.0.1'] }
  const trusting = testDoor({ unguarded: { ...unguarded, ca: cert } })
  assert.equal(codeOf(await trusting({ url: `https://calendar.example:${securePort}/` })), 'ok 200')
  assert.equal(codeOf(await trusting({ url: `https://other.example:${securePort}/` })), 'certificate')
  assert.equal(codeOf(await testDoor({ unguarded })({ url: `https://calendar.example:${securePort}/` })), 'certificate')
  secure.close()
})

test('what was refused before was never asked', async () => {
  const before = asked
  await outgoingDoor({ resolve: () => Promise.resolve([HERE]) })({ url: `http://calendar.example:${port}/` })
  await outgoingDoor({ resolve: () => Promise.resolve([HERE]) })({ url: `https://calendar.example:${port}/` })
  assert.equal(asked, before)
})
