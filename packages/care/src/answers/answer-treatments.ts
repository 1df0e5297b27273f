// "Does it help me?" for every treatment of a diary: the verdict on one outcome that is named beforehand, and what else goes along beside it.
import { DAY_DEFINITIONS, dayDefinition, type DayDefinitionName } from '@clearday/diary'
import {
  answerPatient,
  DEFAULT_ANSWER_OPTIONS,
  type AnswerOptions,
  type InputProblem,
  type PatientAnswer,
  type TreatmentAnswer,
} from '@clearday/inference'
import type { History } from '../history.ts'
import type { ActsFor } from '../words/verdict-words.ts'
import { NOT_ASKED_WORDS, SEALED_WORDS, type NotToldWords } from '../words/not-told-words.ts'
import { answerWords, type AnswerWords } from './answer-words.ts'
import { besideAnswers, type BesideAnswer } from './beside-answers.ts'
import { engineInput, type NotAskedCode } from './engine-input.ts'
import { withoutSealed, type Sealed } from './sealed-by-trial.ts'
import { usedInSessions, usedTreatments, type UsedTreatment } from './used-treatments.ts'

/** What a verdict can be about: days of which fewer are better. Of crystal-clear days more are better, and a verdict would read the wrong way. */
export type OutcomeName = Exclude<DayDefinitionName, 'CCD_v1'>

export const OUTCOME_NAMES: readonly OutcomeName[] = DAY_DEFINITIONS.map(({ name }) => name).filter(
  (name) => name !== 'CCD_v1',
)

export interface TreatmentAnswerOptions {
  /** The one outcome that verdicts are about. */
  readonly outcome: OutcomeName
  /** Also what is no verdict: migraine, moderate or severe and acute-medication days, and the factors that a treatment may move. */
  readonly beside: boolean
  readonly engine: AnswerOptions
}

/** Quick enough to be asked whenever a diary is looked at. */
export const DEFAULT_TREATMENT_OPTIONS: TreatmentAnswerOptions = {
  outcome: 'HD_ANY_v1',
  beside: true,
  engine: { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false },
}

/** Also the daily course, what earlier reviews read, and other reasonable choices: seconds for a year, many for ten with several treatments. */
export const THOROUGH_TREATMENT_OPTIONS: TreatmentAnswerOptions = {
  ...DEFAULT_TREATMENT_OPTIONS,
  engine: DEFAULT_ANSWER_OPTIONS,
}

/** One treatment: answered, or why not. */
export interface AnsweredTreatment {
  readonly id: string
  readonly name: string
  readonly used: UsedTreatment
  /** null where the engine was not asked, or where a trial seals what it says. */
  readonly answer: TreatmentAnswer | null
  readonly words: AnswerWords | null
  readonly notAsked:
    | (NotToldWords & { readonly code: NotAskedCode | 'refused' })
    /** A trial goes on that is to be read once, at its end. */
    | (NotToldWords & Sealed & { readonly code: 'sealed' })
    | null
  /** No verdicts, and nothing that a verdict rests on. */
  readonly beside: readonly BesideAnswer[]
}

/** Treatments that cannot be told apart, answered as one. */
export interface JointAnswer {
  readonly names: readonly string[]
  readonly answer: TreatmentAnswer
  readonly words: AnswerWords
}

export interface TreatmentAnswers {
  readonly outcome: OutcomeName
  /** By their first day. */
  readonly treatments: readonly AnsweredTreatment[]
  readonly joint: readonly JointAnswer[]
  /** The engine's whole answer with the daily course, where it was asked; without what a trial seals, and then without the course. */
  readonly engine: PatientAnswer | null
}

/**
 * Answers for every treatment of the diary; an empty list where there is none.
 *
 * Never throws for what a diary holds: what cannot be asked or answered is a value with its reason. Deterministic for a seed, and the order
 * of entries does not matter. Cost: that of the engine, O(days) a treatment, and O(days · reviews) with `engine.sensitivity`.
 *
 * @param said what the engine said before, of this diary or of what it was then: it is not asked again, and treatments go by their names. Null: of
 * a diary in which there was nothing to ask about.
 */
export function answerTreatments(
  history: History,
  options: TreatmentAnswerOptions = DEFAULT_TREATMENT_OPTIONS,
  said?: PatientAnswer | null,
): TreatmentAnswers {
  const definition = dayDefinition(options.outcome)
  const used = usedTreatments(history.diary)
  const { input, asked, notAsked } = engineInput(history, definition, used)
  const answered = asked.length === 0 || said !== undefined ? null : answerPatient(input, options.engine)
  const engine = said ?? (answered?.type === 'ok' ? answered.value : null)
  const refused = answered?.type === 'error' ? answered.problem : null
  const sealed = new Set(asked.filter((one) => one.sealed !== null).map(({ known }) => known.name))
  const told = engine === null ? null : withoutSealed(engine, sealed)
  const beside = engine === null || !options.beside ? [] : besideAnswers(history, input, asked, options)
  const wordsOf = (answer: TreatmentAnswer, acts: ActsFor, prescribed: boolean): AnswerWords =>
    answerWords(answer, {
      counts: definition.counts,
      firstDay: history.diary.firstDay,
      acts,
      prescribed,
    })
  return {
    outcome: options.outcome,
    treatments: used.map((treatment) => {
      const place = asked.indexOf(treatment)
      // what was said before goes by names: what came since has no place in it
      const found =
        said === undefined
          ? engine?.treatments[place]
          : engine?.treatments.find(({ name }) => place !== -1 && name === treatment.known.name)
      const answer = treatment.sealed !== null ? null : (found ?? null)
      const unasked = place !== -1 && said !== undefined ? 'not-answered-yet' : notAsked.get(treatment)
      return {
        id: treatment.known.id,
        name: treatment.known.name,
        used: treatment,
        answer,
        words:
          answer === null
            ? null
            : wordsOf(answer, usedInSessions(treatment) ? 'a session' : 'it', treatment.prescribed),
        notAsked: answer === null ? whyNot(treatment, unasked, refused) : null,
        beside: treatment.sealed !== null ? [] : (beside[place] ?? []),
      }
    }),
    joint: (told?.joint ?? []).map((answer) => {
      const names = namesOf(answer, engine)
      const prescribed = asked.some((one) => one.prescribed && names.includes(one.known.name))
      return { names, answer, words: wordsOf(answer, 'it', prescribed) }
    }),
    engine: told,
  }
}

function whyNot(
  { sealed }: UsedTreatment,
  code: NotAskedCode | undefined,
  refused: InputProblem | null,
): AnsweredTreatment['notAsked'] {
  // before any other reason, so that what stands in its place is the same in every way of asking
  if (sealed !== null) return { code: 'sealed', ...sealed, ...SEALED_WORDS.en(sealed.until) }
  if (code !== undefined) return { code, ...NOT_ASKED_WORDS.en[code] }
  return { code: 'refused', because: refused?.message ?? '', nextStep: '' }
}

/** The engine joins names with " + "; a name may hold that itself, so they are found by their group. */
function namesOf({ name }: TreatmentAnswer, engine: PatientAnswer | null): readonly string[] {
  const group = engine?.treatments.find((one) => name.startsWith(`${one.name} + `) && one.inseparableFrom.length > 0)
  return group === undefined ? [name] : [group.name, ...group.inseparableFrom]
}
