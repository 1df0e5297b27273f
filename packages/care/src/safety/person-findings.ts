// Red flags from what a person said of themselves, joined with the diary: age, cancer, immunity, pregnancy, injuries, and answers about death.
import {
  addDays,
  datesFrom,
  daysBetween,
  findQuestionnaire,
  severityOf,
  type Condition,
  type Features,
  type LocalDate,
} from '@clearday/diary'
import { open, raisedBy, settled, type Finding, type FlagEvent } from './red-flag.ts'
import { ageOn, type SafetyFacts } from './safety-facts.ts'
import { AFTER_A_SESSION, OLDER_AGE, PREGNANCY_WINDOW } from './safety-thresholds.ts'

export function beganLate({ person, age, history: { diary } }: SafetyFacts): Finding {
  const { years } = OLDER_AGE.value
  const { headacheBeganOn } = person
  if (age === null) return open('Your age was not said.')
  if (age.most < years) return settled(`You are younger than ${years}.`)
  if (headacheBeganOn === undefined) return open('When this headache began was not said.')
  const then = ageOn(headacheBeganOn, person, diary.lastDay)
  if (then === null) return open('Your age was not said.')
  if (then.most < years) return settled(`It began before you were ${years}.`)
  if (then.least < years) return open(`It began when you were ${then.least} or ${then.most}.`)
  const because = `This headache began when you were ${then.least === then.most ? then.least : `${then.least} or ${then.most}`}.`
  return raisedBy([{ date: headacheBeganOn, because }], open(''), true)
}

/** A condition that makes a new headache urgent. Where nobody noted how old the headache is, it is not taken to be old. */
export function newHeadacheWith(condition: Condition, words: string): (facts: SafetyFacts) => Finding {
  return ({ person, newHeadache, history: { diary } }) => {
    const answer = person.conditions?.[condition]
    if (answer === 'no') return settled(`You said that you do not have ${words}.`)
    if (answer !== 'yes') return open(`Whether you have ${words} was not said.`)
    if (newHeadache === 'not-met')
      return open('Your headache is older; whether it has changed, only an answer can tell.')
    const since =
      person.headacheBeganOn === undefined
        ? 'when your headache began was not noted'
        : `your headache began on ${person.headacheBeganOn}`
    const because = `You have ${words}, and ${since}.`
    // where it is not known that the headache is new, a later answer may say that it is not
    const holds = newHeadache === 'met'
    const undated = person.headacheBeganOn === undefined
    return raisedBy([{ date: person.headacheBeganOn ?? diary.firstDay, because, undated }], open(''), holds)
  }
}

/** A condition that is a red flag by itself. */
export function hasCondition(condition: Condition, words: string): (facts: SafetyFacts) => Finding {
  return ({ person, history: { diary } }) => {
    const answer = person.conditions?.[condition]
    // its "no" was said once, and an injury may have come since: it settles nothing
    if (answer !== 'yes') return open('Only an answer can tell.')
    return raisedBy([{ date: diary.firstDay, because: `You said that you had ${words}.`, undated: true }], open(''))
  }
}

/** A blow to the head that is known from the intake, beside a blood thinner. */
export function hurtWithBloodThinner({ person, history: { diary } }: SafetyFacts): Finding {
  const { 'recent-head-injury': injury, anticoagulant } = person.conditions ?? {}
  if (injury !== 'yes' || anticoagulant !== 'yes') return open('Only an answer can tell.')
  const because = 'You said that you hurt your head not long ago and take a blood thinner.'
  return raisedBy([{ date: diary.firstDay, because, undated: true }], open(''))
}

/** The newest answers to "is it worse upright", with a lumbar puncture or a leak said in the intake. */
export function positionAfterPuncture({ person, history: { diary } }: SafetyFacts): Finding {
  const punctured = (['recent-lumbar-puncture', 'recent-csf-leak'] as const).some(
    (one) => person.conditions?.[one] === 'yes',
  )
  if (!punctured) return open('Only an answer can tell.')
  const events = diary.safetyChecks.flatMap(({ date, answers }): FlagEvent[] =>
    answers.position === 'yes'
      ? [
          {
            date,
            because: `On ${date} your headache changed with standing up or lying down, and you had a lumbar puncture or a leak.`,
          },
        ]
      : [],
  )
  return raisedBy(events, open('Whether it changes with standing up was not answered.'))
}

function recentPain({ history: { days }, asOf }: SafetyFacts): readonly (readonly [LocalDate, Features])[] {
  return days
    .filter(({ date }) => date <= asOf && daysBetween(date, asOf) < PREGNANCY_WINDOW.value.days)
    .flatMap(({ date, pieces }) => pieces.map(({ features }) => [date, features] as const))
}

