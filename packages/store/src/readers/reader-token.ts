// Tokens of the links that readers get by mail: the database keeps their hash alone.
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A key of the installation that is not in the database. */
export type ReaderKey = Buffer & { readonly __readerKey: never }

export function readerKey(secret: string): ReaderKey {
  return Buffer.from(hkdfSync('sha256', secret, '', 'clearday reader links 1', 32)) as ReaderKey
}

export interface ReaderToken {
  /** Stands in the link: 43 letters, digits, hyphens and underscores. */
  readonly token: string
  readonly hash: Buffer
}

/** The same in every mail to a reader: it opens what is mailed to them, and nothing that they wrote. */
export function followToken(key: ReaderKey, reader: string): ReaderToken {
  return tokenOf(createHmac('sha256', key).update(`follow ${reader}`).digest())
}

export function newReaderToken(): ReaderToken {
  return tokenOf(randomBytes(32))
}

/** Null for what cannot be a token. */
export function readerTokenHash(token: string): Buffer | null {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? createHash('sha256').update(token).digest() : null
}

function tokenOf(bytes: Buffer): ReaderToken {
  const token = bytes.toString('base64url')
  return { token, hash: createHash('sha256').update(token).digest() }
}
