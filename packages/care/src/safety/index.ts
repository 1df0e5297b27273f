// What the rest of the reasoning, and the outside, use of the safety room.
export { CONDITION_WORDS, type AskedCondition } from './condition-words.ts'
export { CONTRAINDICATION_RULES, CONTRAINDICATIONS, contraindicationsFor } from './contraindications-for.ts'
export type { Contraindication, ContraindicationLevel, ContraindicationResult } from './contraindication.ts'
