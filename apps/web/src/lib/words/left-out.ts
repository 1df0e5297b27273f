// Fields that cannot be read, by their names: they are left out alone, and whoever reads is told which.
import type { UnreadableField } from '@clearday/diary/operations'
import { clinicalName } from './clinical-names.ts'
import { nameIn } from './entry-words.ts'

/** "born in", "conditions: asthma"; each once. */
export function leftOutNames(fields: readonly UnreadableField[], language: 'en' | 'es'): readonly string[] {
  const names = fields.map(({ path }) =>
    path
      .map((name, at) =>
        at === 0 ? nameIn(language, name) : (clinicalName(language, path[0], name) ?? nameIn(language, name)),
      )
      .join(': '),
  )
  return [...new Set(names)]
}
