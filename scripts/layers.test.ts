import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

test('the layer check refuses an import the wrong way, and a built-in module in the pure package', () => {
  const folder = join(root, 'packages', 'inference', 'src', 'layer-check')
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(join(folder, 'wrong-way.ts'), "import '../../../../apps/cli/src/version.ts'\nimport 'node:fs'\n")
    const cruised = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        'packages/inference/src/layer-check',
      ],
      { cwd: root, encoding: 'utf8' },
    )
    assert.notEqual(cruised.status, 0)
    assert.match(cruised.stdout, /packages\/inference-imports/)
    assert.match(cruised.stdout, /inference-is-pure/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
