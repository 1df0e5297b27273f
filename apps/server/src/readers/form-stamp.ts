// When a form was made, signed: a program that posts without having read the page, or with one that it read long ago, is told apart from a
// person who took some seconds to write.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export interface FormStamps {
  /** @param about what the form belongs to: a stamp of another is none. */
  readonly stampForm: (about: string) => string
  /** How old the form is, in ms; null where this installation did not make it. */
  readonly formAge: (about: string, stamp: string) => number | null
}

/** @param secret of the installation. @param clock ms since 1970. */
export function formStamps(secret: string, clock: () => number): FormStamps {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'clearday form stamps 1', 32))
  const sign = (about: string, made: string): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([about, made]))
      .digest()
  return {
    stampForm: (about) => {
      const made = clock().toString(36)
      return `${made}.${sign(about, made).toString('base64url')}`
    },
    formAge: (about, stamp) => {
      const [, made = '', signed = ''] = /^([0-9a-z]{1,12})\.([A-Za-z0-9_-]{43})$/.exec(stamp) ?? []
      if (made === '' || !timingSafeEqual(Buffer.from(signed, 'base64url'), sign(about, made))) return null
      const age = clock() - parseInt(made, 36)
      return age < 0 ? null : age
    },
  }
}
