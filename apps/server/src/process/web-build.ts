// The built pages: made anew when their sources changed, by the hash of what is in them, and otherwise taken as they lie there.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const WEB = fileURLToPath(new URL('../../../web/', import.meta.url))
const BUILD = join(WEB, 'build')
const STAMP = join(BUILD, '.sources')
const LOCK = join(WEB, '.building')
/** In the order in which they are built: the pages take the files of the others along. */
const CONFIGS = ['vite.enhance.config.ts', 'vite.diary.config.ts', 'vite.diary-worker.config.ts', 'vite.config.ts']
/** Whose code the diary app holds, so that it works on the phone. */
const BUNDLED = ['diary', 'evidence', 'inference', 'care', 'exchange']
  .map((name) => join('..', '..', 'packages', name, 'src'))
  .filter((path) => existsSync(join(WEB, path)))
const SOURCES = ['src', 'static', 'package.json', 'tsconfig.json', ...CONFIGS, ...BUNDLED]
/** Below `static`, and made by the build itself. */
const MADE = ['enhance', 'diary'].map((name) => join(WEB, 'static', name))
/** A build takes ten seconds; a lock that is older was left by a process that was killed. */
const LOCK_LASTS_MS = 120_000

export type WebBuilt =
  | { readonly type: 'ok'; readonly folder: string }
  | { readonly type: 'error'; readonly error: { readonly code: 'no-pages'; readonly message: string } }

/** @param say takes a line for whoever waits. Errors: no-pages, with what would be right. */
export async function builtWeb(say: (line: string) => void): Promise<WebBuilt> {
  if (!existsSync(join(WEB, 'vite.config.ts')))
    return existsSync(STAMP) ? { type: 'ok', folder: BUILD } : missing('its sources are not here either')
  const wanted = sourcesHash()
  const fresh = (): boolean => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted
  if (fresh()) return { type: 'ok', folder: BUILD }
  const [vite, kit] = [programOf('vite', 'bin/vite.js'), programOf('@sveltejs/kit', 'svelte-kit.js')]
  if (vite === null || kit === null) {
    // an installation without the building tools keeps the pages that it came with
    if (existsSync(STAMP)) return { type: 'ok', folder: BUILD }
    return missing('the tools that build them are not installed (npm ci --include=dev)')
  }
  if (!mayWrite()) {
    return missing('this account may not write there. Build them once as who owns the program: npm run pages')
  }
  await takeLock()
  try {
    if (fresh()) return { type: 'ok', folder: BUILD }
    const begun = Date.now()
    say('Building the pages (when they changed; some ten seconds) …\n')
    // what the diary app takes from the pages is read by the pages' own settings, a part of which is made
    const steps = [[kit, 'sync'], ...CONFIGS.map((config) => [vite, 'build', '--config', config, '--logLevel', 'warn'])]
    for (const [program, ...given] of steps) {
      const failed = await run(program, given)
      if (failed !== null) return missing(`building them failed:\n${failed}`)
    }
    writeFileSync(STAMP, wanted)
    say(`The pages are built (${((Date.now() - begun) / 1000).toFixed(0)} s).\n`)
    return { type: 'ok', folder: BUILD }
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

function missing(why: string): WebBuilt {
  const message = `The pages of the web app are not built as they now are, and ${why}\nThey belong into ${BUILD}`
  return { type: 'error', error: { code: 'no-pages', message } }
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const name of SOURCES) {
    const path = join(WEB, name)
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((one) => join(path, one))
      : [path]
    for (const file of files.sort()) {
      if (MADE.some((made) => file.startsWith(made)) || statSync(file).isDirectory()) continue
      hash.update(`${file.slice(WEB.length)}\n`).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

function programOf(name: string, path: string): string | null {
  try {
    return join(dirname(createRequire(join(WEB, 'package.json')).resolve(`${name}/package.json`)), path)
  } catch {
    return null
  }
}

function mayWrite(): boolean {
  try {
    accessSync(WEB, constants.W_OK)
    return true
  } catch {
    return false
  }
}

async function takeLock(): Promise<void> {
  for (;;) {
    try {
      mkdirSync(LOCK)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const made = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0
      if (Date.now() - made > LOCK_LASTS_MS) rmSync(LOCK, { recursive: true, force: true })
      await wait(200)
    }
  }
}

/** What it said where it failed; null where it did not. */
function run(program: string, parameters: readonly string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...parameters], { cwd: WEB, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4000)
      })
    child.on('error', reject).on('close', (code) => {
      resolve(code === 0 ? null : said)
    })
  })
}

if (import.meta.main) {
  const built = await builtWeb((line) => process.stderr.write(line))
  if (built.type === 'error') process.stderr.write(`${built.error.message}\n`)
  process.exitCode = built.type === 'ok' ? 0 : 1
}
