// The text of a form that a clinic has a licence for, checked against the plug-in that scores it. It stays with the clinic, never in this project.
import { nearestName } from '../format/nearest-name.ts'
import { shown } from '../format/place-words.ts'
import type { Problem } from '../format/problem.ts'
import { findQuestionnaire, QUESTIONNAIRES } from './questionnaires.ts'

export interface LicensedForm {
  readonly questionnaireId: string
  /** In the order in which they are asked. */
  readonly items: readonly { readonly id: string; readonly text: string }[]
}

export type LicensedFormRead =
  | { readonly type: 'ok'; readonly value: LicensedForm }
  | { readonly type: 'error'; readonly problems: readonly Problem[] }

/**
 * Whether a clinic's form fits its plug-in: a plug-in of that id, every item of it once and with a text, and no other.
 *
 * @returns the form, or every problem: `unknown-questionnaire`, `not-a-plug-in`, `wrong-kind`, `unknown-item`, `item-twice`, `item-missing`, `empty`.
 */
export function checkLicensedForm(given: unknown): LicensedFormRead {
  const problems: Problem[] = []
  const tell = (code: string, path: Problem['path'], value: unknown, words: string): void => {
    const at = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
    problems.push({ code, path, ...(value === undefined ? {} : { value }), message: `${at.slice(1)}: ${words}.` })
  }
  const refused = (): LicensedFormRead => ({ type: 'error', problems })
  const form = isObject(given) ? given : {}
  const { questionnaireId, items } = form
  const plugIns = QUESTIONNAIRES.filter(({ licence }) => !licence.itemsShipped).map(({ id }) => id)
  const questionnaire = typeof questionnaireId === 'string' ? findQuestionnaire(questionnaireId) : undefined
  if (questionnaire === undefined) {
    const near = typeof questionnaireId === 'string' ? nearestName(questionnaireId, plugIns) : undefined
    const right = near === undefined ? `write one of ${plugIns.join(', ')}` : `"${near}" was probably meant`
    tell(
      'unknown-questionnaire',
      ['questionnaireId'],
      questionnaireId,
      `${shown(questionnaireId)} stands there; ${right}`,
    )
    return refused()
  }
  if (questionnaire.licence.itemsShipped) {
    tell(
      'not-a-plug-in',
      ['questionnaireId'],
      questionnaireId,
      `${questionnaire.title} comes with its items and needs no form`,
    )
    return refused()
  }
  if (!Array.isArray(items)) {
    tell('wrong-kind', ['items'], items, 'write a list of items, each with id and text')
    return refused()
  }
  const known = questionnaire.items.map(({ id }) => id)
  const seen = new Set<string>()
  items.forEach((item: unknown, k) => {
    const { id, text } = isObject(item) ? item : {}
    if (typeof id !== 'string' || !known.includes(id)) {
      tell(
        'unknown-item',
        ['items', k, 'id'],
        id,
        `${shown(id)} stands there; the items of ${questionnaire.title} are ${known.join(', ')}`,
      )
      return
    }
    if (seen.has(id)) tell('item-twice', ['items', k, 'id'], id, `${id} stands there a second time`)
    seen.add(id)
    if (typeof text !== 'string' || text.trim() === '') {
      tell('empty', ['items', k, 'text'], text, 'write the text of the item as in your licensed form')
    }
  })
  const absent = known.filter((id) => !seen.has(id))
  if (absent.length > 0) tell('item-missing', ['items'], undefined, `the form has no ${absent.join(', ')}`)
  return problems.length > 0 ? refused() : { type: 'ok', value: form as unknown as LicensedForm }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
