// Addresses with named parts, such as /api/v1/sync/:patient, as one handler; a method that an address does not take is told with those it takes.
import { problem } from './problem.ts'
import type { Handler, RequestContext } from './mount.ts'

export interface Route {
  /** In log and metrics. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Parts that begin with a colon are handed over by their name. */
  readonly path: string
  readonly handle: (
    request: Request,
    parts: Readonly<Record<string, string>>,
    context: RequestContext,
  ) => Promise<Response> | Response
}

/** HEAD is answered by GET. */
export function routes(list: readonly Route[]): Handler {
  const known = list.map((route) => ({ route, parts: route.path.split('/') }))
  return (request, context) => {
    const asked = new URL(request.url).pathname.split('/')
    const here = known
      .map(({ route, parts }) => ({ route, found: match(parts, asked) }))
      .filter(({ found }) => found !== null)
    if (here.length === 0) return null
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const taken = here.find(({ route }) => route.method === method)
    context.route((taken ?? here[0]).route.name)
    if (taken === undefined) {
      const methods = here.map(({ route }) => route.method).join(', ')
      return problem(405, 'method-not-allowed', `This address takes ${methods}.`, { headers: { allow: methods } })
    }
    return taken.route.handle(request, taken.found ?? {}, context)
  }
}

function match(parts: readonly string[], asked: readonly string[]): Record<string, string> | null {
  if (parts.length !== asked.length) return null
  const found: Record<string, string> = {}
  for (const [at, part] of parts.entries()) {
    if (part.startsWith(':')) found[part.slice(1)] = asked[at]
    else if (part !== asked[at]) return null
  }
  return found
}
