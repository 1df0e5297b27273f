// What the clock on the wall shows where the device is: how moments are said in a diary.

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', timeZoneName: 'longOffset', ...parts })
    formats.set(timeZone, format)
  }
  return format
}

function partsOf(ms: number, timeZone: string): { readonly local: string; readonly offset: string } {
  const found = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  )
  const offset = /[+-]\d{2}:\d{2}/.exec(found.timeZoneName ?? '')?.[0] ?? 'Z'
  return { local: `${found.year.padStart(4, '0')}-${found.month}-${found.day}T${found.hour}:${found.minute}`, offset }
}

/** Where the device is, as an IANA name. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** `2026-03-29`: the day that it is there. @param ms since 1970. */
export function dayAt(ms: number, timeZone: string): string {
  return partsOf(ms, timeZone).local.slice(0, 10)
}

/**
 * `2026-03-29T08:30` as a diary writes it; with its offset in an hour that the clock shows twice.
 *
 * @param ms since 1970; seconds are left away.
 */
export function momentAt(ms: number, timeZone: string): string {
  const { local, offset } = partsOf(ms, timeZone)
  const twice = [-3_600_000, 3_600_000].some((step) => partsOf(ms + step, timeZone).local === local)
  return twice ? local + offset : local
}
