// The answers as a page shows them: what was kept at once, and what is worked out beside the page as it comes.
import { app } from '../app.svelte.ts'
import { firstDayOf, rowsOfSpan } from '../device/rows-of-span.ts'
import type { AnswerPart, AnswerRequest } from './answer-request.ts'
import {
  isSealedSince,
  keepAnswers,
  keepPercent,
  keptAnswers,
  percentOf,
  versionOf,
  type KeptAnswers,
} from './kept-answers.ts'

export interface ShownAnswers {
  /** Null before the first, and where the diary is empty. */
  readonly current: KeptAnswers | null
  /** `old`: what is shown is of an earlier diary, `chosen`: of another threshold, and the new one is on its way. `part`: other choices are still gone through. */
  readonly state: 'reading' | 'old' | 'chosen' | 'part' | 'whole' | 'empty' | 'failed'
  /** Of the threshold, in percent. */
  readonly percent: number
  choosePercent(percent: number): void
}

/**
 * To be called while a component is made, and ended with it.
 *
 * @param thorough whether other choices are to be gone through too: seconds, and for years of diary many.
 */
export function shownAnswers(thorough: () => boolean): ShownAnswers {
  const { database } = app()
  let current = $state.raw<KeptAnswers | null>(null)
  let state = $state<ShownAnswers['state']>('reading')
  let percent = $state(0)
  let asked = 0
  let worker: Worker | null = null

  function begin(): void {
    asked += 1
    const mine = asked
    // what an older question still works on is of no use
    worker?.terminate()
    worker = null
    ask(mine).catch((error: unknown) => {
      reportError(error)
      if (mine === asked) state = 'failed'
    })
  }

  async function ask(mine: number): Promise<void> {
    const { today } = app()
    const goOn = thorough()
    percent = await percentOf(database)
    const version = await versionOf(database, today, import.meta.url)
    const kept = await keptAnswers(database)
    // an older answer is not shown either where a trial seals it now
    const isShown = kept?.version === version || (kept !== null && !(await isSealedSince(database, kept, today)))
    if (mine !== asked) return
    if (kept !== null && isShown) {
      current = kept
      const isOf = kept.version === version
      state = !isOf ? 'old' : kept.percent !== percent ? 'chosen' : kept.thorough || !goOn ? 'whole' : 'part'
      if (state === 'whole') return
    }
    const firstDay = await firstDayOf(database, today)
    if (firstDay === null || firstDay > today) {
      if (mine === asked) [current, state] = [null, 'empty']
      return
    }
    const { rows, timeZone } = await rowsOfSpan(database, firstDay, today)
    if (mine !== asked) return
    const helper = new Worker(new URL('./answer-worker.ts', import.meta.url), { type: 'module' })
    worker = helper
    helper.onerror = (event) => {
      if (mine === asked) state = 'failed'
      reportError(event.error ?? event.message)
    }
    helper.onmessage = ({ data }: MessageEvent<AnswerPart>) => {
      if (data.asked !== mine || mine !== asked) return
      const { answers, marks, thorough: isThorough, summary, uses } = data
      const next: KeptAnswers = {
        version,
        percent,
        firstDay,
        lastDay: today,
        marks,
        uses,
        answers,
        thorough: isThorough,
      }
      current = next
      state = isThorough || !goOn ? 'whole' : 'part'
      keepAnswers(database, next, summary).catch(reportError)
      if (state === 'whole') helper.terminate()
    }
    helper.postMessage({
      asked: mine,
      rows,
      timeZone,
      firstDay,
      lastDay: today,
      percent,
      thorough: goOn,
    } satisfies AnswerRequest)
  }

  $effect(() => {
    // anew on another day, and when something was received from elsewhere
    void [app().today, app().exchanged, thorough()]
    begin()
    return () => {
      asked += 1
      worker?.terminate()
    }
  })

  return {
    get current() {
      return current
    },
    get state() {
      return state
    },
    get percent() {
      return percent
    },
    choosePercent(chosen) {
      percent = chosen
      keepPercent(database, chosen).then(begin, reportError)
    },
  }
}
