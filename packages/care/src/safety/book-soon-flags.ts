// Red flags for which an appointment is made soon. Several are read from the diary and never asked.
import { OCCASIONS } from '@clearday/diary'
import { auraBeside } from './aura-findings.ts'
import { clusterPattern } from './cluster-findings.ts'
import { chronicDays, headacheWithoutBreak, patternChange, progressive } from './course-findings.ts'
import { aboveDailyMaximum, overuse } from './medicine-findings.ts'
import { beganLate, headacheInPregnancy } from './person-findings.ts'
import { redFlag, type RedFlag } from './red-flag.ts'
import { mayBePregnant, mayHave } from './who-is-asked.ts'

const tier = 'book-soon'
const occasions = OCCASIONS

const BOOK = 'Book an appointment with a physician in the next days, and take your diary along.'

const OURS = 'The list gives no tier, and our triage did not name it; both are ours.'

export const BOOK_SOON_FLAGS: readonly RedFlag[] = [
  redFlag({
    id: 'cough-or-strain',
    snnoop10: 8,
    tier,
    occasions,
    headline: 'Headache brought on by coughing, sneezing or effort',
    question: 'Do coughing, sneezing, straining or exercise bring it on?',
    action: BOOK,
  }),
  redFlag({
    id: 'position',
    snnoop10: 7,
    tier,
    occasions,
    headline: 'Headache that changes with standing up or lying down',
    question: 'Does it come or go within minutes when you stand up or lie down?',
    action: BOOK,
  }),
  redFlag({
    id: 'progressive',
    snnoop10: 10,
    tier,
    occasions,
    headline: 'Headache that becomes steadily worse',
    question: 'Has it become steadily worse over weeks?',
    action: BOOK,
    find: progressive,
  }),
  redFlag({
    id: 'pattern-change',
    snnoop10: 6,
    tier,
    occasions,
    headline: 'Headache that is different from what you know',
    question: 'Is it clearly different from the headaches you know?',
    action: `${BOOK} If it is sudden or the worst ever, call {emergency number}.`,
    find: patternChange,
  }),
  redFlag({
    id: 'new-headache-after-50',
    snnoop10: 5,
    tier,
    occasions: [],
    headline: 'Headache that began at 50 or later',
    question: null,
    action: BOOK,
    find: beganLate,
  }),
  redFlag({
    id: 'cluster-pattern',
    snnoop10: 12,
    tier,
    occasions: [],
    headline: 'A pattern like cluster headache',
    question: null,
    action: `${BOOK} It is treated differently from migraine; ask for somebody who knows it.`,
    find: clusterPattern,
  }),
  redFlag({
    id: 'fifteen-headache-days',
    snnoop10: null,
    tier,
    occasions: [],
    headline: 'Headache on half of the days or more',
    question: null,
    action: `${BOOK} Ask what could make them fewer.`,
    find: chronicDays,
  }),
  redFlag({
    id: 'headache-without-a-break',
    snnoop10: null,
    tier,
    occasions: [],
    headline: 'A mild headache without a break',
    question: null,
    action: `${BOOK} If it becomes strong, or nausea, fever or anything new comes with it, be seen the same day.`,
    find: headacheWithoutBreak,
    source: OURS,
  }),
  redFlag({
    id: 'medication-overuse',
    snnoop10: 15,
    tier,
    occasions: [],
    headline: 'Acute medicine on very many days',
    question: null,
    action: `${BOOK} Ask how to come off it. Do not stop an opioid, a sedative or a prescribed medicine by yourself.`,
    find: overuse,
  }),
  redFlag({
    id: 'above-daily-maximum',
    snnoop10: null,
    tier,
    occasions: [],
    headline: 'More of a medicine in a day than its packet allows',
    question: null,
    action:
      'Tell a doctor or pharmacist in the next days, and today if you feel unwell. If it was far more, or on purpose, call {poison line} or {emergency number} now.',
    find: aboveDailyMaximum,
    source: 'Daily maxima of the catalogue; the tier and the words are ours.',
  }),
  redFlag({
    id: 'new-medicine-at-onset',
    snnoop10: 15,
    tier,
    occasions: ['onboarding', 'different-from-usual'],
    headline: 'Headache since a new medicine',
    question: 'Did it begin soon after you started a new medicine or hormone?',
    action:
      'Ask whoever prescribed it, or a pharmacist, in the next days. Do not stop a prescribed medicine by yourself.',
    source: OURS,
  }),
  redFlag({
    id: 'aura-with-contraceptive',
    snnoop10: null,
    tier,
    occasions: ['onboarding'],
    headline: 'Aura and a combined pill, patch or ring',
    question: 'Do you have aura (flickering, numbness, trouble with words) and use a combined pill, patch or ring?',
    action: `${BOOK} Aura and these contraceptives each raise the risk of stroke a little, and together more; there are other contraceptives.`,
    concerns: mayHave('combined-contraceptive'),
    find: auraBeside('combined-contraceptive', 'use a combined pill, patch or ring'),
    source: 'That the two together raise the risk of stroke is general knowledge; not read.',
  }),
  redFlag({
    id: 'aura-with-smoking',
    snnoop10: null,
    tier,
    occasions: ['onboarding'],
    headline: 'Aura and smoking',
    question: 'Do you have aura (flickering, numbness, trouble with words) and smoke?',
    action: `${BOOK} Aura and smoking each raise the risk of stroke a little, and together more; ask about help with stopping.`,
    concerns: mayHave('smoking'),
    find: auraBeside('smoking', 'smoke'),
    source: 'That the two together raise the risk of stroke is general knowledge; not read.',
  }),
  redFlag({
    id: 'headache-in-pregnancy',
    snnoop10: 11,
    tier,
    occasions: [],
    headline: 'Headache in pregnancy or after a birth',
    question: null,
    action:
      'Tell your midwife or physician in the next days, and before you take anything. If it is new and severe, or your sight changes, call {emergency number}.',
    concerns: mayBePregnant,
    find: headacheInPregnancy,
    source: OURS,
  }),
]
