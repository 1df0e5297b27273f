export const en = {
  you: 'Written by you.',
  other: 'Written by somebody else.',
  forYou: 'Written by somebody who writes for you.',
  both: (capacity: 'self' | 'proxy'): string =>
    capacity === 'proxy'
      ? 'Written by you and by somebody else.'
      : 'Written by you and by somebody who writes for you.',
}
