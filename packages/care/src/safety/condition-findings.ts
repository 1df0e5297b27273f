// Red flags that a yes of the intake raises: by itself, or together with headache that was noted. They stand for as long as the intake says yes.
import { daysBetween, severityOf, type Condition, type Features, type Status } from '@clearday/diary'
import { CONDITION_WORDS } from './condition-words.ts'
import { open, raisedBy, settled, type Finding, type RedFlag } from './red-flag.ts'
import type { SafetyFacts } from './safety-facts.ts'
import { CONDITION_WITH_HEADACHE } from './safety-thresholds.ts'

/** Whom it can concern: nobody who said no to each of them. */
export function mayHaveAny(conditions: readonly Condition[]): RedFlag['concerns'] {
  return ({ person }): Status => {
    const answers = conditions.map((one) => person.conditions?.[one])
    if (answers.includes('yes')) return 'met'
    return answers.every((one) => one === 'no') ? 'not-met' : 'unknown'
  }
}

type Joined = 'by-itself' | 'with-headache' | 'with-severe-headache'

/** Any of the conditions answered with yes, alone or with headache of the last weeks. */
export function saidToHave(conditions: readonly Condition[], joined: Joined): (facts: SafetyFacts) => Finding {
  return (facts) => {
    const { person, history } = facts
    const had = conditions.filter((one) => person.conditions?.[one] === 'yes')
    if (had.length === 0) {
      const notSaid = conditions.filter((one) => person.conditions?.[one] !== 'no')
      if (notSaid.length === 0) return settled('You said that you do not have it.')
      return open(`Whether you have ${notSaid.map((one) => CONDITION_WORDS[one]).join(' or ')} was not said.`)
    }
    const said = `You said of yourself: ${had.map((one) => CONDITION_WORDS[one]).join('; ')}.`
    if (joined === 'by-itself') return ofToday({ date: history.diary.firstDay, because: said })
    const days = headacheDays(facts, joined === 'with-severe-headache')
    const last = days.at(-1)
    const what = joined === 'with-severe-headache' ? 'severe headache' : 'headache'
    if (last === undefined) {
      return open(
        `${said} No ${what} is noted in the last ${CONDITION_WITH_HEADACHE.value.days} days; only an answer can tell.`,
      )
    }
    return ofToday({ date: last, because: `${said} The last ${what} is noted on ${last}.`, days })
  }
}

function ofToday(event: Finding['events'][number]): Finding {
  return { ...raisedBy([event], open(''), true), ofToday: true }
}

function headacheDays({ history: { days }, asOf }: SafetyFacts, severe: boolean): string[] {
  const counts = (features: Features): boolean => !severe || severityOf(features) === 'severe'
  return days
    .filter(({ date }) => date <= asOf && daysBetween(date, asOf) < CONDITION_WITH_HEADACHE.value.days)
    .filter(
      ({ headache, pieces }) => headache === 'met' && (!severe || pieces.some(({ features }) => counts(features))),
    )
    .map(({ date }) => date)
}
