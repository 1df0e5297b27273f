// What can be asked through the outgoing door, within which limits, and what comes back.

export interface NetworkAddress {
  readonly address: string
  readonly family: 4 | 6
}

export interface DoorSettings {
  readonly resolve: (name: string) => Promise<readonly NetworkAddress[]>
  /** For tests: what is let through although the door would refuse it. */
  readonly unguarded?: {
    readonly http?: boolean
    readonly ports?: readonly number[]
    readonly addresses?: readonly string[]
    readonly ca?: string
  }
}

export interface OutgoingRequest {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  /** Of these alone: a header that is not listed here cannot be sent. */
  readonly headers?: Partial<Readonly<Record<AllowedHeader, string>>>
  /** Of a POST. */
  readonly body?: Uint8Array
  /** Of the answer, unpacked; 5 MB if absent. */
  readonly maxBytes?: number
  /** For everything, redirects and the last byte included; 10 000 if absent. */
  readonly timeoutMs?: number
  /** Media types that are taken, such as 'text/calendar'; all if absent. */
  readonly contentTypes?: readonly string[]
}

export type AllowedHeader =
  | 'accept'
  | 'authorization'
  | 'content-encoding'
  | 'content-type'
  | 'if-modified-since'
  | 'if-none-match'
  | 'topic'
  | 'ttl'
  | 'urgency'

export type FetchCode =
  | 'bad-url'
  | 'not-https'
  | 'credentials'
  | 'port'
  | 'not-found'
  | 'not-public'
  | 'too-many-redirects'
  | 'redirect-of-post'
  | 'no-connection'
  | 'certificate'
  | 'timeout'
  | 'too-large'
  | 'bad-answer'
  | 'content-type'

export interface Answer {
  readonly status: number
  /** Without parameters, in small letters; '' if none was given. */
  readonly contentType: string
  readonly etag: string | null
  readonly lastModified: string | null
  /** Seconds or a date, as it was said. */
  readonly retryAfter: string | null
  readonly body: Buffer
  /** After redirects. */
  readonly url: string
}

export type Fetched =
  | { readonly type: 'ok'; readonly value: Answer }
  | { readonly type: 'error'; readonly error: { readonly code: FetchCode } }

export interface Limits {
  readonly method: 'GET' | 'POST'
  readonly body: Uint8Array | null
  readonly maxBytes: number
  readonly contentTypes: readonly string[] | null
}

export function refuse(code: FetchCode): Extract<Fetched, { type: 'error' }> {
  return { type: 'error', error: { code } }
}
