// `npm run article-speed`: how many readers a second get an article, from Clearday and from a static file server with the same bytes.
//
//   node bench/article-speed.ts [--origin URL] [--seconds 4] [--rounds 5] [--at-once 32]
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { flagsOf } from './runs/flags.ts'

const { seconds, rounds, ...more } = flagsOf({
  call: 'npm run article-speed --',
  words: `How many readers a second get an article: from Clearday, with its demonstration clinic, and from
sirv, a static file server, with the same bytes; by turns, in one run. Writes
docs/measurements/article-speed.md.`,
  flags: {
    origin: { kind: 'text', meaning: 'a Clearday that runs, with the demonstration; otherwise one is started' },
    seconds: { kind: 'count', meaning: 'of each turn', otherwise: 4 },
    rounds: { kind: 'count', meaning: 'turns of each', otherwise: 5 },
    'at-once': { kind: 'count', meaning: 'readers at a time', otherwise: 32 },
  },
})
const atOnce = more['at-once']
const PATH = '/articles/craniosacral-therapy-and-migraine'
const GOAL = 0.5

interface Read {
  readonly status: number
  readonly body: Buffer
  readonly etag: string
}

const folder = mkdtempSync(join(tmpdir(), 'clearday-article-'))
const started: ChildProcess[] = []
try {
  const clearday = more.origin ?? (await startClearday())
  const page = await read(clearday + PATH, {}, undefined)
  if (page.status !== 200) throw new Error(`${clearday}${PATH} answered ${page.status}, not 200`)
  mkdirSync(join(folder, 'files', 'articles'), { recursive: true })
  const file = join(folder, 'files', `${PATH}.html`)
  writeFileSync(file, page.body)
  writeFileSync(`${file}.br`, brotliCompressSync(page.body))
  const files = await startStatic(join(folder, 'files'))
  const kinds = [
    { name: 'as it is', headers: {}, status: 200 },
    { name: 'compressed (br)', headers: { 'accept-encoding': 'gzip, deflate, br' }, status: 200 },
    {
      name: 'known already (304)',
      headers: { 'accept-encoding': 'gzip, deflate, br', 'if-none-match': '' },
      status: 304,
    },
  ]
  const busy = loadavg()[0]
  const lines: string[][] = []
  for (const { name, headers, status } of kinds) {
    const rates: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++)
      for (const [which, origin] of [clearday, files].entries()) {
        const { etag } = await read(origin + PATH, headers, undefined)
        const asked = 'if-none-match' in headers ? { ...headers, 'if-none-match': etag } : headers
        rates[which].push(await rate(origin + PATH, asked, status))
      }
    const [ours, theirs] = rates.map(median)
    lines.push([name, ours.toFixed(0), theirs.toFixed(0), `${((100 * ours) / theirs).toFixed(0)} %`])
    console.log(
      `${name.padEnd(20)} Clearday ${ours.toFixed(0).padStart(6)}   static files ${theirs.toFixed(0).padStart(6)}   ${((100 * ours) / theirs).toFixed(0)} %`,
    )
  }
  writeFileSync(
    fileURLToPath(new URL('../docs/measurements/article-speed.md', import.meta.url)),
    `# Readers of an article a second

\`npm run article-speed -- --seconds ${seconds} --rounds ${rounds} --at-once ${atOnce}\`: the article about craniosacral therapy (${page.body.length} bytes), from
Clearday with its demonstration clinic and from sirv, a static file server, with the same bytes. ${atOnce} readers at a time, medians of
${rounds} turns of ${seconds} s each. Each server and the readers are a process each on ${cpus().length} cores, Node ${process.versions.node}; ${busy.toFixed(1)} processes were
already at work.

| | Clearday | static files | ratio |
| --- | ---: | ---: | ---: |
${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}

The goal is ${100 * GOAL} % of the static server.
`,
  )
} finally {
  for (const child of started) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
}

/** Making the demonstration clinic takes most of a minute. */
async function startClearday(): Promise<string> {
  const main = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, CLEARDAY_DATA: join(folder, 'data'), CLEARDAY_PORT: '0' },
  })
  started.push(child)
  console.log('Making the demonstration clinic …')
  let said = ''
  for await (const piece of child.stdout) {
    said += String(piece)
    const found = /runs at (\S+)/.exec(said)
    if (found !== null) {
      child.stdout.resume()
      return found[1]
    }
  }
  throw new Error(`Clearday did not start:\n${said}`)
}

async function startStatic(files: string): Promise<string> {
  const program = fileURLToPath(new URL('./article/static-server.ts', import.meta.url))
  const child = spawn(process.execPath, [program, files], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return `http://127.0.0.1:${port.toString().trim()}`
}

function read(url: string, headers: Readonly<Record<string, string>>, agent: Agent | undefined): Promise<Read> {
  return new Promise((resolve, reject) => {
    get(url, { headers, ...(agent !== undefined && { agent }) }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces), etag: answer.headers.etag ?? '' })
      })
    }).on('error', reject)
  })
}

/** Answers a second. */
async function rate(url: string, headers: Readonly<Record<string, string>>, status: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const begun = performance.now()
  let count = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() - begun < seconds * 1000) {
        const answer = await read(url, headers, agent)
        if (answer.status !== status) throw new Error(`${url} answered ${answer.status}, not ${status}`)
        count++
      }
    }),
  )
  agent.destroy()
  return count / ((performance.now() - begun) / 1000)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
