// Where something stands in a column of the calendar, as classes: pages have no style attributes, so each digit of its minutes is a class.

/** Classes of a place in a column. @param offset and `length` whole minutes, from 0 to 1999. */
export function placeClass({ offset, length }: { readonly offset: number; readonly length: number }): string {
  return [...digits('o', offset), ...digits('l', length)].join(' ')
}

/** A zero needs no class. */
function digits(name: string, minutes: number): readonly string[] {
  const whole = Math.max(0, Math.min(1999, Math.round(minutes)))
  return [1000, 100, 10, 1].flatMap((unit, index) => {
    const digit = Math.floor(whole / unit) % 10
    return digit === 0 ? [] : [`${name}${String(3 - index)}-${String(digit)}`]
  })
}
