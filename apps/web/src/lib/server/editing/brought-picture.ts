// A picture that somebody brings: what it is called in texts, and why it could not be taken, in words.
import { LONGEST_PICTURE_NAME } from '@clearday/store'
import type { MessageKey } from '#lib/words/words.ts'

const FAULTS: Readonly<Record<string, MessageKey>> = {
  'picture-empty': 'fault.file',
  'picture-type': 'pictures.fault.type',
  'picture-large': 'pictures.fault.large',
  'picture-pixels': 'pictures.fault.pixels',
  'picture-small': 'pictures.fault.small',
  'picture-broken': 'pictures.fault.broken',
  'picture-busy': 'pictures.fault.busy',
}

export function pictureFaultKey(code: string): MessageKey {
  return Object.hasOwn(FAULTS, code) ? (FAULTS[code] ?? 'pictures.fault.broken') : 'pictures.fault.broken'
}

/** Of a file's name what can stand in a text: `Neck & Shoulders.JPG` is `neck-shoulders.jpg`. Never empty. */
export function pictureNameFrom(file: string): string {
  const last = file.split(/[/\\]/).at(-1) ?? ''
  const name = last
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/[.-]*\.[.-]*/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '')
  const shortened = name.length <= LONGEST_PICTURE_NAME ? name : name.slice(-LONGEST_PICTURE_NAME).replace(/^[.-]+/, '')
  return shortened === '' ? 'picture' : shortened
}
