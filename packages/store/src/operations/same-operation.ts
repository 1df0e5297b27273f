// Whether two operations under one id are one: an id that stands for two things acknowledges neither.
import { isDeepStrictEqual } from 'node:util'
import { type AttributedOperation, checkOperation, type OfferedOperation } from '@clearday/diary/operations'
import { asNoted } from './plan-says.ts'

type Said = Pick<OfferedOperation, 'entity' | 'key' | 'fields' | 'deleted' | 'at'>

/** Whether what is offered says what is stored under its id. O(size). */
export function saysTheSameAs(offered: Said, stored: Said): boolean {
  return (
    offered.entity === stored.entity &&
    offered.key === stored.key &&
    offered.deleted === stored.deleted &&
    offered.at === stored.at &&
    // as JSON has it: of 0 and -0 it knows one, and one is stored
    (isDeepStrictEqual(asJson(offered.fields), asJson(stored.fields)) ||
      // what was brought along as a note is said here by whoever said it
      isDeepStrictEqual(asJson(offered.fields), asJson(asNoted(stored).fields)))
  )
}

/**
 * Ids under which a batch says different things, or the same in another order or by another person. Which of them was meant nobody can tell, and
 * the log would keep the first for good; so none is stored. What is refused anyway stands in nobody's way. O(size of those with one id).
 */
export function idsOfSeveral(operations: readonly AttributedOperation[]): ReadonlySet<string> {
  const first = new Map<string, AttributedOperation>()
  const again: AttributedOperation[] = []
  for (const one of operations)
    if (first.has(one.id)) again.push(one)
    else first.set(one.id, one)
  const several = new Set<string>()
  for (const one of again) {
    if (several.has(one.id) || checkOperation(one) !== null) continue
    const before = first.get(one.id)
    if (before === undefined || checkOperation(before) !== null) first.set(one.id, one)
    else if (!isOne(before, one)) several.add(one.id)
  }
  return several
}

function isOne(a: AttributedOperation, b: AttributedOperation): boolean {
  return a.effective === b.effective && a.device === b.device && a.saidBy === b.saidBy && saysTheSameAs(a, b)
}

/** Of `undefined` and of -0 JSON knows nothing. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
