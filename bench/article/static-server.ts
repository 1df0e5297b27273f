// The same article as a file: served by sirv, a static file server, in a process of its own. Says its port on one line.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'

const files = sirv(process.argv[2], { etag: true, brotli: true, gzip: true, extensions: ['html'] })
const server = createServer((request, response) => {
  files(request, response, () => {
    response.statusCode = 404
    response.end()
  })
})
server.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port)
})
