// The types that SvelteKit asks an app for.
import type { ClinicLook } from '@clearday/store'
import type { ClinicServices, WebSession } from './services.ts'
import type { Language } from './lib/words/words.ts'
import type { Light } from './lib/lights.ts'

declare global {
  namespace App {
    interface Platform {
      readonly clinic: ClinicServices
      /** As it is at most a second later; null where it was not asked for. */
      readonly look: ClinicLook | null
      /** Says that the answer depends on nothing but the address, the language and the light. */
      readonly forEverybody: () => void
    }
    interface Locals {
      clinic: ClinicServices
      session: WebSession | null
      language: Language
      light: Light
      /** Of the answer, where a page that is shown is none that is there: 410 for what was withdrawn. */
      status: number | null
      /** Set by a page that shows everybody the same, unless somebody is signed in. */
      forEverybody: boolean
      /** Of the sign-in, for the answer. */
      setCookies: string[]
    }
  }
}
export {}
