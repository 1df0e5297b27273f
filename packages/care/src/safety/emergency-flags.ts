// Red flags that are an emergency now. The most urgent come first: they are asked first.
import { OCCASIONS } from '@clearday/diary'
import { longAura, motorAura, suddenLoss } from './aura-findings.ts'
import { mayHaveAny, saidToHave } from './condition-findings.ts'
import { possibleOverdose } from './medicine-findings.ts'
import { answeredAboutDeath, hurtWithBloodThinner, severeInPregnancy, worseAfterSession } from './person-findings.ts'
import { redFlag, type RedFlag } from './red-flag.ts'
import { mayBePregnant } from './who-is-asked.ts'

const tier = 'emergency-now'
const occasions = OCCASIONS

const CALL = 'Call {emergency number} now. Do not drive yourself, and do not wait for it to pass.'

const STROKE = ['acute-stroke', 'intracranial-haemorrhage'] as const

export const EMERGENCY_FLAGS: readonly RedFlag[] = [
  redFlag({
    id: 'thunderclap',
    snnoop10: 4,
    tier,
    occasions,
    headline: 'A headache that came like a blow',
    question: 'Did it come on suddenly and reach its worst within about 5 minutes?',
    action: `${CALL} Say that it came on suddenly.`,
  }),
  redFlag({
    id: 'worst-ever',
    snnoop10: 4,
    tier,
    occasions,
    headline: 'The worst headache of your life',
    question: 'Is it the worst headache of your life?',
    action: CALL,
  }),
  redFlag({
    id: 'weakness-speech-sight',
    snnoop10: 3,
    tier,
    occasions,
    headline: 'New weakness, or trouble with speech or sight',
    question: 'Is there new weakness or numbness, trouble speaking, or loss of sight, other than an aura you know?',
    action: `${CALL} Say when it began: the first hours count.`,
    find: suddenLoss,
  }),
  redFlag({
    id: 'stroke-or-bleeding',
    snnoop10: 3,
    tier,
    occasions: [],
    headline: 'A stroke that has just happened, or bleeding inside the skull',
    question: null,
    action: `${CALL} If a hospital looks after you for it already, ask there before anything new is begun. When it is no longer so, change it where you told about yourself.`,
    concerns: mayHaveAny(STROKE),
    find: saidToHave(STROKE, 'by-itself'),
  }),
  redFlag({
    id: 'confusion-seizure-drowsiness',
    snnoop10: 3,
    tier,
    occasions,
    headline: 'Confusion, a seizure, or being hard to wake',
    question: 'Is there confusion, a seizure (fit), or are you hard to keep awake?',
    action: `${CALL} Do not stay alone.`,
  }),
  redFlag({
    id: 'fever-stiff-neck-rash',
    snnoop10: 1,
    tier,
    occasions,
    headline: 'Fever with a stiff neck or a rash',
    question: 'Is there fever with a stiff neck, or with a rash that stays when you press a glass on it?',
    action: CALL,
  }),
  redFlag({
    id: 'head-injury-drowsy',
    snnoop10: 13,
    tier,
    occasions,
    headline: 'A blow to the head with drowsiness, vomiting or a blood thinner',
    question: 'After a blow to the head: are you drowsy, do you vomit, or do you take a blood thinner?',
    action: `${CALL} Do not stay alone.`,
    find: hurtWithBloodThinner,
  }),
  redFlag({
    id: 'severe-in-pregnancy',
    snnoop10: 11,
    tier,
    occasions,
    headline: 'A new severe headache or changed sight in pregnancy or after a birth',
    question:
      'Are you pregnant, or did you give birth in the last 6 weeks, and is the headache new and severe, or your sight changed?',
    action: `${CALL} Or call the labour ward at once. Say how many weeks it is.`,
    concerns: mayBePregnant,
    find: severeInPregnancy,
  }),
  redFlag({
    id: 'painful-red-eye',
    snnoop10: 12,
    tier,
    occasions,
    headline: 'A painful red eye with changed sight',
    question: 'Is one eye red and painful, and do you see worse with it?',
    action: `${CALL} Or go to an eye emergency department at once.`,
  }),
  redFlag({
    id: 'neck-pain-lid-dizziness',
    snnoop10: null,
    tier,
    occasions,
    headline: 'New pain on one side of the neck or face with a drooping lid or dizziness',
    question: 'Is there new pain on one side of the neck or face, with a drooping eyelid or dizziness?',
    action: `${CALL} An artery of the neck may be hurt.`,
  }),
  redFlag({
    id: 'neck-pain-after-treatment',
    snnoop10: null,
    tier,
    occasions,
    headline: 'New neck or face pain after a neck injury or treatment of the neck',
    question: 'Is there new neck or face pain, or dizziness, since an injury or a treatment of your neck by hand?',
    action: `${CALL} Say that your neck was injured or treated: an artery of the neck may be hurt. No treatment by hands until a physician has looked.`,
    find: worseAfterSession,
  }),
  redFlag({
    id: 'aura-with-weakness',
    snnoop10: 3,
    tier,
    occasions,
    headline: 'An aura with weakness',
    question: 'Was there, for the first time, an aura with weakness of an arm, a leg or the face?',
    action: CALL,
    find: motorAura,
  }),
  redFlag({
    id: 'long-aura',
    snnoop10: 3,
    tier,
    occasions,
    headline: 'An aura of more than an hour',
    question: 'Did a sign of aura (flickering, numbness, trouble with words) last more than 60 minutes?',
    action: CALL,
    find: longAura,
  }),
  redFlag({
    id: 'carbon-monoxide',
    snnoop10: null,
    tier,
    occasions,
    headline: 'Others in your home are ill too',
    question: 'Do others, or animals, in the same rooms have headache or feel ill too?',
    action:
      'Go outside now, all of you, and leave the doors open. Then call {emergency number}: it may be carbon monoxide, which has no smell.',
  }),
  redFlag({
    id: 'suicidal-thoughts',
    snnoop10: null,
    tier,
    occasions,
    headline: 'Thoughts of ending your life',
    question: 'Do you think of ending your life or of hurting yourself?',
    action:
      'You do not have to be alone with this. Talk to someone now: call {crisis line}, or {emergency number} if you might act on it. Stay with somebody you trust.',
    find: answeredAboutDeath,
    source: 'PHQ-9, item 9; the tier and the words are ours.',
  }),
  redFlag({
    id: 'overdose',
    version: 2,
    snnoop10: null,
    tier,
    occasions,
    headline: 'More of a medicine than its packet allows',
    question: 'Have you taken more of a medicine in 24 hours than its packet allows?',
    action:
      'Call {poison line} or {emergency number} now, also if you feel well: harm may show only days later. Take no more of it, and have the packets at hand.',
    find: possibleOverdose,
    source: 'Daily maxima of the catalogue; the tier and the words are ours.',
  }),
]
