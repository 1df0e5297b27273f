// The few questions on the page of a treatment: read from the form, answered at once, and kept nowhere.
import { pointsThat, selfCheck, selfCheckQuestions, type Conclusion } from '@clearday/care'
import type { Language } from '#lib/words/words.ts'

export interface CheckAnswer {
  readonly conclusion: Conclusion
  readonly inFavour: readonly string[]
  readonly against: readonly string[]
  readonly physicianFirst: readonly string[]
  readonly open: readonly string[]
  readonly ticked: readonly { readonly words: string; readonly advice: string }[]
  readonly stillToAsk: number
  readonly under18: boolean
}

/** How many days are meant by an answer. */
const OFTEN: Readonly<Record<string, number>> = { few: 2, some: 9, many: 20 }
const LONG: Readonly<Record<string, number>> = { new: 1, long: 6 }

/** @param day such as 2026-11-26. null for a treatment that is not there. */
export function answerCheck(
  treatment: string,
  form: FormData,
  day: string,
  language: Language,
): {
  readonly answer: CheckAnswer
  readonly kept: Readonly<Record<string, string>>
  readonly ticks: readonly string[]
} | null {
  const asked = selfCheckQuestions(treatment, language)
  if (asked === undefined) return null
  const said = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const ticks = form.getAll('condition').filter((one) => typeof one === 'string')
  const wishes = Object.fromEntries(
    asked.wishes.flatMap(({ id }) => {
      const value = said(`wish.${id}`)
      return value === 'yes' || value === 'no' ? [[id, value === 'yes']] : []
    }),
  )
  const [often, long, age] = [OFTEN[said('often')], LONG[said('long')], said('under18')]
  const found = selfCheck(
    treatment,
    {
      wishes,
      // who is not certain is told to ask at once, too
      urgent: said('urgent') === 'yes' || said('urgent') === 'unsure',
      conditions: ticks.filter((one) => one !== 'none'),
      noCondition: ticks.length === 1 && ticks[0] === 'none',
      ...(often !== undefined && { headacheDaysPerMonth: often }),
      ...(long !== undefined && { monthsLikeThis: long }),
      ...((age === 'yes' || age === 'no') && { under18: age === 'yes' }),
    },
    day,
    language,
  )
  if (found === undefined) return null
  const names = ['urgent', 'often', 'long', 'under18', ...asked.wishes.map(({ id }) => `wish.${id}`)]
  return {
    answer: {
      conclusion: found.conclusion,
      inFavour: pointsThat(found, 'for', 'met'),
      against: pointsThat(found, 'against', 'met'),
      physicianFirst: pointsThat(found, 'physician-first', 'met'),
      open: found.points.filter(({ status }) => status === 'unknown').map(({ label }) => label),
      ...{ ticked: found.ticked, stillToAsk: found.stillToAsk, under18: age === 'yes' },
    },
    kept: Object.fromEntries(names.map((name) => [name, said(name)])),
    ticks,
  }
}
