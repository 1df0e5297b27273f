// How an entry of the treatments catalogue is written.
import type { Treatment, TreatmentKind } from '../evidence-types.ts'

export function treatment(
  id: string,
  name: string,
  kind: TreatmentKind,
  whatItIs: string,
  aliases: readonly string[],
  prescribed = false,
): Treatment {
  return { id, name, aliases, kind, prescribed, whatItIs }
}
