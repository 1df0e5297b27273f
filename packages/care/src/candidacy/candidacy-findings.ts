// What candidacy says of a diary, in the shape in which a vignette expects it: only the treatments that are asked about.
import { findTreatment } from '@clearday/evidence'
import type { History } from '../history.ts'
import type { Json, JsonObject } from '../vignette.ts'
import { candidacyFor } from './candidacy-for.ts'
import type { Candidacy } from './candidacy.ts'

/** A treatment that the catalogue does not have gives nothing, so that the vignette says that it expected something. */
export function candidacyFound(history: History, expected: Json): JsonObject {
  const asked = typeof expected === 'object' && expected !== null ? Object.keys(expected) : []
  return Object.fromEntries(
    asked.flatMap((id) => (findTreatment(id) === undefined ? [] : [[id, oneFound(candidacyFor(id, history))]])),
  )
}

function oneFound({ conclusion, sentence, criteria, contraindications, stillToAsk }: Candidacy): JsonObject {
  return {
    conclusion: { is: conclusion, because: sentence },
    criteria: Object.fromEntries(criteria.map(({ id, status, because }) => [id, { is: status, because }])),
    contraindications: Object.fromEntries(
      contraindications.map(({ contraindication, status }) => [contraindication.condition, status]),
    ),
    stillToAsk: stillToAsk.length,
  }
}
