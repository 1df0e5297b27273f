// An answer in words for whoever reads it without the numbers: the lines that a page, a report and a screen show as they are.
import { addDays, type LocalDate } from '@clearday/diary'
import type { TreatmentAnswer } from '@clearday/inference'
import { changeText, evidenceLines, evidenceSentences, SOURCE_NAME } from '../words/evidence-words.ts'
import { fragilitySentence } from '../words/fragility-words.ts'
import { chancesSaySomething, comparable, toldJointly } from '../words/short-reasons.ts'
import {
  caveatSentence,
  effectText,
  historySentence,
  mattersText,
  naiveSentence,
  nextStep,
  percentText,
  reasonSentence,
  verdictSentence,
  type ActsFor,
} from '../words/verdict-words.ts'
import type { NotAskedCode } from './engine-input.ts'

export interface AnswerWords {
  /** First: "Probably helping: about 3.4 fewer headache days in 28 (…)." */
  readonly verdict: string
  /** "−1.1 days in 28 (−3.4 to 1.0)"; null where there is nothing to compare, or where only the joint answer means something. */
  readonly effect: string | null
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
  /** Of the days counted: `headache`, `migraine`. */
  readonly kind: string
  /** Of the diary, to name days by. */
  readonly firstDay: LocalDate
  /** Sessions, or what is taken. */
  readonly acts: ActsFor
  /** Nothing that was prescribed is left off without its prescriber, so that is said with every such step. */
  readonly prescribed: boolean
}

export function answerWords(answer: TreatmentAnswer, { kind, firstDay, acts, prescribed }: Wording): AnswerWords {
  const alone = !toldJointly(answer)
  const label = (index: number): LocalDate => addDays(firstDay, index)
  return {
    verdict: verdictSentence(answer, kind),
    effect: alone && comparable(answer) ? effectText(answer) : null,
    chances:
      alone && chancesSaySomething(answer)
        ? `Chance that it helps at all: ${percentText(answer.chanceHelps)}; by ${mattersText(answer, kind)}: ${percentText(answer.chanceMatters)}.`
        : null,
    reason: reasonSentence(answer),
    nextStep: prescribed ? withPrescriber(nextStep(answer)) : nextStep(answer),
    history: historySentence(answer, label),
    fragility: alone ? fragilitySentence(answer, acts) : '',
    caveats: comparable(answer) ? answer.caveats.map((code) => caveatSentence(code, answer, acts)) : [],
    plainComparison: alone ? naiveSentence(answer) : '',
    evidenceLines:
      answer.evidence === undefined
        ? []
        : evidenceLines(answer.evidence).map(({ source, change }) => ({
            about: SOURCE_NAME[source],
            says: changeText(change),
          })),
    evidence: answer.evidence === undefined ? [] : evidenceSentences(answer.evidence),
  }
}

function withPrescriber(step: string): string {
  return step === '' || /prescri/.test(step) || !step.includes('without it')
    ? step
    : `${step} It is prescribed: it is only paused with whoever prescribed it.`
}

/** Why the engine was not asked, and what would change that. */
export const NOT_ASKED_WORDS: Readonly<Record<NotAskedCode, { readonly because: string; readonly nextStep: string }>> =
  {
    'no-day-known': {
      because: 'No day of your diary says whether there was a headache, so there is nothing to go by.',
      nextStep: 'Keep logging, clear days too.',
    },
    'no-session-logged': {
      because: 'A course of sessions is written down, but no session of it. What was planned is not what was done.',
      nextStep: 'Write each session down on its day; earlier ones can be added.',
    },
    'not-begun': {
      because: 'It has not begun yet.',
      nextStep: 'Every day that is logged before the start makes the later comparison fairer.',
    },
    'over-before-the-diary': {
      because: 'It was over before the days that your diary knows, so no day with it can be compared.',
      nextStep: '',
    },
    'always-in-use': {
      because: 'It was in use alike on every day that your diary knows, so there is nothing to compare with.',
      nextStep:
        'Planned weeks without it would give the comparison. Ask first whoever prescribed or gives it; a prescribed medicine is only paused with its prescriber.',
    },
  }
