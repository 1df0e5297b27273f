// `npm test`: sets up, then runs every check and every test; stops at the first check that does not pass.
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
  ['tests', ['--test', ...testGlobs()]],
]
for (const [name, argumentsList, options] of steps) {
  console.log(`\n— ${name}`)
  const started = Date.now()
  const code = runPinned(argumentsList, options)
  if (code !== 0) {
    console.error(`\n${name}: not passed (exit code ${code}).`)
    process.exit(code)
  }
  console.log(`  ${name}: passed in ${((Date.now() - started) / 1000).toFixed(0)} s`)
}

function testGlobs() {
  return ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts']
}
