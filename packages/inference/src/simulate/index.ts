// Seeded simulators: synthetic diaries with known truth.
export { GENERATORS, interceptForRate, simulateDiary } from './simulate-diary.ts'
export type { DiaryRecipe, Generator, SimulatedDiary } from './simulate-diary.ts'
export { oneSwitchExposure, pairedBlocksExposure } from './schedules.ts'
export { simulateFactorDiary } from './factor-diary.ts'
export type { FactorNull } from './factor-diary.ts'
export { missingAtRandom, missingByOutcome, withGap } from './missing-days.ts'
export { simulateBadSpell } from './bad-spell.ts'
export type { BadSpellDiary } from './bad-spell.ts'
