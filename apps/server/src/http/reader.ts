// In which language and light somebody reads, for the pages that the server writes itself: as chosen on the pages of the clinic, else as the
// browser says. It opens nothing to anybody.

export type Language = 'en' | 'es'

export interface Reader {
  readonly language: Language
  /** The value of `data-light`. */
  readonly light: string
}

/** @param request its cookies and the languages it accepts; over HTTPS only the cookies that no other host can set. */
export function readerOf(request: { readonly url: string | URL; readonly headers: Pick<Headers, 'get'> }): Reader {
  const prefix = String(request.url).startsWith('https:') ? '__Host-' : ''
  const cookies = new Map(
    (request.headers.get('cookie') ?? '').split(';').map((one): [string, string] => {
      const [name, value = ''] = one.split('=', 2)
      return [name.trim(), value.trim()]
    }),
  )
  const light = cookies.get(`${prefix}light`) ?? ''
  const wanted = [
    cookies.get(`${prefix}language`) ?? '',
    ...(request.headers.get('accept-language') ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase()),
  ]
  return {
    language: wanted.find((one): one is Language => one === 'en' || one === 'es') ?? 'en',
    light: /^(day|night|attack|attack-green|attack-grey)$/.test(light) ? light : 'auto',
  }
}
