import { counted } from '../words/words.ts'

export const en = {
  title: 'Is it helping?',
  about:
    'For each treatment that you use or used: what your diary shows, how sure that is, and what would settle it. It describes your diary. It is no advice to start or stop anything.',
  none: 'No treatment is noted yet. Note what you use and since when, and each session on its day: the diary can then say what it does for you.',
  toCourses: 'Treatments and sessions',
  empty: 'Nothing is in the diary yet. Each day that you note counts, clear days too.',
  reading: 'Reading your diary',
  old: 'Your diary has changed since. This is the answer from before; the new one is being worked out.',
  part: 'The answer is there. Whether it holds under other choices is being worked out.',
  failed:
    'The answer could not be worked out on this device. Your entries are kept. Open the page again, or bring the browser up to date.',
  gone: 'There is no such treatment in this diary.',
  all: 'All treatments',
  trial: 'Plan a fair trial of it',
  together: (names: string) => `${names}, together`,
  soFar: (effect: string) => `So far ${effect}.`,
  drawn: 'Your days',
  drawnWords: (known: number, days: number, headache: number) =>
    `${counted('en', known, '# day', '# days')} of ${String(days)} known, ${String(headache)} with headache. Four weeks a row.`,
  inUse: 'In use',
  session: 'Session',
  otherInUse: 'Another treatment in use',
  showAll: 'Show all weeks',
  table: 'The same as a table',
  window: '28 days from',
  headacheDays: 'Headache days',
  knownDays: 'Known days',
  daysOn: 'Days in use',
  course: 'The course behind the days',
  courseWords:
    'How likely a headache was on each day, as the model reads your diary. Full line: as you lived it. Dashed line: had no treatment been used. The bands hold 95 %.',
  courseMeans: (lived: string, without: string) =>
    `On average over the days in use: ${lived} headache days in 28 as lived, ${without} had it not been used.`,
  chance: 'Chance of headache',
  densities: 'Trials, your diary, and both',
  densitiesWords:
    'How many headache days more or fewer in 28, and how likely each amount is. A narrow hill is surer than a wide one.',
  source: 'What it comes from',
  change: 'Change in 28 days',
  noChange: 'no change',
  fewer: 'fewer',
  more: 'more',
  matters: 'What would matter to you?',
  mattersHint: (percent: number) => `At least ${String(percent)} % fewer headache days`,
  mattersUsual: 'Trials usually count 30 %. The chance above and the verdict follow your choice.',
  choices: 'Does it hold under other choices?',
  choice: 'Choice',
  helps: 'Helps',
  verdict: 'Verdict',
  verdicts: {
    helping: 'helping',
    worse: 'more headaches',
    'not-helping': 'not helping enough',
    'cannot-tell-yet': 'can’t tell yet',
  },
  beside: 'What went along with it',
  besideWords: 'Beside the verdict, and with the same caution. Each stands by itself; none of them is adjusted for.',
  besideOf: {
    HD_ANY_v1: 'Headache days',
    MD_LEIDEN_30MIN_v1: 'Migraine days',
    MSD_PEAK_v1: 'Moderate or severe days',
    AMD_ANY_v1: 'Days with acute medicine',
    stress: 'Stress',
    'sleep-hours': 'Hours of sleep',
    'neck-tension': 'Neck tension',
  } as Readonly<Record<string, string>>,
  besideDays: (mean: string, low: string, high: string, chance: string) =>
    `${mean} in 28 (${low} to ${high}), chance of fewer ${chance}`,
  besideScore: (mean: string, low: string, high: string, chance: string) =>
    `${mean} on days in use (${low} to ${high}), chance of less ${chance}`,
  nothingYet: 'nothing to tell yet',
  compare: 'Why not simply compare before and after?',
  mind: 'What to keep in mind',
  method: 'How this is worked out',
  methodWords: (model: string, seed: number) =>
    `A model of headache on each day that allows for spells, slow changes and gaps (${model}, seed ${String(seed)}), worked out on this device. A day that was not noted counts as not known, never as clear. A treatment that does nothing is called helping for at most 5 in 100 people who look at their answer every day for a year; after a single start that was kept, at most 8 in 100.`,
  reviews:
    'Verdicts are reviewed every 28 days, so that looking often cannot mislead. Effects and chances are of the last day.',
  counted: 'Counted: headache days, from midnight to midnight where you were (HD_ANY_v1).',
  from: (first: string, last: string) => `${first} to ${last}`,
}
