// What is answered instead of what was asked for: one shape of JSON (RFC 9457) with a code for programs and words for people.

export interface ProblemMore {
  readonly headers?: Readonly<Record<string, string>>
  /** Further fields of the object, such as where in the body something is wrong. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** @param code for programs, such as `body-too-large`. @param detail one or two sentences: what is wrong, and what would be right. */
export function problem(status: number, code: string, detail: string, { headers, fields }: ProblemMore = {}): Response {
  return new Response(JSON.stringify({ type: 'about:blank', status, code, detail, ...fields }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } })
}
