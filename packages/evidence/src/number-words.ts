// Numbers as they are read: a true minus sign, few decimals, and the range behind the value.

/** "−1.27", "0.50". */
export function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** Without zeros at the end: "−1.1", "17.4", "−2". Two decimals at most. */
export function shortNumber(value: number): string {
  return signed(value, 2).replace(/\.?0+$/, '')
}

/** "(−2.25 to −0.3)". */
export function rangeText(low: number, high: number): string {
  return `(${shortNumber(low)} to ${shortNumber(high)})`
}

/** "4,985". */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
