// The bare model as it is called for checks against other software: whose risk difference it is, and which names it refuses.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parseCommand, UsageProblem, type Command } from '../src/command.ts'
import { loadCommands } from '../src/commands/all-commands.ts'
import { fit } from '../src/commands/fit.ts'
import { commandIn } from './run-command.ts'

const COMMANDS = await loadCommands()

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday-fit-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const clearday = commandIn(() => folder)

interface Fitted {
  readonly columns: Readonly<Record<string, { readonly mean: number }>>
  readonly riskDifference: { readonly mean: number }
}

async function diary(name: string): Promise<void> {
  const rows = [`day,headache,${name}`]
  // the column goes with clear days, whatever starts after day 50 goes with headaches
  for (let day = 1; day <= 100; day++) {
    const on = Math.floor(day / 5) % 2
    rows.push(`${day},${(day * 7) % 10 < (on === 1 ? 2 : 5) + (day > 50 ? 3 : 0) ? 1 : 0},${on}`)
  }
  await writeFile(join(folder, 'diary.csv'), `${rows.join('\n')}\n`)
}

test('the risk difference is of the first of --columns, whatever else has a start day', async () => {
  await diary('dup')
  const { code, out } = await clearday('fit', 'diary.csv', '--columns', 'dup', '--start-after', 'x=50', '--json')
  assert.equal(code, 0)
  const { columns, riskDifference } = JSON.parse(out) as Fitted
  assert.deepEqual(Object.keys(columns), ['intercept', 'dup', 'x'])
  assert.ok(columns.dup.mean < 0 && columns.x.mean > 0, JSON.stringify(columns))
  assert.ok(riskDifference.mean < 0, `risk difference ${riskDifference.mean}`)
  const other = await clearday('fit', 'diary.csv', '--columns', 'x,dup', '--start-after', 'x=50', '--json')
  const named = JSON.parse(other.out) as Fitted
  assert.deepEqual(Object.keys(named.columns), ['intercept', 'x', 'dup'])
  assert.ok(named.riskDifference.mean > 0)
})

/** What is said where a command refuses its flags. */
async function refusal(command: Command, ...flags: string[]): Promise<string> {
  try {
    await command.run(parseCommand(command, flags))
  } catch (error) {
    if (error instanceof UsageProblem) return error.message
    throw error
  }
  return 'nothing was refused'
}

test('a column called intercept is refused, because the model’s own goes by that name', async () => {
  await diary('intercept')
  const file = join(folder, 'diary.csv')
  for (const flag of ['--columns=intercept', '--start-after=intercept=50', '--start=intercept=50'])
    assert.match(await refusal(fit, file, flag, '--json'), /intercept.*another name/, flag)
})

test('a seed is a whole number from 0 on, in every command that takes one', async () => {
  await diary('on')
  const file = join(folder, 'diary.csv')
  const taking = COMMANDS.filter(({ options }) => 'seed' in options)
  assert.deepEqual(taking.map(({ name }) => name).toSorted(), ['analyse', 'design', 'fit', 'simulate', 'start'])
  for (const command of taking) {
    for (const seed of ['-1', '1.5', '9007199254740992', '1e30']) {
      const flags = { simulate: ['-o', join(folder, 'made.csv')], start: [] }[command.name] ?? [file]
      assert.equal(
        await refusal(command, ...flags, '--seed', seed),
        `--seed ${seed} cannot be used; give a whole number from 0 to 9007199254740991.`,
        command.name,
      )
    }
  }
})
