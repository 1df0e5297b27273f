// Points for and against what is practised: biofeedback, relaxation, cognitive behavioural therapy, mindfulness, exercise, drinking more water.
import { point, type CandidacyQuestion, type Reason, type TreatmentCriteria } from './criterion.ts'
import { FREQUENT } from './diary-questions.ts'
import {
  LOW_MOOD,
  NOT_WILLING_TO_PRACTISE,
  POOR_SLEEP,
  SENSITIVE_TO_MEDICINES,
  STRESS_OR_ANXIETY,
  WANTS_LESS_MEDICINE,
  WANTS_NONINVASIVE,
  WILLING_TO_PRACTISE,
} from './intake-questions.ts'
import { published } from './published.ts'

const OURS = 'Ours; no trial compared people with and without it.'

function ours(statement: string): Reason {
  return { statement, certainty: 'proposal', source: OURS }
}

const WILLING = ours('It is learnt by practising, and what it brings comes with practice.')
const NOTHING_TAKEN = ours('Nothing is taken. It is no reason to take less of what is prescribed.')

interface Training {
  readonly treatment: string
  readonly aim: Reason
  readonly stress: Reason
  readonly more?: readonly (readonly [CandidacyQuestion, Reason])[]
}

function training({ treatment, aim, stress, more = [] }: Training): TreatmentCriteria {
  return {
    treatment,
    essential: [],
    criteria: [
      point(treatment, 'for', FREQUENT, aim),
      point(treatment, 'for', STRESS_OR_ANXIETY, stress),
      ...more.map(([asks, reason]) => point(treatment, 'for', asks, reason)),
      point(treatment, 'for', WILLING_TO_PRACTISE, WILLING),
      point(treatment, 'for', SENSITIVE_TO_MEDICINES, NOTHING_TAKEN),
      point(treatment, 'for', WANTS_LESS_MEDICINE, NOTHING_TAKEN),
      point(treatment, 'against', NOT_WILLING_TO_PRACTISE, WILLING),
    ],
  }
}

/** What it is practised for, and what trials say of that. */
function aim(treatment: string): Reason {
  return published(treatment, 'It is practised to have fewer headache days.')
}

const STRESS = ours('It trains how the body and the mind answer stress.')

const BIOFEEDBACK = training({
  treatment: 'biofeedback',
  aim: aim('biofeedback'),
  stress: STRESS,
})

const RELAXATION = training({ treatment: 'relaxation-training', aim: aim('relaxation-training'), stress: STRESS })

const COGNITIVE = training({
  treatment: 'cognitive-behavioural-therapy',
  aim: aim('cognitive-behavioural-therapy'),
  stress: ours('It works on thoughts and habits around stress, worry and pain.'),
  more: [
    [
      LOW_MOOD,
      ours(
        'Low mood and headache weigh on each other, and the same therapy is used for both; a score is a hint to talk about it.',
      ),
    ],
    [POOR_SLEEP, ours('A form of it works on sleep.')],
  ],
})

const MINDFULNESS = training({
  treatment: 'mindfulness',
  aim: aim('mindfulness'),
  stress: ours('It trains to meet stress and pain without fighting them.'),
  more: [[LOW_MOOD, ours('A score is a hint to talk about mood, with a clinician too.')]],
})

const EXERCISE = training({
  treatment: 'aerobic-exercise',
  aim: published('aerobic-exercise', 'It is done on several days a week.'),
  stress: ours('Moving helps many people with stress, whatever it does for headache.'),
  more: [[POOR_SLEEP, ours('Moving helps many people to sleep, whatever it does for headache.')]],
})

/** How often there is headache is no point for it: the trial changed no headache days. */
const WATER_TRIAL: Reason = published('water-intake', 'Nothing is taken but water.')

const WATER: TreatmentCriteria = {
  treatment: 'water-intake',
  essential: [],
  criteria: [
    point('water-intake', 'for', WANTS_LESS_MEDICINE, WATER_TRIAL),
    point('water-intake', 'for', WANTS_NONINVASIVE, WATER_TRIAL),
  ],
}

export const PRACTICE_AND_TRAINING: readonly TreatmentCriteria[] = [
  BIOFEEDBACK,
  RELAXATION,
  COGNITIVE,
  MINDFULNESS,
  EXERCISE,
  WATER,
]
