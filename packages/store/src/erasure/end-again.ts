// What a restore does by the journal of endings, in the order in which it happened, so that what was handed on is with whom it was handed to.
import type pg from 'pg'
import type { Ending } from './endings-journal.ts'

/** A row that began in the very millisecond of an ending began before it: the journal counts in milliseconds, the database finer. */
const BEGUN = `begun_at < $2::timestamptz + interval '1 millisecond'`

/** Of an id, which is `$1` with the parts of it as texts; `$2` is the time. */
const [ONE, TWO, THREE] = [1, 2, 3].map((k) => `($1::text[])[${k}]::uuid`)
const [SECOND, THIRD, FOURTH] = [2, 3, 4].map((k) => `($1::text[])[${k}]`)

/** They set another by a link to their address. */
const NO_PASSWORD = `UPDATE auth.credentials SET password = NULL WHERE user_id = ${ONE} AND password IS NOT NULL`

/** What stands for an address that a backup does not have; no mail reaches it. */
export const LOST_ADDRESS = '@changed-since.invalid'

/** Each does nothing where it was done already. */
const AGAIN = {
  'share-link': [`UPDATE access.share_links SET revoked_at = $2 WHERE link_id = ${ONE} AND revoked_at IS NULL`],
  'care-relationship': [
    `UPDATE access.care_relationships SET ended_at = $2 WHERE relationship_id = ${ONE} AND ended_at IS NULL`,
  ],
  // a patient's own ends by a merge or a death alone, and both stand in the journal as what they are; where the backup has the very ending,
  // what began with it is a renewing
  diary: [
    `UPDATE access.diaries d SET ended_at = $2
     WHERE d.patient_id = ${ONE} AND d.account_id = ${TWO} AND d.relation = 'proxy' AND d.ended_at IS NULL AND d.${BEGUN}
       AND NOT EXISTS (SELECT FROM access.diaries known WHERE known.patient_id = d.patient_id AND known.account_id = d.account_id
         AND date_trunc('milliseconds', known.ended_at) = $2::timestamptz)`,
  ],
  'rule-end': [
    `SELECT FROM generate_series(1, access.rule_again(${ONE}, ${TWO}, nullif(${THIRD}, '')::timestamptz,
       nullif(${FOURTH}, '')::timestamptz, $2::timestamptz))`,
  ],
  invitation: [
    `UPDATE access.proxy_invitations SET revoked_at = $2
     WHERE patient_id = ${ONE} AND invitation_id = ${TWO} AND revoked_at IS NULL AND accepted_at IS NULL`,
  ],
  'staff-role': [
    `UPDATE access.staff_roles SET ended_at = $2 WHERE account_id = ${ONE} AND role = ${SECOND} AND ended_at IS NULL
     AND granted_at < $2::timestamptz + interval '1 millisecond'`,
  ],
  account: [`UPDATE access.accounts SET left_at = $2 WHERE account_id = ${ONE} AND left_at IS NULL`],
  // one that was added after the backup is not there, and comes from no device again
  attachment: [
    `DELETE FROM attachments.parts WHERE patient_id = ${ONE} AND attachment_id = ${TWO}`,
    `INSERT INTO attachments.files (patient_id, attachment_id, entity, key, name, media_type, bytes, added_by, added_at, deleted_at)
     SELECT patient_id, ${TWO}, '', '', '', 'application/pdf', 1, '00000000-0000-0000-0000-000000000000', $2::timestamptz, $2::timestamptz
     FROM diary.patients WHERE patient_id = ${ONE}
     ON CONFLICT (patient_id, attachment_id) DO UPDATE SET name = '', sha256 = NULL, deleted_at = $2 WHERE files.deleted_at IS NULL`,
  ],
  consent: [
    `INSERT INTO access.consents (patient_id, consent_id, account_id, text_id, version, language, text_hash, given, at)
     SELECT patient_id, gen_random_uuid(), account_id, text_id, version, language, text_hash, false, $2::timestamptz
     FROM (SELECT * FROM access.consents WHERE patient_id = ${ONE} AND text_id = ${SECOND} ORDER BY at DESC LIMIT 1) newest
     WHERE given AND at < $2::timestamptz`,
  ],
  hold: [
    `INSERT INTO clinic_records.holds (patient_id, hold_id, reason, placed_by, placed_at)
     SELECT patient_id, ${TWO}, 'Held before the database was restored; the reason is lost.', ${THREE}, $2::timestamptz
     FROM clinic_records.files WHERE patient_id = ${ONE} ON CONFLICT DO NOTHING`,
  ],
  mail: [
    `INSERT INTO mail.stopped (account_id, kind, stopped_at) VALUES (${ONE}, ${SECOND}, $2) ON CONFLICT DO NOTHING`,
  ],
  reader: [`SELECT FROM (SELECT site.erase_reader(${ONE}) AS done) erased WHERE done`],
  subscription: [`DELETE FROM site.subscriptions WHERE subscription_id = ${ONE}`],
  comment: [
    `SELECT site.take_back(ARRAY[comment_id]) FROM site.comments WHERE comment_id = ${ONE} AND state <> 'deleted'`,
  ],
  // it is read again before anybody sees it
  'comment-decided': [
    `UPDATE site.comments SET state = 'waiting' WHERE comment_id = ${ONE} AND state = 'shown'
     AND greatest(decided_at, redacted_at) < $2::timestamptz`,
  ],
  passkey: [`DELETE FROM auth.passkeys WHERE passkey_id = ${ONE}`],
  password: [NO_PASSWORD],
  // that of the backup is asked for again, so the password alone must not be what opens the account
  'second-step': [NO_PASSWORD],
  // whoever reads the old address must not be who sets the password; the clinic moves the address
  address: [
    NO_PASSWORD,
    `UPDATE auth.people SET email = id || '${LOST_ADDRESS}' WHERE id = ${ONE} AND email NOT LIKE '%${LOST_ADDRESS}'`,
  ],
  // and the account that had the diaries is closed
  merge: [
    `SELECT FROM unnest(access.hand_diaries(${ONE}, ${TWO}, $2::timestamptz, $2::timestamptz + interval '1 millisecond'))`,
    `UPDATE access.accounts SET left_at = $2 WHERE account_id = ${ONE} AND left_at IS NULL`,
  ],
  handover: [
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, begun_at)
     SELECT d.patient_id, a.account_id, 'self', a.account_id, 'handed over', $2::timestamptz
     FROM diary.patients d, access.accounts a WHERE d.patient_id = ${ONE} AND a.account_id = ${TWO} AND NOT EXISTS (
       SELECT FROM access.diaries own WHERE own.patient_id = d.patient_id AND own.relation = 'self') ON CONFLICT DO NOTHING`,
  ],
  // accounts that closed with it are in the journal themselves, at the same moment
  death: [
    `WITH closed AS (
       INSERT INTO access.closed_diaries (patient_id, closed_at, closed_by, informed_by, reason, keep_until)
       SELECT ${ONE}, $2::timestamptz, ${TWO}, ${THIRD}, 'Recorded before the database was restored; the words are lost.', ${FOURTH}::date
       WHERE EXISTS (SELECT FROM access.diaries WHERE patient_id = ${ONE}) AND NOT EXISTS (
         SELECT FROM access.closed_diaries WHERE patient_id = ${ONE} AND date_trunc('milliseconds', closed_at) = $2::timestamptz)
       ON CONFLICT DO NOTHING RETURNING patient_id)
     UPDATE access.diaries SET ended_at = $2 WHERE patient_id IN (SELECT patient_id FROM closed) AND ended_at IS NULL`,
  ],
  'writer-death': [
    `UPDATE access.accounts SET left_at = $2, died_at = $2 WHERE account_id = ${ONE} AND died_at IS NULL
     AND (left_at IS NULL OR date_trunc('milliseconds', left_at) = $2::timestamptz)`,
  ],
  'writer-returned': [`SELECT FROM unnest(access.undo_death(${ONE}, ${SECOND}::timestamptz, $2::timestamptz))`],
  // an account that was closed again by the lines above opens again, also where the backup has all the rest
  'death-undone': [`SELECT FROM access.undo_closing(${ONE}, ${TWO}, $2::timestamptz) u WHERE u.closed IS NOT NULL`],
} as const satisfies Readonly<Record<Ending['what'], readonly string[]>>

export interface EndedAgain {
  /** How many rows. */
  readonly ended: number
  /** For an account that the database does not have the one that was merged into it and keeps its diaries; any other is itself. */
  readonly standsFor: (account: string) => string
}

/**
 * Does again what the journal says, where the database does not have it yet. A merge into an account that the database does not have is not
 * done: the account that was closed by it keeps its diaries, so that they stay open to their patient, and what ended for the lost account
 * later ends for this one.
 *
 * @param owner the owner's connection, in a transaction. O(endings), each a query or a few.
 */
export async function endAgain(owner: pg.Client, endings: readonly Ending[]): Promise<EndedAgain> {
  const merges = endings.filter(({ what }) => what === 'merge').map(mergeOf)
  const { rows } = await owner.query<{ account: string }>(
    'SELECT account_id AS account FROM access.accounts WHERE account_id = ANY ($1::uuid[])',
    [merges.map(({ into }) => into)],
  )
  const there = new Set(rows.map(({ account }) => account))
  const notDone = merges.filter(({ into }) => !there.has(into))
  const kept = new Map(notDone.map(({ from, into }) => [into, from]))
  const standsFor = (account: string): string => {
    const before = kept.get(account)
    return before === undefined ? account : standsFor(before)
  }
  // what a merge ended stands in the journal by itself too, and is done with the merge or not at all
  const withMerge = new Set<string>()
  for (const { from, into, at } of merges) for (const account of [from, into]) withMerge.add(`diary ${account} ${at}`)
  for (const { from, at } of notDone) withMerge.add(`account ${from} ${at}`)
  let ended = 0
  for (const { what, id, at } of inOrder(endings)) {
    const parts = id.split('/')
    const account = OF_PROXY.includes(what) ? parts[1] : parts[0]
    if (withMerge.has(`${what} ${account} ${at}`) || (what === 'merge' && !there.has(parts[1]))) continue
    if (NOTED.includes(what) && (await isNoted(owner, { what, id, at }))) continue
    if (OF_PROXY.includes(what)) parts[1] = standsFor(account)
    if (what === 'account' || what === 'merge') parts[0] = standsFor(account)
    for (const statement of AGAIN[what])
      ended += (await owner.query(statement, statement.includes('$2') ? [parts, at] : [parts])).rowCount ?? 0
  }
  return { ended, standsFor }
}

/** Those of an account in a patient's diary. */
const OF_PROXY: readonly Ending['what'][] = ['diary', 'rule-end']

/** Those that leave no row of their own, but a note. */
const NOTED: readonly Ending['what'][] = ['passkey', 'password', 'second-step', 'address']

/** Whether the backup knows of it: then it has what came after it too. */
async function isNoted(owner: pg.Client, { what, id, at }: Ending): Promise<boolean> {
  const { rowCount } = await owner.query(
    `SELECT FROM auth.endings WHERE what = $1 AND id = $2 AND date_trunc('milliseconds', ended_at) = $3`,
    [what, id, at],
  )
  return rowCount !== 0
}

function mergeOf({ id, at }: Ending): { readonly from: string; readonly into: string; readonly at: string } {
  const [from, into] = id.split('/')
  return { from, into, at }
}

/** By time; of one moment a merge or a death first, so that what ended with it finds it done. */
function inOrder(endings: readonly Ending[]): readonly Ending[] {
  const whole = ({ what }: Ending): number => (what === 'merge' || what === 'death' ? 0 : 1)
  return [...endings].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || whole(a) - whole(b))
}
