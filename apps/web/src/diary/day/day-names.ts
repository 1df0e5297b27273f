// Days by their dates, with nothing but text: for pages that need no calendar yet.

export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T12:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** @param days negative for before. @example ('2026-03-01', -1) → '2026-02-28' */
export function dayBeside(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
