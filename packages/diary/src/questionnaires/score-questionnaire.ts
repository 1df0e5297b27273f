// Scores one filled-in questionnaire: the sum, what papers call its range, what is missing, and whether an answer asks for people at once.
import { nearestName } from '../format/nearest-name.ts'
import { shown } from '../format/place-words.ts'
import type { Problem } from '../format/problem.ts'
import type { QuestionnaireEntry } from '../model/entries.ts'
import type { LocalDate } from '../calendar/local-date.ts'
import type { AnswerKind, Band, Bands, Questionnaire, QuestionnaireItem, Scale } from './questionnaire.ts'
import { findQuestionnaire, QUESTIONNAIRES, scalesOf } from './questionnaires.ts'

export interface ScaleScore {
  readonly id: string
  readonly name: string
  /** Null where too much is unanswered. */
  readonly score: number | null
  /** What the score can be, whatever the unanswered items are; equal where all are answered, null for a questionnaire without a total. */
  readonly least: number | null
  readonly most: number | null
  /** The mean of the others stands in for unanswered items. */
  readonly prorated: boolean
  readonly band: string | null
  /** Where another source calls the same score otherwise. */
  readonly otherBands: readonly { readonly band: string; readonly source: string }[]
  readonly sentence: string
}

export interface SafetyNote {
  /** `ask-about-safety-now`: an answer says that somebody must ask now. `safety-item-unanswered`: it was left out, which is not "no". */
  readonly code: 'ask-about-safety-now' | 'safety-item-unanswered'
  readonly sentence: string
  readonly ruleId: string
}

export interface QuestionnaireScore extends ScaleScore {
  readonly questionnaire: string
  readonly title: string
  readonly date: LocalDate
  /** Scores of parts, where there are some. */
  readonly parts: readonly ScaleScore[]
  /** Items that the score needs and that were not answered, in the order of the form. */
  readonly unanswered: readonly string[]
  /** Goes before every band. */
  readonly safety: SafetyNote | null
  readonly licenceNotice: string
  readonly ruleIds: readonly string[]
}

export type QuestionnaireScored =
  | { readonly type: 'ok'; readonly value: QuestionnaireScore }
  | { readonly type: 'error'; readonly problems: readonly Problem[] }

const NO_DIAGNOSIS = 'It describes how you answered, and is no diagnosis.'

/**
 * Scores the answers. An unanswered item is no error: it is listed, and the score is null or says that others stand in for it.
 *
 * @returns the score, or every problem of the answers: `unknown-questionnaire`, `unknown-item`, `value-not-allowed`. O(items).
 */
export function scoreQuestionnaire(entry: QuestionnaireEntry): QuestionnaireScored {
  const questionnaire = findQuestionnaire(entry.questionnaire)
  if (questionnaire === undefined) return { type: 'error', problems: [unknownQuestionnaire(entry.questionnaire)] }
  const problems = checkAnswers(questionnaire, entry.answers)
  if (problems.length > 0) return { type: 'error', problems }
  const scales = scalesOf(questionnaire)
  const scored = scales.map((scale) => scoreScale(scale, entry.answers))
  const needed = new Set(scales.flatMap(({ items }) => items))
  const unanswered = questionnaire.items.map(({ id }) => id).filter((id) => needed.has(id) && !answered(entry, id))
  const [total, ...parts] = questionnaire.total === null ? [noTotal(questionnaire, scored), ...scored] : scored
  const safety = safetyOf(questionnaire, entry)
  return {
    type: 'ok',
    value: {
      ...total,
      // whoever shows only the sentence shows this first: a range never stands alone over such an answer
      sentence: safety?.code === 'ask-about-safety-now' ? `${safety.sentence} ${total.sentence}` : total.sentence,
      questionnaire: questionnaire.id,
      title: questionnaire.title,
      date: entry.date,
      parts,
      unanswered,
      safety,
      licenceNotice: questionnaire.licence.notice,
      ruleIds: [
        questionnaire.scoring.id,
        ...(safety === null ? [] : [safety.ruleId]),
        ...new Set(scales.flatMap(({ bands, missing }) => [...(bands === null ? [] : [bands.id]), missing.id])),
      ],
    },
  }
}

function answered({ answers }: QuestionnaireEntry, id: string): boolean {
  return Object.hasOwn(answers, id)
}

function unknownQuestionnaire(given: string): Problem {
  const names = QUESTIONNAIRES.map(({ id }) => id)
  const near = nearestName(given, names)
  const right = near === undefined ? `write one of ${names.join(', ')}` : `"${near}" was probably meant`
  return {
    code: 'unknown-questionnaire',
    path: ['questionnaire'],
    value: given,
    message: `questionnaire: no questionnaire is called ${shown(given)}; ${right}.`,
  }
}

function checkAnswers({ title, items }: Questionnaire, answers: QuestionnaireEntry['answers']): Problem[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  return Object.entries(answers).flatMap(([id, value]): Problem[] => {
    const item = byId.get(id)
    const path = ['answers', id]
    if (item === undefined) {
      const names = items.map((one) => one.id).join(', ')
      return [
        {
          code: 'unknown-item',
          path,
          value,
          message: `answers.${id}: ${title} has no such item; its items are ${names}.`,
        },
      ]
    }
    if (isAllowed(item, value)) return []
    return [
      {
        code: 'value-not-allowed',
        path,
        value,
        message: `answers.${id}: ${shown(value)} stands there; an answer of ${title} to ${id} counts ${allowedWords(item.answer)}.`,
      },
    ]
  })
}

