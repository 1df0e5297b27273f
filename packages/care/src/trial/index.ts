// What the outside uses of the trial room: whether a treatment can be tried, how long it takes, where a trial stands, and what it says.
export { blocksOf, lastDayOf, trialStanding, type Block as TrialBlock, type TrialStanding } from './trial-blocks.ts'
export { periodsFrom, startBesideCycle, type OwnCycle, type StartBesideCycle } from './own-cycle.ts'
export { trialForecast, type BlockForecast, type LengthForecast, type TrialForecast } from './trial-forecast.ts'
export { trialObstacle, trialSubject, type TrialObstacle, type TrialSubject } from './trial-obstacle.ts'
export { readTrial, type TrialRead, type TrialReading, type TrialSeal, type TrialVerdict } from './trial-reading.ts'
export { FADES, TRIAL_RULES, type Fades } from './trial-rules.ts'
