// An answer in the words of one language, which is given: for pages that bring a single one.
import { addDays, type LocalDate } from '@clearday/diary'
import type { ReasonCode, TreatmentAnswer } from '@clearday/inference'
import type { WordsLanguage } from '../words/answer-sentences.ts'
import type { AnswerSentences, CountedDays } from '../words/sentences.ts'
import { evidenceLines } from '../words/evidence-lines.ts'
import { chancesSaySomething, comparable, toldJointly } from '../words/short-reasons.ts'
import type { ActsFor } from '../words/verdict-words.ts'

export interface AnswerWords {
  /** First: "Probably helping: about 3.4 fewer headache days in 28 (…)." */
  readonly verdict: string
  /** "−1.1 days in 28 (−3.4 to 1.0)"; null where there is nothing to compare, or where only the joint answer means something. */
  readonly effect: string | null
  /** The same in words, "about 1.1 fewer headache days in 28 (…)"; null there too, and where the verdict has it. */
  readonly size: string | null
  /** How sure; null where the chances do not come from the diary. */
  readonly chances: string | null
  readonly reason: string
  /** Empty where there is a verdict. */
  readonly nextStep: string
  /** What earlier reviews read; empty where there is nothing to tell. */
  readonly history: string
  /** Whether the verdict stays under other choices; empty where none was tried. */
  readonly fragility: string
  readonly caveats: readonly string[]
  /** The plain comparison with why it misleads; empty where there is none. */
  readonly plainComparison: string
  /** What trials say, what the diary says, and both together, a line each; empty where the library says nothing in days. */
  readonly evidenceLines: readonly { readonly about: string; readonly says: string }[]
  /** Why none of the three is the verdict. */
  readonly evidence: readonly string[]
}

export interface Wording {
  /** The kind of the days counted. */
  readonly counts: CountedDays
  /** Of the diary, to name days by. */
  readonly firstDay: LocalDate
  /** Sessions, or what is taken. */
  readonly acts: ActsFor
  /** Nothing that was prescribed is left off without its prescriber, so that is said with every such step. */
  readonly prescribed: boolean
  /** Left out: English. */
  readonly language?: WordsLanguage
  /** How a day is named, from its date; left out: the date itself. */
  readonly nameOf?: (date: LocalDate) => string
}

/** Pure, and the same wherever an answer is shown. @param words of the language to speak. O(1). */
export function wordsFrom(
  words: AnswerSentences,
  answer: TreatmentAnswer,
  { counts, firstDay, acts, prescribed, nameOf = (date) => date }: Omit<Wording, 'language'>,
): AnswerWords {
  const kind = words.kind[counts]
  const alone = !toldJointly(answer)
  const step = words.nextStep(answer)
  const verdict = words.verdict(answer, kind)
  const size = words.size(answer, kind)
  const hasEffect = alone && comparable(answer)
  return {
    verdict,
    effect: hasEffect ? words.effect(answer) : null,
    size: hasEffect && !verdict.includes(size) ? size : null,
    chances: alone && chancesSaySomething(answer) ? words.chances(answer, kind) : null,
    reason: words.reason(answer),
    nextStep: prescribed && isPausedInStep(answer) ? `${step} ${words.withPrescriber}` : step,
    history: words.history(answer, (index) => nameOf(addDays(firstDay, index))),
    fragility: alone ? words.fragility(answer, acts) : '',
    caveats: comparable(answer) ? answer.caveats.map((code) => words.caveat(code, answer, acts)) : [],
    plainComparison: alone ? words.plainComparison(answer) : '',
    evidenceLines:
      answer.evidence === undefined
        ? []
        : evidenceLines(answer.evidence).map(({ source, change }) => ({
            about: words.source[source],
            says: words.change(change),
          })),
    evidence: answer.evidence === undefined ? [] : words.evidence(answer.evidence),
  }
}

/** With these the step is what `moreDays` and `switches` say it is. */
const OPEN_REASONS: ReadonlySet<ReasonCode> = new Set([
  'evidence-strong-enough',
  'strong-but-remission-possible',
  'not-settled-yet',
])

/** Whether what would settle it is time without the treatment, and the step does not name the prescriber by itself. */
function isPausedInStep({ verdict, reason, moreDays, switches }: TreatmentAnswer): boolean {
  if (verdict !== 'cannot-tell-yet') return false
  if (reason === 'taken-as-needed' || reason === 'baseline-short') return true
  return OPEN_REASONS.has(reason) && moreDays === null && switches < 3
}
