// Migraine with aura in the final edition of 2018 (ICHD-3 1.2: 3 of 6), its forms by the kind of aura, and probable migraine with aura (1.5.2).
import type { LivedDay } from '../days/lived-day.ts'
import type { AuraSymptom } from '../model/features.ts'
import { allOf, anyOf, countReaches, not, statusOf, type Status } from '../three-valued.ts'
import type { AuraEvent } from './aura-events.ts'
import type { DiaryReading } from './diary-reading.ts'
import { patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { KINDS_OF_AURA, MIGRAINE_WITH_AURA, PROBABLE_MIGRAINE } from './pattern-rules.ts'
import { betterExplained, capital, counted, OTHER_DISORDERS } from './pattern-words.ts'
import { gapsTell } from './what-would-tell.ts'

const { attacks: NEEDED } = MIGRAINE_WITH_AURA.value

interface AuraCount {
  readonly least: number
  readonly most: number
  readonly status: Status
}

function countAuras(statuses: readonly Status[], gaps: number, needed = NEEDED): AuraCount {
  let least = 0
  let open = 0
  for (const one of statuses) {
    if (one === 'met') least++
    else if (one === 'unknown') open++
  }
  const most = least + open + gaps
  return { least, most, status: countReaches(least, most, needed) }
}

/** ICHD-3 1.2. O(auras). */
export function migraineWithAura({ auras, days, notNoted }: DiaryReading): PatternResult {
  const gaps = notNoted[days.length]
  const all = auras.map(({ pattern }) => pattern)
  const found = countAuras(all, gaps)
  const fits = auras.filter(({ pattern }) => pattern !== 'not-met')
  const A: CriterionResult = {
    id: 'A',
    statement: `At least ${NEEDED} attacks that meet B and C.`,
    status: found.status,
    because: `${capital(counted(found.least, 'aura meets', 'auras meet'))} B and C${openWords(found, gaps)}; ${NEEDED} are needed.`,
    ...marked(found.status === 'met' ? auras.filter(({ pattern }) => pattern === 'met').slice(-NEEDED) : fits, days),
    count: { least: found.least, most: found.most, needed: NEEDED },
  }
  const closest = closestAuras(auras)
  const asked = (id: string, statement: string, words: string, ask: (aura: AuraEvent) => Status): CriterionResult => {
    const of = anyOf(...closest.map(ask))
    const status = of === 'not-met' && found.status !== 'not-met' ? 'unknown' : of
    const { least, most } = countAuras(auras.map(ask), 0)
    const open = most > least ? `; of ${most - least} it is not known` : ''
    const because =
      auras.length === 0 ? 'No aura was noted.' : `${least} of ${counted(auras.length, 'aura')} ${words}${open}.`
    return { id, statement, status, because, ...marked(closest, days) }
  }
  return patternResult({
    code: '1.2',
    name: 'migraine with aura',
    version: MIGRAINE_WITH_AURA.version,
    criteria: [
      A,
      asked(
        'B',
        'One or more fully reversible symptoms: of sight, feeling, speech, movement, the brainstem or one eye.',
        'went away completely, with a symptom of these kinds',
        ({ reversible }) => reversible,
      ),
      asked(
        'C',
        'At least 3 of 6: spreads over 5 minutes or more; two symptoms one after the other; each lasts 5 to 60 minutes; one is one-sided; one is something added, like flashes; headache comes with it or within 60 minutes.',
        'had 3 or more of the 6 characteristics',
        ({ characteristics }) => characteristics,
      ),
    ],
    unknowns: [...(auras.some(({ pattern }) => pattern === 'unknown') ? [AURA_TELLS] : []), ...gapsTell(gaps)],
    clinicianMustJudge: [betterExplained('D'), ...notable(auras)],
    source: MIGRAINE_WITH_AURA.source,
    nothingSeen: fits.length === 0,
  })
}

const AURA_TELLS =
  'What the aura was like: whether it went away completely, how slowly it spread, how long each symptom lasted, one side or both, something added or lost, and how soon the headache came.'

/** What is a matter for someone to look at, whatever pattern it fits. */
function notable(auras: readonly AuraEvent[]): string[] {
  const any = (ask: (symptom: AuraSymptom) => boolean): boolean =>
    auras.some(({ accounts }) => accounts.some(({ symptoms }) => symptoms.some(ask)))
  return [
    ...(auras.some(({ accounts }) => accounts.some(({ firstEver }) => firstEver === true))
      ? ['The first aura of a life is looked at by a doctor soon after it.']
      : []),
    ...(any(({ kind }) => kind === 'motor') ? ['Weakness with an aura: a doctor must look at it.'] : []),
    ...(any(({ kind }) => kind === 'brainstem')
      ? ['Signs from the brainstem with an aura: a doctor must look at it.']
      : []),
    ...(any(({ kind, durationMinutes }) => kind !== 'motor' && (durationMinutes ?? 0) > 60)
      ? ['An aura of more than 60 minutes: a doctor must look at it.']
      : []),
    ...(any(({ positive, spreadMinutes }) => positive === false && spreadMinutes === 0)
      ? ['Something lost all at once (sight, feeling, words) and not spreading: a doctor must look at it.']
      : []),
  ]
}

function closestAuras(auras: readonly AuraEvent[]): AuraEvent[] {
  const score = ({ reversible, characteristics }: AuraEvent): number =>
    [reversible, characteristics].reduce((sum, one) => sum + (one === 'met' ? 10 : one === 'unknown' ? 1 : 0), 0)
  const best = Math.max(-1, ...auras.map(score))
  return auras.filter((aura) => score(aura) === best)
}

function openWords({ least, most }: AuraCount, gaps: number): string {
  const open = most - least - gaps
  const parts = [
    ...(open > 0 ? [`of ${open} more it is not known`] : []),
    ...(gaps > 0 && least < NEEDED ? [`${counted(gaps, 'day was', 'days were')} not noted`] : []),
  ]
  return parts.length === 0 ? '' : `; ${parts.join('; ')}`
}

function marked(auras: readonly AuraEvent[], days: readonly LivedDay[]): { days: string[]; attackIds: string[] } {
  const first = days[0]?.date ?? ''
  const shown = auras.slice(-31)
  return {
    days: [...new Set(shown.map(({ date }) => date).filter((date) => date >= first))].sort(),
    attackIds: [...new Set(shown.flatMap(({ attackId }) => (attackId === null ? [] : [attackId])))],
  }
}

const FORMS = [
  {
    code: '1.2.1',
    name: 'migraine with typical aura',
    statement: 'The aura is of sight, feeling or speech, and of nothing else.',
    words: 'were of sight, feeling or speech only',
  },
  {
    code: '1.2.2',
    name: 'migraine with brainstem aura',
    statement: 'Two or more symptoms of the brainstem, and no weakness.',
    words: 'had 2 or more symptoms of the brainstem and no weakness',
  },
  {
    code: '1.2.3',
    name: 'hemiplegic migraine, an aura with weakness',
    statement: 'The aura has weakness of the body.',
    words: 'had weakness',
  },
] as const

/** ICHD-3 1.2.1, 1.2.2 and 1.2.3: attacks of 1.2 by the kinds of their auras. O(auras). */
export function formsOfAura({ auras, days, notNoted }: DiaryReading): PatternResult[] {
  const gaps = notNoted[days.length]
  return FORMS.map(({ code, name, statement, words }) => {
    const kind = auras.map((aura) => anyOf(...aura.accounts.map(({ symptoms }) => formOf(code, symptoms))))
    const fits = auras.map(({ pattern }, k) => allOf(pattern, kind[k]))
    const found = countAuras(fits, gaps)
    const ofKind = countAuras(kind, 0, 1)
    const seen = auras.filter((_, k) => kind[k] !== 'not-met')
    const B = ofKind.status === 'not-met' && gaps > 0 && found.status === 'unknown' ? 'unknown' : ofKind.status
    return patternResult({
      code,
      name,
      version: KINDS_OF_AURA.version,
      criteria: [
        {
          id: 'A',
          statement: `At least ${NEEDED} attacks of migraine with aura (1.2) with such an aura.`,
          status: found.status,
          because: `${capital(counted(found.least, 'aura fits', 'auras fit'))} 1.2 and this form${openWords(found, gaps)}; ${NEEDED} are needed.`,
          ...marked(
            auras.filter((_, k) => fits[k] !== 'not-met'),
            days,
          ),
          count: { least: found.least, most: found.most, needed: NEEDED },
        },
        {
          id: 'B',
          statement,
          status: B,
          because:
            auras.length === 0 ? 'No aura was noted.' : `${ofKind.least} of ${counted(auras.length, 'aura')} ${words}.`,
          ...marked(seen, days),
        },
      ],
      unknowns: [...(auras.some((_, k) => fits[k] === 'unknown') ? [AURA_TELLS] : []), ...gapsTell(gaps)],
      clinicianMustJudge: [betterExplained('D'), ...(seen.length > 0 && code !== '1.2.1' ? notable(seen) : [])],
      source: KINDS_OF_AURA.source,
      nothingSeen: seen.length === 0,
    })
  })
}

function formOf(code: '1.2.1' | '1.2.2' | '1.2.3', symptoms: readonly AuraSymptom[]): Status {
  if (symptoms.length === 0) return 'unknown'
  const has = (...kinds: readonly string[]): boolean => symptoms.some(({ kind }) => kinds.includes(kind))
  if (code === '1.2.3') return statusOf(has('motor'))
  if (code === '1.2.1') return statusOf(has('visual', 'sensory', 'speech') && !has('motor', 'brainstem', 'retinal'))
  const counts = symptoms.filter(({ kind }) => kind === 'brainstem').map((one) => one.brainstemSymptoms)
  const told = counts.reduce<number>((sum, one) => sum + (one ?? 1), 0)
  const enough: Status =
    told >= KINDS_OF_AURA.value.brainstemSymptoms ? 'met' : counts.includes(undefined) ? 'unknown' : 'not-met'
  return allOf(enough, not(statusOf(has('motor', 'retinal'))))
}

/** ICHD-3 1.5.2: auras that meet all but one of 1.2 A to C. O(auras). */
export function probableMigraineWithAura({ auras, days, notNoted }: DiaryReading): PatternResult {
  const gaps = notNoted[days.length]
  const ways = [
    {
      found: countAuras(
        auras.map(({ pattern }) => pattern),
        gaps,
        1,
      ),
      meets: `B and C, where ${NEEDED} are needed for migraine with aura (A)`,
    },
    {
      found: countAuras(
        auras.map(({ characteristics }) => characteristics),
        gaps,
      ),
      meets: 'C, but B is not known to be met',
    },
    {
      found: countAuras(
        auras.map(({ reversible }) => reversible),
        gaps,
      ),
      meets: 'B, but C is not known to be met',
    },
  ]
  const status = anyOf(...ways.map((way) => way.found.status))
  const best = ways.find((way) => way.found.status === status) ?? ways[0]
  const fits = auras.filter(({ reversible, characteristics }) => anyOf(reversible, characteristics) !== 'not-met')
  return patternResult({
    code: '1.5.2',
    name: 'probable migraine with aura',
    version: PROBABLE_MIGRAINE.version,
    criteria: [
      {
        id: 'A',
        statement: 'Attacks that meet all but one of the criteria A to C of migraine with aura (1.2).',
        status,
        because:
          auras.length === 0
            ? 'No aura was noted.'
            : status === 'met'
              ? `${capital(counted(best.found.least, 'aura meets', 'auras meet'))} ${best.meets}.`
              : 'No attacks with aura are known to meet all but one of the criteria.',
        ...marked(fits, days),
        count: { least: best.found.least, most: best.found.most, needed: best === ways[0] ? 1 : NEEDED },
      },
    ],
    unknowns: [...(auras.some(({ pattern }) => pattern === 'unknown') ? [AURA_TELLS] : []), ...gapsTell(gaps)],
    clinicianMustJudge: [OTHER_DISORDERS],
    source: PROBABLE_MIGRAINE.source,
    nothingSeen: fits.length === 0,
  })
}
