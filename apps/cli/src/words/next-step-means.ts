// What the command line offers for the next step of an answer.
import type { NextStepMeans } from '@clearday/care'

export const COMMANDS_FOR_NEXT_STEP: NextStepMeans = {
  drawTurns: (treatments) => `clearday design DIARY.csv --separate ${treatments.join(',')}`,
  sayActsForDays: '--decay NAME=DAYS',
}
