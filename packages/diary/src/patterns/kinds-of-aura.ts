// Migraine with aura by the kind of its aura (ICHD-3 1.2.1 typical, 1.2.2 brainstem, 1.2.3 hemiplegic): weakness must be seen wherever it stands.
import type { AuraSymptom } from '../model/features.ts'
import { allOf, anyOf, not, statusOf, type Status } from '../three-valued.ts'
import { AURA_TELLS, countAuras, marked, mayHoldMore, NEEDED_AURAS, notable, openWords } from './aura-counts.ts'
import type { DiaryReading } from './diary-reading.ts'
import { patternResult } from './pattern-draft.ts'
import type { PatternResult } from './pattern-result.ts'
import { KINDS_OF_AURA } from './pattern-rules.ts'
import { betterExplained, capital, counted } from './pattern-words.ts'
import { gapsTell } from './what-would-tell.ts'

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
  const gaps = mayHoldMore(notNoted)
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
          statement: `At least ${NEEDED_AURAS} attacks of migraine with aura (1.2) with such an aura.`,
          status: found.status,
          because: `${capital(counted(found.least, 'aura fits', 'auras fit'))} 1.2 and this form${openWords(found, gaps)}; ${NEEDED_AURAS} are needed.`,
          ...marked(
            auras.filter((_, k) => fits[k] !== 'not-met'),
            days,
          ),
          count: { least: found.least, most: found.most, needed: NEEDED_AURAS },
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
