export const en = {
  title: 'Worked out in another way now',
  about: (day: string) => `Since ${day} the answer is worked out in another way.`,
  same: 'Your diary was the same both times: what moved was the way, and not you.',
  grown: 'Your diary has changed between the two as well.',
  before: (day: string) => `The way before, on ${day}`,
  now: 'The way of now',
  changed: 'What changed:',
  model: 'The model:',
  version: (before: string | null, now: string | null): string => `${before ?? 'none'} → ${now ?? 'none'}`,
}
