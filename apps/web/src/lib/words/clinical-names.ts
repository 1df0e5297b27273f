// Warning signs, conditions and questionnaires by their names, for readers of a diary: what the entries hold of them are ids.
import { conditionName, signOfPatient } from '@clearday/care'
import { findQuestionnaire } from '@clearday/diary'
import type { Named } from './entry-words.ts'

/** As forms are called among those who use them: their abbreviations, in every language. */
const OWN_NAMES: Readonly<Record<string, Readonly<Record<'en' | 'es', string>>>> = {
  'pain-nrs': { en: 'Pain, 0 to 10', es: 'Dolor, de 0 a 10' },
  'global-change': { en: 'How things have changed', es: 'Cómo han cambiado las cosas' },
  'msq-2.1': { en: 'MSQ v2.1', es: 'MSQ v2.1' },
  'promis-pain-interference': { en: 'PROMIS pain interference', es: 'PROMIS, interferencia del dolor' },
  'promis-sleep-disturbance': { en: 'PROMIS sleep disturbance', es: 'PROMIS, alteración del sueño' },
  'promis-fatigue': { en: 'PROMIS fatigue', es: 'PROMIS, fatiga' },
}

/** For `partsIn`. Items of a form by their number: its text is licensed, or has no official translation here. */
export const clinicalName: Named = (language, field, id) => {
  switch (field) {
    case 'conditions':
      return conditionName(id, language)
    case 'dismissed':
      return signOfPatient(id, language)
    case 'answers':
      return signOfPatient(id, language) ?? itemName(language, id)
    case 'questionnaire':
      if (Object.hasOwn(OWN_NAMES, id)) return OWN_NAMES[id][language]
      return findQuestionnaire(id) === undefined ? null : id.toUpperCase()
    default:
      return null
  }
}

function itemName(language: 'en' | 'es', id: string): string | null {
  if (id === 't-score') return language === 'en' ? 'T score' : 'puntuación T'
  const [, item] = /^q?(\d{1,2}|[ab])$/.exec(id) ?? []
  return item === undefined ? null : `${language === 'en' ? 'question' : 'pregunta'} ${item.toUpperCase()}`
}
