// What the patient says on the page for the doctor: whose it is, and the question for the visit. Put in without working out anything anew.
import type { Block, DoctorPage, DoctorSection } from './doctor-page.ts'
import { DOCTOR_WORDS, type DoctorWords } from './doctor-words.ts'
import { oneLine, shortened } from './printed.ts'

export interface OwnWords {
  /** As the person wants to be called there; a line to write on where it is left out or empty. */
  readonly name?: string
  /** The patient's own question for the visit. */
  readonly question?: string
}

/** A question is a question, and no second diary. */
export const MOST_QUESTION = 4000
const MOST_NAME = 80
const QUESTION_ON_PAGE = 320
const IDS: readonly string[] = ['question', 'whole-question']

/** The page with these words and no others of the patient. O(page). */
export function withOwnWords(page: DoctorPage, { name = '', question = '' }: OwnWords): DoctorPage {
  const words = DOCTOR_WORDS[page.language]
  const called = shortened(oneLine(name), MOST_NAME)
  const asked = [...oneLine(question)].slice(0, MOST_QUESTION).join('')
  const own = questionSections(asked === '' ? null : asked, words)
  const [first, ...others] = page.sections.filter(({ id }) => !IDS.includes(id))
  return {
    ...page,
    who: `${called === '' ? words.noName : called}${page.born === null ? '' : `, ${page.born}`}`,
    sections: [first, own.page, ...others],
    appendices: [
      ...(own.appendix === null ? [] : [own.appendix]),
      ...page.appendices.filter(({ id }) => !IDS.includes(id)),
    ],
  }
}

/** As it was written; what does not fit goes on after the page. @param question without what draws nothing. */
function questionSections(
  question: string | null,
  words: DoctorWords,
): { readonly page: DoctorSection; readonly appendix: DoctorSection | null } {
  if (question === null)
    return {
      page: {
        id: 'question',
        heading: words.question,
        blocks: [{ type: 'text', tone: 'quiet', text: words.noQuestion }],
      },
      appendix: null,
    }
  const text = shortened(question, QUESTION_ON_PAGE)
  const goesOn = text !== question
  return {
    page: {
      id: 'question',
      heading: words.question,
      blocks: [
        { type: 'text', tone: 'own', text },
        ...(goesOn ? [{ type: 'text', tone: 'quiet', text: words.whole } satisfies Block] : []),
      ],
    },
    appendix: goesOn
      ? { id: 'whole-question', heading: words.questionWhole, blocks: [{ type: 'text', tone: 'own', text: question }] }
      : null,
  }
}
