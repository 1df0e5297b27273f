// What trials say of a treatment, as a person hands it in: a flag or a place of the mapping file, checked, and matched with the diary's treatments.
import { checkEvidence, type EffectEvidence } from '@clearday/inference'
import { z } from 'zod'
import { readCell } from './cell-values.ts'
import { quoted, type InputProblem } from './input-problem.ts'
import { nearestName } from './nearest-name.ts'

/** For one treatment: the change in outcome days per 28 for one person, with the range that holds 95 % of people; negative is fewer. */
const evidenceSchema = z
  .strictObject({ treatment: z.string().min(1), mean: z.number(), low: z.number(), high: z.number() })
  .superRefine(({ treatment, ...effect }, context) => {
    const wrong = disbelief(treatment, effect)
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong })
  })

/** The place of the mapping file: one entry a treatment. */
export const evidenceListSchema = z.array(evidenceSchema).superRefine((list, context) => {
  list.forEach(({ treatment }, at) => {
    if (list.findIndex((one) => one.treatment === treatment) < at) {
      context.addIssue({ code: 'custom', path: [at], message: givenTwice(treatment) })
    }
  })
})

export type TreatmentEvidence = z.infer<typeof evidenceSchema>

/**
 * Reads NAME=MEAN:LOW:HIGH, for example on=-2:-4:0. The name ends at the last equals sign; decimal commas and typographic minus signs are
 * read as well. `reject` is told every text that cannot be used, with what would be right.
 */
export function evidenceFromFlags(
  given: readonly string[],
  reject: (written: string, right: string) => void,
): TreatmentEvidence[] {
  const found: TreatmentEvidence[] = []
  for (const written of given) {
    const at = written.lastIndexOf('=')
    const treatment = written.slice(0, Math.max(0, at)).trim()
    const numbers = written
      .slice(at + 1)
      .split(':')
      .map(readNumber)
    const [mean, low, high] = numbers
    if (treatment === '' || numbers.length !== 3 || numbers.some(Number.isNaN)) {
      reject(
        written,
        'write it as NAME=MEAN:LOW:HIGH in headache days per 28, for example --evidence botox=-2:-4:0.5, where minus means fewer',
      )
      continue
    }
    const wrong = disbelief(treatment, { mean, low, high })
    if (wrong !== undefined) reject(written, wrong)
    else if (found.some((one) => one.treatment === treatment)) reject(written, givenTwice(treatment))
    else found.push({ treatment, mean, low, high })
  }
  return found
}

/** NaN for whatever is no number. */
function readNumber(written: string): number {
  const { scale, value } = readCell(written)
  return scale === 'point-number' || scale === 'comma-number' ? value : NaN
}

/** What is wrong with three numbers, without the full stop; undefined where they can be. */
function disbelief(treatment: string, effect: EffectEvidence): string | undefined {
  const checked = checkEvidence(treatment, effect)
  return checked.type === 'error' ? checked.problem.message.replace(/\.$/, '') : undefined
}

function givenTwice(treatment: string): string {
  return `it is given twice for ${quoted(treatment)}; give it once`
}

/** Evidence for something that is no treatment of the diary. Errors: unknown-treatment, with the treatments that there are. */
export function strangeEvidence(
  evidence: readonly TreatmentEvidence[],
  treatments: readonly string[],
  file: string,
): InputProblem[] {
  const shown = treatments.slice(0, 30).map(quoted).join(', ')
  const there =
    treatments.length === 0
      ? 'This diary has none; name one with --treatment, --dose, --start or --sessions.'
      : `The ${treatments.length === 1 ? 'treatment is' : 'treatments are'} ${shown}${treatments.length > 30 ? ` and ${treatments.length - 30} more` : ''}.`
  return evidence
    .filter(({ treatment }) => !treatments.includes(treatment))
    .map(({ treatment }) => {
      const near = nearestName(treatment, treatments)
      const meant = near === undefined ? '.' : `; did you mean ${quoted(near)}?`
      const message = `evidence is given for ${quoted(treatment)}, which is no treatment of this diary${meant} ${there}`
      return { code: 'unknown-treatment', file, value: treatment, message }
    })
}
