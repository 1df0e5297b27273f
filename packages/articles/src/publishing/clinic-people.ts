// The people and places that articles refer to, as far as a public page shows them.

export interface PublicPerson {
  /** Kebab-case. */
  readonly id: string
  readonly name: string
  /** Degrees behind the name: `MD`, `PhD`. */
  readonly honours?: string
  /** In the language of the page: `Neurologist`. */
  readonly jobTitle: string
  /** What the licence is, and where it was given. */
  readonly licences: readonly string[]
}

export interface PublicLocation {
  readonly id: string
  readonly name: string
  readonly street: string
  readonly city: string
  readonly postalCode: string
  /** ISO 3166, two letters. */
  readonly country: string
  readonly telephone?: string
  /** IANA. */
  readonly timeZone: string
  /** Monday is 1; times of day in the location's zone, `09:00`. */
  readonly hours: readonly { readonly weekday: number; readonly opens: string; readonly closes: string }[]
}

export interface PublicClinic {
  readonly name: string
  /** `https://clinic.example`, without a slash at the end. */
  readonly origin: string
  /** A path of this site, if there is one. */
  readonly logo?: string
}
