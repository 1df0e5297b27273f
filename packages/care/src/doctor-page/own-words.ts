// What the patient says on the page for the doctor: whose it is, and the question for the visit. Put in without working out anything anew.
import type { Block, DoctorPage, DoctorSection, PageLanguage } from './doctor-page.ts'
import { oneLine, shortened } from './printed.ts'

export interface OwnWords {
  /** As the person wants to be called there; a line to write on where it is left out or empty. */
  readonly name?: string
  /** The patient's own question for the visit. */
  readonly question?: string
}

/** Apart from the other words: a page in a browser needs these alone. */
export const OWN_WORDS = {
  en: {
    noName: 'Name: ______________________',
    question: 'My question for today',
    noQuestion: 'No question was written down.',
    whole: 'It goes on in the appendix.',
    questionWhole: 'My question, whole',
  },
  es: {
    noName: 'Nombre: ______________________',
    question: 'Mi pregunta de hoy',
    noQuestion: 'No se escribió ninguna pregunta.',
    whole: 'Sigue en el anexo.',
    questionWhole: 'Mi pregunta, entera',
  },
} as const satisfies Record<PageLanguage, object>

/** A question is a question, and no second diary. */
export const MOST_QUESTION = 4000
const MOST_NAME = 80
const QUESTION_ON_PAGE = 320
const IDS: readonly string[] = ['question', 'whole-question']

/** The page with these words and no others of the patient. O(page). */
export function withOwnWords(page: DoctorPage, { name = '', question = '' }: OwnWords): DoctorPage {
  const words = OWN_WORDS[page.language]
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
  words: (typeof OWN_WORDS)[PageLanguage],
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
