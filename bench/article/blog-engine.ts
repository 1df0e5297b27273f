// The same article in Hexo, a well-known blog generator for Node, as its own server shows it: the page is put together for each reader. It is
// fetched with npm for this measurement alone, into a folder that is no part of the project; where that cannot be done, it is not measured.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const FOLDER = fileURLToPath(new URL('../../reports/blog-engine/', import.meta.url))
const HEXO = '8.1.2'
/** It loads what stands in the file of its folder. */
const DEPENDENCIES = {
  hexo: HEXO,
  'hexo-server': '3.0.0',
  'hexo-theme-landscape': '1.1.0',
  'hexo-renderer-ejs': '2.0.0',
  'hexo-renderer-marked': '7.0.1',
  'hexo-renderer-stylus': '3.0.1',
}
const INSTALL_MS = 180_000
const START_MS = 60_000

export type BlogEngine =
  | { readonly type: 'runs'; readonly name: string; readonly url: string; readonly child: ChildProcess }
  | { readonly type: 'not-measured'; readonly why: string }

/** @param html what readers see of the article: it is the post's text, so that nothing of it has to be made. */
export async function startBlogEngine(title: string, html: string): Promise<BlogEngine> {
  const program = join(FOLDER, 'node_modules', 'hexo', 'bin', 'hexo')
  const site = { private: true, hexo: { version: HEXO }, dependencies: DEPENDENCIES }
  try {
    mkdirSync(join(FOLDER, 'source', '_posts'), { recursive: true })
    writeFileSync(join(FOLDER, 'package.json'), JSON.stringify(site))
    if (!existsSync(program)) {
      console.log('Fetching Hexo …')
      const quiet = ['--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
      await promisify(execFile)('npm', ['install', ...quiet], { cwd: FOLDER, timeout: INSTALL_MS })
    }
  } catch {
    return { type: 'not-measured', why: 'npm could not fetch it' }
  }
  const settings = 'title: A clinic\nurl: http://localhost\npermalink: articles/:title/\ntheme: landscape\n'
  writeFileSync(join(FOLDER, '_config.yml'), settings)
  // what it remembers of a measurement before
  rmSync(join(FOLDER, 'db.json'), { force: true })
  const head = `title: ${JSON.stringify(title)}\ndate: 2026-01-01\ndisableNunjucks: true\n`
  writeFileSync(join(FOLDER, 'source', '_posts', 'article.html'), `---\n${head}---\n${html}\n`)
  const port = await freePort()
  const asked = [program, 'server', '-p', String(port), '-i', '127.0.0.1']
  const child = spawn(process.execPath, asked, { cwd: FOLDER, stdio: ['ignore', 'pipe', 'ignore'] })
  const runs = await new Promise<boolean>((resolve) => {
    let said = ''
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
      if (said.includes('is running at')) resolve(true)
    })
    child.once('exit', () => resolve(false))
    setTimeout(() => resolve(false), START_MS).unref()
  })
  if (runs) return { type: 'runs', name: `Hexo ${HEXO}`, url: `http://127.0.0.1:${port}/articles/article/`, child }
  if (child.exitCode === null) child.kill()
  return { type: 'not-measured', why: 'it did not start' }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
