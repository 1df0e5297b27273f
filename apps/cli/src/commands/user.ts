// `clearday user`: accounts and roles, for whoever holds the server itself.
import { addPerson, changeRole, listPeople, lockPerson } from '@clearday/server'
import { STAFF_ROLES, type Database, type StaffRole } from '@clearday/store'
import { isSet, text, texts, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { OPERATIONS_EXIT_WORDS, withTables } from '../operations/with-database.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'

export const user: Command = {
  name: 'user',
  summary: 'lists, adds and locks accounts, and gives roles',
  help: `clearday user list [--json]
clearday user add EMAIL [--name NAME] [--role ROLE ...]
clearday user role EMAIL ROLE [--end]
clearday user lock EMAIL [--open]

Accounts and roles, as a last resort beside the pages for managers: each act is recorded as done by
whoever holds the server. An account that is added has no password: the person sets one by
"forgotten password". One that is locked can do nothing from this moment on. Roles:
${STAFF_ROLES.join(', ')}.

  --name NAME   how the person is called in the clinic
  --role ROLE   a role from the start; may be given several times
  --end         takes the role away
  --open        lets a locked account in again
  --json        the list as JSON

Example:
  npx clearday user list

${OPERATIONS_EXIT_WORDS}`,
  options: {
    name: { type: 'string' },
    role: { type: 'string', multiple: true },
    end: { type: 'boolean' },
    open: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(given) {
    const [act, ...rest] = given.positionals
    const acts = { list: listed, add: added, role: roleChanged, lock: locked } as const
    if (act === undefined || !Object.hasOwn(acts, act))
      throw new UsageProblem('user takes one of list, add, role and lock. See clearday user --help.')
    const { needs, run } = acts[act as keyof typeof acts]
    if (rest.length !== needs.length) throw new UsageProblem(`Write: clearday user ${[act, ...needs].join(' ')}`)
    return withTables((tables) => run(tables, given, rest))
  },
}

interface Act {
  readonly needs: readonly string[]
  readonly run: (tables: Database, given: GivenArguments, rest: readonly string[]) => Promise<number>
}

const listed: Act = {
  needs: [],
  run: async (tables, given) => {
    const people = await listPeople(tables)
    if (isSet(given, 'json')) process.stdout.write(`${JSON.stringify(people)}\n`)
    else if (people.length === 0) printWords('There are no accounts yet.\n')
    else
      for (const { account, email, name, roles, diaries, leftAt } of people) {
        const what = [
          ...roles,
          ...(diaries > 0 ? [`${diaries} ${diaries === 1 ? 'diary' : 'diaries'}`] : []),
          ...(leftAt === null ? [] : ['locked']),
        ]
        printWords(
          `${shownLine(email === '' ? account : email)}${name === '' ? '' : `, ${shownLine(name)}`}: ${what.join(', ') || 'no role'}\n`,
        )
      }
    return EXIT.ok
  },
}

const added: Act = {
  needs: ['EMAIL'],
  run: async (tables, given, [email]) => {
    const roles = texts(given, 'role') ?? []
    const wrong = roles.find((role) => !(STAFF_ROLES as readonly string[]).includes(role))
    if (wrong !== undefined) throw new UsageProblem(`There is no role ${wrong}; there are ${STAFF_ROLES.join(', ')}.`)
    const person = { email, name: text(given, 'name') ?? '', roles: roles as StaffRole[] }
    const outcome = await addPerson(tables, person, false, Date.now())
    return told(
      outcome,
      `${shownLine(email)} is added. They set a password by "forgotten password" on the sign-in page.`,
    )
  },
}

const roleChanged: Act = {
  needs: ['EMAIL', 'ROLE'],
  run: async (tables, given, [who, role]) => {
    const end = isSet(given, 'end')
    const outcome = await changeRole(tables, who, role, end, Date.now())
    return told(outcome, `${shownLine(who)} ${end ? 'no longer holds' : 'holds'} the role ${shownLine(role)}.`)
  },
}

const locked: Act = {
  needs: ['EMAIL'],
  run: async (tables, given, [who]) => {
    const open = isSet(given, 'open')
    const outcome = await lockPerson(tables, who, open, Date.now())
    return told(
      outcome,
      open
        ? `${shownLine(who)} may sign in again.`
        : `${shownLine(who)} is locked: their sessions have ended, and their access opens nothing.`,
    )
  },
}

function told(
  outcome: Awaited<ReturnType<typeof addPerson>> | Awaited<ReturnType<typeof lockPerson>>,
  words: string,
): number {
  if (outcome.type === 'error') {
    printAside(`${outcome.error.message}\n`)
    return EXIT.unusableFile
  }
  printWords(`${words}\n`)
  return EXIT.ok
}
