// What all patterns look at, worked out once: the headaches, the auras, the months, and the questions asked of each.
import { migrainePain, migraineSymptoms, tensionPain, tensionSymptoms } from '../days/headache-features.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { calendarMonths, type Span } from '../measures/spans.ts'
import type { Diary } from '../model/diary.ts'
import { askHeadaches, type Asked } from './asked-headaches.ts'
import { migraineLength, tensionLength } from './attack-criteria.ts'
import { auraEvents, type AuraEvent } from './aura-events.ts'
import { daysNotNoted } from './counted-attacks.ts'
import type { Headache } from './headache.ts'
import { headachesOf } from './headaches.ts'

export interface DiaryReading {
  readonly diary: Diary
  readonly days: readonly LivedDay[]
  readonly headaches: readonly Headache[]
  readonly auras: readonly AuraEvent[]
  readonly notNoted: Int32Array
  readonly months: readonly Span[]
  /** ICHD-3 1.1 B, C and D. */
  readonly migraine: Asked
  /** ICHD-3 2.1 and 2.2 B, C and D. */
  readonly tension: Asked
}

/** O(days + pieces + intakes + attacks · log attacks). */
export function readForPatterns(diary: Diary, days: readonly LivedDay[]): DiaryReading {
  const headaches = headachesOf(diary, days)
  return {
    diary,
    days,
    headaches,
    auras: auraEvents(diary, days),
    notNoted: daysNotNoted(days),
    months: calendarMonths(diary.firstDay, diary.lastDay),
    migraine: askHeadaches(headaches, [
      {
        id: 'B',
        statement:
          'They last 4 to 72 hours (from 2 hours on under the age of 18), untreated or treated without success.',
        words: 'lasted long enough and not too long, untreated or treated in vain',
        ask: migraineLength,
      },
      {
        id: 'C',
        statement:
          'At least 2 of 4: one-sided; pulsating; moderate or severe; made worse by routine activity, or a reason to avoid it.',
        words: 'had 2 or more of the 4 features of pain',
        ask: ({ features }) => migrainePain(features),
      },
      {
        id: 'D',
        statement: 'Nausea or vomiting, or light and sound both hard to bear.',
        words: 'came with nausea or vomiting, or with light and sound hard to bear',
        ask: ({ features }) => migraineSymptoms(features),
      },
    ]),
    tension: askHeadaches(headaches, [
      {
        id: 'B',
        statement: 'They last 30 minutes to 7 days.',
        words: 'lasted 30 minutes to 7 days',
        ask: tensionLength,
      },
      {
        id: 'C',
        statement:
          'At least 2 of 4: on both sides; pressing or tightening; mild or moderate; not made worse by routine activity.',
        words: 'had 2 or more of the 4 features of pain',
        ask: ({ features }) => tensionPain(features),
      },
      {
        id: 'D',
        statement: 'No nausea and no vomiting, and no more than one of light and sound hard to bear.',
        words: 'came without nausea and vomiting and without light and sound both hard to bear',
        ask: ({ features }) => tensionSymptoms(features),
      },
    ]),
  }
}
