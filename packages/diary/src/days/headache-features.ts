// The questions that definitions and criteria ask of one headache, each answered met, not met or unknown.
import type { Aura, AuraSymptom, Features, Severity } from '../model/features.ts'
import { allOf, anyOf, atLeast, countReaches, not, statusOf, type Status } from '../three-valued.ts'
import { SEVERITY_BANDS } from './day-rules.ts'
import { AURA_CHARACTERISTICS, MIGRAINE_PAIN, TENSION_PAIN } from './feature-rules.ts'

/** As said, or from the 0–10 rating (`severity.from-intensity`); null where neither was. */
export function severityOf({ severity, peakIntensity }: Features): Severity | null {
  if (severity !== undefined) return severity
  if (peakIntensity === undefined) return null
  if (peakIntensity >= SEVERITY_BANDS.value.severeFrom) return 'severe'
  if (peakIntensity >= SEVERITY_BANDS.value.moderateFrom) return 'moderate'
  return peakIntensity > 0 ? 'mild' : 'none'
}

export function moderateOrSevere(features: Features): Status {
  const severity = severityOf(features)
  return severity === null ? 'unknown' : statusOf(severity === 'moderate' || severity === 'severe')
}

export function oneSided({ side }: Features): Status {
  return side === undefined ? 'unknown' : statusOf(side !== 'both-sides')
}

export function pulsating({ quality }: Features): Status {
  return statusOf(quality?.includes('pulsating'))
}

export function pressing({ quality }: Features): Status {
  return statusOf(quality?.includes('pressing'))
}

export function nausea({ nausea: degree }: Features): Status {
  return degree === undefined ? 'unknown' : statusOf(degree !== 'none')
}

/** ICHD-3 1.1 C: two of one-sided, pulsating, moderate or severe, made worse by routine activity. */
export function migrainePain(features: Features): Status {
  return atLeast(MIGRAINE_PAIN.value.needed, [
    oneSided(features),
    pulsating(features),
    moderateOrSevere(features),
    statusOf(features.aggravatedByActivity),
  ])
}

/** ICHD-3 1.1 D: nausea or vomiting, or light and sound both. */
export function migraineSymptoms(features: Features): Status {
  return anyOf(
    nausea(features),
    statusOf(features.vomiting),
    allOf(statusOf(features.photophobia), statusOf(features.phonophobia)),
  )
}

/** ICHD-3 2.1–2.3 C: two of both sides, pressing, mild or moderate, not made worse by routine activity. */
export function tensionPain(features: Features): Status {
  const severity = severityOf(features)
  return atLeast(TENSION_PAIN.value.needed, [
    not(oneSided(features)),
    pressing(features),
    severity === null ? 'unknown' : statusOf(severity === 'mild' || severity === 'moderate'),
    not(statusOf(features.aggravatedByActivity)),
  ])
}

/** ICHD-3 2.1 and 2.2 D: no nausea, no vomiting, and no more than one of light and sound. */
export function tensionSymptoms(features: Features): Status {
  return allOf(
    not(nausea(features)),
    not(statusOf(features.vomiting)),
    not(allOf(statusOf(features.photophobia), statusOf(features.phonophobia))),
  )
}

/** ICHD-3 1.2 B: at least one fully reversible symptom of the six kinds. An aura whose symptoms were not noted leaves it open. */
export function reversibleAura({ symptoms }: Aura): Status {
  return anySymptom(symptoms, ({ fullyReversible }) => statusOf(fullyReversible))
}

const { value: AURA } = AURA_CHARACTERISTICS

/** Each symptom lasts 5 to 60 minutes; a motor one up to 72 hours (ICHD-3 1.2 C3 and its note). */
function auraDuration({ kind, durationMinutes }: AuraSymptom): Status {
  if (durationMinutes === undefined) return 'unknown'
  const longest = kind === 'motor' ? AURA.longestMotorMinutes : AURA.longestMinutes
  return statusOf(durationMinutes >= AURA.shortestMinutes && durationMinutes <= longest)
}

/**
 * The six characteristics of ICHD-3 1.2 C in the final edition of 2018, in its order: gradual spread, succession, duration, one-sided,
 * positive, with or soon followed by headache.
 */
export function auraCharacteristics({ symptoms, inSuccession, headacheAfterMinutes }: Aura): Status[] {
  return [
    anySymptom(symptoms, ({ spreadMinutes }) =>
      spreadMinutes === undefined ? 'unknown' : statusOf(spreadMinutes >= AURA.spreadMinutes),
    ),
    symptoms.length === 1 ? 'not-met' : statusOf(inSuccession),
    symptoms.length === 0 ? 'unknown' : allOf(...symptoms.map(auraDuration)),
    // losing words always counts as one-sided (ICHD-3 1.2, note 4)
    anySymptom(symptoms, ({ kind, oneSided: side }) => (kind === 'speech' ? 'met' : statusOf(side))),
    anySymptom(symptoms, ({ positive }) => statusOf(positive)),
    headacheAfterMinutes === undefined
      ? 'unknown'
      : statusOf(headacheAfterMinutes !== 'none' && headacheAfterMinutes <= AURA.headacheWithinMinutes),
  ]
}

function anySymptom(symptoms: readonly AuraSymptom[], ask: (symptom: AuraSymptom) => Status): Status {
  return symptoms.length === 0 ? 'unknown' : anyOf(...symptoms.map(ask))
}

/** ICHD-3 1.2 B and C together: reversible, and three of the six characteristics. */
export function auraPattern(aura: Aura): Status {
  return allOf(reversibleAura(aura), atLeast(AURA.needed, auraCharacteristics(aura)))
}

/** Whether hours that are known within bounds reach a number. */
export function lastsAtLeast(hours: { readonly least: number; readonly most: number }, needed: number): Status {
  return countReaches(hours.least, hours.most, needed)
}
