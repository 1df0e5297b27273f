// Spans of time joined, taken from one another and asked in order.
import type { Moment, Span } from './model.ts'

/** Counts what a search looks at, so that a test can say how it grows. */
export interface Work {
  steps: number
}

/** In order and apart from each other; what touches is one. Spans without length are none. O(n log n). */
export function joined(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ from, to }) => from < to).sort((one, other) => one.from - other.from)
  const apart: { from: Moment; to: Moment }[] = []
  for (const { from, to } of sorted) {
    const last = apart.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else apart.push({ from, to })
  }
  return apart
}

/** What is left of spans. Both are joined; so is what is given. O(n + m). */
export function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const left: Span[] = []
  let at = 0
  for (const { from, to } of spans) {
    while (at < taken.length && taken[at].to <= from) at++
    let begin = from
    for (let k = at; k < taken.length && taken[k].from < to; k++) {
      if (taken[k].from > begin) left.push({ from: begin, to: taken[k].from })
      begin = taken[k].to
    }
    if (begin < to) left.push({ from: begin, to })
  }
  return left
}

/** Asks spans about times that only go on; all of the questions together walk once over the spans. */
export interface SpanWalk {
  /** Whether one of them reaches into it. */
  touches(from: Moment, to: Moment): boolean
  /** Whether one of them holds all of it. */
  holds(from: Moment, to: Moment): boolean
}

/** @param spans joined. Each question's `from` must not lie before that of the one before. */
export function spanWalk(spans: readonly Span[], work: Work): SpanWalk {
  let at = 0
  const goTo = (from: Moment): void => {
    while (at < spans.length && spans[at].to <= from) {
      at++
      work.steps++
    }
  }
  return {
    touches(from, to) {
      goTo(from)
      return at < spans.length && spans[at].from < to
    },
    holds(from, to) {
      goTo(from)
      return at < spans.length && spans[at].from <= from && to <= spans[at].to
    },
  }
}
