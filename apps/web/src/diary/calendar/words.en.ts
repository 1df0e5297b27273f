import { counted } from '../words/words.ts'

export const en = {
  title: 'Calendar',
  before: 'Month before',
  after: 'Month after',
  yearBefore: 'Year before',
  yearAfter: 'Year after',
  year: 'The whole year',
  month: 'By month',
  toToday: 'To today',
  keys: 'Arrow keys go from day to day, Page Up and Page Down from month to month, Enter opens the day.',
  today: 'today',
  trial: { with: 'fair trial: with', without: 'fair trial: without' },
  attacks: (count: number) => counted('en', count, '# attack', '# attacks'),
  medicines: (count: number) => counted('en', count, '# medicine', '# medicines'),
  sessions: (count: number) => counted('en', count, '# session', '# sessions'),
  aura: 'aura',
  bleeding: 'menstrual bleeding',
  yearKeys:
    'Left and right go from month to month, up and down from day to day, Page Up and Page Down from year to year, Enter opens the day.',
  byMonth: 'Month by month',
  known: (known: number, days: number) => `${String(known)} of ${counted('en', days, '# day', '# days')} known`,
  unreadable: (count: number) =>
    counted(
      'en',
      count,
      'One entry contradicts itself and is left out of the counts:',
      '# entries contradict themselves and are left out of the counts:',
    ),
}
