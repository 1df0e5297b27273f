// What stands behind an address: handlers of Web requests, asked in order until one answers.

export interface RequestContext {
  /** Random; told to who asked and written in the log. */
  readonly id: string
  /** The network address that asks, for limits; never logged. */
  readonly peer: string
  /** What `route` was called with last; '' before. */
  readonly name: string
  /** Names the route in log and metrics: one of few names, never the path. */
  readonly route: (name: string) => void
}

/** Null where it is not for this handler. Of a body that is too large or broken off no handler hears. */
export type Handler = (request: Request, context: RequestContext) => Promise<Response | null> | Response | null

/** What an answer that is held ready is chosen by: nothing else of the request is looked at. */
export interface Asked {
  readonly method: 'GET' | 'HEAD'
  readonly url: URL
  readonly headers: Pick<Headers, 'get'>
}

export interface ReadyAnswer {
  readonly status: number
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
  /** As in `RequestContext.route`. */
  readonly route: string
}

export interface Mount {
  /** The route's name where the handler gives none. */
  readonly name: string
  readonly handle: Handler
  /** The same answer as `handle` would give, where it lies ready: asked first, so that it costs as little as a file. Null for all others. */
  readonly ready?: (asked: Asked) => ReadyAnswer | null
  /** Paths that are answered however much there is to do, because somebody must be able to see that. They read no body. */
  readonly always?: readonly string[]
  /** Bodies under these paths may be this large instead of the general limit, from whoever is signed in: that is asked before they are read. */
  readonly bodies?: {
    readonly under: string
    readonly bytes: number
    readonly from: (request: Request) => Promise<boolean>
  }
  /** Changes under these paths need no page of ours: what is sent there carries its own authority, never a cookie. */
  readonly fromAnywhere?: string
}
