import { counted } from '../words/words.ts'

const pairs = (count: number): string => counted('en', count, '# pair', '# pairs')
const days = (count: number): string => counted('en', count, '# day', '# days')
const headacheDays = (count: number): string => counted('en', count, '# headache day', '# headache days')

export const en = {
  title: 'A fair trial',
  about:
    'Some weeks with one treatment, some weeks without it, in an order that a lot draws. Then neither a good spell nor what you hope for can pass for help.',
  plan: 'Plan a fair trial',
  none: 'No trial is planned yet.',
  running: 'Now',
  ahead: 'Planned',
  past: 'Past',
  all: 'All trials',
  reading: 'Reading your diary',
  failed: 'This could not be worked out on this device. Your entries are kept. Open the page again later.',
  back: 'Back',
  goOn: 'Go on',
  missing: {
    treatment: 'Choose which treatment you want to try.',
    fades: 'Say how soon you would notice if you left it off.',
    agreed: 'Say whether whoever prescribed it agrees to weeks without it.',
    reading: 'Your diary is still being read. This takes a few seconds.',
    days: 'Too few days of your diary are known to plan a trial. Keep noting each day, the good ones too.',
    block: 'Choose how long each stretch is.',
    looks: 'Choose when you want to look.',
    length: 'Choose how long you want to keep it up.',
    start: 'Choose the day on which it begins.',
  },
  step: (step: number, steps: number) => `Step ${String(step)} of ${String(steps)}`,
  // what is tried
  which: 'Which treatment do you want to try?',
  noTreatments: 'No treatment is in your diary yet. Add the one you want to try; then come back.',
  addTreatment: 'Add a treatment',
  fades: 'Say you leave it off. How soon would you notice?',
  fadesWords: 'A trial works only if the treatment can be switched on and off.',
  fadesOf: {
    days: 'Within days',
    weeks: 'In a week or two',
    longer: 'Later than that',
    'not-known': 'I don’t know',
  },
  agreed: 'It was prescribed. Does whoever prescribed it agree to weeks without it?',
  yes: 'Yes, we talked about it',
  no: 'No, or not yet',
  noTrial: 'This cannot be tried in this way',
  obstacles: {
    'acts-for-months':
      'One dose of it acts for weeks or months. It cannot be switched off within a trial. “Is it helping?” shows what your diary says of it.',
    procedure: 'A procedure cannot be taken back, so there are no weeks without it to compare with.',
    'stays-learned':
      'What you have learned stays with you. There are no weeks without it. “Is it helping?” shows what your diary says of it.',
    'fades-too-slowly':
      'It fades too slowly. Each stretch with or without it would have to last for many months, and so long hardly anybody keeps to a plan.',
    'prescriber-not-asked':
      'Do not stop or pause it by yourself. Some medicines must be reduced slowly, and some must not be stopped at all. Ask whoever prescribed it. If they agree to weeks without it, come back.',
  },
  talk: 'Put this question into your plan',
  toHelping: 'Is it helping?',
  // how long
  howLong: 'How long?',
  fewDays: (known: number, more: number) =>
    `${counted('en', known, '# day of your diary is', '# days of your diary are')} known. With ${days(more)} more it can be told how long a trial takes for you.`,
  usual: (usual: number, known: number) =>
    `Without it you have about ${headacheDays(usual)} in 28. That is what your diary shows, over ${days(known)}.`,
  block: 'How long is each stretch?',
  blockOf: (length: number) => days(length),
  blockWords: (washout: number) =>
    washout === 0
      ? 'All days of a stretch are compared.'
      : `${counted('en', washout, 'The first day of each stretch is', 'The first # days of each stretch are')} not compared: what was before still acts then.`,
  looks: 'When do you want to look?',
  looksOf: { 'after-each-pair': 'After each pair', 'once-at-the-end': 'Once, at the end' },
  looksWords: {
    'after-each-pair': 'You may look whenever you like, and stop early if it is clear.',
    'once-at-the-end': 'Nothing is told before the end. That finds more in the same time.',
  },
  length: 'How long do you want to go on?',
  lengthOf: (weeks: number, count: number) => `${counted('en', weeks, '# week', '# weeks')}, ${pairs(count)}`,
  lengthFinds: (half: number) => `finds it in ${String(half)} of 100`,
  lengthWords:
    'Worked out with your own rate and spells: of 100 such trials, so many would find a treatment that takes half of your headache days.',
  third: (third: number, half: number) =>
    `With this choice: ${String(half)} of 100 would find a treatment that takes half of your headache days, ${String(third)} of 100 one that takes a third.`,
  honest: (weeks: number) =>
    `To find one that takes half of them in 8 of 10 trials, about ${String(weeks)} weeks are needed.`,
  honestNever: (weeks: number) =>
    `Even ${String(weeks)} weeks of such a trial would find one that takes half of them in fewer than 8 of 10. More was not worked out. That is honest: your headaches change much by themselves, or are few. Only a large effect would show.`,
  drawn: 'Time, and what it finds',
  drawnWords: 'Full line: read once at the end. Dashed line: read after each pair. The ring is your choice.',
  weeks: 'Weeks',
  found: 'Found, of 100',
  table: 'The same as a table',
  once: 'Once at the end',
  looksShort: 'After each pair',
  // when
  when: 'From which day?',
  whenWords: 'Choose a day from which on you can keep to the plan: no long journey, nothing else new.',
  propose: (day: string) => `Take ${day}`,
  untimely: (first: string, last: string) => `Choose a day from ${first} to ${last}.`,
  cycle: (length: number, fewest: number, changes: number) =>
    `Your periods come about every ${days(length)}. If they go on so and you begin on the proposed day, ${
      fewest === 0
        ? 'no change falls'
        : `${String(fewest)} of the ${String(changes)} changes ${fewest === 1 ? 'falls' : 'fall'}`
    } into the days around a period. The lot decides which of them are with the treatment.`,
  guard: 'What comes anyway',
  guardWords: (last: number, next: number, low: number, high: number) =>
    `In the last 28 days you had about ${headacheDays(last)}. After such weeks, if nothing changes at all, the next 28 bring about ${String(next)} (${String(low)} to ${String(high)}).`,
  guardBad: (fewer: number) =>
    `So about ${counted('en', fewer, '# day fewer comes by itself', '# days fewer come by themselves')}, and often more. A start right now would look like help, whatever you take. The lot keeps that out of your trial.`,
  guardGood: (more: number) =>
    `So about ${counted('en', more, '# day more comes by itself', '# days more come by themselves')}. A start right now would look like harm, whatever you take. The lot keeps that out of your trial.`,
  guardEven: 'So it would begin after usual weeks, not after a spell.',
  other: (name: string) =>
    `A trial of ${name} lies in this time. Two at once cannot be told apart: choose a later day.`,
  // what is expected
  expectation: 'How much do you expect it to help?',
  expectationWords: 'Asked before it begins, because what one expects colours what one sees.',
  expectLeast: 'not at all',
  expectMost: 'completely',
  sum: 'Your trial',
  sumWords: (name: string, count: number, block: number, first: string, last: string) =>
    `${name}: ${pairs(count)} of ${days(block)} with and ${days(block)} without it, from ${first} to ${last}.`,
  keepAlike:
    'Keep all else as it is: your other treatments, and what you take when it hurts. Note each day, clear days too.',
  draw: 'Draw the lot and keep the plan',
  fault: 'This cannot be kept:',
  // one trial
  gone: 'There is no such trial in this diary.',
  deleted: 'Deleted.',
  restore: 'Bring it back',
  with: 'with',
  without: 'without',
  todayIs: (side: string, day: number, block: number) => `Today: ${side}. Day ${String(day)} of ${String(block)}.`,
  todayOf: (name: string, side: string) => `Fair trial, today ${side}: ${name}`,
  askKept: 'Was the last stretch lived as drawn?',
  withWords: 'Use it as you usually do.',
  withoutWords: 'Leave it off. What you take when it hurts stays as it is.',
  prescribed: 'It was prescribed. If anything is other than you agreed, ask whoever prescribed it.',
  unwell: 'You may end the trial at any time. Nothing of your diary is lost.',
  begins: (day: string) => `It begins on ${day}.`,
  ended: (day: string) => `It ended on ${day}.`,
  beforeDrawn: 'That is before the end that was drawn.',
  besideIt: 'Another trial lies in the same time. Two at once cannot be told apart. End or delete one of them:',
  wasIt: (block: number, first: string, last: string, side: string) =>
    `Stretch ${String(block)}, ${first} to ${last}, ${side} it: as drawn?`,
  kept: { kept: 'Yes', partly: 'In part', 'not-kept': 'No' },
  saved: 'Saved.',
  look: 'What it says so far',
  lookNow: 'Look now',
  lookMay: 'You may look as often as you like. The promise stays.',
  sealed: (day: string) =>
    `You chose to look once. What it says is told on ${day}, and not before: that is why it finds more.`,
  seals: {
    'no-pair-yet': 'The first pair is not over yet. Then there is something to read.',
    'ended-before-a-pair': 'It ended before its first pair was over. So there is nothing to compare.',
    'nothing-known': 'In no pair that is over are days known on both sides. So there is nothing to compare.',
    'all-alike':
      'The days that are compared are all alike: each has a headache, or none has. So they say nothing of the treatment.',
  },
  says: 'What it says',
  verdicts: {
    helping: (name: string) => `Your trial shows that ${name} helps you.`,
    worse: (name: string) => `Your trial shows more headaches with ${name}.`,
    'not-yet': () => 'Your trial can’t tell yet.',
    'not-found': () => 'Your trial found no clear difference.',
    'promise-left': () => 'Your trial gives no verdict: it was ended before its one look.',
  },
  evidence: (helps: string, worse: string) =>
    `How strongly the lot speaks for help: ${helps}. For harm: ${worse}. 20 is enough for a verdict, 1 is nothing.`,
  enough: (pair: number) => `It was enough after ${pairs(pair)}.`,
  promiseLeft:
    'You chose one look, at the end that was drawn. What was promised holds for that look alone. Who ends a trial early may do so because of how it goes. That would tilt the count, so nothing is read from the lot.',
  endedEarly:
    'It was ended before the end that was drawn. A difference, its range and its chance hold only at an end that was set before. So they are not told. The evidence above holds at any time, also where you stop because it looks clear.',
  noVerdict: 'Nothing is read from it: the one look was left.',
  notFound:
    'That is no proof that it does nothing. A smaller effect may be there that a trial of this length does not show.',
  perPair: 'After each pair',
  pair: 'Pair',
  helps: 'For help',
  harm: 'For harm',
  bySides: 'Two ways of reading it',
  byLot: 'By the lot alone',
  byLotWords: (size: string) => `With it ${size}. That is the 90 % range.`,
  change: (days: string, fewer: boolean) => `${days} ${fewer ? 'fewer' : 'more'}`,
  soFar: (size: string) => `So far: ${size}.`,
  ninety:
    'A verdict may be wrong in 5 of 100 trials on each side. So the range is the 90 % one: it leaves 5 out on each side.',
  byLotFew: (change: string) =>
    `With it ${change} headache days in 28. Fewer than 5 pairs were compared: how sure that is cannot be told.`,
  byLotMany: (change: string) =>
    `With it ${change} headache days in 28. Of so many pairs no range is worked out; the chance below is.`,
  chance: (inHundred: string) =>
    `If it did nothing, the lot would draw such a difference, or a larger one on the same side, in ${inHundred} of 100 trials.`,
  fewerThan: (least: string) => `fewer than ${least}`,
  sides: (on: string, off: string) => `With it: ${on} headache days in 28. Without: ${off}.`,
  byModel: 'By the model of your diary',
  byModelNone: 'The model has no answer for it. Note it under your treatments.',
  byModelWords: 'It reads all of your diary, and allows for spells and slow changes.',
  agree: 'Where the two differ, believe the lot: it needs no model.',
  known: (on: number, off: number) =>
    `Compared: ${counted('en', on, '# known day', '# known days')} with it, ${String(off)} without. Days that nobody noted are left out; if bad days were noted less on one side, that tilts it.`,
  sum2: (compared: number, all: number) => `${String(compared)} of ${pairs(all)} could be compared.`,
  asDrawn: (not: number, partly: number) =>
    `${counted('en', not, '# stretch was', '# stretches were')} not kept, ${String(partly)} in part. They count as they were drawn: only so does the promise hold. It makes a real effect look smaller.`,
  next: 'And now?',
  nextWords: 'Talk about it with whoever treats you. Then note under your treatments whether it goes on.',
  schedule: 'The plan that was drawn',
  scheduleWords: 'Filled: with it. Empty: without. Each pair has one of both.',
  stretch: 'Stretch',
  side: 'Drawn',
  from: 'From',
  until: 'To',
  wasKept: 'Kept',
  lot: 'The lot',
  lotMatches: (seed: string) =>
    `The order was drawn with the number ${seed}. The same number draws the same order, on this device and on any other.`,
  lotOther: (seed: string) => `The order is not the one that its number ${seed} draws. It may have been changed.`,
  lotOtherSays: 'Then what is promised does not hold.',
  promise: 'What is promised',
  promiseAlike: 'It holds if you note your days alike, with it and without it.',
  again:
    'There is another trial of this treatment. Each has its own promise: the more often one tries, the more often luck passes for help.',
  promiseWords: {
    'after-each-pair':
      'A treatment that does nothing is called helping in at most 5 of 100 such trials, however often you look, and whatever your headaches do by themselves. All stretches count as they were drawn.',
    'once-at-the-end':
      'A treatment that does nothing is called helping in at most 5 of 100 such trials, whatever your headaches do by themselves. That holds for one look at the end that was drawn. If you end it before, it gives no verdict.',
  },
  end: 'End the trial today',
  endWords: 'What was noted stays, and is read as far as it goes.',
  endEarly: {
    'after-each-pair':
      'The evidence so far holds. The difference and its range are told only at the end that was drawn.',
    'once-at-the-end':
      'You chose one look at the end. If you end it now, the trial gives no verdict. That is the price of a look that finds more. Your health goes first all the same.',
  },
  endPrescribed: 'If it was left off just now, ask whoever prescribed it how to take it up again.',
  delete: 'Delete this trial',
}
