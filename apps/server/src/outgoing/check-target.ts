// What a user-given address must be before anything is asked, and which network addresses stand behind it.
import { isIP } from 'node:net'
import { refuse, type DoorSettings, type Fetched, type NetworkAddress } from './outgoing-request.ts'
import { isPublicAddress } from './public-address.ts'

export type Checked = { readonly type: 'ok'; readonly value: Target } | Extract<Fetched, { type: 'error' }>

export interface Target {
  readonly url: URL
  /** Already resolved and checked: the connection goes to one of these and nowhere else. */
  readonly addresses: readonly NetworkAddress[]
}

const LONGEST_URL = 2048

/**
 * Reads the address as browsers do, so that 0x7f.1, 2130706433 and full-width digits are the 127.0.0.1 that they stand for, and resolves
 * its name once. One address that is not public refuses the whole name: public names have none.
 */
export async function checkTarget(text: string, base: URL | null, settings: DoorSettings): Promise<Checked> {
  const url = text.length > LONGEST_URL ? null : URL.parse(text, base ?? undefined)
  if (url === null) return refuse('bad-url')
  const { unguarded } = settings
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && unguarded?.http === true)) return refuse('not-https')
  if (url.username !== '' || url.password !== '') return refuse('credentials')
  if (url.port !== '' && unguarded?.ports?.includes(Number(url.port)) !== true) return refuse('port')
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(name)
  let addresses: readonly NetworkAddress[]
  try {
    addresses = family === 0 ? await settings.resolve(name) : [{ address: name, family: family === 6 ? 6 : 4 }]
  } catch {
    return refuse('not-found')
  }
  if (addresses.length === 0) return refuse('not-found')
  if (!addresses.every(({ address }) => mayAsk(address, settings))) return refuse('not-public')
  return { type: 'ok', value: { url, addresses } }
}

export function mayAsk(address: string, { unguarded }: DoorSettings): boolean {
  return isPublicAddress(address) || unguarded?.addresses?.includes(address) === true
}
