// The file of a backup: lines of JSON, those that are no row marked with #, packed and encrypted with a passphrase. Readable by any PostgreSQL that the tables can be made in.

export const BACKUP_FORMAT = 'clearday-backup-1'

/** The first line. */
export interface BackupHeader {
  readonly format: typeof BACKUP_FORMAT
  readonly createdAt: string
  /** Of the database it was taken from. */
  readonly epoch: string
  readonly postgresql: string
  /** The migrations that the tables had: a restore makes these, fills them, and then goes on to its own. */
  readonly migrations: readonly string[]
  /** The last hash of every chain of the record of access, all in one: compared after a restore. */
  readonly auditHeads: string
}

/** Before the rows of a table, each of which is a line with an object. */
export interface TableLine {
  readonly table: string
}

/** The last line: without it the file was cut off. */
export interface EndLine {
  readonly end: { readonly rows: Readonly<Record<string, number>>; readonly sha256: string }
}

export type BackupFaultCode =
  | 'wrong-passphrase'
  | 'not-a-backup'
  | 'cut-off'
  | 'damaged'
  | 'newer-backup'
  | 'not-empty'
  | 'differs' // what was restored is not what the backup says
  | 'half-restored' // there is nothing whole to back up
  | 'disk-full'
  | 'role' // one that was given cannot be used

export type BackupOutcome<Value> =
  | { readonly type: 'ok'; readonly value: Value }
  | { readonly type: 'error'; readonly error: { readonly code: BackupFaultCode; readonly message: string } }

export function fault(code: BackupFaultCode, message: string): BackupOutcome<never> {
  return { type: 'error', error: { code, message } }
}
