import type { LostTimeKind, Status } from '@clearday/diary'

export const en = {
  months: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ] as readonly string[],
  shortMonths: [
    ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ] as readonly string[],
  day: (day: number, month: string, year: string) => `${String(day)} ${month} ${year}`,
  days: (count: number) => (count === 1 ? '1 day' : `${String(count)} days`),
  file: 'headache-diary',
  title: 'Headache diary: a page for the doctor',
  born: (year: number) => `born ${String(year)}`,
  aged: (years: number) => `${String(years)} years old`,
  period: (first: string, last: string, days: string) => `${first} to ${last} (${days})`,
  known: (known: number, days: number) =>
    `${String(known)} of ${days === 1 ? '1 day' : `${String(days)} days`} known. A day without an entry is not known; it never counts as clear.`,
  nothingKnown: 'No day of this period is known.',
  leftOutFields: (names: string) => `It cannot be read, and is left out: ${names}.`,
  leftOut: (count: number) =>
    count === 1
      ? '1 entry contradicts itself and is left out.'
      : `${String(count)} entries contradict themselves and are left out.`,
  partOnly: (kinds: string) =>
    `Only a part of the diary was shared. Not shared: ${kinds}. What rests on it is missing here.`,
  withoutNotes: 'Shared without notes: a name that is in no list of ours stands as “in own words”.',

  notShared: 'Not shared.',
  /** What stands behind a link in place of a name that was not shared. */
  ownWords: 'in own words',
  answerNameless: 'Not answered here: several treatments may stand behind names that were not shared.',
  withoutRecall: 'What is remembered of the time before was not shared; with it an answer may be another.',
  answerNotShared: (kinds: string) => `Not answered here: the answer also rests on what was not shared (${kinds}).`,
  ofSharedDays:
    'Answers here are of the days that this link shows alone: of the whole diary, on the person’s own page, they may be others.',
  flags: 'Warning signs',
  urgency: {
    'emergency-now': 'an emergency when it happens',
    'same-day': 'to be seen the same day',
    'book-soon': 'to be looked at soon',
  } as Readonly<Record<string, string>>,
  flag: (headline: string, urgency: string, last: string) => `${headline}: ${urgency}; last noted ${last}`,
  putAside: 'put aside by the patient',
  moreFlags: (count: number) => `And ${String(count)} more: see the appendix.`,
  noFlags: 'None raised by what was asked and noted.',
  flagsOpen: (count: number) =>
    count === 1
      ? '1 question about warning signs has no answer.'
      : `${String(count)} questions about warning signs have no answer.`,
  flagsNotShared: (kinds: string) => `There may be warning signs in what was not shared (${kinds}).`,
  noAllClear: 'This is not an all-clear.',

  figures: 'Days in each month',
  figuresAbout: 'Days of each kind in each calendar month, and in 28 days',
  month: 'Month',
  kinds: {
    headache: 'Headache',
    migraine: 'Migraine',
    moderateOrSevere: 'Moderate or severe',
    acuteMedicine: 'Acute medicine',
  },
  knownColumn: 'Known',
  knownOf: (known: number, days: number) => `${String(known)} of ${String(days)}`,
  part: (month: string) => `${month}*`,
  in28: 'In 28 days',
  in28Row: 'Whole period, in 28 days',
  bounds: (value: string, least: string, most: string) => `${value} (${least}–${most})`,
  notKnown: 'not known',
  figuresNote:
    'Bars: full is what was noted, hollow is what the gaps leave open; the whole length is the month. “7–9”: 7 noted, 9 at most.',
  partNote: '* not all of this month is in the diary.',
  moreMonths: (count: number) => `The ${String(count)} months before: see the appendix.`,

  marks: 'Day by day',
  marksAbout: 'Each day by its mark',
  legend: {
    missing: 'not noted',
    clear: 'no headache',
    mild: 'mild',
    moderate: 'moderate',
    severe: 'severe',
    headache: 'headache, not said how bad',
  },
  signs: { medicine: 'acute medicine', session: 'session', bleeding: 'bleeding' },
  monthSays: (month: string, headache: number, clear: number, missing: number) =>
    `${month}: headache on ${String(headache)}, clear ${String(clear)}, not noted ${String(missing)}`,
  medicineOn: (days: number) => `acute medicine on ${String(days)}`,

  medicines: 'Acute medicines and overuse',
  classes: {
    ergot: 'Ergotamine',
    triptan: 'Triptans',
    'non-opioid': 'Simple painkillers',
    opioid: 'Opioids',
    'combination-analgesic': 'Combination painkillers',
    'other-acute': 'Other acute medicines',
    'multiple-classes': 'Several classes together',
    gepant: 'Gepants',
    ditan: 'Ditans',
    antiemetic: 'Against nausea',
    unknown: 'Class not known',
  } as Readonly<Record<string, string>>,
  medicinesAbout:
    'Days with each class of acute medicine in each month, and from how many days a month on it is overuse',
  medicineClass: 'Days with',
  limit: 'Overuse from',
  noLimit: 'no limit',
  overuseReached: (where: string) => `At or above the limit for overuse: ${where}.`,
  overuseOpen: (where: string) => `Overuse cannot be excluded, because days are missing: ${where}.`,
  overuseNone: 'No class reached its limit for overuse, whatever the gaps hold.',
  overuseIn: (name: string, months: string) => `${name} (${months})`,
  noMedicine: 'No acute medicine is noted in these months.',
  overuseNote:
    'Overuse is a count of days, and only one of the criteria of medication-overuse headache (8.2). “!”: at or above the limit; “?”: it may be, days are missing.',
  doses: (names: string, dates: string) => `More than the most for a day: ${names} (${dates}).`,
  unclassified: (names: string) => `In no class, because nobody could tell what it is: ${names}.`,

  patterns: 'Patterns of ICHD-3',
  consistent: (names: string) => `Consistent with: ${names}.`,
  open: (names: string) => `Open, more would have to be noted: ${names}.`,
  noPattern: 'As far as it is filled in, the diary fits no pattern that is looked for.',
  notMet: (names: string) => `Not met: ${names}.`,
  pattern: (name: string, code: string, criteria: string) => `${name} (${code}; ${criteria})`,
  patternName: null as null | ((code: string) => string | undefined),
  criteria: (ids: readonly string[]) =>
    ids.length === 1
      ? `criterion ${ids[0]}`
      : `criteria ${ids.length > 2 ? `${ids[0]}–${ids[ids.length - 1]}` : ids.join(', ')}`,
  criterion: { met: 'met', 'not-met': 'not met', unknown: 'unknown' } satisfies Record<Status, string>,
  patternsNote: 'The whole diary beside the published criteria. A comparison, and no diagnosis.',
  patternColumn: 'Pattern',
  fits: 'Fits',
  fitsWords: { met: 'consistent', 'not-met': 'not met', unknown: 'open' } satisfies Record<Status, string>,
  setAside: (code: string) => `${code} goes before it`,
  criteriaColumn: 'Criteria',

  tried: 'What was tried, and whether it helps',
  triedAbout: 'Each treatment, when it was used, and what the diary says of it',
  treatment: 'Treatment',
  when: 'When',
  answer: 'Does it help?',
  noneTried: 'No treatment is noted.',
  moreTried: (count: number) => `And ${String(count)} more: see the appendix.`,
  triedBefore: (names: string) => `Before the diary: ${names}. What they did is not known.`,
  triedNote:
    'Each answer is of this diary alone. A treatment without benefit is called helping for at most 5 in 100 people.',
  sessions: (count: number) => (count === 1 ? '1 session' : `${String(count)} sessions`),
  since: (first: string) => `since ${first}`,
  from: (first: string, last: string) => `${first} to ${last}`,
  on: (date: string) => `on ${date}`,
  planned: (first: string) => `planned from ${first}`,
  noSession: (first: string) => `a course from ${first}, no session noted`,
  sameDays: 'on the same days',
  together: (names: string) => `${names}, together`,
  dose: (dose: string) => `${dose} a day`,
  aim: (aim: string) => `aim ${aim}`,
  and: 'and',
  soFar: (effect: string) => `So far ${effect}.`,
  sources: { trials: 'trials', diary: 'this diary', both: 'both together' },
  saysNothing: (source: string) => `${source}: nothing yet`,
  published: (lines: string) => `Beside it: ${lines}.`,

  lost: 'Lost time',
  lostWords: (days: number, last: string) =>
    `In the 90 days to ${last}: ${days === 1 ? '1 day' : `${String(days)} days`} with time lost to headache`,
  lostOpen: (open: number) => `of ${String(open)} more it is not known`,
  lostKinds: {
    missedWork: 'work or school missed',
    halfWork: 'half or less of it done',
    missedHousehold: 'household missed',
    halfHousehold: 'half or less of it done',
    missedSocial: 'family or friends missed',
  } satisfies Record<LostTimeKind, string>,

  questionnaires: 'Questionnaires',
  questionnaireNames: {} as Readonly<Record<string, string>>,
  noScores: 'None filled in.',
  score: (name: string, score: string, date: string) => `${name}: ${score} (${date})`,
  outOf: (score: string, most: string) => `${score} of ${most}`,
  noScore: 'no score, answers are missing',
  before: (scores: string) => `before: ${scores}`,
  scoresNote: 'Scores describe answers, and are no diagnosis.',
  moreScores: (count: number) => `And ${String(count)} more: see the appendix.`,

  appendix: 'Appendix',
  flagsWhole: 'All warning signs',
  flagWhole: (headline: string, urgency: string, first: string, last: string) =>
    `${headline}: ${urgency}; first noted ${first}, last ${last}`,
  monthsWhole: 'All months',
  daysWhole: 'The days in words',
  daysWords: {
    migraine: 'migraine',
    medicine: 'medicine',
    session: 'session',
    bleeding: 'bleeding',
    headache: 'Headache',
    missing: 'Not noted',
    none: 'none',
    grades: ['mild', 'moderate', 'severe'] as readonly string[],
  },
  patternsWhole: 'Each pattern, criterion by criterion',
  triedWhole: 'Each treatment',
  scoresWhole: 'All scores',
  method: 'How it was counted',
  methodDefinitions: {
    HD_ANY_v1: 'Headache day: a calendar day with any headache.',
    MD_LEIDEN_30MIN_v1:
      'Migraine day: at least 30 minutes of headache with two of four features of migraine pain and with nausea or vomiting, or with light and sound both bothering; or an aura of 5 to 60 minutes; or headache and a medicine that is for migraine only.',
    MSD_PEAK_v1: 'Moderate or severe day: a headache that was moderate or severe (4 to 10) at its worst.',
    AMD_ANY_v1: 'Day with acute medicine: a day on which any medicine for an attack was taken.',
  } as Readonly<Record<string, string>>,
  methodRates:
    'A rate in 28 days is over the known days; in brackets, what it could be if the days that are open held none, or all.',
  methodAnswers:
    'Answers compare days with and without a treatment and allow for good and bad spells. They are looked at every 28 days by a rule that was fixed beforehand.',
  methodVersions: (definitions: string, model: string) => `Definitions ${definitions}. Model ${model}.`,
  noModel: 'not asked',
  review: (open: number, rules: number) =>
    open === 0
      ? `All ${String(rules)} rules behind this page that need it have been reviewed by a clinician here.`
      : `${String(open)} of the ${String(rules)} rules behind this page are not yet reviewed by a clinician here.`,

  foot: (last: string) =>
    `Made by Clearday from what the patient noted up to ${last}. It describes a diary. It makes no diagnosis and gives no advice to start or stop a treatment.`,
  pageOf: 'Page {page} of {pages}',
}
