// The service worker of the diary app: built after it, because it holds the list of the app's files and a name for all of them together.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vite'

const FOLDER = 'static/diary'

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(FOLDER, name)).isFile() && name !== 'service-worker.js' && !/\.(br|gz)$/.test(name))
  .sort()
const hash = createHash('sha256')
for (const name of files) hash.update(`${name}\n`).update(readFileSync(join(FOLDER, name)))

export default defineConfig({
  publicDir: false,
  define: {
    __FILES__: JSON.stringify(files.filter((name) => name !== 'index.html').map((name) => `/diary/${name}`)),
    __VERSION__: JSON.stringify(hash.digest('hex').slice(0, 12)),
  },
  build: {
    outDir: FOLDER,
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: { 'service-worker': 'src/diary/service-worker.ts' },
      output: { entryFileNames: '[name].js', format: 'iife' },
    },
  },
})
