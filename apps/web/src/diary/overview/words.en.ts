import { counted } from '../words/words.ts'

export const en = {
  title: 'Overview',
  strip: (headache: number, clear: number, open: number) =>
    `Last 28 days: ${counted('en', headache, '# with headache', '# with headache')}, ${String(clear)} without${open > 0 ? `, ${String(open)} open` : ''}`,
  last: 'The last 28 days',
  known: (known: number, days: number) => `${String(known)} of ${String(days)} days known.`,
  tooFew: 'Too few days are known yet to tell a pattern. What follows says what is missing.',
  gaps: 'What is open stays open: the numbers show the least and the most it can be.',
  nothing: 'Nothing is in the diary yet. After a few days the picture begins here.',
  counts: {
    HD_ANY_v1: 'Headache days',
    MD_LEIDEN_30MIN_v1: 'Migraine days',
    MSD_PEAK_v1: 'Days with moderate or severe pain',
    AMD_ANY_v1: 'Days with medicine for the pain',
    clear: 'Days without headache',
  },
  range: (least: number, most: number) => (least === most ? String(least) : `${String(least)} to ${String(most)}`),
  how: 'How it is counted',
  trend: 'How it goes',
  trendWords: 'Windows of 28 days, the oldest first; the last one ends today.',
  nowBefore: (now: string, before: string) => `${now} in the last 28 days, ${before} in the 28 before.`,
  of: (known: number, days: number) => `${String(known)} of ${String(days)}`,
  /** The rule's own words stand in the package, in English. */
  rules: {} as Readonly<Record<string, string | undefined>>,
  /** Patterns by code, where the package's English name is not the one to show. */
  patternNames: {} as Readonly<Record<string, string | undefined>>,
  fits: null as null | ((name: string, code: string, criteria: readonly string[]) => string),
  judge: 'What only a clinician can judge',
  trendOne: 'One window of 28 days is there. The next one shows how it goes.',
  trendNote:
    'Each bar is 28 days: full up to what was noted, hatched up to what is open. Two windows differ by chance alone; whether a treatment helps is another question.',
  from: (first: string, last: string) => `${first} to ${last}`,
  table: 'The same as a table',
  window: 'Window',
  knownDays: 'Known',
  patterns: 'What the pattern fits',
  patternsWords:
    'The last 12 months beside the published criteria (ICHD-3). A pattern is no diagnosis: ask who treats you.',
  consistent: 'Consistent with',
  openOnes: 'Open: could be, and more would have to be noted',
  noneConsistent: 'The diary fits none of the patterns as far as it is filled in.',
  unknowns: 'What would tell',
  counting: 'Counting',
  lost: 'Days on which something could not be done',
}
