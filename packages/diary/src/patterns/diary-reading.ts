// What all patterns look at, worked out once: the headaches, the auras, the months, and the questions asked of each.
import type { LivedDay } from '../days/lived-day.ts'
import { calendarMonths, type Span } from '../measures/spans.ts'
import type { Diary } from '../model/diary.ts'
import { askHeadaches, type Asked } from './asked-headaches.ts'
import { CLUSTER_QUESTIONS, migraineQuestions, TENSION_QUESTIONS } from './attack-questions.ts'
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
  /** ICHD-3 3.1 B and C. */
  readonly cluster: Asked
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
    migraine: askHeadaches(headaches, migraineQuestions(headaches)),
    cluster: askHeadaches(headaches, CLUSTER_QUESTIONS),
    tension: askHeadaches(headaches, TENSION_QUESTIONS),
  }
}
