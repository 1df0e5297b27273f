// What a red flag is, as data: what is asked, how urgent a yes is, what to do, and which item of the published list it belongs to.
import type { ClinicalRule, LocalDate, Occasion, Status } from '@clearday/diary'
import type { SafetyFacts } from './safety-facts.ts'
import { TIER_WORDS, type Tier } from './tier.ts'

/** The fifteen items of SNNOOP10 (Do and others, Neurology 2019;92:134–144), by their place in the list. */
export const SNNOOP10 = {
  1: 'Systemic symptoms including fever',
  2: 'Neoplasm in history',
  3: 'Neurologic deficit, decreased consciousness',
  4: 'Onset sudden or abrupt',
  5: 'Older age',
  6: 'Pattern change or recent onset of new headache',
  7: 'Positional headache',
  8: 'Precipitated by sneezing, coughing or exercise',
  9: 'Papilloedema',
  10: 'Progressive headache, atypical presentation',
  11: 'Pregnancy or puerperium',
  12: 'Painful eye with autonomic features',
  13: 'Post-traumatic onset',
  14: 'Pathology of the immune system',
  15: 'Painkiller overuse or new drug at onset',
} as const
export type SnnoopItem = keyof typeof SNNOOP10

/** What a clinician signs: the words that people read, and how urgent they are. */
export interface RedFlagValue {
  readonly tier: Tier
  /** What it is about, in a few words: at the head of the advice. */
  readonly headline: string
  /** Answered yes, no or unsure; null where only the diary or the intake tells. */
  readonly question: string | null
  /** When it is asked. */
  readonly occasions: readonly Occasion[]
  /** What to do; `{emergency number}`, `{crisis line}` and `{poison line}` stand for those of the installation. */
  readonly action: string
}

/** One time at which the diary, and not an answer, raised a flag. */
export interface FlagEvent {
  readonly date: LocalDate
  /** What was noted, in one sentence. */
  readonly because: string
  /** Where this time is less urgent than the flag usually is. */
  readonly tier?: Tier
  readonly days?: readonly LocalDate[]
  readonly attackIds?: readonly string[]
  /** From the intake, which has no date: an answer to the question was given with it or after it. */
  readonly undated?: boolean
  /** The diary itself took it back on this day: a later form answered the same question with "not at all". */
  readonly endedOn?: LocalDate
}

/** What the diary and the intake say of a flag by themselves. */
export interface Finding {
  /** Not met only where they settle it: what was not noted is open. */
  readonly status: Status
  /** Why it is open or settled. */
  readonly because: string
  readonly events: readonly FlagEvent[]
  /** It is a fact that holds now, such as an age: no answer ends it. */
  readonly holds?: boolean
  /** It is said of today for as long as it holds, whenever it was noted: a yes of the intake. */
  readonly ofToday?: boolean
}

/** What is known of the person before there is a diary. */
export type Concerned = Pick<SafetyFacts, 'person' | 'age'>

export interface RedFlag {
  /** Kebab-case; also the id of its question in a round of answers. */
  readonly id: string
  readonly snnoop10: SnnoopItem | null
  /** Whether it can concern the person at all. Not met: not asked. */
  readonly concerns: (who: Concerned) => Status
  /** Null where only an answer tells. */
  readonly find: ((facts: SafetyFacts) => Finding) | null
  readonly rule: ClinicalRule<RedFlagValue>
}

interface Written extends RedFlagValue {
  readonly id: string
  readonly snnoop10: SnnoopItem | null
  /** 1 until what it says is changed. */
  readonly version?: number
  /** Beyond the list and the triage: where the wording or the tier comes from. */
  readonly source?: string
  readonly concerns?: RedFlag['concerns']
  readonly find?: RedFlag['find']
}

const LIST = 'SNNOOP10: Do and others, Neurology 2019;92:134–144, abstract.'
const TRIAGE = 'The tier and the words are ours, informed by SNNOOP10 and NICE from memory.'
const ANYONE = (): Status => 'met'

/** Every tier is a proposal: the published list says what to look for, and not how soon. */
export function redFlag({
  id,
  snnoop10,
  version = 1,
  source,
  concerns = ANYONE,
  find = null,
  ...value
}: Written): RedFlag {
  const item = snnoop10 === null ? '' : `${LIST} Item ${snnoop10}, ${SNNOOP10[snnoop10].toLowerCase()}. `
  return {
    id,
    snnoop10,
    concerns,
    find,
    rule: {
      id: `red-flag.${id}`,
      version,
      value,
      statement: `${value.headline}: ${TIER_WORDS[value.tier]}. ${value.question === null ? 'Read from the diary and the intake.' : `Asked: "${value.question}"`} Told: "${value.action}"`,
      certainty: 'proposal',
      source: `${item}${source ?? TRIAGE}`,
      needsReview: true,
    },
  }
}

/** Nothing noted, and so nothing known. */
export function open(because: string): Finding {
  return { status: 'unknown', because, events: [] }
}

export function settled(because: string): Finding {
  return { status: 'not-met', because, events: [] }
}

/** Raised by what the diary says; with nothing that stands, what `otherwise` says, and what was raised before is kept. */
export function raisedBy(events: readonly FlagEvent[], otherwise: Finding, holds = false): Finding {
  const last = events.findLast(({ endedOn }) => endedOn === undefined)
  return last === undefined ? { ...otherwise, events } : { status: 'met', because: last.because, events, holds }
}
