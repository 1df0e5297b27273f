// What a person says of themselves: each answer by itself, so that quick taps and other devices lose nothing.
import { app } from '../app.svelte.ts'
import type { SayingOf } from '../device/say.ts'
import type { Fields, Json } from '@clearday/diary/operations'

const PERSON = { entity: 'person', key: 'person' } as const

/**
 * @param field of the person, such as `preferences`. @param answers by name; undefined takes one back. @returns whether it is kept. O(answers).
 */
export function answerAll(field: string, answers: Readonly<Record<string, Json | undefined>>): Promise<boolean> {
  const said = Object.entries(answers).map(([name, answer]) => [`${field}.${name}`, answer ?? null] as const)
  return keep({ ...PERSON, of: () => ({ ...PERSON, fields: Object.fromEntries(said) }) })
}

/** The same answer for all of which nothing was said. Pregnancy is a field by itself. */
export function answerRest(conditions: readonly string[], answer: Json): Promise<boolean> {
  return keep({
    ...PERSON,
    of: (known) => {
      const { conditions: before = {}, pregnancy } = (known?.fields ?? {}) as { conditions?: Fields; pregnancy?: Json }
      const open = conditions.filter((one) => one !== 'pregnancy' && !Object.hasOwn(before ?? {}, one))
      const fields = Object.fromEntries(open.map((one) => [`conditions.${one}`, answer]))
      const both = conditions.includes('pregnancy') && pregnancy === undefined
      return { ...PERSON, fields: { ...fields, ...(both && { pregnancy: answer }) } }
    },
  })
}

/** One answer that is a field by itself. */
export function answerOne(field: string, value: Json | undefined): Promise<boolean> {
  return keep({ ...PERSON, of: () => ({ ...PERSON, fields: { [field]: value ?? null } }) })
}

async function keep(saying: SayingOf): Promise<boolean> {
  return (await app().say(saying))?.type === 'ok'
}
