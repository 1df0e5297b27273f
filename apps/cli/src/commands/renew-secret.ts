// `clearday renew-secret`: another secret for the installation, when the old one may be known to others.
import { renewSecret } from '@clearday/server'
import { UsageProblem, type Command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { configurationOf, OPERATIONS_EXIT_WORDS } from '../operations/with-database.ts'
import { printAside, printWords } from '../shown-text.ts'

export const renewSecretCommand: Command = {
  name: 'renew-secret',
  summary: 'another secret, when the old one may be known to others',
  help: `clearday renew-secret

Makes a new secret in the file secrets.json of the data folder. End the server before, and start it
after. Everybody is signed out then, the database roles get other passwords, links in mails that are
on their way lead nowhere, and mails that still wait to be sent are marked as failed. Second steps
go on: what they were encrypted with stays in the file as a former secret, and signs nothing.

Where CLEARDAY_SECRET is set, set a new one there, and put the old one first in
CLEARDAY_FORMER_SECRETS.

Example:
  npx clearday renew-secret

${OPERATIONS_EXIT_WORDS}`,
  options: {},
  run(given) {
    if (given.positionals.length > 0)
      throw new UsageProblem(`renew-secret takes nothing; ${given.positionals.join(' ')} was given.`)
    const configuration = configurationOf()
    if (typeof configuration === 'number') return Promise.resolve(configuration)
    if (process.env.CLEARDAY_SECRET !== undefined) {
      printAside('CLEARDAY_SECRET is set: set a new one there, and put the old one first in CLEARDAY_FORMER_SECRETS.\n')
      return Promise.resolve(EXIT.unusableFile)
    }
    const renewed = renewSecret(configuration.dataFolder)
    if (renewed.type === 'error') {
      printAside(`${renewed.error.message}\n`)
      return Promise.resolve(EXIT.unusableFile)
    }
    printWords('There is a new secret. Start the server again: everybody signs in anew.\n')
    return Promise.resolve(EXIT.ok)
  },
}
