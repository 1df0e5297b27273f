import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { answersASecond } from './readers.ts'

const LONG = 'a page '.repeat(20_000)
let answered = 0
const server = createServer((request, response) => {
  answered++
  if (request.url === '/known') response.writeHead(304).end()
  else if (request.url === '/whole') response.writeHead(200, { 'content-length': LONG.length }).end(LONG)
  else {
    response.write(LONG)
    response.end('and its end')
  }
})
let origin = ''
before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => {
  server.closeAllConnections()
  server.close()
})

test('readers count the answers that they read to their end, in whatever form they come', async () => {
  for (const [path, status] of [
    ['/whole', 200],
    ['/in-pieces', 200],
    ['/known', 304],
  ] as const) {
    answered = 0
    const rate = await answersASecond({ url: origin + path, headers: {}, status, atOnce: 4, seconds: 0.2 })
    assert.ok(rate > 20 && Math.abs(rate * 0.2 - answered) / answered < 0.5, `${path}: ${rate} a second of ${answered}`)
  }
})

test('an answer that is another than expected ends the measurement', async () => {
  const asking = { url: `${origin}/known`, headers: {}, status: 200, atOnce: 1, seconds: 1 }
  await assert.rejects(answersASecond(asking), /answered 304, not 200/)
})
