// How the clinic's pages look, asked for by every page. For who is signed in it is kept for some seconds; a page that may be held ready for
// everybody is made with what stands now.
import { asReader, clinicLook, type ClinicLook } from '@clearday/store'
import type { ClinicServices } from '../../../services.ts'
import { tintOf } from './contrast.ts'

const FRESH_MS = 2000
let known: { readonly look: ClinicLook; readonly at: number } | null = null

/** @param mayBeOld by some seconds. One query, or none. */
export async function lookOf(
  { app, clock }: Pick<ClinicServices, 'app' | 'clock'>,
  mayBeOld = false,
): Promise<ClinicLook> {
  const at = clock()
  if (!mayBeOld || known === null || at - known.at >= FRESH_MS || at < known.at)
    known = { look: await asReader(app, clinicLook), at }
  return known.look
}

/** After it was changed here. */
export function forgetLook(): void {
  known = null
}

/** Changes with the colours, so that a browser may keep a style sheet; null where there is nothing to say. */
export function themeVersion({ accentDay, accentNight }: Pick<ClinicLook, 'accentDay' | 'accentNight'>): string | null {
  return accentDay === '' && accentNight === '' ? null : `${accentDay}${accentNight}`.replaceAll('#', '-')
}

/** The clinic's colours over those of Clearday; the lights for an attack stay as they are. */
export function themeSheet({ accentDay, accentNight }: Pick<ClinicLook, 'accentDay' | 'accentNight'>): string {
  const tokens = (accent: string, light: 'day' | 'night'): string =>
    `{--accent:${accent};--accent-ground:${tintOf(accent, light)}}`
  const lines: string[] = []
  if (accentDay !== '') lines.push(`:root[data-light='day'],:root[data-light='auto']${tokens(accentDay, 'day')}`)
  if (accentNight !== '') {
    lines.push(`:root[data-light='night']${tokens(accentNight, 'night')}`)
    lines.push(`@media (prefers-color-scheme:dark){:root[data-light='auto']${tokens(accentNight, 'night')}}`)
  } else if (accentDay !== '')
    // without one of its own the dark keeps Clearday's
    lines.push(`@media (prefers-color-scheme:dark){:root[data-light='auto']{--accent:#7cc0b4;--accent-ground:#1b2b2b}}`)
  return lines.join('\n')
}
