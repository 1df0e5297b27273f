// Completed sessions into the diaries of whoever came, and courses into their plans: taken up some at a time, each written and marked done in one transaction.
import {
  claimCourses,
  claimOutbox,
  courseFailed,
  markFailed,
  writeCourse,
  writeSession,
  type Database,
} from '@clearday/store'
import { placesOf, type Log } from '../logs/log.ts'
import { courseWords } from './course-words.ts'

export interface SessionWriting {
  /** Of the role `jobs`. */
  readonly jobs: Database
  readonly clock: () => number
  readonly log: Log
}

/** Each is given two minutes from when it was taken up: so many are written in less. */
const AT_ONCE = 25

/**
 * Writes all that waits; of two that do so at once each takes up what the other has not. What fails is marked with a code, rests, and keeps nothing else
 * back; a server that dies gives what it took up back by the clock. @returns how many came into a diary or were taken back.
 */
export async function writeSessions({ jobs, clock, log }: SessionWriting): Promise<number> {
  let written = 0
  for (;;) {
    const taken = await claimOutbox(jobs, AT_ONCE)
    for (const session of taken)
      try {
        const came = await writeSession(jobs, session, clock())
        if (came === 'written' || came === 'taken-back') written++
        else if (came === 'refused') log.error('session-refused')
      } catch (error) {
        const { code } = error as { readonly code?: unknown }
        log.error('session-not-written', placesOf(error))
        await markFailed(jobs, session, typeof code === 'string' ? code : 'bug')
      }
    if (taken.length < AT_ONCE) return written
  }
}

/** The same for courses that were booked or changed, into plans. @returns how many were said or taken back. */
export async function writeCourses({ jobs, clock, log }: SessionWriting): Promise<number> {
  let written = 0
  for (;;) {
    const taken = await claimCourses(jobs, AT_ONCE)
    for (const course of taken)
      try {
        const came = await writeCourse(jobs, course, courseWords, clock())
        if (came === 'written' || came === 'taken-back') written++
        else if (came === 'refused') log.error('course-refused')
      } catch (error) {
        const { code } = error as { readonly code?: unknown }
        log.error('course-not-written', placesOf(error))
        await courseFailed(jobs, course, typeof code === 'string' ? code : 'bug')
      }
    if (taken.length < AT_ONCE) return written
  }
}
