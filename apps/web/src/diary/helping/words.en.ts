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
  chosen: 'The answer for what you chose is being worked out.',
  part: 'The answer is there. Whether it holds under other choices is being worked out.',
  failed:
    'The answer could not be worked out on this device. Your entries are kept. Open the page again, or bring the browser up to date.',
  gone: 'There is no such treatment in this diary.',
  all: 'All treatments',
  trial: 'Plan a fair trial of it',
  together: (names: string) => `${names}, together`,
  soFar: (effect: string) => `So far: ${effect}.`,
  usedNow: 'In use',
  usedUntil: (day: string) => `Used until ${day}`,
  sessionsUntil: (count: number, day: string) =>
    `${counted('en', count, '# session', '# sessions')}, the last on ${day}`,
  settles: 'What would settle it',
  numbers: 'What these numbers mean',
  drawn: 'Your days',
  drawnWords: (known: number, days: number, headache: number) =>
    `${counted('en', known, '# day', '# days')} of ${String(days)} known, ${String(headache)} with headache. Four weeks a row.`,
  inUse: 'In use',
  session: 'Session',
  otherInUse: 'Another treatment in use',
  facts: {
    use: (days: number) => `In use on ${counted('en', days, '# day', '# days')}.`,
    sessions: (count: number) => `${counted('en', count, '# session', '# sessions')}.`,
    gap: (days: number, from: string) => `The longest gap is ${counted('en', days, '# day', '# days')}, from ${from}.`,
    others: (names: string) => `At times also in use: ${names}.`,
  },
  daysOther: 'Days with another',
  notNoted: 'Not noted, 3 days or more',
  showAll: 'Show all weeks',
  table: 'The same as a table',
  window: '28 days from',
  headacheDays: 'Headache days',
  knownDays: 'Known days',
  daysOn: 'Days in use',
  course: 'The course behind the days',
  courseWords:
    'How likely a headache was, as the model reads your diary. Full line: as you lived it. Dashed line: the same days, had this one treatment not been used. The bands hold 95 %.',
  asLived: 'As you lived it',
  hadNotUsed: 'Had it not been used',
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
  mattersUsual: 'Trials usually count 30 %, and so does the verdict. Your choice moves the chance above alone.',
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
  besideWords:
    'Less stress, better sleep and a looser neck are ways in which treatments are said to help. Did they change on days in use? Each stands by itself, and the verdict is not adjusted for it.',
  besideNone: 'Stress, sleep and neck tension are not noted often enough to tell.',
  besideAsk: 'Choose what is asked each day',
  besideClear: { lower: 'lower', higher: 'higher', none: 'no clear change' },
  besideOf: {
    HD_ANY_v1: 'Headache days',
    MD_LEIDEN_30MIN_v1: 'Migraine days',
    MSD_PEAK_v1: 'Moderate or severe days',
    AMD_ANY_v1: 'Days with acute medicine',
    stress: 'Stress',
    'sleep-hours': 'Hours of sleep',
    'neck-tension': 'Neck tension',
  } as Readonly<Record<string, string>>,
  /** @param change as said by `by`. */
  besideDays: (change: string, low: string, high: string, chance: string) =>
    `${change} in 28 days of use, between ${low} and ${high}. Chance that it is fewer: ${chance}.`,
  besideScore: (change: string, low: string, high: string, chance: string) =>
    `${change} on days in use, between ${low} and ${high}. Chance that it is lower: ${chance}.`,
  by: (amount: string, direction: -1 | 0 | 1, ofDays: boolean) =>
    direction === 0
      ? 'no change'
      : `${amount} ${direction < 0 ? (ofDays ? 'fewer' : 'lower') : ofDays ? 'more' : 'higher'}`,
  nothingYet: 'nothing to tell yet',
  compare: 'Why not simply compare before and after?',
  mind: 'What to keep in mind',
  method: 'How this is worked out',
}
