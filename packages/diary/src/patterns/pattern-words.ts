// The small words of patterns: counts, lists, ranges and months, so that every sentence says them alike.

/** "A", "A and B", "A, B and C". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}

/** "1 day", "2 days", "no days". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count === 0 ? 'no' : count} ${many}`
}

/** "13", or "13 to 18" where gaps leave it open. */
export function range(least: number, most: number): string {
  return least === most ? `${least}` : `${least} to ${most}`
}

/** "Only a clinician can judge whether another disorder explains it better (criterion E)." */
export function betterExplained(criterion: string): string {
  return `Whether another disorder explains it better (criterion ${criterion}) is for a clinician to judge.`
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export function monthName(month: string): string {
  return `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
}

/** Of the probable forms, whose B asks that no other disorder fits. */
export const OTHER_DISORDERS =
  'Whether the attacks fit another disorder (criterion B) or one explains them better (criterion C) is for a clinician to judge.'
