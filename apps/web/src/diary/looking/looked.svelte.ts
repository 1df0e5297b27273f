// What a page is told of the diary, worked out beside it: anew on another day, in another language, and when anything was said or received.
import { app } from '../app.svelte.ts'
import { firstDayOf, rowsOfSpan, rowsUntil } from '../device/rows-of-span.ts'
import type { LookKind, LookRequest, Looks } from './look-request.ts'

type Asked = Pick<LookRequest, 'from' | 'trial'>
const NOTHING_MORE: Asked = {}

export interface Looked<Found> {
  /** Null before the first; what was found before stays until the next is there. */
  readonly found: Found | null
  readonly state: 'reading' | 'whole' | 'failed'
  /** After something was said on the page itself. */
  anew(): void
}

/**
 * To be called while a component is made, and ended with it. An empty diary is looked at too: as that of today.
 *
 * @param more of what is asked; anew when it changes, and not at all while it is null. What was found of another trial is not shown.
 */
export function looked<Kind extends LookKind>(
  kind: Kind,
  more: () => Asked | null = () => NOTHING_MORE,
): Looked<Looks[Kind]> {
  const { database } = app()
  let found = $state.raw<Looks[Kind] | null>(null)
  let state = $state<Looked<unknown>['state']>('reading')
  let asked = 0
  let said = $state(0)
  let worker: Worker | null = null
  let before: Asked['trial']

  async function ask(mine: number, given: Asked): Promise<void> {
    const { today, language } = app()
    const first = await firstDayOf(database, today)
    const firstDay = first === null || first > today ? today : first
    const { rows, timeZone } = await (kind === 'doctor' ? rowsUntil : rowsOfSpan)(database, firstDay, today)
    if (mine !== asked) return
    const helper = new Worker(new URL('../helping/answer-worker.ts', import.meta.url), { type: 'module' })
    worker = helper
    helper.onerror = (event) => {
      if (mine === asked) state = 'failed'
      reportError(event.error ?? event.message)
    }
    helper.onmessage = ({ data }: MessageEvent<Looks[Kind]>) => {
      helper.terminate()
      if (mine !== asked) return
      found = data
      state = 'whole'
    }
    helper.postMessage({ kind, rows, timeZone, firstDay, lastDay: today, language, ...given } satisfies LookRequest)
  }

  $effect(() => {
    void [app().today, app().exchanged, app().language, said]
    const given = more()
    asked += 1
    // what was forecast of another choice says nothing of this one
    if (given?.trial !== before) found = null
    before = given?.trial
    const mine = asked
    state = 'reading'
    if (given === null) return
    ask(mine, given).catch((error: unknown) => {
      reportError(error)
      if (mine === asked) state = 'failed'
    })
    return () => {
      asked += 1
      worker?.terminate()
    }
  })

  return {
    get found() {
      return found
    },
    get state() {
      return state
    },
    anew() {
      said += 1
    },
  }
}
