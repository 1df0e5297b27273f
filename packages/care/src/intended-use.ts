// What Clearday is for and what it is not: one wording for the site, the app and the page for the doctor, in three lengths.
import type { ClinicalRule } from '@clearday/diary'

export interface IntendedUse {
  /** One line: at the foot of a page and beside every answer. */
  readonly short: string
  /** One paragraph: at the first start of the app, and on the page for the doctor. */
  readonly medium: string
  /** The whole statement, a heading and a paragraph each: a page of the site. */
  readonly full: readonly { readonly heading: string; readonly text: string }[]
}

/** A clinician of the installation signs it like a rule. `{emergency number}` stands for that of the installation (`fillContacts`). */
export const INTENDED_USE: ClinicalRule<IntendedUse> = {
  id: 'intended-use',
  version: 1,
  value: {
    short:
      'Information to help you look after yourself. No diagnosis, and no emergency service: in an emergency call {emergency number}.',
    medium:
      'Clearday keeps your headache diary, counts what is in it, and shows what is published about treatments. It is information to help you look after yourself and to talk with your doctor. It makes no diagnosis, prescribes nothing and replaces nobody who knows you. Nobody watches what you enter. In an emergency, or if a headache is sudden, the worst ever or different from what you know, call {emergency number}.',
    full: [
      {
        heading: 'What it is for',
        text: 'Clearday is for adults with headache and for those who treat them. You keep a diary; it counts headache days and days with medicine, compares them with published criteria, and estimates whether something you try goes along with fewer headache days, always with how uncertain that is.',
      },
      {
        heading: 'No diagnosis',
        text: 'It can say that your diary is consistent with published criteria. Whether you have a certain kind of headache, and what lies behind it, only a clinician can judge who sees you. A point that is not raised, or a question that was not asked, says nothing about your health.',
      },
      {
        heading: 'No emergency service',
        text: 'Nobody watches what you enter, by day or by night. If a headache is sudden, the worst ever or different from what you know, or if you think of ending your life, do not wait for an answer here: call {emergency number}.',
      },
      {
        heading: 'No prescription, and nothing instead of one',
        text: 'It prescribes nothing. Do not begin, change or stop a prescribed medicine because of something you read here: ask whoever prescribed it. Every treatment shown stands beside medical care and never instead of it.',
      },
      {
        heading: 'How sure it is',
        text: 'Every rule in it has a source and a mark of how sure it is. Rules that no clinician of this clinic has signed yet are marked so. What trials say of groups may not hold for you.',
      },
      {
        heading: 'For children and in pregnancy',
        text: 'It was made for adults who are not pregnant. For children, in pregnancy and after a birth other rules hold: ask those who look after you.',
      },
    ],
  },
  statement:
    'Clearday is for information and self-management. It makes no diagnosis, is no emergency service, prescribes nothing, and stands beside medical care, never instead of it.',
  certainty: 'proposal',
  source:
    'Ours. Software that gives diagnoses or urgent-care advice may be a regulated medical device (EU MDR rule 11, FDA), not checked: legal advice is needed before it is offered to patients.',
  needsReview: true,
}
