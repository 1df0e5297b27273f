// The light of attack mode, chosen once for the device: dark hurts some people, light hurts others.
import type { Light } from '../app.svelte.ts'

export const ATTACK_LIGHTS = ['attack', 'attack-green', 'attack-grey', 'day'] as const
export type AttackLight = (typeof ATTACK_LIGHTS)[number] & Light

const NAME = 'clearday attack light'

export function chosenAttackLight(): AttackLight {
  const text = localStorage.getItem(NAME)
  return ATTACK_LIGHTS.find((light) => light === text) ?? 'attack'
}

export function chooseAttackLight(light: AttackLight): void {
  localStorage.setItem(NAME, light)
}

/** Pages that are opened in the middle of an attack: what was taken, and whether the headache is another than usual. */
export const FROM_ATTACK: readonly string[] = ['medicines', 'flags']
