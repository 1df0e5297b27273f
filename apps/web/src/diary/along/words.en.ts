import { counted } from '../words/words.ts'

export const en = {
  title: 'What goes along with my headaches?',
  about:
    'Of what you note each day, does anything come with more or fewer headaches? What goes along with a headache need not be the reason for it.',
  reading: 'Reading your diary',
  failed: 'This could not be worked out on this device. Your entries are kept. Open the page again later.',
  nothing:
    'Nothing is noted beside your headaches yet. Choose two or three things that you wonder about, such as stress or sleep.',
  choose: 'Choose what is asked each day',
  alike:
    'All the days that you noted are alike: each with a headache, or each without. There is nothing to compare yet.',
  few: (known: number, more: number) =>
    `You have noted ${counted('en', known, '# day', '# days')}. ${counted('en', more, '# more day is', '# more days are')} needed. With few days something always seems to stand out, so nothing is said before.`,
  none: (things: number, known: number) =>
    things === 1
      ? `What was looked at does not clearly go along with your headaches over ${counted('en', known, '# day', '# days')}.`
      : `None of the ${String(things)} things that were looked at clearly goes along with your headaches over ${counted('en', known, '# day', '# days')}.`,
  noneWords: 'That is an answer too: your diary gives no reason to stay away from any of them.',
  smaller: (usual: string, seen: string) =>
    `A diary this long would mostly show a link that takes ${usual} headache days in 100 to ${seen}. Smaller links may still be there.`,
  found: (things: number) =>
    counted('en', things, 'One thing goes along with your headaches.', '# things go along with your headaches.'),
  lags: ['on the same day', 'the next day', 'two days later'] as readonly string[],
  more: (name: string) => `${name}: more than usual`,
  foundWords: (when: string, more: string, low: string, high: string, usual: string) =>
    `With it, a headache comes ${when} on about ${more} days in 100 (${low} to ${high}). Your usual is ${usual}.`,
  early:
    'It may be an early sign of the attack: the attack had begun, and this was the first part of it. Then staying away from it would change nothing.',
  drawn: 'Headache days in 100',
  drawnWords: 'Dashed line: your usual. Dot: with it, or with more of it. Bar: where it lies with 95 % certainty.',
  all: 'All that was looked at',
  allWords: 'Only what is marked “clear” stood out. Do not read the others as findings.',
  factor: 'What',
  lag: 'When',
  chance: 'Headache days in 100 with it, or with more of it',
  is: 'Link',
  clear: 'clear',
  unclear: 'not clear',
  leftOut: 'What could not be looked at yet',
  leftOutMore: (noted: number, more: number) =>
    `noted on ${counted('en', noted, '# day', '# days')}; ${counted('en', more, '# more day', '# more days')} would do`,
  leftOutSame: 'always the same so far',
  factors: {
    'sleep-hours': 'Hours of sleep',
    'sleep-quality': 'Good sleep',
    stress: 'Stress',
    'neck-tension': 'Neck tension',
    'water-intake': 'Water',
    exercise: 'Exercise',
    caffeine: 'Coffee, tea, cola',
    alcohol: 'Alcohol',
    'skipped-meal': 'Skipped meal',
    bleeding: 'Menstrual bleeding',
    weekend: 'Weekend',
  } as Readonly<Record<string, string>>,
  method: 'How this is worked out',
  methodWords:
    'All things that you note are looked at together, one and two days before. Only what no headache can change, such as the weekend, is also looked at on the same day. Spells of good and bad weeks are allowed for. A day that was not noted counts as not known.',
  promise:
    'If none of the things had to do with your headaches, something would still be shown to at most 5 in 100 people within two years, however often they look: what stands out is read after every 90 noted days alone, and stands until the next reading. “More than usual” means one standard deviation; of a yes or no, the number is for yes. At most the last two years are looked at.',
  readOn: (day: string, more: number) =>
    `What stands out was read on ${day}, so that looking often cannot mislead. It is read again after ${counted('en', more, '# more noted day', '# more noted days')}. The numbers are of today.`,
}
