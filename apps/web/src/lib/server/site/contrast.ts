// Whether words can be read in a colour: the contrast of WCAG 2.2, and the colours of the pages that a clinic's own must stand on.

/** Source: WCAG 2.2, success criterion 1.4.3: words of normal size. */
export const LEAST_CONTRAST = 4.5

/** From `#1d6a63` to the part of light that it gives, 0 to 1. Source: WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string): readonly [number, number, number] {
  const value = parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** `share` of the first colour on the second. */
export function mixed(colour: string, ground: string, share: number): string {
  const [over, under] = [channels(colour), channels(ground)]
  const parts = over.map((value, index) => Math.round(value * share + under[index] * (1 - share)))
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** Of `page.css`: what stands behind words in the accent, and what is written on it. */
const GROUNDS = {
  day: { ground: '#faf8f4', raised: '#fffefb', ink: '#fffefb' },
  night: { ground: '#12171a', raised: '#1a2124', ink: '#0f1a19' },
} as const
export type ThemeLight = keyof typeof GROUNDS
const TINT = 0.1

/** What the pages need beside a clinic's colour. */
export function tintOf(accent: string, light: ThemeLight): string {
  return mixed(accent, GROUNDS[light].ground, TINT)
}

/** The worst of all places where the colour is read, or is read on. */
export function accentContrast(accent: string, light: ThemeLight): number {
  const { ground, raised, ink } = GROUNDS[light]
  return Math.min(...[ground, raised, tintOf(accent, light), ink].map((other) => contrast(accent, other)))
}
