// The first administrator of an empty clinic: a link that is printed once, works once, and lies nowhere in plain words.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { openPool, type ConnectionSettings } from '@clearday/store'
import { passwordFault } from '../accounts/password-rule.ts'
import { addPerson, hasAdministrator } from './people.ts'

export interface SetUp {
  /** What stands behind the # of the link. */
  readonly token: string
  /** Whether the link still works: not once it was used, or ran out. */
  readonly isOpen: () => boolean
  /** Makes the administrator. Errors: no-token (wrong, used, run out, or there is one already), those of a password and of `addPerson`. */
  readonly complete: (given: SetUpGiven) => Promise<SetUpOutcome>
}

export interface SetUpGiven {
  readonly token: string
  readonly email: string
  readonly name: string
  readonly password: string
}

export type SetUpOutcome =
  | { readonly type: 'ok' }
  | { readonly type: 'error'; readonly error: { readonly code: string; readonly message: string } }

/** Long enough to walk to a desk; another start prints another link. */
export const SET_UP_HOURS = 24

/**
 * Null where there is an administrator already: then nobody becomes one by a link.
 *
 * @param owner opened for the one act. @param clock ms since 1970.
 */
export async function offerSetUp(owner: ConnectionSettings, clock: () => number): Promise<SetUp | null> {
  const asOwner = async <Value>(work: (tables: ReturnType<typeof openPool>) => Promise<Value>): Promise<Value> => {
    const tables = openPool(owner, 'clearday set-up', 1)
    try {
      return await work(tables)
    } finally {
      await tables.destroy()
    }
  }
  if (await asOwner(hasAdministrator)) return null
  const token = randomBytes(32).toString('base64url')
  const hash = sum(token)
  const until = clock() + SET_UP_HOURS * 3_600_000
  let used = false
  const isOpen = (): boolean => !used && clock() < until
  const open = (given: string): boolean => isOpen() && timingSafeEqual(sum(given), hash)
  return {
    token,
    isOpen,
    complete: async ({ token: said, email, name, password }) => {
      if (!open(said))
        return refused('no-token', 'This link does not work (any more). Start the server again for another.')
      const weak = passwordFault(password, [email, name])
      if (weak !== null) return refused(weak, 'This password is not taken.')
      // taken before anything is waited for: of two that are sent at once one is the first
      used = true
      const added = await asOwner(async (tables) =>
        (await hasAdministrator(tables))
          ? null
          : addPerson(tables, { email, name, password, roles: ['administrator'] }, true, clock()),
      ).catch((error: unknown) => {
        used = false
        throw error
      })
      if (added === null) return refused('no-token', 'There is an administrator already.')
      if (added.type === 'ok') return { type: 'ok' }
      used = false
      return added
    },
  }
}

function refused(code: string, message: string): SetUpOutcome {
  return { type: 'error', error: { code, message } }
}

function sum(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
