// What the pages of a visit need of the installation: links that are sealed by it, and the proof for the database.
import type { VisitServices } from '@clearday/web/services'
import { readVisitToken, visitProof, visitToken } from './visit-link.ts'

/** @param secret of the installation. */
export function visitServices(secret: string, clock: () => number): VisitServices {
  return {
    proofOf: (appointment) => visitProof(secret, 'appointment', appointment),
    tokenOf: (appointment, person, until) => visitToken(secret, 'appointment', { id: appointment, person, until }),
    readToken: (token) => {
      const read = readVisitToken(secret, 'appointment', token, clock())
      return read.type === 'error' ? read : { type: 'ok', appointment: read.link.id, person: read.link.person }
    },
  }
}
