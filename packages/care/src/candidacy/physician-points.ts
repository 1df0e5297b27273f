// What a physician must be asked about before a treatment: answered yes, answered unsure, or not asked yet. The three are never mixed.
import type { Person } from '@clearday/diary'
import { CONDITION_WORDS, type AskedCondition } from '../safety/condition-words.ts'
import { stillUnasked } from '../safety/contraindications-for.ts'
import type { ContraindicationResult } from '../safety/contraindication.ts'

export interface PhysicianPoints {
  /** Clauses: what is so, and what the person was unsure about. */
  readonly first: readonly string[]
  /** In plain words, each once. */
  readonly stillToAsk: readonly string[]
}

/** "Unsure" was asked and could not be answered; what was never asked is another thing. */
function wasUnsure({ conditions, pregnancy }: Person, asked: AskedCondition): boolean {
  return (asked === 'pregnancy' ? pregnancy : conditions?.[asked]) === 'unsure'
}

/**
 * @param except conditions that the treatment has as points of another kind, such as a fear of needles: told there, and asked all the same. O(contraindications).
 */
export function physicianPoints(
  person: Person,
  contraindications: readonly ContraindicationResult[],
  except: readonly string[],
): PhysicianPoints {
  const first: string[] = []
  const told = new Set<AskedCondition>()
  for (const { contraindication, status } of contraindications) {
    const { condition } = contraindication
    if (told.has(condition) || except.includes(condition)) continue
    told.add(condition)
    const words = CONDITION_WORDS[condition]
    if (status === 'present') first.push(`you answered yes to ${words}`)
    else if (status === 'unknown' && wasUnsure(person, condition)) first.push(`you were unsure about ${words}`)
  }
  return { first, stillToAsk: stillUnasked(contraindications, person).map((asked) => CONDITION_WORDS[asked]) }
}
