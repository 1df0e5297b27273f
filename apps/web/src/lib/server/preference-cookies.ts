// The cookies of the light and the language. Over HTTPS their names begin with __Host-, so that no other host of the domain can set them;
// over plain HTTP, which only a machine's own loopback has, browsers take no such names.
import type { Cookies } from '@sveltejs/kit'

export type Preference = 'light' | 'language'
const YEAR_SECONDS = 31_536_000

export function readPreference(cookies: Cookies, url: URL, name: Preference): string | undefined {
  return cookies.get(cookieName(url, name))
}

export function keepPreference(cookies: Cookies, url: URL, name: Preference, value: string): void {
  cookies.set(cookieName(url, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: YEAR_SECONDS,
  })
}

function cookieName({ protocol }: URL, name: Preference): string {
  return protocol === 'https:' ? `__Host-${name}` : name
}
