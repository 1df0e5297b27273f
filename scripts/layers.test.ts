import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

test('the layer check refuses an import the wrong way, and a built-in module in the pure package', () => {
  // a tree of its own with the same rules: whatever ends this test, nothing of it stands among the sources
  const tree = mkdtempSync(join(tmpdir(), 'clearday-layers-'))
  try {
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) copyFileSync(join(root, file), join(tree, file))
    for (const folder of ['packages/inference/src', 'apps/cli/src']) mkdirSync(join(tree, folder), { recursive: true })
    writeFileSync(join(tree, 'apps/cli/src/version.ts'), 'export const VERSION = 1\n')
    writeFileSync(
      join(tree, 'packages/inference/src/wrong-way.ts'),
      "import '../../../apps/cli/src/version.ts'\nimport 'node:fs'\n",
    )
    const cruised = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        'packages',
      ],
      { cwd: tree, encoding: 'utf8' },
    )
    assert.notEqual(cruised.status, 0)
    assert.match(cruised.stdout, /packages\/inference-imports/)
    assert.match(cruised.stdout, /inference-is-pure/)
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
})
