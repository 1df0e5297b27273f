// Every code of the engine in plain words: the one place where an answer becomes sentences.
import {
  lastReviewDay,
  REVIEW_DAYS,
  type CaveatCode,
  type PatientAnswer,
  type ReasonCode,
  type SensitivityRow,
  type TreatmentAnswer,
} from '@clearday/inference'
import { isTurned, leansToMore } from './turned.ts'

/** An effect with its range, in days of 28. */
export interface SizedEffect {
  readonly effectDaysPer28: Pick<TreatmentAnswer['effectDaysPer28'], 'mean' | 'q025' | 'q975'>
}

/** A number of days as people say it: one digit, no minus sign of zero. */
export function dayCount(value: number): string {
  const rounded = value.toFixed(1)
  return Number(rounded) === 0 ? '0' : rounded.replace(/^-/, '−')
}

export function percentText(share: number): string {
  const percent = 100 * share
  if (percent > 99.5) return 'more than 99 %'
  if (percent < 0.5) return 'less than 1 %'
  return `${percent.toFixed(0)} %`
}

/** "−1.1 days in 28 (−3.4 to 1.0)". */
export function effectText({
  effectDaysPer28: { mean, q025, q975 },
}: Pick<TreatmentAnswer, 'effectDaysPer28'>): string {
  return `${dayCount(mean)} days in 28 (${dayCount(q025)} to ${dayCount(q975)})`
}

/** The verdict as a sentence. @param kind of the days that were counted: `headache`, `migraine` … */
export function verdictSentence(answer: TreatmentAnswer, kind = 'headache'): string {
  const size = sizeText(answer, kind)
  if (isTurned(answer))
    return `It read “${SPOKEN[answer.verdict]}” at the last review; the numbers have turned since, to ${size}.`
  switch (answer.verdict) {
    case 'helping':
      return `Probably helping: ${size}.`
    case 'worse':
      return `${kind === 'headache' ? 'Headaches' : `${kind[0].toUpperCase()}${kind.slice(1)} days`} are probably more frequent with it: ${size}.`
    case 'not-helping':
      return `Probably not helping by an amount that matters (${mattersText(answer, kind)}).${leansToMore(answer) ? ' Whether it brings more of them is not settled.' : ''}`
    case 'cannot-tell-yet':
      return answer.moreDays === null
        ? 'Can’t tell yet.'
        : `Can’t tell yet. If it goes on like this, the chances are about even that ${roundedDays(answer.moreDays)} more days will settle it.`
  }
}

/** "about 3.8 fewer headache days in 28 (between 7.1 and 0.1 fewer)": the effect without signs, for a sentence. */
export function sizeText(answer: SizedEffect, kind = 'headache'): string {
  const { mean } = answer.effectDaysPer28
  return `about ${dayCount(Math.abs(mean))} ${mean < 0 ? 'fewer' : 'more'} ${kind} days in 28 (${between(answer)})`
}

/** "between 1.2 and 5.7 fewer", "between 5.7 fewer and 0.3 more". */
function between({ effectDaysPer28: { q025, q975 } }: SizedEffect): string {
  if (q975 <= 0) return `between ${dayCount(-q975)} and ${dayCount(-q025)} fewer`
  if (q025 >= 0) return `between ${dayCount(q025)} and ${dayCount(q975)} more`
  return `between ${dayCount(-q025)} fewer and ${dayCount(q975)} more`
}

function roundedDays(days: number): number {
  return days <= 14 ? days : 10 * Math.ceil(days / 10)
}

export function mattersText({ matters }: Pick<TreatmentAnswer, 'matters'>, kind = 'headache'): string {
  return matters.kind === 'percent'
    ? `${matters.percent} % fewer ${kind} days or better`
    : `${matters.daysPer28} fewer ${kind} ${matters.daysPer28 === 1 ? 'day' : 'days'} in 28 or better`
}

/** Why the verdict is what it is. */
export function reasonSentence(answer: TreatmentAnswer): string {
  return REASONS[answer.reason](answer)
}

