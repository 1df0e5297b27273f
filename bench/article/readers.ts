// Readers who ask for the same page again and again, each on a connection that stays open, with as little work of their own as can be: what is
// measured is the server's.
import { connect } from 'node:net'

export interface Asking {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** That each answer has; another ends the measurement. */
  readonly status: number
  readonly atOnce: number
  readonly seconds: number
}

/** Answers a second, each read to its end. Throws where an answer has another status or the server ends a connection. */
export async function answersASecond(asking: Asking): Promise<number> {
  const begun = performance.now()
  const until = begun + asking.seconds * 1000
  const counts = await Promise.all(Array.from({ length: asking.atOnce }, () => oneReader(asking, until)))
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - begun) / 1000)
}

function oneReader({ url, headers, status }: Asking, until: number): Promise<number> {
  const { hostname, port, host, pathname } = new URL(url)
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const request = Buffer.from(`GET ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`)
  return new Promise((resolve, reject) => {
    let count = 0
    let answer = begin()
    const socket = connect(Number(port), hostname)
    const fail = (words: string): void => {
      socket.destroy()
      reject(new Error(`${url} ${words}`))
    }
    socket.setNoDelay(true)
    socket.on('connect', () => socket.write(request))
    socket.on('error', reject)
    socket.on('end', () => fail('ended a connection'))
    socket.on('data', (piece: Buffer) => {
      const read = answer.take(piece)
      if (read === null) return
      if (read !== status) return fail(`answered ${read}, not ${status}`)
      count++
      answer = begin()
      if (performance.now() < until) socket.write(request)
      else {
        socket.removeAllListeners('end').destroy()
        resolve(count)
      }
    })
  })
}

const HEAD_END = '\r\n\r\n'
const LAST_CHUNK = '0\r\n\r\n'

/** One answer as it comes: `take` gives its status once it is whole, null before. */
function begin(): { readonly take: (piece: Buffer) => number | null } {
  let head: Buffer | null = Buffer.alloc(0)
  let status = 0
  let left = 0
  let tail: string | null = null
  const taken = (piece: Buffer): number | null => {
    if (tail !== null) {
      tail = (tail + piece.toString('latin1', Math.max(0, piece.length - LAST_CHUNK.length))).slice(-LAST_CHUNK.length)
      return tail === LAST_CHUNK ? status : null
    }
    left -= piece.length
    return left <= 0 ? status : null
  }
  return {
    take(piece) {
      if (head === null) return taken(piece)
      head = Buffer.concat([head, piece])
      const end = head.indexOf(HEAD_END)
      if (end < 0) return null
      const words = head.toString('latin1', 0, end)
      const rest = head.subarray(end + HEAD_END.length)
      head = null
      status = Number(words.slice(9, 12))
      if (/\r\ntransfer-encoding: *chunked/i.test(words)) tail = ''
      else left = status === 304 ? 0 : Number(/\r\ncontent-length: *(\d+)/i.exec(words)?.[1] ?? 0)
      return taken(rest)
    },
  }
}
