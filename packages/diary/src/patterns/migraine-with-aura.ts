// Migraine with aura in the final edition of 2018 (ICHD-3 1.2: 3 of 6), and probable migraine with aura (1.5.2).
import { anyOf, type Status } from '../three-valued.ts'
import { AURA_TELLS, countAuras, marked, mayHoldMore, NEEDED_AURAS, notable, openWords } from './aura-counts.ts'
import type { AuraEvent } from './aura-events.ts'
import type { DiaryReading } from './diary-reading.ts'
import { patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { MIGRAINE_WITH_AURA, PROBABLE_MIGRAINE } from './pattern-rules.ts'
import { betterExplained, capital, counted, OTHER_DISORDERS } from './pattern-words.ts'
import { gapsTell } from './what-would-tell.ts'

/** ICHD-3 1.2. O(auras). */
export function migraineWithAura({ auras, days, notNoted }: DiaryReading): PatternResult {
  const gaps = mayHoldMore(notNoted)
  const all = auras.map(({ pattern }) => pattern)
  const found = countAuras(all, gaps)
  const fits = auras.filter(({ pattern }) => pattern !== 'not-met')
  const A: CriterionResult = {
    id: 'A',
    statement: `At least ${NEEDED_AURAS} attacks that meet B and C.`,
    status: found.status,
    because: `${capital(counted(found.least, 'aura meets', 'auras meet'))} B and C${openWords(found, gaps)}; ${NEEDED_AURAS} are needed.`,
    ...marked(
      found.status === 'met' ? auras.filter(({ pattern }) => pattern === 'met').slice(-NEEDED_AURAS) : fits,
      days,
    ),
    count: { least: found.least, most: found.most, needed: NEEDED_AURAS },
  }
  const closest = closestAuras(auras)
  const asked = (id: string, statement: string, words: string, ask: (aura: AuraEvent) => Status): CriterionResult => {
    const of = anyOf(...closest.map(ask))
    const { least, most } = countAuras(auras.map(ask), 0)
    const status = of === 'not-met' && (found.status !== 'not-met' || most > least) ? 'unknown' : of
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

function closestAuras(auras: readonly AuraEvent[]): AuraEvent[] {
  const score = ({ reversible, characteristics }: AuraEvent): number =>
    [reversible, characteristics].reduce((sum, one) => sum + (one === 'met' ? 10 : one === 'unknown' ? 1 : 0), 0)
  const best = Math.max(-1, ...auras.map(score))
  return auras.filter((aura) => score(aura) === best)
}

/** ICHD-3 1.5.2: auras that meet all but one of 1.2 A to C. O(auras). */
export function probableMigraineWithAura({ auras, days, notNoted }: DiaryReading): PatternResult {
  const gaps = mayHoldMore(notNoted)
  const ways = [
    {
      lacks: 'A',
      found: countAuras(
        auras.map(({ pattern }) => pattern),
        gaps,
        1,
      ),
      meets: `B and C, where ${NEEDED_AURAS} are needed for migraine with aura (A)`,
    },
    {
      lacks: 'B',
      found: countAuras(
        auras.map(({ characteristics }) => characteristics),
        gaps,
      ),
      meets: 'C, but B is not known to be met',
    },
    {
      lacks: 'C',
      found: countAuras(
        auras.map(({ reversible }) => reversible),
        gaps,
      ),
      meets: 'B, but C is not known to be met',
    },
  ].filter(({ lacks }) => PROBABLE_MIGRAINE.value.withAura.includes(lacks))
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
        count: { least: best.found.least, most: best.found.most, needed: best === ways[0] ? 1 : NEEDED_AURAS },
      },
    ],
    unknowns: [...(auras.some(({ pattern }) => pattern === 'unknown') ? [AURA_TELLS] : []), ...gapsTell(gaps)],
    clinicianMustJudge: [OTHER_DISORDERS],
    source: PROBABLE_MIGRAINE.source,
    nothingSeen: fits.length === 0,
  })
}