const REASONS: Readonly<Record<ReasonCode, (answer: TreatmentAnswer) => string>> = {
  'evidence-strong-enough': () => 'The evidence has crossed the line that was drawn before anyone looked.',
  'strong-but-remission-possible': () =>
    'The evidence has crossed the line that was drawn before anyone looked. But it was started once and went on: a change that came by itself at about that time, such as a remission, could look like this.',
  'too-few-days': ({ loggedDaysOn, loggedDaysOff }) =>
    `Too few days are logged: ${loggedDaysOn} with it and ${loggedDaysOff} without. A first answer needs 56 in all and 14 on each side.`,
  'baseline-short': () =>
    'The diary began less than 56 days before the start (or too few of those days are logged). People start when things are bad, so a short “before” looks worse than usual by itself.',
  'no-days-off': () => 'It was in use on every logged day, so there is nothing to compare with.',
  'no-days-on': () => 'No logged day falls into the time it was in use.',
  'not-separable': ({ inseparableFrom }) =>
    `It was used on the same days as ${inseparableFrom.join(' and ')}, so the two cannot be told apart. Only their joint answer means something.`,
  entangled: ({ inseparableFrom }) =>
    `When it was in use follows from ${inseparableFrom.join(' and ')} (always together, or one whenever the other was not), so what each of them does cannot be told apart.`,
  'taken-as-needed': () =>
    'It was taken for a few days at a time, again and again. If how the day was decided on that, days with it and days without cannot be compared.',
  'one-class': () => 'Every logged day is the same, so nothing could have moved.',
  'mostly-missing': () => 'Most days of this time are not logged.',
  'drift-could-explain': () =>
    'It was started once and went on. A change that came by itself, such as a remission, could look like this.',
  'not-settled-yet': () => 'What the diary shows so far fits both with help and with none.',
}

/** The name of a day, by its index: a date, or its number in the file. */
type DayLabel = (index: number) => string

/** The nth day, counted from 1, inside a sentence. */
function spokenDay(nth: number, label: DayLabel): string {
  const name = label(nth - 1)
  return /^[−-]?\d+$/.test(name) ? `day ${name}` : name
}

/**
 * What earlier reviews read, where that was another verdict; empty where there is nothing to tell.
 */
export function historySentence({ history, verdict }: TreatmentAnswer, label: DayLabel): string {
  const since = history.at(-1)
  if (since === undefined) return ''
  const parts = history.slice(0, -1).map((change, k) => {
    const until = spokenDay(history[k + 1].day, label)
    return change.verdict === 'cannot-tell-yet'
      ? ''
      : `From ${spokenDay(change.day, label)} to ${until} it read “${SPOKEN[change.verdict]}”.`
  })
  if (since.verdict === verdict) {
    parts.push(
      verdict === 'cannot-tell-yet'
        ? 'Later days no longer bore that out, so it was taken back. Some early verdicts melt; this is why they are reviewed.'
        : `It has read “${SPOKEN[verdict]}” since ${spokenDay(since.day, label)}.`,
    )
  }
  return parts.filter((part) => part !== '').join(' ')
}

const SPOKEN: Readonly<Record<TreatmentAnswer['verdict'], string>> = {
  helping: 'helping',
  worse: 'more headaches with it',
  'not-helping': 'not helping by an amount that matters',
  'cannot-tell-yet': 'can’t tell yet',
}

/** Whether verdicts of this answer come from reviews; a committed look has none, nor has a diary without treatments. */
export function reviewed({ treatments }: PatientAnswer): boolean {
  return treatments.length > 0 && !treatments.some(({ caveats }) => caveats.includes('committed-look'))
}

/** When the verdict was and will be read. */
export function reviewSentence(days: number, label: DayLabel): string {
  const last = lastReviewDay(days)
  const before = last === 0 ? '' : `last on ${spokenDay(last, label)}, `
  return `Verdicts are reviewed every ${REVIEW_DAYS} days, so that looking often cannot mislead: ${before}next on ${spokenDay(last + REVIEW_DAYS, label)}. Effects and chances are of the last day.`
}

/** What the border at hand offers for the next step, such as a command; each is put in where it belongs. */
export interface NextStepMeans {
  /** How turns of treatments that were used together are drawn: "… draws such turns by lot". */
  readonly drawTurns: (treatments: readonly string[]) => string
  /** How one says that a treatment acts for days. */
  readonly sayActsForDays: string
}

/** What would change a "can't tell yet"; empty where there is a verdict. @param means left out: in words alone. */
export function nextStep(answer: TreatmentAnswer, means: NextStepMeans | null = null): string {
  if (answer.verdict !== 'cannot-tell-yet') return ''
  switch (answer.reason) {
    case 'not-separable':
      return `Taking turns (one of them paused for some weeks, then the other) would separate them${means === null ? '' : `; ${means.drawTurns([answer.name, ...answer.inseparableFrom])} draws such turns by lot`}. Ask whoever prescribed them first.`
    case 'too-few-days':
      return 'Keep logging, clear days too.'
    case 'mostly-missing':
      return 'Logging on most days, clear ones too, is what would bring an answer.'
    case 'one-class':
      return 'Keep logging: there is something to compare as soon as days differ.'
    case 'entangled':
      return 'Weeks in which the one comes without the other would tell them apart. A prescribed medicine is only changed with its prescriber.'
    case 'taken-as-needed':
      return means === null
        ? 'Planned weeks with it and without it, whatever the day is like, are what could be compared.'
        : `Where it acts for days after it is taken, say so (${means.sayActsForDays}): then the days after it are compared, not the days on which it was chosen.`
    case 'no-days-on':
    case 'no-days-off':
    case 'drift-could-explain':
      return 'Planned weeks with it and without it, in an order drawn by lot, would settle it soonest. A prescribed medicine is only paused with its prescriber.'
    case 'baseline-short':
      return 'Later weeks without it would give the comparison that is missing now.'
    default:
      if (answer.moreDays === null && answer.switches >= 3) {
        return 'At this pace it would take more than two more years: the difference, if there is one, is small beside the ups and downs.'
      }
      return answer.moreDays === null
        ? 'More of the same would take more than two years; planned weeks with it and without it, in an order drawn by lot, answer sooner.'
        : 'Keep logging, clear days too.'
  }
}

