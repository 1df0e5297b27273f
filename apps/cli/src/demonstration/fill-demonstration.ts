// Putting the demonstration clinic into its database, or completing it: passwords first, then everybody, with a line that shows how far it is.
import { addPerson, listPeople, makeSizes, openDatabase, visitProof, type Configuration } from '@clearday/server'
import { demonstrationOf, openPool, type Database, type Demonstration } from '@clearday/store'
import type { DemoAccount } from '@clearday/demo'
import { EXIT } from '../exit-codes.ts'
import { interruption } from '../interruption.ts'
import { printAside } from '../shown-text.ts'
import { peopleLine } from '../terminal/progress.ts'
import { randomPassword, readAccountFile, writeAccountFile, type AccountFile } from './account-file.ts'

const OWNER_CONNECTIONS = 4
const DAY_MS = 86_400_000

/** What to begin with; a demonstration that is there already keeps its own. */
export interface Wanted {
  readonly seed: number
  readonly patients: number
  readonly mostDays: number | null
}

/** The addresses that can sign in, once everybody is there; or the exit code after it was said why not. */
export async function fillDemonstration(
  configuration: Configuration,
  wanted: Wanted,
  clock: () => number,
): Promise<ReadonlySet<string> | number> {
  const opened = await openDatabase(configuration, { beside: false })
  if (opened.type === 'error') {
    printAside(`${opened.error.message}\n`)
    return EXIT.unusableFile
  }
  const { owner, store, leave } = opened.value
  const tables = openPool(owner, 'clearday demonstration', OWNER_CONNECTIONS)
  const { signal, release } = interruption()
  try {
    const there = await demonstrationOf(tables)
    if (there?.finished !== true) {
      const filled = await fill(configuration, tables, store.app, there ?? wanted, signal, clock)
      if (typeof filled === 'number') return filled
    }
    return await openAddresses(tables)
  } finally {
    release()
    await tables.destroy()
    await store.close()
    await leave()
  }
}

/** Of accounts that are there and open: whoever was let go, or closed their account, has a password in the file that opens nothing. */
export async function openAddresses(tables: Database): Promise<ReadonlySet<string>> {
  const people = await listPeople(tables)
  return new Set(people.filter(({ email, leftAt }) => email !== '' && leftAt === null).map(({ email }) => email))
}

async function fill(
  { dataFolder, secret }: Configuration,
  owner: Database,
  app: Database,
  { seed, patients, mostDays }: Wanted,
  signal: AbortSignal,
  clock: () => number,
): Promise<Demonstration | number> {
  const { demoAccounts, seedClinic } = await import('@clearday/demo')
  const file = accountFileFor(dataFolder, demoAccounts(patients))
  const line = peopleLine(patients)
  const links: Record<string, string> = { ...file.shareLinks }
  printAside('Making the demonstration clinic (once; under a minute) …\n')
  const began = clock()
  const seeded = await seedClinic({
    owner,
    app,
    begin: { seed, patients, mostDays, lastDay: new Date(began - DAY_MS).toISOString().slice(0, 10) },
    addAccount: accountMaker(owner, file, dataFolder, clock),
    proofOf: (purpose, id) => visitProof(secret, purpose, id),
    clock,
    signal,
    makePicture: async (content) => {
      const made = await makeSizes(content)
      return made.type === 'ok' ? made.sizes : null
    },
    seeded: (done, of, { recipe, shareToken }) => {
      line.at(done, of)
      if (shareToken === null) return
      links[`${recipe.name} for ${recipe.share?.recipient ?? ''}`] = shareToken
      writeAccountFile(dataFolder, { ...file, shareLinks: links })
    },
  }).finally(() => line.done())
  if (seeded.type === 'error') {
    printAside(`${seeded.error.message}\n`)
    return seeded.error.code === 'stopped' ? EXIT.interrupted : EXIT.unusableFile
  }
  return seeded.value
}

/** Those of an earlier start are kept: their accounts may be there already. */
function accountFileFor(folder: string, accounts: readonly DemoAccount[]): AccountFile {
  const before = readAccountFile(folder)
  const passwords = new Map(before?.accounts.map(({ email, password }) => [email, password]))
  return {
    accounts: accounts.map(({ email, who, roles }) => ({
      email,
      password: passwords.get(email) ?? randomPassword(),
      who,
      staff: roles.length > 0,
    })),
    shareLinks: before?.shareLinks ?? {},
  }
}

/** The file is written with the first account, after the database was found to be free for it. */
function accountMaker(
  owner: Database,
  file: AccountFile,
  folder: string,
  clock: () => number,
): (account: DemoAccount) => Promise<string> {
  const passwords = new Map(file.accounts.map(({ email, password }) => [email, password]))
  let there: Promise<ReadonlyMap<string, string>> | null = null
  return async ({ email, name, roles }) => {
    there ??= listPeople(owner).then((people) => {
      writeAccountFile(folder, file)
      return new Map(people.map((one) => [one.email, one.account]))
    })
    const found = (await there).get(email)
    if (found !== undefined) return found
    const password = passwords.get(email)
    if (password === undefined) throw new TypeError(`${email} has no password`)
    const added = await addPerson(owner, { email, name, password, roles }, true, clock())
    if (added.type === 'error') throw new Error(`the account of an invented person: ${added.error.code}`)
    return added.value
  }
}
