// What attention, expectation and ritual are taken to add, by the way a treatment is given; never the natural course.
import { shortNumber } from '../number-words.ts'
import { armOf, estimateOf, finding } from '../studies.ts'
import { LEARNED_CONTEXT, RITUAL_CONTEXT, TAKEN_CONTEXT_SD } from './prior-rules.ts'
import { armDifference, averaged, differenceOf, fromRule, inDaysPer28, type Reckoning } from './reckoning.ts'

/** Hands. No sham of a hands-on treatment was compared with nothing in migraine, so needles stand in. */
export function handsContext(): Reckoning {
  return fromRule(RITUAL_CONTEXT, 'Context of hands-on treatment, expected to resemble that of sham needles', [
    finding('linde-2010', 'sham-against-nothing'),
    finding('art-2005', 'days'),
    finding('meissner-2013', 'sham-acupuncture'),
  ])
}

/** Needles: sham against nothing, in days from one trial and in standard deviations from a review. */
export function needleContext(): Reckoning {
  const inDays = armDifference(finding('art-2005', 'days'), 'sham', 'waiting list', true)
  const review = finding('linde-2010', 'sham-against-nothing')
  const inDeviations = inDaysPer28(differenceOf(review), review.result.unit)
  const mean = averaged(inDays, inDeviations, 0.5, 'Context of needles, the mean of the two')
  return { ...mean, sd: Math.max(mean.sd, RITUAL_CONTEXT.value.sd) }
}

/** Injections: as for hands and needles; the fall in placebo arms is mostly the natural course and is not counted. */
export function injectionContext(studyId: 'forbes-2020' | 'preempt'): Reckoning {
  const beside =
    studyId === 'preempt' ? finding('preempt', 'headache-days') : finding('forbes-2020', 'episodic-contextual-share')
  const fall =
    studyId === 'preempt'
      ? armOf(beside, 'placebo')
      : placeboFall(estimateOf(finding('forbes-2020', 'episodic-days')), estimateOf(beside) / 100)
  const because = `Context of injections, as for hands and needles; the placebo arms fell by ${shortNumber(Math.abs(fall))} days, but people enter trials in bad months, so most of that is natural course`
  return fromRule(RITUAL_CONTEXT, because, [beside])
}

/** From the difference and the share of the active arm's fall that the placebo arm had too. */
function placeboFall(difference: number, share: number): number {
  return (difference * share) / (1 - share)
}

/** Tablets, capsules, water: the fall in placebo arms less that on a waiting list. */
export function takenContext(): Reckoning {
  const candesartan = finding('oie-2025', 'placebo-arm')
  const amitriptyline = finding('goncalves-2016', 'amitriptyline-days')
  const waiting = finding('art-2005', 'days')
  const first = differenceOf(candesartan)
  const second = inDaysPer28(
    {
      mean: armOf(amitriptyline, 'placebo'),
      sd: first.sd,
      steps: [
        {
          says: `goncalves-2016: the placebo arm fell by ${shortNumber(Math.abs(armOf(amitriptyline, 'placebo')))} days per month.`,
          studies: [amitriptyline.study.id],
          rules: [],
        },
      ],
      marks: [amitriptyline.result.mark],
    },
    amitriptyline.result.unit,
  )
  const placebo = averaged(first, second, 0.5, 'Fall in placebo arms of tablets')
  const drift = armOf(waiting, 'waiting list')
  const mean = Math.min(0, placebo.mean - drift)
  const says = `On a waiting list days fell by ${shortNumber(Math.abs(drift))} by themselves, so ${shortNumber(mean)} is left for the context of something taken, give or take ${TAKEN_CONTEXT_SD.value}.`
  return {
    mean,
    sd: TAKEN_CONTEXT_SD.value,
    steps: [...placebo.steps, { says, studies: [waiting.study.id], rules: [TAKEN_CONTEXT_SD.id] }],
    marks: [...placebo.marks, waiting.result.mark],
  }
}

/** Courses of training and talking. */
export function learnedContext(): Reckoning {
  return fromRule(LEARNED_CONTEXT, 'Context of a course that is learned', [])
}
