// `clearday audit verify`: whether the record of who saw and changed what is as it was written.
import { verifyChains } from '@clearday/store'
import { UsageProblem, type Command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { OPERATIONS_EXIT_WORDS, withTables } from '../operations/with-database.ts'
import { printAside, printWords } from '../shown-text.ts'

export const audit: Command = {
  name: 'audit',
  summary: 'verifies the record of who saw and changed what',
  help: `clearday audit verify

Each patient has a record of who saw and changed what, and each member of staff one of what they
did to others’ access. Every event’s hash holds the one before it. Reads all of them and says which
event was changed, taken out or put in after it was recorded. A record that was cut off at its end,
or rewritten as a whole, is found by comparing with the heads in a backup (clearday restore FILE
--check).

Example:
  npx clearday audit verify

${OPERATIONS_EXIT_WORDS}`,
  options: {},
  async run(given) {
    if (given.positionals.join(' ') !== 'verify') throw new UsageProblem('audit takes one word: clearday audit verify')
    return withTables(async (tables) => {
      const { chains, events, faults } = await verifyChains(tables)
      for (const fault of faults) printAside(`${fault}\n`)
      printWords(
        faults.length === 0
          ? `${chains} records with ${events} events are as they were written.\n`
          : `${faults.length} of ${chains} records are not as they were written.\n`,
      )
      return faults.length === 0 ? EXIT.ok : EXIT.unusableFile
    })
  },
}
