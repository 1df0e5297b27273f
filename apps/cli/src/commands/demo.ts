// `clearday demo`: the demonstration clinic's accounts and truths, and taking it away.
import { existsSync } from 'node:fs'
import { demonstrationOf, type Demonstration } from '@clearday/store'
import { isSet, UsageProblem, type Command } from '../command.ts'
import { readAccountFile } from '../demonstration/account-file.ts'
import { accountLines } from '../demonstration/account-lines.ts'
import { demonstrationConfiguration, demonstrationFolder } from '../demonstration/demonstration-configuration.ts'
import { openAddresses } from '../demonstration/fill-demonstration.ts'
import { removeDemonstration } from '../demonstration/remove-demonstration.ts'
import { EXIT } from '../exit-codes.ts'
import { OPERATIONS_EXIT_WORDS, tablesOf } from '../operations/with-database.ts'
import { printAside, printWords } from '../shown-text.ts'
import type { Configuration } from '@clearday/server'

export const demo: Command = {
  name: 'demo',
  summary: 'accounts and truths of the demonstration clinic, and its end',
  help: `clearday demo [--truths | --answers | --remove]

Without a flag: every account of the demonstration clinic that clearday start made, with passwords.

  --truths   what is true of its patients and no diary says, as JSON: what each treatment does, in
             headache days in 28, and whether something else made the difference
  --answers  which verdicts its patients are given, beside what is true, and how many ranges hold it
  --remove   takes the clinic away, and says what was removed; while a server runs on it, or if its
             database holds real people, nothing is touched

Example:
  npx clearday demo --truths

${OPERATIONS_EXIT_WORDS}`,
  options: { truths: { type: 'boolean' }, answers: { type: 'boolean' }, remove: { type: 'boolean' } },
  async run(given) {
    if (given.positionals.length > 0)
      throw new UsageProblem(`demo takes no names; ${given.positionals.join(' ')} was given.`)
    if (['truths', 'answers', 'remove'].filter((flag) => isSet(given, flag)).length > 1)
      throw new UsageProblem('Give --truths, --answers or --remove, one of them.')
    const folder = demonstrationFolder(process.env)
    if (!existsSync(folder)) {
      printAside(`There is no demonstration clinic in ${folder}. Make one: npm start\n`)
      return EXIT.unusableFile
    }
    const configured = demonstrationConfiguration(process.env)
    if (configured.type === 'error') {
      for (const message of configured.messages) printAside(`${message}\n`)
      return configured.code === 'settings' ? EXIT.usage : EXIT.unusableFile
    }
    if (isSet(given, 'remove')) return remove(configured.value)
    if (isSet(given, 'truths') || isSet(given, 'answers')) return showTruths(configured.value, isSet(given, 'answers'))
    return showAccounts(configured.value)
  },
}

async function showAccounts(configuration: Configuration): Promise<number> {
  const { dataFolder } = configuration
  const file = readAccountFile(dataFolder)
  if (file === null) {
    printAside(`There is no demonstration clinic in ${dataFolder}. Make one: npm start\n`)
    return EXIT.unusableFile
  }
  return tablesOf(configuration, async (tables) => {
    const open = await openAddresses(tables)
    printWords(`${accountLines(file, dataFolder, { all: true, origin: null, open })}\n`)
    return EXIT.ok
  })
}

/** @param answered whether beside what is answered. */
async function showTruths(configuration: Configuration, answered: boolean): Promise<number> {
  const { answersAgainstTruths, answersTable, truths } = await import('@clearday/demo')
  return tablesOf(configuration, async (tables) => {
    const there: Demonstration | null = await demonstrationOf(tables)
    if (there === null) {
      printAside(`The database in ${configuration.dataFolder} is no demonstration.\n`)
      return EXIT.unusableFile
    }
    const { seed, patients, mostDays, lastDay } = there
    const settings = { seed, lastDay: lastDay, ...(mostDays !== null && { mostDays }) }
    if (answered) {
      printWords(`${answersTable(answersAgainstTruths(patients, settings))}\n`)
      return EXIT.ok
    }
    process.stdout.write(`${JSON.stringify(truths(patients, settings), null, 2)}\n`)
    return EXIT.ok
  })
}

async function remove(configuration: Configuration): Promise<number> {
  const removed = await removeDemonstration(configuration)
  if (removed.type === 'error') {
    printAside(`${removed.message}\n`)
    return EXIT.unusableFile
  }
  const { counts, left } = removed
  printWords(
    counts === null || counts.accounts === 0
      ? `Nobody was in ${configuration.dataFolder} yet; what had been begun there is removed.\n`
      : `Removed: ${counts.accounts} accounts, ${counts.diaries} diaries with ${counts.operations.toLocaleString('en')} operations, their mails and their passwords.\n`,
  )
  if (left.length > 0) printWords(`Left in ${configuration.dataFolder}: ${left.join(', ')}\n`)
  return EXIT.ok
}
