// English texts of what stands in place of an answer.
export const en = {
  toTrial: 'To the trial',
}
