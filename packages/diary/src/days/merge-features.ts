// The features of one headache from two accounts of it: the attack's as a whole, and the day's own entry, which knows that day better.
import type { Features } from '../model/features.ts'
import { severityOf } from './headache-features.ts'

const FEATURE_KEYS = [
  'peakIntensity',
  'severity',
  'functionalGrade',
  'side',
  'quality',
  'sites',
  'aggravatedByActivity',
  'nausea',
  'vomiting',
  'photophobia',
  'phonophobia',
  'osmophobia',
  'autonomicSigns',
  'restlessness',
  'believedMigraine',
  'neckPain',
  'symptoms',
] as const satisfies readonly (keyof Features)[]

// a feature that is added to the type but not to the list would silently be lost
type Forgotten = Exclude<keyof Features, (typeof FEATURE_KEYS)[number]>
const NONE_FORGOTTEN: Forgotten extends never ? true : never = true

/** What is said later goes before what is said earlier, feature by feature; what neither says stays absent. */
export function mergeFeatures(earlier: Features, later: Features): Features {
  if (!hasFeatures(later)) return earlier
  const merged: Record<string, unknown> = {}
  for (const key of FEATURE_KEYS) if (earlier[key] !== undefined) merged[key] = earlier[key]
  forgetOtherSeverity(merged, later)
  for (const key of FEATURE_KEYS) if (later[key] !== undefined) merged[key] = later[key]
  return merged
}

/**
 * The word and the number for how bad it was are one answer: a day that is said to be mild does not keep the 8 of its attack's worst day,
 * unless both say the same.
 */
function forgetOtherSeverity(merged: Record<string, unknown>, { severity, peakIntensity }: Features): void {
  if (severity !== undefined && peakIntensity === undefined) {
    if (severityOf({ peakIntensity: merged['peakIntensity'] as number }) !== severity) delete merged['peakIntensity']
  }
  if (peakIntensity !== undefined && severity === undefined) {
    if (severityOf({ peakIntensity }) !== merged['severity']) delete merged['severity']
  }
}

/** Whether the account says anything of what the headache was like. */
export function hasFeatures(account: Features): boolean {
  return NONE_FORGOTTEN && FEATURE_KEYS.some((key) => account[key] !== undefined)
}
