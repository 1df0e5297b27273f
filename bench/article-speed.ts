// `npm run article-speed`: how many readers a second get an article, from Clearday, from a static file server with the same bytes, and from a
// blog generator's own server with the same article.
//
//   node bench/article-speed.ts [--origin URL] [--seconds 4] [--rounds 5] [--at-once 32]
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { startBlogEngine } from './article/blog-engine.ts'
import { answersASecond } from './article/readers.ts'
import { flagsOf } from './runs/flags.ts'

const { seconds, rounds, ...more } = flagsOf({
  call: 'npm run article-speed --',
  words: `How many readers a second get an article: from Clearday, with its demonstration clinic, from
sirv, a static file server, with the same bytes, and from Hexo, a blog generator, with the same
text, which is fetched with npm into reports/; by turns, in one run. Writes
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
/** Of the static server, and times the blog engine. */
const GOALS = { files: 0.5, blog: 5 }

interface Read {
  readonly status: number
  readonly body: Buffer
  readonly etag: string
}

const folder = mkdtempSync(join(tmpdir(), 'clearday-article-'))
const started: ChildProcess[] = []
try {
  const clearday = more.origin ?? (await startClearday())
  const page = await read(clearday + PATH, {})
  if (page.status !== 200) throw new Error(`${clearday}${PATH} answered ${page.status}, not 200`)
  mkdirSync(join(folder, 'files', 'articles'), { recursive: true })
  const file = join(folder, 'files', `${PATH}.html`)
  writeFileSync(file, page.body)
  writeFileSync(`${file}.br`, brotliCompressSync(page.body))
  const files = await startStatic(join(folder, 'files'))
  const [, title = ''] = /<title>([^<]*)/.exec(page.body.toString()) ?? []
  const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(page.body.toString()) ?? []
  const blog = await startBlogEngine(title, main)
  if (blog.type === 'runs') started.push(blog.child)
  else console.log(`The blog engine is not measured: ${blog.why}.`)
  const blogPage = blog.type === 'runs' ? await read(blog.url, {}) : null
  if (blogPage !== null && blogPage.body.length < main.length)
    throw new Error(`${blog.type} shows not the whole article`)
  const urls = [clearday + PATH, files + PATH, ...(blog.type === 'runs' ? [blog.url] : [])]
  const kinds = [
    { name: 'as it is', headers: {}, known: false },
    { name: 'compressed (br)', headers: { 'accept-encoding': 'gzip, deflate, br' }, known: false },
    { name: 'known already (304)', headers: { 'accept-encoding': 'gzip, deflate, br' }, known: true },
  ]
  const busy = loadavg()[0]
  const lines: string[][] = []
  for (const { name, headers, known } of kinds) {
    const rates: number[][] = urls.map(() => [])
    for (let round = 0; round < rounds; round++)
      for (const [which, url] of urls.entries()) {
        const { etag } = await read(url, headers)
        const asked = known && etag !== '' ? { ...headers, 'if-none-match': etag } : headers
        // a server that knows no marks sends the whole page again
        const { status } = await read(url, asked)
        if (which < 2 && status !== (known ? 304 : 200)) throw new Error(`${url} answered ${status}`)
        rates[which]?.push(await answersASecond({ url, headers: asked, status, atOnce, seconds }))
      }
    const [ours = 0, theirs = 0, blogs] = rates.map(median)
    const ofFiles = `${((100 * ours) / theirs).toFixed(0)} %`
    const ofBlog = blogs === undefined ? 'not measured' : `${(ours / blogs).toFixed(1)} ×`
    lines.push([name, ours.toFixed(0), theirs.toFixed(0), blogs?.toFixed(0) ?? 'not measured', ofFiles, ofBlog])
    console.log(`${name.padEnd(20)} of the static server ${ofFiles.padStart(6)}   of the blog engine ${ofBlog}`)
  }
  const blogWords =
    blog.type === 'runs' && blogPage !== null
      ? `${blog.name} with its own server and theme (${blogPage.body.length} bytes; the text is that of the page, its frame the theme's)`
      : 'no blog engine: it could not be had here'
  writeFileSync(
    fileURLToPath(new URL('../docs/measurements/article-speed.md', import.meta.url)),
    `# Readers of an article a second

\`npm run article-speed -- --seconds ${seconds} --rounds ${rounds} --at-once ${atOnce}\`: the article about craniosacral therapy (${page.body.length} bytes), from
Clearday with its demonstration clinic (its usual seed), from sirv, a static file server, with the same bytes, and from ${blogWords}.
${atOnce} readers at a time on connections that stay open, medians of ${rounds} turns of ${seconds} s each. Each server and the readers are a process each on
${cpus().length} cores, Node ${process.versions.node}; ${busy.toFixed(1)} processes were already at work.

| | Clearday | static files | blog engine | of the static files | of the blog engine |
| --- | ---: | ---: | ---: | ---: | ---: |
${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}

The goals are ${100 * GOALS.files} % of the static server and ${GOALS.blog} times the blog engine. A blog engine that neither compresses nor knows marks of what
a browser has sends the whole page in each row.
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

function read(url: string, headers: Readonly<Record<string, string>>): Promise<Read> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces), etag: answer.headers.etag ?? '' })
      })
    }).on('error', reject)
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
