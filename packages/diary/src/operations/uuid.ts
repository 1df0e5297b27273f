// Ids of operations, devices and diaries, as they are written everywhere.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** In small letters, of any version. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text)
}

/**
 * A UUIDv7: of two made on one device, the later sorts later.
 *
 * @param at ms since 1970. @param random 10 bytes. O(1).
 */
export function uuidOfTime(at: number, random: Uint8Array): string {
  const time = Math.max(0, at).toString(16).padStart(12, '0').slice(-12)
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((random[2] & 0x3f) | 0x80).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(1, 4)}-${variant}${hex.slice(6, 8)}-${hex.slice(8, 20)}`
}
