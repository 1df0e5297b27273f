// What a headache was like from all that was said of it on its days: a feature that was there at any time belongs to the headache.
import { severityOf } from '../days/headache-features.ts'
import type { HeadachePiece } from '../days/lived-day.ts'
import type { Aura, Features, NauseaDegree } from '../model/features.ts'

const SEVERITY_ORDER = ['none', 'mild', 'moderate', 'severe'] as const
const NAUSEA_ORDER: readonly NauseaDegree[] = ['none', 'present', 'mild', 'moderate', 'severe']

/** Takes the worst and the sum of all accounts; what none of them says stays absent. O(accounts). */
export function unionFeatures(pieces: readonly HeadachePiece[]): Features {
  let features = pieces[0].features
  for (let k = 1; k < pieces.length; k++) features = both(features, pieces[k].features)
  return features
}

/** The auras of all pieces, each once. O(pieces + auras). */
export function unionAuras(pieces: readonly HeadachePiece[]): readonly Aura[] {
  if (pieces.length === 1) return pieces[0].auras
  const auras = new Set<Aura>()
  for (const piece of pieces) for (const aura of piece.auras) auras.add(aura)
  return [...auras]
}

function both(one: Features, other: Features): Features {
  if (one === other) return one
  const merged = {
    severity: worst(SEVERITY_ORDER, severityOf(one) ?? undefined, severityOf(other) ?? undefined),
    functionalGrade: worst([0, 1, 2, 3], one.functionalGrade, other.functionalGrade),
    // one-sided at any time is one-sided: which side does not matter here
    side: one.side === 'both-sides' ? (other.side ?? one.side) : (one.side ?? other.side),
    quality: joined(one.quality, other.quality),
    sites: joined(one.sites, other.sites),
    aggravatedByActivity: either(one.aggravatedByActivity, other.aggravatedByActivity),
    nausea: worst(NAUSEA_ORDER, one.nausea, other.nausea),
    vomiting: either(one.vomiting, other.vomiting),
    photophobia: either(one.photophobia, other.photophobia),
    phonophobia: either(one.phonophobia, other.phonophobia),
    autonomicSigns: joined(one.autonomicSigns, other.autonomicSigns),
    restlessness: either(one.restlessness, other.restlessness),
    believedMigraine: either(one.believedMigraine, other.believedMigraine),
  }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined))
}

function worst<T>(order: readonly T[], one: T | undefined, other: T | undefined): T | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return order.indexOf(one) >= order.indexOf(other) ? one : other
}

function either(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  return one === undefined ? other : one || (other ?? false)
}

function joined<T>(one: readonly T[] | undefined, other: readonly T[] | undefined): readonly T[] | undefined {
  return one === undefined ? other : other === undefined ? one : [...new Set([...one, ...other])]
}
