// Red flags that are to be seen the same day.
import { OCCASIONS } from '@clearday/diary'
import { firstAura } from './aura-findings.ts'
import { mayHaveAny, saidToHave } from './condition-findings.ts'
import { longAttack } from './course-findings.ts'
import { hasCondition, newHeadacheWith, positionAfterPuncture } from './person-findings.ts'
import { redFlag, type RedFlag } from './red-flag.ts'
import { fiftyOrOlder, mayHave } from './who-is-asked.ts'

const tier = 'same-day'
const occasions = OCCASIONS

const TODAY = 'Be seen today. Call your doctor or an out-of-hours service, or go to an emergency department.'

const OURS = 'The list gives no tier, and our triage did not name it; both are ours.'

const KNOWN =
  'If a hospital looks after you for it, call there. When it is no longer so, change it where you told about yourself.'

const PUNCTURE = ['recent-csf-leak', 'recent-lumbar-puncture'] as const

export const SAME_DAY_FLAGS: readonly RedFlag[] = [
  redFlag({
    id: 'giant-cell-arteritis',
    snnoop10: 5,
    tier,
    occasions,
    headline: 'A new headache from 50 on with a tender scalp, pain on chewing or changed sight',
    question: 'Is there a new headache with a tender scalp, pain on chewing, or changed sight?',
    action: `${TODAY} Name the scalp, the chewing or the sight: sight can be lost and can be protected. If sight is going, call {emergency number}.`,
    concerns: fiftyOrOlder,
  }),
  redFlag({
    id: 'new-headache-with-cancer',
    snnoop10: 2,
    tier,
    occasions,
    headline: 'A new headache with cancer, now or earlier',
    question: 'Is the headache new or different, and do you have cancer or did you have it?',
    action: `${TODAY} If a cancer clinic looks after you, call there.`,
    concerns: mayHave('cancer'),
    find: newHeadacheWith('cancer', 'cancer, now or earlier'),
  }),
  redFlag({
    id: 'new-headache-with-weak-immunity',
    snnoop10: 14,
    tier,
    occasions,
    headline: 'A new headache with a weak immune system',
    question: 'Is the headache new or different, and is your immune system weak, by illness (such as HIV) or medicine?',
    action: TODAY,
    concerns: mayHave('immunosuppression'),
    find: newHeadacheWith('immunosuppression', 'a weak immune system'),
  }),
  redFlag({
    id: 'upright-after-puncture',
    snnoop10: 7,
    tier,
    occasions,
    headline: 'Worse upright since a lumbar puncture or epidural',
    question: 'Since a lumbar puncture or epidural: is it worse upright and better lying down?',
    action: `${TODAY} Call where the puncture was done, and lie down until then.`,
    find: positionAfterPuncture,
  }),
  redFlag({
    id: 'attack-over-72-hours',
    snnoop10: null,
    tier,
    occasions,
    headline: 'An attack of more than 72 hours',
    question: 'Has one attack lasted more than 72 hours (3 days)?',
    action: `${TODAY} Say what you have taken and when.`,
    find: longAttack,
  }),
  redFlag({
    id: 'no-fluids',
    snnoop10: null,
    tier,
    occasions,
    headline: 'Nothing you drink stays down',
    question: 'Do you vomit so much that nothing you drink stays down?',
    action: TODAY,
  }),
  redFlag({
    id: 'first-aura',
    snnoop10: 6,
    tier,
    occasions,
    headline: 'The first aura of your life',
    question: 'Was there an aura (flickering, numbness, trouble with words) for the first time in your life?',
    action: `${TODAY} If it is there now, began all at once, or comes with weakness: call {emergency number}.`,
    find: firstAura,
    source: 'A first aura goes to these rules; its tier is ours.',
  }),
  redFlag({
    id: 'papilloedema',
    snnoop10: 9,
    tier,
    occasions: ['onboarding', 'different-from-usual'],
    headline: 'Swelling at the back of the eye',
    question: 'Has somebody seen swelling at the back of your eye (papilloedema) that is not treated yet?',
    action: TODAY,
    source: OURS,
  }),
  redFlag({
    id: 'fever-weight-loss-sweats',
    snnoop10: 1,
    tier,
    occasions,
    headline: 'Headache with fever, night sweats or loss of weight',
    question: 'Is there fever, sweating at night, or loss of weight along with the headache?',
    action: TODAY,
    source: `Published colour: red or orange. ${OURS}`,
  }),
  redFlag({
    id: 'after-head-injury',
    snnoop10: 13,
    tier,
    occasions,
    headline: 'Headache since a blow to the head',
    question: 'Did it begin, or become worse, after a blow to the head?',
    action: `${TODAY} If you become drowsy, vomit, or take a blood thinner: call {emergency number}.`,
    find: hasCondition('recent-head-injury', 'an injury of the head not long ago'),
    source: OURS,
  }),
  redFlag({
    id: 'raised-pressure',
    snnoop10: 9,
    tier,
    occasions: [],
    headline: 'Raised pressure inside the skull',
    question: null,
    action: `${TODAY} ${KNOWN} If your sight changes, you vomit again and again, or you become drowsy: call {emergency number}.`,
    concerns: mayHaveAny(['raised-intracranial-pressure']),
    find: saidToHave(['raised-intracranial-pressure'], 'by-itself'),
    source: OURS,
  }),
  redFlag({
    id: 'headache-after-puncture-or-leak',
    snnoop10: 7,
    tier,
    occasions: [],
    headline: 'Headache with a leak of brain fluid or after a lumbar puncture',
    question: null,
    action: `${TODAY} ${KNOWN}`,
    concerns: mayHaveAny(PUNCTURE),
    find: saidToHave(PUNCTURE, 'with-headache'),
    source: OURS,
  }),
  redFlag({
    id: 'aneurysm-with-severe-headache',
    snnoop10: 4,
    tier,
    occasions: [],
    headline: 'Severe headache with an aneurysm in the head',
    question: null,
    action: `${TODAY} ${KNOWN} If it came on suddenly, is the worst ever, or a lid droops: call {emergency number}.`,
    concerns: mayHaveAny(['cerebral-aneurysm']),
    find: saidToHave(['cerebral-aneurysm'], 'with-severe-headache'),
    source: OURS,
  }),
  redFlag({
    id: 'recent-skull-fracture',
    snnoop10: 13,
    tier,
    occasions: [],
    headline: 'A skull fracture not long ago',
    question: null,
    action: `${TODAY} ${KNOWN} If you become drowsy, vomit, or take a blood thinner: call {emergency number}.`,
    concerns: mayHaveAny(['recent-skull-fracture']),
    find: saidToHave(['recent-skull-fracture'], 'by-itself'),
    source: OURS,
  }),
  redFlag({
    id: 'headache-with-infection',
    snnoop10: 1,
    tier,
    occasions: [],
    headline: 'Headache with an acute infection or fever',
    question: null,
    action: `${TODAY} ${KNOWN} If your neck is stiff, you are confused, or a rash stays when you press a glass on it: call {emergency number}.`,
    concerns: mayHaveAny(['acute-infection']),
    find: saidToHave(['acute-infection'], 'with-headache'),
    source: OURS,
  }),
]
