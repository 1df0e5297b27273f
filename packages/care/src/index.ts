// The public face of @clearday/care: the clinical reasoning that joins diary, evidence and inference.
export type { Contraindication, ContraindicationResult } from './safety/contraindication.ts'
export { historyOf, type History } from './history.ts'

// Answers of the engine in words, shared by every border.
export * from './words/index.ts'
