// What ICHD-3 asks of a single headache: how long it lasted, and the criteria that join its length with where and how it hurt.
import { oneSided, severityOf } from '../days/headache-features.ts'
import type { Features } from '../model/features.ts'
import { allOf, anyOf, countReaches, not, statusOf, type Status } from '../three-valued.ts'
import type { Headache } from './headache.ts'
import { CLUSTER_SCREEN, MIGRAINE_WITHOUT_AURA, STATUS_MIGRAINOSUS, TENSION_TYPE } from './pattern-rules.ts'

/** Whether hours known within bounds lie between two numbers, both included; too short and possibly shortened by a medicine leaves it open. */
function within({ hours, shortened }: Headache, least: number, most: number): Status {
  const long = countReaches(hours.least, hours.most, least)
  const lasted = long === 'not-met' && shortened !== 'not-met' ? 'unknown' : long
  const short: Status = hours.most <= most ? 'met' : hours.least > most ? 'not-met' : 'unknown'
  return allOf(lasted, short)
}

/** ICHD-3 1.1 B: 4 to 72 hours, under 18 from 2 hours on; open for those whose age is not known and to whom it matters. */
export function migraineLength(headache: Headache): Status {
  const { leastHours, leastHoursOfMinors, mostHours } = MIGRAINE_WITHOUT_AURA.value
  const adult = within(headache, leastHours, mostHours)
  if (headache.minor === 'not-met') return adult
  const minor = within(headache, leastHoursOfMinors, mostHours)
  return headache.minor === 'met' || minor === adult ? minor : 'unknown'
}

/** ICHD-3 2.1 and 2.2 B: 30 minutes to 7 days. A headache that nobody timed is taken to have lasted half an hour, as for migraine days. */
export function tensionLength(headache: Headache): Status {
  const { leastHours, mostHours } = TENSION_TYPE.value
  const { hours } = headache
  const timed =
    headache.untimed && hours.most >= leastHours
      ? { ...headache, hours: { least: leastHours, most: hours.most } }
      : headache
  return within(timed, leastHours, mostHours)
}

/** ICHD-3 2.3 B: hours to days, or without end: not shorter than half an hour. */
export function chronicTensionLength(headache: Headache): Status {
  const { leastHours } = TENSION_TYPE.value
  const { hours, untimed, shortened } = headache
  const long = countReaches(untimed ? Math.max(hours.least, leastHours) : hours.least, hours.most, leastHours)
  return long === 'not-met' && shortened !== 'not-met' ? 'unknown' : long
}

/** ICHD-3 3.1 B: severe, one-sided, in or around the eye or at the temple. */
export function clusterPain(features: Features): Status {
  const severity = severityOf(features)
  const { sites } = features
  return allOf(
    severity === null ? 'unknown' : statusOf(severity === 'severe'),
    oneSided(features),
    sites === undefined
      ? 'unknown'
      : statusOf(sites.some((site) => site === 'orbital' || site === 'supraorbital' || site === 'temporal')),
  )
}

/** ICHD-3 3.1 B: 15 to 180 minutes untreated; a medicine that may have helped leaves open how long it would have been. */
export function clusterLength(headache: Headache): Status {
  const { leastHours, mostHours } = CLUSTER_SCREEN.value
  const asLasted = within(headache, leastHours, mostHours)
  return asLasted === 'met' && headache.shortened !== 'not-met' ? 'unknown' : asLasted
}

/** ICHD-3 3.1 C: a sign on the side of the pain, or cannot keep still. */
export function clusterSigns({ autonomicSigns, restlessness }: Features): Status {
  return anyOf(statusOf(autonomicSigns === undefined ? undefined : autonomicSigns.length > 0), statusOf(restlessness))
}

/** ICHD-3 1.4.1 C2. */
export function debilitating(features: Features): Status {
  const { functionalGrade } = features
  if (functionalGrade !== undefined) return statusOf(functionalGrade >= STATUS_MIGRAINOSUS.value.functionalGradeFrom)
  return severityOf(features) === 'severe' ? 'met' : 'unknown'
}

/** ICHD-3 2.3 D: at most one of light, sound and mild nausea; no moderate or severe nausea and no vomiting. */
export function chronicTensionSymptoms({ nausea, vomiting, photophobia, phonophobia }: Features): Status {
  const mildOrNone: Status =
    nausea === undefined || nausea === 'present' ? 'unknown' : statusOf(nausea === 'none' || nausea === 'mild')
  const mild: Status = nausea === undefined ? 'unknown' : statusOf(nausea !== 'none')
  const [light, sound] = [statusOf(photophobia), statusOf(phonophobia)]
  const two = anyOf(allOf(light, sound), allOf(light, mild), allOf(sound, mild))
  return allOf(mildOrNone, not(statusOf(vomiting)), not(two))
}
