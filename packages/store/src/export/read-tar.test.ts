import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { looksLikeTar, readTar } from './read-tar.ts'

/** Longer than a header holds, in a folder whose name a header has a second place for. */
const LONG = `${'folder-'.repeat(8)}/${'a-long-name-'.repeat(7)}.en.md`

function made(...flags: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-tar-'))
  try {
    mkdirSync(join(folder, 'in/articles'), { recursive: true })
    mkdirSync(join(folder, 'in', dirname(LONG)), { recursive: true })
    writeFileSync(join(folder, 'in/articles/neck.en.md'), '# Neck\n')
    writeFileSync(join(folder, 'in', LONG), '# Long\n')
    symlinkSync('/etc/passwd', join(folder, 'in/link.md'))
    execFileSync('tar', [...flags, '-cf', join(folder, 'out.tar'), '-C', join(folder, 'in'), '.'])
    return readFileSync(join(folder, 'out.tar'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('what tar has packed in each of its forms is read, with long names and without links', () => {
  for (const flags of [['--format=gnu'], ['--format=pax'], ['--format=ustar'], ['--format=gnu', '-z']]) {
    const archive = made(...flags)
    assert.ok(looksLikeTar(archive), flags.join(' '))
    const read = readTar(archive, 10_000)
    assert.ok(read.type === 'ok', JSON.stringify(read))
    assert.deepEqual([...read.files.keys()].sort(), [LONG, 'articles/neck.en.md'].sort(), flags.join(' '))
    assert.equal(read.files.get(LONG)?.toString(), '# Long\n')
  }
})

test('an archive that is cut off, damaged, too large or none says which', () => {
  const archive = made('--format=gnu')
  const said = (bytes: Buffer, most = 10_000): string => {
    const read = readTar(bytes, most)
    return read.type === 'error' ? read.message : ''
  }
  assert.match(said(archive.subarray(0, 700)), /was cut off/)
  assert.match(said(gzipSync(archive).subarray(0, 100)), /damaged, or it was cut off/)
  assert.match(said(archive, 6), /is too large/)
  assert.match(said(gzipSync(Buffer.alloc(1_000_000)), 1000), /too large/)
  assert.match(said(Buffer.from('hello '.repeat(200))), /no tar archive/)
  assert.equal(looksLikeTar(Buffer.from('# Title\n')), false)
})
