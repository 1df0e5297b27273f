// Short notes of invented people: what somebody might write at the end of a day. None says who they are.

export const NOTES_OF_CLEAR_DAYS: readonly string[] = [
  'Good day, long walk.',
  'Slept in.',
  'Busy at work, held up well.',
  'Stormy weather, nothing happened.',
  'Two glasses of wine at a birthday.',
  'Forgot lunch again.',
  'Quiet day.',
]

export const NOTES_OF_HEADACHE_DAYS: readonly string[] = [
  'Woke with it.',
  'Dark room until the evening.',
  'Left work early.',
  'Cancelled dinner.',
  'Came on in the train.',
  'Hot water bottle on the neck helped a bit.',
  'Bright light in the office all day.',
  'Took the tablet too late.',
]
