// The headers that every answer carries unless its handler has said something stricter or of its own.

/** A page brings its own policy; everything else shows nothing, runs nothing and stands in no frame. */
const ALWAYS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** A year. Not for a certificate that browsers warn of: with this header nobody could pass the warning. */
const ONLY_HTTPS = 'max-age=31536000'

/** The same for headers that are no `Headers` yet. @param own by names in small letters. */
export function withSecurityHeaders(
  own: Readonly<Record<string, string>>,
  lastingHttps: boolean,
): Readonly<Record<string, string>> {
  const headers = { ...ALWAYS, ...own }
  return lastingHttps ? { ...headers, 'strict-transport-security': ONLY_HTTPS } : headers
}

export function addSecurityHeaders(headers: Headers, lastingHttps: boolean): void {
  for (const [name, value] of Object.entries(ALWAYS)) if (!headers.has(name)) headers.set(name, value)
  if (lastingHttps) headers.set('strict-transport-security', ONLY_HTTPS)
}
