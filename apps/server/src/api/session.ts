// Who asks: what the API knows of a session, wherever sessions come from.

export interface Session {
  /** Of the account that signed in; verified for this request. */
  readonly account: string
  /** `Set-Cookie` values for the answer, so that a cookie lives as long as its session. */
  readonly setCookies?: readonly string[]
}

/** Null for nobody, for a session that has ended, and for an account that may not act (yet). */
export type SessionOf = (request: Request) => Promise<Session | null>

/** Whether somebody is signed in at all, from the headers alone. */
export function isSignedIn(sessionOf: SessionOf): (request: Request) => Promise<boolean> {
  return async (request) => (await sessionOf(request)) !== null
}
