// What the pages of a visit need of the installation: links that are sealed by it, and the proof for the database.
import type { VisitLinks, VisitServices } from '@clearday/web/services'
import { readVisitToken, visitProof, visitToken, type VisitPurpose } from './visit-link.ts'

/** @param secret of the installation. */
export function visitServices(secret: string, clock: () => number): VisitServices {
  const linksTo = (purpose: VisitPurpose): VisitLinks => ({
    proofOf: (id) => visitProof(secret, purpose, id),
    tokenOf: (id, until) => visitToken(secret, purpose, { id, person: null, until }),
    readToken: (token) => {
      const read = readVisitToken(secret, purpose, token, clock())
      return read.type === 'error' ? read : { type: 'ok', id: read.link.id, person: read.link.person }
    },
  })
  return {
    proofOf: (appointment) => visitProof(secret, 'appointment', appointment),
    tokenOf: (appointment, person, until) => visitToken(secret, 'appointment', { id: appointment, person, until }),
    readToken: (token) => {
      const read = readVisitToken(secret, 'appointment', token, clock())
      return read.type === 'error' ? read : { type: 'ok', appointment: read.link.id, person: read.link.person }
    },
    ...{ request: linksTo('request'), offer: linksTo('offer'), waiting: linksTo('waiting') },
  }
}
