import { counted } from '../words/words.ts'

export const en = {
  title: 'Tomorrow',
  reading: 'Reading your diary',
  failed: 'This could not be worked out on this device. Your entries are kept. Open the page again later.',
  shown: (chance: string) => `About ${chance} in 100`,
  shownWords: (chance: string, usual: string) =>
    `The chance of a headache tomorrow is about ${chance} in 100. Your usual day has ${usual} in 100. A day can still go either way, so plan your day as you like.`,
  earned: (known: number) =>
    `Over ${counted('en', known, '# day', '# days')} such forecasts did better than naming your usual rate each day. That is why one is shown.`,
  notShown: 'No forecast for tomorrow',
  notYet: (known: number, usual: string) =>
    `Over ${counted('en', known, '# day', '# days')} a forecast would not have done clearly better than naming your usual rate, ${usual} in 100, each day. So none is shown.`,
  lost: (known: number, usual: string) =>
    `A forecast was better than your usual rate once, and is no more. Over ${counted('en', known, '# day', '# days')} your usual rate, ${usual} in 100, does as well. So none is shown.`,
  patience: 'That is so for most diaries of a few months. Each day that you note helps, clear days too.',
  empty: 'No day is noted yet. Each day that you note counts, clear days too.',
  record: 'How such forecasts have done',
  recordWords:
    'For each day that you noted, a forecast was made from the days before it alone. Days with about the same forecast stand together. Good forecasts lie near the dashed line: what was said is what came.',
  group: 'What was said',
  groupOf: (from: string, to: string) => `${from} to ${to} in 100`,
  days: 'Days',
  said: 'Said on average, in 100',
  cameOf: 'Headache came, in 100',
  line: (range: string, days: number, said: string, came: string) =>
    `Said ${range}: ${counted('en', days, '# day', '# days')}, on average ${said} in 100; a headache came on ${came} in 100.`,
  axisSaid: 'Said (in 100)',
  axisCame: 'Came (in 100)',
  size: 'A larger ring stands for more days.',
  table: 'The same as a table',
  method: 'How this is worked out',
  methodWords:
    'The model learns your usual rate and how long your good and bad spells last. It looks at headache days alone. A day that was not noted counts as not known.',
  wager: (evidence: string) =>
    `Each day the forecast bets against your usual rate. It is shown once it has made 20 out of 1, for as long as it stays ahead. If nothing could be foretold, at most 5 in 100 people would ever see one. So far it has made ${evidence} out of 1.`,
  scores: (own: string, usual: string) =>
    `Mean log score: ${own} for the forecasts, ${usual} for your usual rate. Nearer to 0 is better.`,
}
