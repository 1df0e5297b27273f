// What may be said of biofeedback, relaxation, talking treatments, mindfulness and exercise, with the numbers of the studies.
import { armOf, estimateOf, finding } from '../studies.ts'
import { amount, fewer, lower, sentence } from './sentence.ts'
import type { SummaryText } from './summary-text.ts'

export function biofeedbackSummary(): SummaryText {
  const migraine = finding('nestoriuc-2007', 'all-outcomes')
  const tension = finding('nestoriuc-2008-tension-type', 'all-outcomes')
  const stable = finding('nestoriuc-2008', 'follow-up')
  const relaxation = finding('mullally-2009', 'frequency')
  return {
    certaintyOf: migraine.study.id,
    headline: sentence(
      'People improve with biofeedback and stay improved, but how much of that is biofeedback is not known: the comparisons were weak.',
      migraine,
      stable,
    ),
    sentences: [
      sentence(
        `Over ${migraine.study.includedStudies} studies of migraine, headache was ${lower(migraine, 'standard deviations')} than before or than in control groups, a medium effect.`,
        migraine,
      ),
      sentence(`In tension-type headache it was ${lower(tension, 'standard deviations')}.`, tension),
      sentence('What was gained lasted for 14 months on average.', stable),
      sentence(
        `In a trial with ${relaxation.study.participants} people, biofeedback with relaxation gained nothing over relaxation alone.`,
        relaxation,
      ),
      sentence(
        'The reviews give no number of days, and nobody can be kept from knowing what they got. Harms were not read for them.',
        migraine,
      ),
    ],
  }
}

export function relaxationSummary(): SummaryText {
  const review = finding('ahrq-2024', 'relaxation-training')
  const devices = finding('mullally-2009', 'frequency')
  return {
    certaintyOf: review.study.id,
    headline: sentence(
      'Relaxation training may make attacks come less often; how much less, trials cannot say.',
      review,
    ),
    sentences: [
      sentence(
        `A review in 2024 took in ${review.study.includedStudies} trials of training and talking treatments in adults with migraine; most were at high risk of bias, and it rates its certainty low.`,
        review,
      ),
      sentence(
        `In a trial with ${devices.study.participants} people, adding biofeedback devices gained nothing over relaxation alone. Both groups improved, but no group got neither.`,
        devices,
      ),
      sentence(
        'Which kind of relaxation, how much of it, and for whom is not known. On harms the review could not conclude anything.',
        review,
      ),
    ],
  }
}

export function talkingSummary(): SummaryText {
  const review = finding('ahrq-2024', 'cognitive-behavioural-therapy')
  return {
    certaintyOf: review.study.id,
    headline: sentence(
      'Cognitive behavioural therapy may make attacks come less often; how much less, trials cannot say.',
      review,
    ),
    sentences: [
      sentence(
        `A review in 2024 took in ${review.study.includedStudies} trials of training and talking treatments in adults with migraine; most were at high risk of bias, and it rates its certainty low.`,
        review,
      ),
      sentence('Most programmes had several parts, and which part does something is not known.', review),
      sentence('No number of days could be read. On harms the review could not conclude anything.', review),
    ],
  }
}

export function mindfulnessSummary(): SummaryText {
  const days = finding('wells-2021', 'migraine-days')
  const same = finding('wells-2021', 'no-difference')
  const disability = finding('wells-2021', 'disability')
  const review = finding('ahrq-2024', 'mindfulness')
  return {
    certaintyOf: review.study.id,
    headline: sentence(
      'In the trial that compared it with learning about headache, mindfulness did not make migraine days fewer.',
      same,
    ),
    sentences: [
      sentence(
        `Among ${days.study.participants} people migraine days fell by ${amount(armOf(days, 'mindfulness'))} a month with mindfulness and by ${amount(armOf(days, 'headache education'))} with headache education: no difference.`,
        days,
        same,
      ),
      sentence('Disability and quality of life were better with mindfulness.', disability),
      sentence(
        `A review of ${review.study.includedStudies} trials says that mindfulness may lower how often attacks come, with low certainty and without a number of days.`,
        review,
      ),
      sentence(
        'Whether it helps people who want to live better with headache more than those who want fewer days is not known.',
        disability,
        review,
      ),
    ],
  }
}

export function exerciseSummary(): SummaryText {
  const days = finding('lemmens-2019', 'migraine-days')
  const claimed = finding('woldeamanuel-2022', 'high-intensity-aerobic')
  const strength = finding('woldeamanuel-2022', 'strength-training')
  return {
    certaintyOf: days.study.id,
    headline: sentence(
      `Regular aerobic exercise goes along with about ${amount(estimateOf(days))} fewer migraine days a month.`,
      days,
    ),
    sentences: [
      sentence(
        `A review of ${days.study.includedStudies} studies found ${fewer(days, 'migraine days a month')}; it says ± 0.3 without saying of what kind. Its authors rate their certainty moderate.`,
        days,
      ),
      sentence(
        `A later review claims ${fewer(claimed, 'a month')} with hard aerobic training and ${fewer(strength, 'a month')} with strength training. It rests on small trials at risk of bias and reports more than any preventive medicine reaches, so it is left out of what we expect.`,
        claimed,
        strength,
      ),
      sentence(
        'People knew that they trained, so hope and attention are part of these figures. Harms were not read for them.',
        days,
      ),
    ],
  }
}
