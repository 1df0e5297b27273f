import { TREATMENT_EN } from '../../lib/words/treatment-en.ts'
import { counted } from '../words/words.ts'

export const en = {
  ...{ site: TREATMENT_EN, names: {} as Readonly<Record<string, string>> },
  title: 'Who might benefit?',
  about:
    'Your diary and a few answers show which treatments are worth a talk. Nothing here says that one will help. The order of the list means nothing.',
  reading: 'Reading your diary',
  failed: 'This could not be worked out on this device. Your entries are kept. Open the page again later.',
  all: 'All treatments',
  gone: 'There is no such treatment here.',
  me: 'A few questions about you',
  meOpen: (open: number) =>
    open === 0
      ? 'All answered. You can change an answer at any time.'
      : counted('en', open, '# question is open. It takes a minute.', '# questions are open. They take two minutes.'),
  meAbout: 'Answer what you like. It is kept in your diary, and whoever you share your diary with can read it.',
  meBirth: 'In which year were you born?',
  meOften: 'On how many days a month do you have a headache, as you remember it?',
  meLong: 'For how many months has it been that often?',
  wrong: 'Write a number in',
  kept: 'Kept',
  urgentFirst: 'See someone now',
  flags: 'Questions about warning signs',
  flagsOpen: (open: number) =>
    counted(
      'en',
      open,
      '# question about warning signs has no answer yet. It comes before anything begins.',
      '# questions about warning signs have no answer yet. They come before anything begins.',
    ),
  noted: (headline: string, day: string) => `${headline} (${day})`,
  physicianFlags: 'A warning sign is in your diary. Show it to a physician before you begin anything:',
  beside: 'Show this to a physician in any case. You can talk about a treatment before that:',
  conclusions: {
    'worth-discussing':
      'By your answers and your diary, it is something to talk about. Only your own diary can tell later if it helps you.',
    'ask-a-physician-first': 'By your answers and your diary, ask a physician before anything is begun.',
    'see-someone-now':
      'This comes before any treatment. Call your local emergency number, also when you are not sure. Do not drive yourself.',
    'little-speaks-for-it-yet':
      'That says nothing bad about you or about it. What you did not answer stays open, and you may ask about it all the same.',
  },
  prescribed: 'A physician decides about this one with you.',
  onDays: (days: number) => counted('en', days, 'on # day of your diary', 'on # days of your diary'),
  notSo: 'What would speak for it, and is not so',
  conditions: 'Do you have one of these?',
  conditionsAbout: 'They must be known before a first session or dose. Answer what you know.',
  conditionsOpen: (open: number) => (open === 0 ? 'all answered' : counted('en', open, '# still open', '# still open')),
  rest: 'No to all that are open',
  published: 'What trials found',
  why: 'Why these points',
  next: 'The next step',
  ask: 'Ask the clinic about it',
  askPhysician: 'Ask for an appointment with a physician',
  askWords: 'This opens the request form of the clinic and needs a connection. Nothing of your diary is sent with it.',
  learn: 'What this treatment is',
  more: (open: number) => counted('en', open, '# question open', '# questions open'),
}
