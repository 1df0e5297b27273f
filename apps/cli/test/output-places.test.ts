// Nothing a command writes lands on what it reads, however the path is written.
import assert from 'node:assert/strict'
import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { after, before, test } from 'node:test'
import { parseCommand, UsageProblem } from '../src/command.ts'
import { loadCommands } from '../src/commands/all-commands.ts'

const COMMANDS = await loadCommands()

const DIARY = 'day,headache,on\n1,0,0\n2,1,1\n3,0,1\n'
let folder = ''
const at = (name: string): string => join(folder, name)

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday-places-'))
  await writeFile(at('own.csv'), DIARY)
  await writeFile(at('sessions.csv'), 'day\n2\n')
  await writeFile(at('listed.csv'), 'day\n2\n')
  await writeFile(at('mapping.json'), '{"treatments":[{"kind":"sessions","file":"listed.csv"}]}')
  await writeFile(at('schedule.csv'), 'pair,block,from,to,treatment,state\n1,1,1,2,on,on\n1,2,3,4,on,off\n')
  await symlink(at('own.csv'), at('link.csv'))
  await link(at('own.csv'), at('hard.csv'))
  await symlink(folder, at('self'))
  await mkdir(at('inside'))
})
after(() => rm(folder, { recursive: true, force: true }))

/** What a command says that refuses its places; it must not have touched any file. */
async function refused(...argumentsList: string[]): Promise<string> {
  const command = COMMANDS.find(({ name }) => name === argumentsList[0])
  assert.ok(command)
  const before = await readdir(folder)
  let said = 'nothing was refused'
  try {
    await command.run(parseCommand(command, argumentsList.slice(1)))
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error
    said = error.message
  }
  assert.deepEqual(await readdir(folder), before)
  assert.equal(await readFile(at('own.csv'), 'utf8'), DIARY)
  return said.replaceAll(folder, '')
}

test('a report or a JSON file over the diary is refused, through links, hard links and every way to write the path', async () => {
  const ways = ['own.csv', 'link.csv', 'hard.csv', 'self/own.csv', 'self/self/link.csv'].map(at)
  for (const way of [...ways, `${folder}/./inside/../own.csv`, relative(process.cwd(), at('own.csv'))]) {
    const said = await refused('analyse', at('own.csv'), '--quiet', '--report', way)
    assert.match(said, /^--report .* would overwrite the diary, \/own\.csv; give it a place of its own\.$/, way)
    assert.match(await refused('analyse', at('link.csv'), '--quiet', '--no-report', `--json=${way}`), /the diary/, way)
  }
})

test('the mapping, the session lists and the schedule are kept from being overwritten too', async () => {
  const quiet = ['analyse', at('own.csv'), '--quiet', '--treatment', 'on']
  assert.match(
    await refused(...quiet, '--sessions', at('sessions.csv'), '--report', at('sessions.csv')),
    /overwrite the session list, \/sessions\.csv/,
  )
  const mapped = [...quiet, '--mapping', at('mapping.json')]
  assert.match(await refused(...mapped, `--json=${at('mapping.json')}`), /overwrite the mapping/)
  assert.match(
    await refused('analyse', at('own.csv'), '--quiet', '--mapping', at('mapping.json'), '--report', at('listed.csv')),
    /overwrite the session list, \/listed\.csv/,
  )
  assert.match(
    await refused(...quiet, '--schedule', at('schedule.csv'), '--report', at('self/schedule.csv')),
    /overwrite the schedule/,
  )
})

test('two outputs cannot be one file, a folder or nameless', async () => {
  const twice = await refused('analyse', at('own.csv'), '--report', at('x.html'), `--json=${at('self/x.html')}`)
  assert.match(twice, /^--json and --report would both be written to \/x\.html; give each a place of its own\.$/)
  assert.match(await refused('analyse', at('own.csv'), '--report', at('inside')), /is a folder or a device/)
  assert.match(await refused('analyse', at('own.csv'), '--report='), /needs the name of a file/)
  assert.match(await refused('simulate', '-o', at('inside')), /is a folder or a device/)
  await writeFile(at('made.truth.json'), '{}')
  await symlink(at('made.truth.json'), at('made.csv'))
  assert.match(await refused('simulate', '-o', at('made.csv')), /would both be written to/)
  await Promise.all([rm(at('made.csv')), rm(at('made.truth.json'))])
})

test('design refuses to write its schedule over what it reads, with the same words', async () => {
  const said = await refused('design', at('own.csv'), '--treatment', 'on', '--out', at('link.csv'))
  assert.match(said, /^--out \/link\.csv would overwrite the diary/)
})

test('letters that the file system does not tell apart are one name', async () => {
  const shouted = join(folder, basename(at('own.csv')).toUpperCase())
  const alike = await readFile(shouted).then(
    () => true,
    () => false,
  )
  const said = alike
    ? await refused('analyse', at('own.csv'), '--report', shouted)
    : '--report would overwrite the diary'
  assert.match(said, /would overwrite the diary/)
})
