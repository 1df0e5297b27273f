// Parts of a text that name something that is kept here: what trials found, a study, a picture. Each is chosen from what there is, so that nobody
// types an id.
import { STUDIES, TREATMENTS } from '@clearday/evidence'
import { sitePictures } from '@clearday/store'
import type { Language } from '#lib/words/words.ts'
import { treatmentName } from '../site/evidence-block.ts'
import type { Transaction } from '../site/reading.ts'
import type { Option } from './choices.ts'

/** Studies that speak of one treatment; under '' those that are about headache in general. */
export interface StudyGroup {
  readonly about: string
  readonly studies: readonly Option[]
}

export interface Parts {
  readonly treatments: readonly Option[]
  readonly studies: readonly StudyGroup[]
  /** The words of a picture stand in its value already: it is put in as it is. */
  readonly pictures: readonly Option[]
}

/** Of a citation in a list that a telephone shows. */
const LONGEST_LABEL = 90
const LONGEST_WORDS = 200

/** One query. @param language of who writes. @param textLanguage of the article. */
export async function partsFor(transaction: Transaction, language: Language, textLanguage: Language): Promise<Parts> {
  const treatments = TREATMENTS.map(({ id }) => ({ value: id, label: treatmentName(id, language) })).sort((a, b) =>
    a.label.localeCompare(b.label, language),
  )
  const groups = treatments.map(({ value, label }) => ({
    about: label,
    studies: studyOptions(({ treatments: [first] }) => first === value),
  }))
  const general = { about: '', studies: studyOptions(({ treatments: of }) => of.length === 0) }
  return {
    treatments,
    studies: [...groups, general].filter(({ studies }) => studies.length > 0),
    pictures: (await sitePictures(transaction)).map(({ name, alternative }) => {
      const words = (alternative[textLanguage] ?? '').replace(/[[\]\\\s]+/g, ' ').slice(0, LONGEST_WORDS)
      return { value: `![${words}](picture:${name})`, label: words === '' ? name : `${name} – ${words}` }
    }),
  }
}

function studyOptions(fits: (study: (typeof STUDIES)[number]) => boolean): readonly Option[] {
  return STUDIES.filter(fits)
    .map(({ id, citation }) => ({ value: id, label: shortened(citation.text) }))
    .sort((a, b) => a.label.localeCompare(b.label))
}

function shortened(text: string): string {
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL).replace(/\s+\S*$/, '')} …`
}

/**
 * The text with the part behind it that a button without scripts asked for; with them it is put in where the cursor stands. Unchanged where no
 * button asked, or nothing was chosen.
 */
export function withPart(body: string, form: FormData): string {
  const chosen = (name: string): string => {
    const value = form.get(`put-${name}`)
    return typeof value === 'string' ? value : ''
  }
  const asked = form.get('put')
  const of = asked === 'candidacy' || asked === 'evidence' ? chosen('treatment') : chosen(String(asked))
  if (of === '') return body
  const standing = body.trimEnd()
  // behind a part that has a line of its own, a sentence begins anew
  const joins = standing !== '' && !standing.split('\n').at(-1)?.startsWith('::')
  if (asked === 'study') return `${standing}${joins ? ' ' : standing === '' ? '' : '\n\n'}:study[${of}]\n`
  const part = asked === 'evidence' || asked === 'candidacy' ? `::${asked}{treatment="${of}"}` : of
  return `${standing === '' ? '' : `${standing}\n\n`}${part}\n`
}
