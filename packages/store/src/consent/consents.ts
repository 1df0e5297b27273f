// Consents of an account for a patient: given and taken back, each time a row of its own that is never changed.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { careRelationships, endCareRelationship } from '../access/care-relationships.ts'
import { capacityOf, refused, writes, type AccessOutcome } from '../access/outcome.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { CONSENT_IDS, CONSENT_TEXTS, currentText, textHash, type ConsentId } from './consent-texts.ts'

export interface ConsentAnswer {
  readonly patient: string
  readonly text: ConsentId
  /** The version that was shown, and in which language. */
  readonly version: number
  readonly language: string
}

/**
 * Keeps that a text was agreed to.
 *
 * @param at ms since 1970, for the record. Errors: not-yours; not-found (no such text, or a newer version is there: that one is shown).
 */
export function giveConsent(
  transaction: Transaction<Tables>,
  access: Access,
  answer: ConsentAnswer,
  at: number,
): Promise<AccessOutcome<null>> {
  if (currentText(answer.text).version !== answer.version)
    return Promise.resolve(refused('not-found', 'This text has changed. Read it as it is now.'))
  return say(transaction, access, answer, true, at)
}

/**
 * Keeps that it was taken back, whichever version was agreed to. With the consent to practitioners reading, every access of theirs that stands
 * ends in the same transaction, whoever made it.
 *
 * @returns how many ended. Errors: not-yours, not-found (nothing stands that could be taken back).
 */
export async function withdrawConsent(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, text }: Pick<ConsentAnswer, 'patient' | 'text'>,
  at: number,
): Promise<AccessOutcome<{ readonly ended: number }>> {
  const standing = (await consentsOf(transaction, patient)).find((one) => one.text === text)
  if (standing?.given !== true) return refused('not-found', 'There is no consent that could be taken back.')
  const { version, language } = standing
  const said = await say(transaction, access, { patient, text, version, language }, false, at)
  if (said.type === 'error') return said
  let ended = 0
  if (text === 'clinic-reads-diary')
    for (const { relationshipId } of await careRelationships(transaction, patient))
      if ((await endCareRelationship(transaction, access, relationshipId, at)).type === 'ok') ended += 1
  return { type: 'ok', value: { ended } }
}

export interface StandingConsent {
  readonly text: ConsentId
  readonly version: number
  readonly language: string
  readonly given: boolean
  readonly by: string
  readonly at: string
  /** The words have changed since: to be asked again. */
  readonly outdated: boolean
}

/** The last word on each text, for who writes the diary; texts that nobody answered are not there. */
export async function consentsOf(
  transaction: Transaction<Tables>,
  patient: string,
): Promise<readonly StandingConsent[]> {
  const { rows } = await sql<Omit<StandingConsent, 'outdated'>>`
    SELECT DISTINCT ON (text_id) text_id AS text, version, language, given, account_id AS by, at
    FROM access.consents WHERE patient_id = ${patient} ORDER BY text_id, at DESC, consent_id`.execute(transaction)
  return rows
    .filter(({ text }) => CONSENT_IDS.includes(text))
    .map((row) => ({ ...row, outdated: row.given && row.version < currentText(row.text).version }))
}

/** Whether a text is agreed to now, in its newest version. */
export async function consents(transaction: Transaction<Tables>, patient: string, text: ConsentId): Promise<boolean> {
  const standing = (await consentsOf(transaction, patient)).find((one) => one.text === text)
  return standing !== undefined && standing.given && !standing.outdated
}

async function say(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, text, version, language }: ConsentAnswer,
  given: boolean,
  at: number,
): Promise<AccessOutcome<null>> {
  if (!writes(access, patient)) return refused('not-yours', 'Only the patient, or who writes for them, can do this.')
  const shown = CONSENT_TEXTS.find((one) => one.id === text && one.version === version && one.language === language)
  if (shown === undefined) return refused('not-found', 'There is no such text.')
  await sql`INSERT INTO access.consents (patient_id, consent_id, account_id, text_id, version, language, text_hash, given)
    VALUES (${patient}, ${randomUUID()}, ${access.account}, ${text}, ${version}, ${language},
            decode(${textHash(shown)}, 'hex'), ${given})`.execute(transaction)
  const act = given ? 'consent.given' : 'consent.withdrawn'
  const event = { actor: access.account, actingAs: capacityOf(access, patient), act, about: { text, version } }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
  return { type: 'ok', value: null }
}
