export const en = {
  missing: 'open',
  /** Of several days. */
  missingMany: 'open',
  clear: 'no headache',
  headache: 'headache',
  mild: 'mild headache',
  moderate: 'moderate headache',
  severe: 'severe headache',
  migraine: 'migraine-like',
  ungraded: 'headache, not graded',
  legend: 'What the marks mean',
  signs: { medicine: 'medicine taken', aura: 'aura', bleeding: 'menstrual bleeding', session: 'session' },
}
