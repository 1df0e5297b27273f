// Points for and against manual therapy and acupuncture. Those for craniosacral therapy are a practice's description, and say so.
import { CHRONIC_PATTERN, FREQUENT, LONG_LASTING, NECK_TENSION, REMEMBERED_CHRONIC } from './diary-questions.ts'
import { point, type Reason, type TreatmentCriteria } from './criterion.ts'
import {
  DISLIKES_TOUCH,
  FEAR_OF_NEEDLES,
  SENSITIVE_TO_MEDICINES,
  STRESS_OR_ANXIETY,
  WANTS_LESS_MEDICINE,
  WANTS_NO_NEEDLES,
  WANTS_NONINVASIVE,
} from './intake-questions.ts'

const PRACTICE = 'A craniosacral practice’s description of who might benefit most; no trial tested it.'

function described(statement: string, source = PRACTICE): Reason {
  return { statement, certainty: 'proposal', source }
}

const NECK: Reason = described(
  'Practices describe people with a tense neck as likely to benefit. In a trial of neck pain, not headache, craniosacral therapy did better than light touch by 21 of 100 mm. Neck pain comes with about 69 % of migraine attacks and is mostly a part of them.',
  `${PRACTICE} Haller 2016 (54 people); Lampl 2015 (487 people); Schulte 2015.`,
)

const CRANIOSACRAL: TreatmentCriteria = {
  treatment: 'craniosacral-therapy',
  essential: [],
  criteria: [
    point(
      'craniosacral-therapy',
      'for',
      CHRONIC_PATTERN,
      described('Practices describe people with a chronic pattern as likely to benefit.'),
    ),
    point(
      'craniosacral-therapy',
      'for',
      REMEMBERED_CHRONIC,
      described(
        'As above, from memory, which tends to give fewer days than a diary.',
        `${PRACTICE} Cephalalgia 2020;40:1523.`,
      ),
    ),
    point(
      'craniosacral-therapy',
      'for',
      LONG_LASTING,
      described('Practices describe people with long-lasting headaches as likely to benefit.'),
    ),
    point('craniosacral-therapy', 'for', NECK_TENSION, NECK),
    point(
      'craniosacral-therapy',
      'for',
      STRESS_OR_ANXIETY,
      described('Practices describe people under stress or with anxiety as likely to benefit.'),
    ),
    point(
      'craniosacral-therapy',
      'for',
      SENSITIVE_TO_MEDICINES,
      described(
        'Nothing is taken. Feeling worse for hours to days after a session is described.',
        `${PRACTICE} Practitioners’ pages.`,
      ),
    ),
    point(
      'craniosacral-therapy',
      'for',
      WANTS_LESS_MEDICINE,
      described('Nothing is taken. It is no reason to take less of what is prescribed.'),
    ),
    point(
      'craniosacral-therapy',
      'for',
      WANTS_NONINVASIVE,
      described('It is light touch, and nothing goes under the skin.'),
    ),
    point('craniosacral-therapy', 'against', DISLIKES_TOUCH, {
      statement: 'It consists of being touched on the head, neck and back for most of a session.',
      certainty: 'unverified',
      source: 'What the treatment is; how long sessions last was not read.',
    }),
  ],
}

const OSTEOPATHIC_WORDS = 'Ours, in the manner of the craniosacral points; no trial tested it.'

const OSTEOPATHIC: TreatmentCriteria = {
  treatment: 'osteopathic-manipulation',
  essential: [],
  criteria: [
    point(
      'osteopathic-manipulation',
      'for',
      NECK_TENSION,
      described(
        'It works on the neck and back. Neck pain comes with about 69 % of migraine attacks and is mostly a part of them.',
        'Lampl 2015 (487 people); Schulte 2015; as a point for this treatment: ours.',
      ),
    ),
    point('osteopathic-manipulation', 'for', SENSITIVE_TO_MEDICINES, described('Nothing is taken.', OSTEOPATHIC_WORDS)),
    point(
      'osteopathic-manipulation',
      'for',
      WANTS_LESS_MEDICINE,
      described('Nothing is taken. It is no reason to take less of what is prescribed.', OSTEOPATHIC_WORDS),
    ),
    point(
      'osteopathic-manipulation',
      'for',
      WANTS_NONINVASIVE,
      described('Nothing goes under the skin.', OSTEOPATHIC_WORDS),
    ),
    point('osteopathic-manipulation', 'against', DISLIKES_TOUCH, {
      statement: 'It consists of being touched and moved with the hands.',
      certainty: 'unverified',
      source: 'What the treatment is.',
    }),
  ],
}

const ACUPUNCTURE: TreatmentCriteria = {
  treatment: 'acupuncture',
  essential: ['frequent-headache'],
  criteria: [
    point('acupuncture', 'for', FREQUENT, {
      statement:
        'It is a course of sessions to have fewer headache days. In trials, the days fell by half or more in 50 of 100 people with acupuncture, 41 with needles in the wrong places and 17 without.',
      certainty: 'unverified',
      source: 'Cochrane 2016 (22 trials, 4,985 people); the review exists, its numbers were not read.',
    }),
    point('acupuncture', 'for', SENSITIVE_TO_MEDICINES, described('Nothing is taken.', 'Ours; no trial tested it.')),
    point(
      'acupuncture',
      'for',
      WANTS_LESS_MEDICINE,
      described(
        'Nothing is taken. In trials against preventive medicines the days fell by half in 57 of 100 people, against 46; it is no reason to take less of what is prescribed.',
        'Cochrane 2016, numbers not read; as a point: ours.',
      ),
    ),
    point('acupuncture', 'against', FEAR_OF_NEEDLES, {
      statement: 'Needles go through the skin.',
      certainty: 'unverified',
      source: 'What the treatment is.',
    }),
    point('acupuncture', 'against', WANTS_NO_NEEDLES, {
      statement: 'Needles go through the skin.',
      certainty: 'unverified',
      source: 'What the treatment is.',
    }),
  ],
}

export const HANDS_AND_NEEDLES: readonly TreatmentCriteria[] = [CRANIOSACRAL, OSTEOPATHIC, ACUPUNCTURE]
