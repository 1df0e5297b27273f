// The number to call where the person is: it belongs to the device, which may be elsewhere than the diary is lived.
import type { DiaryDatabase } from '../device/database.ts'

const NAME = 'emergency number'

/** As it was written; empty where none was. */
export async function emergencyNumber({ choices }: DiaryDatabase): Promise<string> {
  return String((await choices.get(NAME))?.value ?? '')
}

export async function keepEmergencyNumber({ choices }: DiaryDatabase, number: string): Promise<void> {
  await choices.put({ name: NAME, value: number.trim() })
}

/** What a telephone dials of it; empty where there is nothing to dial. */
export function dialledOf(number: string): string {
  return number.replaceAll(/[^\d+*#]/g, '')
}