function isAllowed({ answer }: QuestionnaireItem, value: number): boolean {
  if (answer.type === 'choices') return answer.choices.some((choice) => choice.value === value)
  const whole = answer.type === 'number' || Number.isInteger(value)
  return whole && value >= answer.least && value <= answer.most
}

function allowedWords(answer: AnswerKind): string {
  if (answer.type !== 'choices') {
    return `a ${answer.type === 'number' ? 'number' : 'whole number'} from ${answer.least} to ${answer.most}`
  }
  const values = answer.choices.map(({ value }) => String(value))
  return `${values.slice(0, -1).join(', ')} or ${values[values.length - 1]}`
}

function scoreScale(scale: Scale, answers: QuestionnaireEntry['answers']): ScaleScore {
  const given = scale.items.filter((id) => Object.hasOwn(answers, id)).map((id) => answers[id])
  const open = scale.items.length - given.length
  const bounds = boundsOf(scale, given, open)
  const base = { id: scale.id, name: scale.name, ...bounds }
  if (given.length === 0 || open > scale.missing.value.mostMissing) {
    const words = `${scale.name}: ${open} of ${scale.items.length} answers are missing, so there is no score.`
    return { ...base, score: null, prorated: false, band: null, otherBands: [], sentence: words }
  }
  const mean = given.reduce((sum, one) => sum + one, 0) / given.length
  const score = rounded(scale.score([...given, ...Array.from({ length: open }, () => mean)]), scale.digits)
  const band = scale.bands === null ? null : bandAt(scale.bands, score)
  const otherBands = scale.otherBands
    .map((bands) => ({ band: bandAt(bands, score), source: bands.source }))
    .filter((other) => other.band.id !== band?.id)
  return {
    ...base,
    score,
    prorated: open > 0,
    band: band?.id ?? null,
    otherBands: otherBands.map(({ band: other, source }) => ({ band: other.id, source })),
    sentence: scaleSentence(scale, score, open, band, otherBands),
  }
}

/** Each open item at its best and at its worst. The answers of one scale all have the same bounds, read off the scale itself. */
function boundsOf(scale: Scale, given: readonly number[], open: number): { least: number; most: number } {
  if (open === 0) {
    const score = rounded(scale.score(given), scale.digits)
    return { least: score, most: score }
  }
  if (given.length === 0) return { least: scale.least, most: scale.most }
  const share = given.length / scale.items.length
  const part = scale.score(given)
  // sums: what is answered stays, the rest may be anything; rescaled scores are means, so the answered part weighs its share
  const isMean = scale.score([...given, ...given]) === part
  const known = isMean ? part * share : part
  const openLeast = scale.least * (1 - share)
  const openMost = scale.most * (1 - share)
  return { least: rounded(known + openLeast, scale.digits), most: rounded(known + openMost, scale.digits) }
}

function bandAt({ value }: Bands, score: number): Band {
  return value.findLast(({ from }) => score >= from) ?? value[0]
}

function rounded(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}

function scaleSentence(
  { name, most, least, bands, withoutMost }: Scale,
  score: number,
  open: number,
  band: Band | null,
  others: readonly { readonly band: Band; readonly source: string }[],
): string {
  const number =
    least < 0 ? `${score}, between ${least} and ${most}` : withoutMost === true ? String(score) : `${score} of ${most}`
  const callers = bands?.certainty === 'proposal' ? 'which counts here as' : 'a score in the range that papers call'
  const range = band === null ? '' : `, ${callers} ${band.name}`
  const other = others.map((one) => `; another source calls it ${one.band.name}`).join('')
  const stand =
    open === 0 ? '' : ` ${open} ${open === 1 ? 'answer is' : 'answers are'} missing; the mean of the others stands in.`
  return `${name}: ${number}${range}${other}.${stand} ${NO_DIAGNOSIS}`
}

function noTotal({ title, id }: Questionnaire, parts: readonly ScaleScore[]): ScaleScore {
  const scored = parts.filter(({ score }) => score !== null).map(({ name, score }) => `${name} ${score}`)
  return {
    id,
    name: title,
    score: null,
    least: null,
    most: null,
    prorated: parts.some(({ prorated }) => prorated),
    band: null,
    otherBands: [],
    sentence: `${title} has no total: ${scored.length === 0 ? 'too many answers are missing for its scores' : scored.join(', ')}.`,
  }
}

function safetyOf({ safetyItem, title }: Questionnaire, entry: QuestionnaireEntry): SafetyNote | null {
  if (safetyItem === null) return null
  const { item, from } = safetyItem.value
  if (!answered(entry, item)) {
    return {
      code: 'safety-item-unanswered',
      sentence: `The last question of ${title}, about thoughts of death or of hurting yourself, is not answered. That is not read as "no".`,
      ruleId: safetyItem.id,
    }
  }
  if (entry.answers[item] < from) return null
  return {
    code: 'ask-about-safety-now',
    sentence:
      'You answered that thoughts of being better off dead or of hurting yourself have bothered you. Please talk with someone now: your local emergency number or a crisis line if you might act on them, otherwise your doctor today.',
    ruleId: safetyItem.id,
  }
}
