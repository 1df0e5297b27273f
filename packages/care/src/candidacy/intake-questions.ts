// What is drawn from the short intake and from questionnaires: what a person says of themselves and wants. What was not asked stays unknown.
import { statusOf, type Condition, type Preferences } from '@clearday/diary'
import type { Answered, CandidacyFacts } from './candidacy-facts.ts'
import { SCORE_HINTS } from './candidacy-thresholds.ts'
import type { CandidacyQuestion } from './criterion.ts'

const NOT_ASKED = 'This was not asked yet.'

function said(value: boolean | undefined, yes: string, no: string): Answered {
  return { status: statusOf(value), because: value === undefined ? NOT_ASKED : value ? yes : no }
}

function preference(
  id: string,
  key: keyof Preferences,
  question: string,
  label: string,
  yes: string,
  no: string,
): CandidacyQuestion {
  return { id, question, label, answer: ({ person }) => said(person.preferences?.[key], yes, no) }
}

export const SENSITIVE_TO_MEDICINES = preference(
  'sensitive-to-medicines',
  'sensitiveToMedicines',
  'Do you bear medicines badly?',
  'you bear medicines badly',
  'You said that you bear medicines badly.',
  'You said that you bear medicines well.',
)

export const WANTS_LESS_MEDICINE = preference(
  'wants-less-medicine',
  'wantsLessMedicine',
  'Would you like to take less medicine?',
  'you would like to take less medicine',
  'You said that you would like to take less medicine.',
  'You said that taking less medicine is not what you look for.',
)

export const WANTS_NONINVASIVE = preference(
  'wants-noninvasive',
  'wantsNoninvasive',
  'Would you rather have something that does not go under the skin?',
  'you would rather have something noninvasive',
  'You said that you would rather have something noninvasive.',
  'You said that it need not be noninvasive.',
)

/** The same wish, where needles belong to the treatment. */
export const WANTS_NO_NEEDLES: CandidacyQuestion = { ...WANTS_NONINVASIVE, id: 'wants-no-needles' }

export const WILLING_TO_PRACTISE = preference(
  'willing-to-practise',
  'willingToPractise',
  'Would you practise something on most days?',
  'you are willing to practise',
  'You said that you would practise on most days.',
  'You said that practising on most days is not for you.',
)

export const NOT_WILLING_TO_PRACTISE: CandidacyQuestion = {
  id: 'not-willing-to-practise',
  question: 'Is practising on most days not for you?',
  label: 'practising on most days is not for you',
  answer: ({ person }) => {
    const willing = person.preferences?.willingToPractise
    return said(
      willing === undefined ? undefined : !willing,
      'You said that practising on most days is not for you.',
      'You said that you would practise on most days.',
    )
  },
}

export const DISLIKES_TOUCH = preference(
  'dislikes-touch',
  'dislikesTouch',
  'Do you dislike being touched?',
  'you dislike being touched',
  'You said that you dislike being touched.',
  'You said that being touched is fine for you.',
)

export const POOR_SLEEP = preference(
  'poor-sleep',
  'poorSleep',
  'Do you sleep badly?',
  'you sleep badly',
  'You said that you sleep badly.',
  'You said that you sleep well enough.',
)

/** A condition as a point; "unsure" stays unknown, as everywhere. */
function condition(id: string, name: Condition, question: string, label: string, yes: string): CandidacyQuestion {
  return {
    id,
    question,
    label,
    answer: ({ person }) => {
      const answer = person.conditions?.[name]
      if (answer === 'yes') return { status: 'met', because: yes }
      if (answer === 'no') return { status: 'not-met', because: 'You answered no.' }
      return { status: 'unknown', because: answer === 'unsure' ? 'You were unsure.' : NOT_ASKED }
    },
  }
}

export const FEAR_OF_NEEDLES = condition(
  'fear-of-needles',
  'fear-of-needles',
  'Are you afraid of needles?',
  'you are afraid of needles',
  'You said that you are afraid of needles.',
)

/** Joins what the person said, a condition and a score: any of them that speaks for it counts, and the first that is known otherwise. */
function hinted(
  facts: CandidacyFacts,
  own: Answered | null,
  name: Condition,
  named: string,
  kind: keyof typeof SCORE_HINTS.value,
): Answered {
  if (own?.status === 'met') return own
  const answer = facts.person.conditions?.[name]
  if (answer === 'yes') return { status: 'met', because: `You answered yes to ${named}.` }
  const score = latestHint(facts, kind)
  if (score?.status === 'met') return score
  if (own !== null && own.status !== 'unknown') return own
  if (answer === 'no') return { status: 'not-met', because: `You answered no to ${named}.` }
  return score ?? { status: 'unknown', because: NOT_ASKED }
}

/** The latest score that can hint, and whether it does. */
function latestHint({ scores }: CandidacyFacts, kind: keyof typeof SCORE_HINTS.value): Answered | null {
  const hints = SCORE_HINTS.value[kind]
  for (const one of scores.toReversed()) {
    const parts = one.parts.map((part) => ({ key: `${one.questionnaire}.${part.id}`, score: part.score }))
    for (const { key, score } of [{ key: one.questionnaire, score: one.score }, ...parts]) {
      const from = hints[key]
      if (from === undefined || score === null) continue
      return {
        status: statusOf(score >= from),
        because: `${one.title} on ${one.date}: ${score}; from ${from} on it is a hint to talk about ${kind === 'mood' ? 'mood' : 'worry'}, no diagnosis.`,
        days: [one.date],
      }
    }
  }
  return null
}

export const STRESS_OR_ANXIETY: CandidacyQuestion = {
  id: 'stress-or-anxiety',
  question: 'Do stress or anxiety play a part?',
  label: 'stress or anxiety plays a part',
  answer: (facts) =>
    hinted(
      facts,
      said(
        facts.person.preferences?.stressOrAnxiety,
        'You said that stress or anxiety plays a part.',
        'You said that stress and anxiety play no part.',
      ),
      'anxiety',
      'anxiety',
      'anxiety',
    ),
}

export const LOW_MOOD: CandidacyQuestion = {
  id: 'low-mood',
  question: 'Is low mood something to talk about?',
  label: 'low mood is something to talk about',
  answer: (facts) => hinted(facts, null, 'depression', 'depression', 'mood'),
}
