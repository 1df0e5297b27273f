// English, from the sentences that the command line says too.
import { askedChance } from './asked-chance.ts'
import { changeText, evidenceSentences, SOURCE_NAME } from './evidence-words.ts'
import { fragilitySentence } from './fragility-words.ts'
import type { AnswerSentences } from './sentences.ts'
import {
  caveatSentence,
  dayCount,
  effectText,
  historySentence,
  mattersText,
  naiveSentence,
  nextStep,
  percentText,
  reasonSentence,
  sensitivityWords,
  sizeText,
  verdictSentence,
} from './verdict-words.ts'

export const ENGLISH_SENTENCES: AnswerSentences = {
  number: dayCount,
  percent: percentText,
  kind: {
    headache: 'headache',
    migraine: 'migraine',
    'moderate-severe': 'moderate or severe',
    'acute-medication': 'acute-medicine',
    'crystal-clear': 'crystal-clear',
  },
  verdict: verdictSentence,
  effect: effectText,
  size: sizeText,
  matters: mattersText,
  chances: (answer, kind) => {
    const { matters: amount, chance } = askedChance(answer)
    return `Chance that it helps at all: ${percentText(answer.chanceHelps)}; by ${mattersText({ matters: amount }, kind)}: ${percentText(chance)}.`
  },
  reason: reasonSentence,
  history: historySentence,
  nextStep: (answer) => nextStep(answer),
  withPrescriber: 'It is prescribed: it is only paused with whoever prescribed it.',
  caveat: caveatSentence,
  sensitivity: sensitivityWords,
  fragility: fragilitySentence,
  plainComparison: naiveSentence,
  source: SOURCE_NAME,
  change: changeText,
  evidence: evidenceSentences,
}
