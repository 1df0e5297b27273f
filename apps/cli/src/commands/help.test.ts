// Every help text fits a terminal of a hundred columns.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textWidth } from '../terminal/text-width.ts'
import { loadCommands } from './all-commands.ts'

const COMMANDS = await loadCommands()

for (const { name, help, summary } of COMMANDS) {
  test(`the help of ${name} has no line beyond a hundred columns`, () => {
    for (const line of [`  clearday simulate  ${summary}`, ...help.split('\n')])
      assert.ok(textWidth(line) <= 100, `${textWidth(line)}: ${line}`)
  })
}
