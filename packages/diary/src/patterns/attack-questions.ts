// What ICHD-3's criteria ask of each headache of migraine, tension-type and cluster headache, in own words.
import { migrainePain, migraineSymptoms, tensionPain, tensionSymptoms } from '../days/headache-features.ts'
import { allOf } from '../three-valued.ts'
import type { AttackQuestion } from './asked-headaches.ts'
import {
  chronicTensionLength,
  chronicTensionSymptoms,
  clusterLength,
  clusterPain,
  clusterSigns,
  migraineLength,
  tensionLength,
} from './attack-criteria.ts'
import type { Headache } from './headache.ts'
import { MIGRAINE_WITHOUT_AURA } from './pattern-rules.ts'

/** ICHD-3 1.1 B, C and D. */
export function migraineQuestions(headaches: readonly Headache[]): readonly AttackQuestion[] {
  const { leastHours, leastHoursOfMinors, mostHours } = MIGRAINE_WITHOUT_AURA.value
  const least = headaches.some(({ minor }) => minor === 'met') ? leastHoursOfMinors : leastHours
  return [
    {
      id: 'B',
      statement: 'They last 4 to 72 hours (from 2 hours on under the age of 18), untreated or treated without success.',
      words: `lasted ${least} to ${mostHours} hours, untreated or treated in vain`,
      ask: migraineLength,
    },
    {
      id: 'C',
      statement:
        'At least 2 of 4: one-sided; pulsating; moderate or severe; made worse by routine activity, or a reason to avoid it.',
      words: 'had 2 or more of the 4 features of pain',
      ask: ({ features }) => migrainePain(features),
    },
    {
      id: 'D',
      statement: 'Nausea or vomiting, or light and sound both hard to bear.',
      words: 'came with nausea or vomiting, or with light and sound hard to bear',
      ask: ({ features }) => migraineSymptoms(features),
    },
  ]
}

/** ICHD-3 2.1 and 2.2 B, C and D. */
export const TENSION_QUESTIONS: readonly AttackQuestion[] = [
  {
    id: 'B',
    statement: 'They last 30 minutes to 7 days.',
    words: 'lasted 30 minutes to 7 days',
    ask: tensionLength,
  },
  {
    id: 'C',
    statement:
      'At least 2 of 4: on both sides; pressing or tightening; mild or moderate; not made worse by routine activity.',
    words: 'had 2 or more of the 4 features of pain',
    ask: ({ features }) => tensionPain(features),
  },
  {
    id: 'D',
    statement: 'No nausea and no vomiting, and no more than one of light and sound hard to bear.',
    words: 'came without nausea and vomiting and without light and sound both hard to bear',
    ask: ({ features }) => tensionSymptoms(features),
  },
]

/** ICHD-3 3.1 B and C. */
export const CLUSTER_QUESTIONS: readonly AttackQuestion[] = [
  {
    id: 'B',
    statement:
      'Severe or very severe one-sided pain in or above the eye or at the temple, lasting 15 to 180 minutes untreated.',
    words: 'were severe, one-sided, in or around the eye or at the temple, and lasted 15 to 180 minutes untreated',
    ask: (headache) => allOf(clusterPain(headache.features), clusterLength(headache)),
  },
  {
    id: 'C',
    statement:
      'On the side of the pain a red or watering eye, a blocked or running nose, a swollen or drooping lid, a sweating face or a small pupil; or restlessness.',
    words: 'came with a sign at the eye, nose or face, or with restlessness',
    ask: ({ features }) => clusterSigns(features),
  },
]

const [, TENSION_PAIN_QUESTION] = TENSION_QUESTIONS

/** ICHD-3 2.3 B, C and D. */
export const CHRONIC_TENSION_QUESTIONS: readonly AttackQuestion[] = [
  {
    id: 'B',
    statement: 'They last hours to days, or do not end.',
    words: 'lasted half an hour or longer',
    ask: chronicTensionLength,
  },
  TENSION_PAIN_QUESTION,
  {
    id: 'D',
    statement: 'At most one of light, sound and mild nausea; no moderate or severe nausea and no vomiting.',
    words: 'came with at most one of light, sound and mild nausea, and without more nausea or vomiting',
    ask: ({ features }) => chronicTensionSymptoms(features),
  },
]
