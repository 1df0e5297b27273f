// What a person says of themselves, one answer after the other: each reads what stands before it says it, so that quick taps lose nothing.
import { app } from '../app.svelte.ts'
import { entryOf } from '../device/read-entries.ts'
import type { Fields, Json } from '@clearday/diary/operations'

let last: Promise<unknown> = Promise.resolve()

/**
 * @param field of the person, such as `preferences`. @param answers by name; undefined takes one back. @returns whether it is kept. O(answers
 * of the field).
 */
export function answerAll(field: string, answers: Readonly<Record<string, Json | undefined>>): Promise<boolean> {
  return inTurn((known) => {
    const next = { ...(known[field] as Fields | undefined), ...answers }
    const left = Object.entries(next).filter((pair): pair is [string, Json] => pair[1] !== undefined)
    return { [field]: left.length === 0 ? null : Object.fromEntries(left) }
  })
}

/** The same answer for all of which nothing was said. Pregnancy is a field by itself. */
export function answerRest(conditions: readonly string[], answer: Json): Promise<boolean> {
  return inTurn((known) => {
    const before = (known.conditions ?? {}) as Fields
    const open = conditions.filter((one) => one !== 'pregnancy' && !Object.hasOwn(before, one))
    return {
      conditions: { ...before, ...Object.fromEntries(open.map((one) => [one, answer])) },
      ...(conditions.includes('pregnancy') && known.pregnancy === undefined && { pregnancy: answer }),
    }
  })
}

/** One answer that is a field by itself. */
export function answerOne(field: string, value: Json | undefined): Promise<boolean> {
  return inTurn(() => ({ [field]: value ?? null }))
}

function inTurn(fieldsOf: (known: Fields) => Fields): Promise<boolean> {
  const own = last.then(async () => {
    const known = await entryOf(app().database, 'person', 'person')
    const said = await app().say({ entity: 'person', key: 'person', fields: fieldsOf(known?.fields ?? {}) })
    return said?.type === 'ok'
  })
  last = own.catch(() => undefined)
  return own
}
