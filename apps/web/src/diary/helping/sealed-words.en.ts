// English texts of an answer that a trial seals.
export const en = {
  all: 'All treatments',
  toTrial: 'To the trial',
}
