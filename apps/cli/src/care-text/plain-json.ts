// Any result as plain JSON: typed arrays as lists, numbers short enough to read, nothing that is not known left out.

/** Ten digits are more than any number here is known to, and keep 0.1 + 0.2 from filling a page. */
const DIGITS = 10

export function plainJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'number') return Number(one.toPrecision(DIGITS))
    if (ArrayBuffer.isView(one)) return Array.from(one as Float64Array)
    return one
  })
}
