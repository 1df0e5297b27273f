// The red flag of cluster headache: the pattern as the diary has it, or all that was noted fitting it while what was not asked leaves it open.
import { severityOf, type HeadachePiece, type LivedDay, type LocalDate } from '@clearday/diary'
import { open, raisedBy, settled, type Finding } from './red-flag.ts'
import type { SafetyFacts } from './safety-facts.ts'
import { CLUSTER_POSSIBLE } from './safety-thresholds.ts'

export function clusterPattern({ cluster, history: { days: lived }, asOf }: SafetyFacts): Finding {
  const { status, days } = cluster
  if (status === 'not-met') return settled('The diary does not agree with cluster headache.')
  if (status === 'met') {
    const because = 'Your diary is consistent with the pattern of cluster headache (ICHD-3 3.1).'
    return raisedBy([{ date: days.at(-1) ?? asOf, because, days }], open(''))
  }
  const fitting = new Map<string, LocalDate>()
  for (const day of lived) {
    for (const piece of day.pieces) {
      if (piece.attackId !== null && allNotedFits(piece, day)) fitting.set(piece.attackId, day.date)
    }
  }
  const dates = [...new Set(fitting.values())]
  const last = dates.at(-1)
  if (last === undefined || fitting.size < CLUSTER_POSSIBLE.value.attacks) {
    return open('The diary leaves open whether it agrees with cluster headache.')
  }
  const because = `A pattern like cluster headache is possible: ${fitting.size} attacks were severe, on one side, at the eye or the temple, and short. What was not asked, or a medicine, leaves it open. Ask about it, and note whether the eye waters or reddens, the nose runs, or you cannot keep still.`
  return raisedBy([{ date: last, because, days: dates, attackIds: [...fitting.keys()] }], open(''))
}

/** Where it hurts and how much is known; signs at the eye and restlessness are not both denied; short, or shorter with a medicine. */
function allNotedFits({ features, spellHours: { least, most } }: HeadachePiece, { intakes }: LivedDay): boolean {
  const { leastHours, mostHours } = CLUSTER_POSSIBLE.value
  const { side, sites, autonomicSigns, restlessness } = features
  const where = sites?.some((site) => site === 'orbital' || site === 'supraorbital' || site === 'temporal') === true
  const oneSided = side !== undefined && side !== 'both-sides'
  const denied = autonomicSigns?.length === 0 && restlessness === false
  const treated = intakes.some(({ acute }) => acute)
  const short = most <= mostHours && (least >= leastHours || treated)
  return severityOf(features) === 'severe' && where && oneSided && !denied && short
}