function isPregnant({ pregnancy }: SafetyFacts['person']): boolean {
  return pregnancy === 'pregnant' || pregnancy === 'within-6-weeks-of-birth'
}

/** New severe headache or disturbed sight in pregnancy and after a birth. */
export function severeInPregnancy(facts: SafetyFacts): Finding {
  if (!isPregnant(facts.person)) return open('Whether you are pregnant or gave birth in the last 6 weeks was not said.')
  if (facts.newHeadache === 'not-met')
    return open('Your headache is older; whether it is different now, only an answer can tell.')
  const severe = recentPain(facts).flatMap(([date, features]): FlagEvent[] =>
    severityOf(features) === 'severe'
      ? [{ date, because: `Severe headache on ${date}, in pregnancy or after a birth.`, days: [date] }]
      : [],
  )
  const sight = facts.auras.flatMap(({ date, aura }): FlagEvent[] =>
    daysBetween(date, facts.asOf) < PREGNANCY_WINDOW.value.days &&
    aura.symptoms.some(({ kind }) => kind === 'visual' || kind === 'retinal')
      ? [{ date, because: `Disturbed sight on ${date}, in pregnancy or after a birth.`, days: [date] }]
      : [],
  )
  const events = [...severe, ...sight].sort((one, other) => (one.date < other.date ? -1 : 1))
  return raisedBy(events, open('Only an answer can tell.'))
}

export function headacheInPregnancy(facts: SafetyFacts): Finding {
  if (facts.person.pregnancy === 'no') return settled('You said that you are not pregnant.')
  if (!isPregnant(facts.person)) return open('Whether you are pregnant or gave birth in the last 6 weeks was not said.')
  const last = recentPain(facts).at(-1)
  if (last === undefined) return open('No headache is noted in the last weeks.')
  return raisedBy(
    [{ date: last[0], because: `Headache on ${last[0]}, in pregnancy or after a birth.` }],
    open(''),
    true,
  )
}

/**
 * Any answer above "not at all" to the item that a questionnaire marks (PHQ-9, item 9), whatever its score, and even where the rest cannot
 * be scored. A later form that answers it with "not at all" ends it; one that leaves it out does not.
 */
export function answeredAboutDeath({ history: { diary } }: SafetyFacts): Finding {
  let events: FlagEvent[] = []
  let asked = false
  for (const { questionnaire, date, answers } of diary.questionnaires.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const form = findQuestionnaire(questionnaire)
    const item9 = form?.safetyItem ?? null
    if (form === undefined || item9 === null) continue
    const { item, from } = item9.value
    const answer = answers[item]
    if (answer === undefined) continue
    asked = true
    if (answer >= from) {
      events.push({
        date,
        because: `On ${date} you answered the last question of ${form.title} with more than "not at all".`,
      })
    } else events = events.map((one) => ({ ...one, endedOn: date }))
  }
  return raisedBy(events, asked ? settled('You answered "not at all" to it.') : open('It has not been answered.'))
}

/** Feeling worse after hands were laid on, with a sore neck: an artery of the neck may be hurt. */
export function worseAfterSession({ history: { diary, days } }: SafetyFacts): Finding {
  const { days: within, neckPainFrom } = AFTER_A_SESSION.value
  const byDate = new Map(days.map((day) => [day.date, day]))
  const worse = diary.sessions.filter(
    ({ therapy, reaction }) =>
      !isNeedling(therapy) && (reaction?.kind === 'worse-for-hours' || reaction?.kind === 'worse-for-days'),
  )
  const events = worse.flatMap(({ at, therapy }): FlagEvent[] => {
    const dates = datesFrom(at.date, addDays(at.date, within)).filter((date) => {
      const day = byDate.get(date)
      const rated = [day?.entry?.neckPain ?? 0, ...(day?.pieces ?? []).map(({ features }) => features.neckPain ?? 0)]
      return Math.max(...rated) >= neckPainFrom
    })
    if (dates.length === 0) return []
    const because = `After ${therapy} on ${at.date} you felt worse, with neck pain on ${dates.join(', ')}.`
    return [{ date: dates[dates.length - 1], because, days: dates }]
  })
  const last = worse.at(-1)
  return raisedBy(
    events,
    open(
      last === undefined
        ? 'Only an answer can tell.'
        : `You felt worse after ${last.therapy} on ${last.at.date}: this is to be answered.`,
    ),
  )
}

function isNeedling(therapy: string): boolean {
  return therapy === 'acupuncture'
}
