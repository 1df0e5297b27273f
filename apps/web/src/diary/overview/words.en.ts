import { counted } from '../words/words.ts'

export const en = {
  title: 'Overview',
  strip: (headache: number, clear: number, open: number) =>
    `Last 28 days: ${counted('en', headache, '# with headache', '# with headache')}, ${String(clear)} without${open > 0 ? `, ${String(open)} open` : ''}`,
  last: 'The last 28 days',
  known: (known: number, days: number) => `${String(known)} of ${String(days)} days known.`,
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
  trendWords: (now: string, before: string) =>
    `Headache days in 28: ${now} in the last window, ${before} in the one before.`,
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
