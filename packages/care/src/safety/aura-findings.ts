// Red flags that the auras of a diary raise by themselves: too long, sudden, with weakness, the first of a life, or beside something that raises the risk of stroke.
import { daysBetween, type AuraSymptom, type Condition } from '@clearday/diary'
import { open, raisedBy, settled, type Finding, type FlagEvent } from './red-flag.ts'
import type { NotedAura, SafetyFacts } from './safety-facts.ts'
import { runningContraceptive } from './contraceptive-names.ts'
import { LOOKED_BACK, LONG_AURA, MOTOR_AURA, SUDDEN_LOSS } from './safety-thresholds.ts'

const NO_AURA = 'No aura is noted, which does not say that there was none.'

function eventsOf(facts: SafetyFacts, event: (noted: NotedAura) => Omit<FlagEvent, 'date'> | null): FlagEvent[] {
  return facts.auras.flatMap((noted): FlagEvent[] => {
    const raised = event(noted)
    const { date, attackIds } = noted
    return raised === null ? [] : [{ date, days: [date], attackIds, ...raised }]
  })
}

/** Nothing is settled by an aura of long ago, nor where a day of the last weeks may hold one that was not noted. */
function notedLately({ auras, asOf, history: { days } }: SafetyFacts): boolean {
  const lately = ({ date }: { readonly date: string }): boolean => daysBetween(date, asOf) < LOOKED_BACK.value.days
  const observed = days.filter((day) => lately(day) && day.observed)
  return observed.length === LOOKED_BACK.value.days && auras.some(lately)
}

const GAPS = 'The diary has gaps, or no aura is noted in the last weeks: only an answer can tell.'

/** Met by any symptom; settled only if each of all that were noted is known not to be so. */
function bySymptom(
  facts: SafetyFacts,
  isSo: (symptom: AuraSymptom) => boolean | undefined,
  because: (noted: NotedAura) => string,
  otherwise: string,
): Finding {
  const events = eventsOf(facts, (noted) =>
    noted.aura.symptoms.some((symptom) => isSo(symptom) === true) ? { because: because(noted) } : null,
  )
  const known = facts.auras.every(
    ({ aura: { symptoms } }) => symptoms.length > 0 && symptoms.every((symptom) => isSo(symptom) === false),
  )
  if (facts.auras.length === 0) return raisedBy(events, open(NO_AURA))
  if (!known) return raisedBy(events, open('Not all auras were noted with their times.'))
  return raisedBy(events, notedLately(facts) ? settled(otherwise) : open(GAPS))
}

export function longAura(facts: SafetyFacts): Finding {
  const { minutes } = LONG_AURA.value
  return bySymptom(
    facts,
    ({ durationMinutes }) => (durationMinutes === undefined ? undefined : durationMinutes > minutes),
    ({ date, aura }) =>
      `The aura of ${date} has a symptom of ${Math.max(...aura.symptoms.map((one) => one.durationMinutes ?? 0))} minutes.`,
    `Every aura that was noted was over within ${minutes} minutes.`,
  )
}

/** Nothing but loss, and all at once. Never settled by the diary: sudden loss may not have been taken for an aura. */
export function suddenLoss(facts: SafetyFacts): Finding {
  const events = eventsOf(facts, ({ date, aura }) =>
    aura.symptoms.some(
      ({ spreadMinutes, positive }) =>
        positive === false && spreadMinutes !== undefined && spreadMinutes <= SUDDEN_LOSS.value.mostSpreadMinutes,
    )
      ? { because: `On ${date} an aura began all at once and only took something away.` }
      : null,
  )
  return raisedBy(events, open('Only an answer can tell.'))
}

export function motorAura(facts: SafetyFacts): Finding {
  const events = eventsOf(facts, ({ date, aura }) => {
    if (!aura.symptoms.some(({ kind }) => kind === 'motor')) return null
    if (aura.firstEver === false) {
      return {
        because: `The aura of ${date} came with weakness, not for the first time.`,
        tier: MOTOR_AURA.value.knownTier,
      }
    }
    const first = aura.firstEver === true ? 'the first of your life' : 'and nobody noted whether it was the first'
    return { because: `The aura of ${date} came with weakness, ${first}.` }
  })
  if (facts.auras.length === 0) return open(NO_AURA)
  const known = facts.auras.every(({ aura }) => aura.symptoms.length > 0)
  if (!known) return raisedBy(events, open(NO_AURA))
  return raisedBy(events, notedLately(facts) ? settled('No aura that was noted came with weakness.') : open(GAPS))
}

export function firstAura(facts: SafetyFacts): Finding {
  const events = eventsOf(facts, ({ date, aura }) =>
    aura.firstEver === true ? { because: `The aura of ${date} was the first of your life.` } : null,
  )
  if (facts.auras.length === 0) return open(NO_AURA)
  const known = facts.auras.every(({ aura }) => aura.firstEver === false)
  if (!known) return raisedBy(events, open('Whether it was the first was not noted.'))
  return raisedBy(events, notedLately(facts) ? settled('No aura that was noted was the first.') : open(GAPS))
}

/** Aura together with something that adds to the risk of stroke. */
export function auraBeside(condition: Condition, words: string): (facts: SafetyFacts) => Finding {
  return ({ person, auras, history, asOf }) => {
    const regimen = condition === 'combined-contraceptive' ? runningContraceptive(history, asOf) : null
    const answer = regimen === null ? person.conditions?.[condition] : 'yes'
    if (answer === 'no') return settled(`You said that you do not ${words}.`)
    if (answer !== 'yes') return open(`Whether you ${words} was not said.`)
    const last = auras.at(-1)
    if (last === undefined) return open(NO_AURA)
    const { date, attackIds } = last
    const named = regimen === null ? '' : ` (noted as "${regimen}")`
    const because = `You ${words}${named}, and an aura is noted on ${date}.`
    return raisedBy([{ date, because, days: [date], attackIds }], open(NO_AURA), true)
  }
}
