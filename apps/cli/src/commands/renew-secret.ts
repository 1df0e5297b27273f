// `clearday renew-secret`: another secret for the installation, when the old one may be known to others.
import { renewSecret } from '@clearday/server'
import { isServed } from '@clearday/store'
import { UsageProblem, type Command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { OPERATIONS_EXIT_WORDS, withExistingDatabase } from '../operations/with-database.ts'
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
  async run(given) {
    if (given.positionals.length > 0)
      throw new UsageProblem(`renew-secret takes nothing; ${given.positionals.join(' ')} was given.`)
    if ((process.env.CLEARDAY_SECRET ?? '').trim() !== '') {
      printAside('CLEARDAY_SECRET is set: set a new one there, and put the old one first in CLEARDAY_FORMER_SECRETS.\n')
      return EXIT.unusableFile
    }
    return withExistingDatabase(async ({ owner }, { dataFolder }) => {
      if (await isServed(owner)) {
        printAside('A server runs, and would go on with the secret it has. End it, and run this again.\n')
        return EXIT.unusableFile
      }
      const renewed = renewSecret(dataFolder)
      if (renewed.type === 'error') {
        printAside(`${renewed.error.message}\n`)
        return EXIT.unusableFile
      }
      printWords('There is a new secret. Start the server again: everybody signs in anew.\n')
      return EXIT.ok
    })
  },
}
