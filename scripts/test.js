// `npm test`: sets up, then runs every check and every test; stops at the first check that does not pass.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root, runPinned } from './bootstrap.js'

const [given] = process.argv.slice(2)
if (given !== undefined) {
  console.log(
    'npm test runs every check and every test, and takes no flags.\nOne file of tests: node_modules/.bin/node --test FILE',
  )
  process.exit(given === '--help' || given === '-h' ? 0 : 2)
}
ensureInstalled()
const tool = (name, file) => join(root, 'node_modules', name, file)
const steps = [
  ['pages', ['apps/server/src/process/web-build.ts']],
  [
    'types of the pages',
    [tool('svelte-check', 'bin/svelte-check'), '--threshold', 'error'],
    { cwd: join(root, 'apps', 'web') },
  ],
  ['types', [tool('typescript', 'bin/tsc'), '--noEmit', '-p', '.']],
  ['lint', [tool('eslint', 'bin/eslint.js'), '.']],
  ['format', [tool('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  [
    'layers',
    [
      tool('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'packages',
      'apps',
      'bench',
    ],
  ],
  ['dead code', [tool('knip', 'bin/knip.js')]],
  ['tests', runTests],
]
for (const [name, argumentsList, options] of steps) {
  console.log(`\n— ${name}`)
  const started = Date.now()
  const code = typeof argumentsList === 'function' ? argumentsList() : runPinned(argumentsList, options)
  if (code !== 0) {
    console.error(`\n${name}: not passed (exit code ${code}).`)
    process.exit(code)
  }
  console.log(`  ${name}: passed in ${((Date.now() - started) / 1000).toFixed(0)} s`)
}

function testGlobs() {
  return ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts']
}

/**
 * All tests. Where nothing failed but a few files that drive a browser, those are run once more with nothing beside them: what passes then was
 * too slow for a busy machine or waits for too little, and is named as such, loudly; what is wrong fails again. Nothing else gets a second try.
 */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-tests-'))
  const list = join(folder, 'failed')
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(root, 'scripts', 'failed-files.js')}`,
    `--test-reporter-destination=${list}`,
  ]
  try {
    const code = runPinned(['--test', ...reporters, ...testGlobs()])
    if (code === 0) return 0
    const failed = readFileSync(list, 'utf8').split('\n').filter(Boolean)
    const ofBrowsers = failed.length > 0 && failed.every((file) => file.startsWith('apps/web/test/'))
    if (!ofBrowsers || failed.length > 3) return code
    console.log(`\n— once more, with nothing beside: ${failed.join(', ')}`)
    const again = runPinned(['--test', '--test-concurrency=1', ...failed])
    if (again === 0) console.log(`\nUNSTEADY, to be mended: failed above and passed alone: ${failed.join(', ')}`)
    return again
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