/** What goes on acting after the day of use: a session, or a treatment that is taken. */
export type ActsFor = 'a session' | 'it'

export function caveatSentence(code: CaveatCode, answer: TreatmentAnswer, acts: ActsFor = 'a session'): string {
  if (code === 'half-life-assumed' && acts === 'it') return PACE_ASSUMED
  return code.startsWith('gaps-') ? `${CAVEATS[code]}${tippingSentence(answer)}` : CAVEATS[code]
}

const PACE_ASSUMED =
  'How fast its effect builds up and fades is not known; the answer averages over a slower and a faster course.'

/** How much of what is missing would have to have gone the other way; empty where that was not worked out. */
function tippingSentence({ sensitivity, chanceHelps }: TreatmentAnswer): string {
  if (!sensitivity.some(({ code }) => code === 'missing-worst-case')) return ''
  const tipping = sensitivity.find(({ code }) => code === 'tipping-point')
  const [inUse, otherwise] = chanceHelps >= 0.5 ? ['headache', 'clear'] : ['clear', 'headache']
  return tipping === undefined
    ? ` Even if every one of them had been a ${inUse} day with it and a ${otherwise} day without it, the direction of the answer would stay.`
    : ` The direction of the answer would turn if about ${((tipping.value ?? 0) * 100).toFixed(0)} % of them had been ${inUse} days with it and ${otherwise} days without it.`
}

const CAVEATS: Readonly<Record<CaveatCode, string>> = {
  'single-switch': 'Before is compared with after. A remission of its own at about that time could look like this.',
  'reactive-sessions': 'Sessions tended to follow bad days; some improvement after them would come anyway.',
  'many-missing': 'More than a quarter of the days are not logged. A day that is not logged is not a clear day.',
  'gaps-when-unwell':
    'Days are said to be missing because of feeling unwell, so they were probably worse than the others.',
  'gaps-when-busy':
    'Days are said to be missing because of being busy. That need not go along with headaches, but it can.',
  'gaps-unexplained':
    'It is said not to be known why days are missing, so they may have been worse than the others, or better.',
  'estimate-exaggerated':
    'Answers that come this early tend to show a larger effect than there is, nearly twice as large.',
  'half-life-assumed': 'How long a session goes on acting is not known; the answer averages over days to weeks.',
  'near-separation': 'Nearly all days on one side are alike, so the size of the effect rests partly on assumptions.',
  'committed-look': 'Judged at one look that was fixed in advance. Looking again would need a stricter line.',
}

export function sensitivityWords(
  { code, value }: Pick<SensitivityRow, 'code' | 'value'>,
  acts: ActsFor = 'a session',
): string {
  switch (code) {
    case 'missing-worst-case':
      return 'every missing day counted against it'
    case 'missing-best-case':
      return 'every missing day counted for it'
    case 'tipping-point':
      return `${((value ?? 0) * 100).toFixed(0)} % of missing days counted the other way turn the direction`
    case 'first-fortnight-left-out':
      return 'the first two weeks after a start left out'
    case 'recalled-rate':
      return `with ${dayCount(value ?? 0)} days in 28 before the start, as remembered`
    case 'no-slow-component':
      return 'without allowing for slow drift'
    case 'half-life-short':
      return `${acts} acts for a short time (halves in ${value ?? 0} days)`
    case 'half-life-long':
      return `${acts} acts for a long time (halves in ${value ?? 0} days)`
  }
}

/** The plain comparison, only ever with why it misleads. */
export function naiveSentence({ naive, effectDaysPer28, loggedDaysOn, loggedDaysOff }: TreatmentAnswer): string {
  if (loggedDaysOn === 0 || loggedDaysOff === 0) return ''
  return (
    `Simply comparing gives ${dayCount(naive.rateOff)} days in 28 without and ${dayCount(naive.rateOn)} with it (${dayCount(naive.changeDaysPer28)}). ` +
    'That misleads: headaches come in spells, people start in a bad one, and most bad spells end by themselves. ' +
    (Math.abs(naive.differsBy) < 0.05
      ? 'In this diary it happens to agree with the model.'
      : `Here it differs from the model’s ${dayCount(effectDaysPer28.mean)} by ${dayCount(Math.abs(naive.differsBy))} days.`)
  )
}
