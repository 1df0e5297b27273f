// The lights a page can be shown in, chosen with one tap and kept on the device.

export const LIGHTS = ['auto', 'day', 'night', 'attack', 'attack-green', 'attack-grey'] as const
export type Light = (typeof LIGHTS)[number]

export function isLight(text: unknown): text is Light {
  return (LIGHTS as readonly unknown[]).includes(text)
}

/** The value of the meta tag `color-scheme`, so that the page's ground is right before its style has come. */
export function schemeOf(light: Light): string {
  if (light === 'auto') return 'light dark'
  return light === 'day' ? 'light' : 'dark'
}
