// What `clearday serve --settings` prints: every setting with its meaning, what holds without it, and whether it is a secret.
import { SETTING_NAMES, wordsOf } from './settings.ts'

export interface ExplainedSetting {
  readonly name: string
  readonly meaning: string
  readonly otherwise: string
  readonly right: string
  readonly secret: boolean
}

/** In the order in which they are best read. */
export function explainSettings(): ExplainedSetting[] {
  return SETTING_NAMES.map((name) => {
    const { meaning, otherwise, right, secret = false } = wordsOf(name)
    return { name, meaning, otherwise, right, secret }
  })
}
