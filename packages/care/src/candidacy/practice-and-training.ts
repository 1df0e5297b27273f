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

const AHRQ = 'AHRQ 2024 (50 trials in adults); most at high risk of bias.'

const BEHAVIOURAL_AIM: Reason = {
  statement: 'It is practised to have fewer headache days; it may lower how often they come, with low certainty.',
  certainty: 'sourced',
  source: AHRQ,
}

const STRESS = ours('It trains how the body and the mind answer stress.')

const BIOFEEDBACK = training({
  treatment: 'biofeedback',
  aim: {
    statement:
      'It is practised to have fewer headache days. Reviews find a middle-sized effect with weak controls; in one trial of 64 people it added nothing to relaxation alone.',
    certainty: 'unverified',
    source: 'Nestoriuc 2007, numbers not read; Mullally 2009.',
  },
  stress: STRESS,
})

const RELAXATION = training({ treatment: 'relaxation-training', aim: BEHAVIOURAL_AIM, stress: STRESS })

const COGNITIVE = training({
  treatment: 'cognitive-behavioural-therapy',
  aim: BEHAVIOURAL_AIM,
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
  aim: {
    statement:
      'In a trial of 89 people migraine days fell no more than with education about headache; living with it may become easier.',
    certainty: 'sourced',
    source: 'Wells 2021; that disability was better was not read.',
  },
  stress: ours('It trains to meet stress and pain without fighting them.'),
  more: [[LOW_MOOD, ours('A score is a hint to talk about mood, with a clinician too.')]],
})

const EXERCISE = training({
  treatment: 'aerobic-exercise',
  aim: {
    statement: 'Done on several days a week; trials find about 0.6 fewer headache days a month.',
    certainty: 'sourced',
    source: 'Lemmens 2019.',
  },
  stress: ours('Moving helps many people with stress, whatever it does for headache.'),
  more: [[POOR_SLEEP, ours('Moving helps many people to sleep, whatever it does for headache.')]],
})

/** How often there is headache is no point for it: the trial changed no headache days. */
const WATER_TRIAL: Reason = {
  statement:
    'Nothing is taken but water. In a trial of 102 people, 1.5 litres more a day changed no headache days; people rated their quality of life a little better.',
  certainty: 'sourced',
  source: 'The trial of 1.5 litres more water a day (102 people); low certainty.',
}

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
