// What each number means, for `clearday explain` and for the report's foot.

export interface Term {
  readonly term: string
  readonly meaning: string
}

export const TERMS: readonly Term[] = [
  {
    term: 'effect',
    meaning:
      'How many more (or, with a minus, fewer) headache days there were in 28 days of use than there would have been without, over the logged days in use. The treatment as it was lived: expectation and the care around it are part of it.',
  },
  {
    term: 'interval',
    meaning:
      'The range that holds the true value with a chance of 95 %, as far as the model is right. A number without its interval says nothing.',
  },
  {
    term: 'chance that it helps',
    meaning:
      'How likely it is, after this diary, that there are fewer headache days with it than without, by any amount.',
  },
  {
    term: 'chance that it matters',
    meaning:
      'How likely it is that the difference is at least as large as what matters: 30 % fewer days, or the number given with --matters.',
  },
  {
    term: 'verdict',
    meaning:
      'helping, not helping by an amount that matters, worse, or can’t tell yet. The line each has to cross is drawn so that a useless treatment is called helping for at most about 1 in 20 people, even if they look every day for a year. Verdicts are reviewed every 28 days; between two reviews the effect and the chances go on, and the verdict waits.',
  },
  {
    term: 'can’t tell yet',
    meaning:
      'The honest answer for most diaries of a few months. It comes with its reason and with what would change it.',
  },
  {
    term: 'line',
    meaning:
      'The statistic (the chance as a number of standard deviations) must reach about 2 at the end of a year, and more before: twice as much after three months. For a treatment started once it is about 1.6, because the model already allows for drift, and its start must also explain the diary 2.7 times as well as a change on some other day. A verdict that was reached stands while its chance is at least 95 % at each review; then it is taken back.',
  },
  { term: 'logged day', meaning: 'A day with an entry. A day without one is missing; it is never counted as clear.' },
  {
    term: 'odds ratio',
    meaning:
      'The factor by which the odds of a headache day change at full use: 0.5 halves them. What that means in days depends on how many there are: 42 % fewer at 4 days a month, 15 % fewer at 22.',
  },
  {
    term: 'milder days',
    meaning:
      'Where the diary holds grades: how likely it is that days have lower grades at full use, and the factor by which the odds of each worse grade change, one factor for all of them. Beside it stands the change in moderate or severe days. Both say more than yes or no does, and neither moves the verdict.',
  },
  {
    term: 'average score',
    meaning:
      'Where the diary holds numbers such as 0 to 10: the change of the mean over the logged days of use, clear days counted as 0. Drift and spells are allowed for; the verdict does not rest on it.',
  },
  {
    term: 'phi',
    meaning:
      'How much a day resembles the day before, beyond what is explained: 0 not at all, 1 entirely. In real diaries about 0.87.',
  },
  { term: 'sigma', meaning: 'How far good and bad spells reach, on the log-odds scale. In real diaries about 1.' },
  {
    term: 'slow part',
    meaning: 'Change over months that belongs to no treatment: drift, seasons, remission. The answer allows for it.',
  },
  {
    term: 'plain comparison',
    meaning:
      'Average with minus average without. It misleads, because headaches come in spells and people start in bad ones; it is shown only to be explained.',
  },
  {
    term: 'tipping point',
    meaning:
      'The share of missing days that would have to be headache days in use, and clear ones otherwise, before the answer turned.',
  },
  {
    term: 'seed',
    meaning:
      'The number that makes the drawing of random numbers repeatable: the same file and the same seed give the same answer.',
  },
  {
    term: 'evidence of a trial',
    meaning:
      'Grows when the outcomes alone tell which block of a pair had the treatment, and shrinks when they mislead. It starts at 1 and counts from 20 on: a treatment without any effect gets there in at most 1 of 20 trials, however often you look, because the order was drawn by lot.',
  },
  {
    term: 'evidence from trials',
    meaning:
      'What trials say of a treatment, where it was given with --evidence or in the mapping file: the change in headache days in 28 to expect for one person, and the range that holds 95 % of people; half of them lie on either side of the first number, so that where one side is longer the mean of the curve lies a little further out. It stands beside the answer as “trials” and never moves the verdict, its chances or the effect. In JSON: evidence of a treatment, with given (the three numbers as they were said), evidence, personal and combination (each with mean, q025, q975, chanceHelps and a density at the 121 days of daysPer28), and silent.',
  },
  {
    term: 'your diary by itself',
    meaning:
      'Beside the trials: the change that the logged days alone speak for. The effect of the answer also holds the model’s cautious starting point, which is taken out here, because the trials take its place. Where the diary cannot compare (silent in JSON: no-comparison, not-separable, too-little), it says nothing yet.',
  },
  {
    term: 'both together',
    meaning:
      'The trials and the diary multiplied: what to expect if you are like one of the people in the trials. The longer the diary, the more it follows the diary. No promise about wrong answers stands behind it, as one does behind the verdict.',
  },
  {
    term: 'draws of the lot',
    meaning:
      'How often another order, drawn by the same lot, would have made the same diary look as favourable. Small shares speak for an effect. Read it once, at the planned end.',
  },
]
