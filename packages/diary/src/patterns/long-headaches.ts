// Headaches joined over the short breaks that status migrainosus tolerates: how long they surely, and how long they possibly go on.
import type { Headache } from './headache.ts'
import { STATUS_MIGRAINOSUS } from './pattern-rules.ts'

const { remissionHours } = STATUS_MIGRAINOSUS.value

/** A headache with those that follow it, surely or possibly, after a break that is tolerated. */
export interface LongHeadache {
  readonly parts: readonly Headache[]
  /** Those that surely follow each other, where they go on the longest. */
  readonly sure: readonly Headache[]
  /** Hours from its beginning to its end. */
  readonly least: number
  readonly most: number
}

/** @param notNoted days that were not noted before each day. O(headaches). */
export function withBreaks(headaches: readonly Headache[], notNoted: Int32Array): LongHeadache[] {
  const longs: LongHeadache[] = []
  for (let from = 0; from < headaches.length;) {
    let to = from + 1
    while (to < headaches.length && mayFollow(headaches[to - 1], headaches[to], notNoted)) {
      if (to - 1 > from && !mayGoThrough(headaches[to - 1])) break
      to++
    }
    longs.push(joined(headaches.slice(from, to)))
    from = to
  }
  return longs
}

function joined(parts: readonly Headache[]): LongHeadache {
  let least = 0
  let most = 0
  let since = 0
  let [sureFrom, sureTo] = [0, 1]
  parts.forEach(({ hours, begins, ends }, k) => {
    // surely within the break, however the hours lie
    if (k > 0 && begins.most - parts[k - 1].ends.least > remissionHours) since = k
    const surely = Math.max(hours.least, ends.least - parts[since].begins.most)
    if (surely > least) {
      least = surely
      ;[sureFrom, sureTo] = [surely === hours.least ? k : since, k + 1]
    }
    most = Math.max(most, hours.most, ends.most - parts[0].begins.least)
  })
  return { parts, sure: parts.slice(sureFrom, sureTo), least, most }
}

/** Within the break that is tolerated; days that were not noted may have been full of pain, unless the times of both are known. */
function mayFollow(last: Headache, next: Headache, notNoted: Int32Array): boolean {
  const free = next.begins.least - last.ends.most
  const timed = last.ends.least === last.ends.most && next.begins.least === next.begins.most
  const silent = timed || next.from <= last.to ? 0 : 24 * (notNoted[next.from] - notNoted[last.to + 1])
  return free - silent <= remissionHours
}

/** Through a day of which only the hours are known it goes on if pain filled half of it or more; a break is then no longer than what is tolerated. */
function mayGoThrough({ attackIds, untimed, hours, from, to }: Headache): boolean {
  if (attackIds.length > 0 || untimed) return true
  return 24 * (to - from + 1) - hours.least <= remissionHours
}
