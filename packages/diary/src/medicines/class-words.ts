// The classes in words that a patient reads: each is said once here, with an example where the word alone tells little.
import type { LimitedClass } from './monthly-limits.ts'

interface ClassWords {
  /** Before "days": "2 triptan days". */
  readonly adjective: string
  readonly many: string
  /** What the word alone does not tell. */
  readonly examples?: string
}

export const CLASS_WORDS: Readonly<Record<LimitedClass, ClassWords>> = {
  ergot: { adjective: 'ergotamine', many: 'ergotamine' },
  triptan: { adjective: 'triptan', many: 'triptans' },
  'non-opioid': {
    adjective: 'simple painkiller',
    many: 'simple painkillers',
    examples: 'paracetamol, ibuprofen, aspirin and the like, all counted as one',
  },
  opioid: { adjective: 'opioid', many: 'opioids', examples: 'codeine, tramadol and the like' },
  'combination-analgesic': {
    adjective: 'combination painkiller',
    many: 'combination painkillers',
    examples: 'with caffeine, codeine or the like in them',
  },
  'other-acute': { adjective: 'other acute medicine', many: 'other acute medicines' },
}

/** "triptans and simple painkillers". */
export function listed(classes: readonly LimitedClass[]): string {
  const words = classes.map((medicineClass) => CLASS_WORDS[medicineClass].many)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}

/** "1 day", "4,500 mg". */
export function amount(number: number, unit: string): string {
  const written = number.toLocaleString('en-GB', { maximumFractionDigits: 2 })
  return `${written} ${unit === 'mg' || number === 1 ? unit : `${unit}s`}`
}
