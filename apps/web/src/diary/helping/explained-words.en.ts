export const en = {
  effect: [
    'The first number is the best guess: how many headache days more or fewer in 28 days of use, against the same days without it. The two numbers after it are the range. With a chance of 95 in 100 the change lies within it.',
    'The first chance is that there are fewer headache days at all, by however little. The second is for the amount that you choose below.',
    'It is the change as you lived it: what you hope for and the care around it are part of it.',
  ],
  days: [
    'A day counts as a headache day with any headache on it, from midnight to midnight where you were. A day that was not noted is not known. It is never counted as clear.',
  ],
  course: [
    'Each line is the chance of a headache, read from all of your days at once. Every point is the mean of a few days, a week in a diary of a year.',
    'The dashed line leaves out this one treatment and nothing else. Where the two bands lie over each other, the diary does not tell them apart.',
  ],
  trials: [
    'What trials found is how much such a treatment changed for the people in them. What your diary says is read from your days alone. The third line weighs both, each by how sure it is.',
    'In brackets stands the range that holds 95 %.',
  ],
  choices: [
    'The answer is worked out again, each time with one thing done in another way. If the verdict stays, it does not hang on that choice.',
    'Missing days are once all counted against the treatment, and once all for it. The truth lies between the two.',
  ],
  beside: [
    'The change is the mean on days in use, less the mean on the same days without it. It is worked out like the verdict, but by one look alone: no promise about wrong calls goes with it.',
    'Where the range holds both more and less, the diary shows no clear change.',
  ],
  method: [
    'A model of headache on each day allows for spells, slow changes and gaps. A treatment that does nothing is called helping for at most 5 in 100 people who look at their answer every day for a year. After a single start that was kept, it is at most 8 in 100.',
    'Verdicts are reviewed every 28 days, so that looking often cannot mislead. Effects and chances are of the last day.',
  ],
  version: (model: string, seed: number, days: number, last: string) =>
    `Worked out on this device by ${model} (seed ${String(seed)}) from ${String(days)} known days until ${last}. Days are counted by HD_ANY_v1.`,
}

/** Which numbers have an explanation of their own. */
export type Explained = Exclude<keyof typeof en, 'version'>
