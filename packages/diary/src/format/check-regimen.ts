// Whether what is told of a regimen can have happened in this order: it starts, it may be paused and resumed, it may stop and start again.
import type { Regimen, RegimenEvent } from '../model/entries.ts'
import type { Placed } from './placed-diary.ts'
import type { Tell } from './place-words.ts'

type EventType = RegimenEvent['type']

/** What may follow: while it runs, while it is paused, after it stopped. */
const FOLLOWS: Readonly<Record<'running' | 'paused' | 'stopped', readonly EventType[]>> = {
  running: ['dose-change', 'pause', 'stop'],
  paused: ['resume', 'dose-change', 'stop'],
  stopped: ['start'],
}

const AFTER: Readonly<Record<EventType, keyof typeof FOLLOWS | 'as-before'>> = {
  start: 'running',
  resume: 'running',
  'dose-change': 'as-before',
  pause: 'paused',
  stop: 'stopped',
}

export function checkRegimen({ entry: regimen, path }: Placed<Regimen>, tell: Tell): void {
  const [first] = regimen.events
  let state: keyof typeof FOLLOWS = 'stopped'
  let before: RegimenEvent | null = null
  for (const [k, event] of regimen.events.entries()) {
    const at = [...path, 'events', k]
    if (before !== null && event.on < before.on) {
      tell(
        'events-out-of-order',
        [...at, 'on'],
        `${event.on} comes after ${before.on} in the list; write events in the order they happened`,
      )
    }
    if (before === null && event.type !== 'start') {
      tell('first-event-not-start', [...at, 'type'], `"${event.type}" comes first; the first event is the start`)
      // one word was missing: what follows is judged as if it had been there
      state = 'running'
    } else if (!FOLLOWS[state].includes(event.type)) {
      const right = FOLLOWS[state].map((type) => `"${type}"`).join(', ')
      tell(
        'event-cannot-follow',
        [...at, 'type'],
        `"${event.type}" cannot follow "${before?.type}"; after it may come ${right}`,
      )
    }
    const after: keyof typeof FOLLOWS | 'as-before' = AFTER[event.type]
    if (after !== 'as-before') state = after
    before = event
  }
  const { expectation } = regimen
  if (expectation !== undefined && expectation.askedOn > first.on) {
    tell(
      'expectation-after-start',
      [...path, 'expectation', 'askedOn'],
      `${expectation.askedOn} is after the start, ${first.on}; what was expected is asked before, and an answer given later is left out`,
    )
  }
}
