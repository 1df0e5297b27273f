// Everything that the page for the doctor says by itself, in a language.
import type { PageLanguage } from './doctor-page.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

export type DoctorWords = typeof en

export const DOCTOR_WORDS: Readonly<Record<PageLanguage, DoctorWords>> = { en, es }
