// Where the database's files lie: in the folder that was asked for, or, where PostgreSQL's account cannot reach that, in one that it can.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { EMBEDDED_MAJOR } from './binaries.ts'
import { closedFolder, type DatabaseAccount } from './database-account.ts'
import { makeFolder } from './make-folder.ts'
import { problem, started, type Started } from './start-problem.ts'

export interface DatabaseFolders {
  /** What was asked for; ours alone. Holds the password. */
  readonly asked: string
  /** Where the database's files are: `asked`, or elsewhere. */
  readonly home: string
  /** PostgreSQL's own data directory. */
  readonly data: string
  /** Of the Unix socket: short enough for one. */
  readonly socket: string
  readonly log: string
  /** Copies of the programs, where they are needed. */
  readonly copies: string
}

/** A socket's path may have 107 bytes on Linux and 103 on macOS, `/.s.PGSQL.5432.lock` included. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432.lock'.length

/** Where data go that the database's account could not reach where they were asked for. */
const REACHABLE = '/var/lib/clearday'

/** What says in the folder that was asked for where the data are, if they are elsewhere. It counts, also where the folder was moved. */
const NOTE = 'WHERE-THE-DATA-ARE.txt'

/**
 * Makes the folders, with no rights for anybody else. Data that are there are never left aside for others: where they cannot be used as they
 * lie, that is said. Errors: no-folder, unreachable, data-moved, not-ours, other-version, not-a-database.
 *
 * @param asked the data directory as it was configured.
 */
export function databaseFolders(asked: string, account: DatabaseAccount): Started<DatabaseFolders> {
  const unmade = makeFolder(asked, 0o700)
  if (unmade !== null)
    return problem('no-folder', asked, `${unmade} Choose another data directory, or another account.`)
  const real = realpathSync(asked)
  const id = createHash('sha256').update(real).digest('hex').slice(0, 12)
  const found = homeOf(real, id, account)
  if (found.type === 'error') return found
  const home = found.value
  const data = join(home, `postgresql-${EMBEDDED_MAJOR}`)
  const shortSocket = join(home, 'run')
  // a list of folders in PostgreSQL's settings, in which commas and quotes have a meaning
  const plain = Buffer.byteLength(shortSocket) <= LONGEST_SOCKET_FOLDER && !/[",\\]/.test(shortSocket)
  const socket = plain ? shortSocket : join(realpathSync(tmpdir()), `clearday-${id}`)
  for (const folder of [data, socket]) {
    const refused = makePrivate(folder, account)
    if (refused !== null) return refused
  }
  // others may pass through to their own folders below, and see nothing
  if (account.other) chmodSync(home, 0o711)
  const unknown = unknownContent(home, data)
  if (unknown !== null) return unknown
  return started({ asked: real, home, data, socket, log: join(home, 'postgresql.log'), copies: home })
}

/** Where the data are: in the folder itself, where a note says, or, where there are none yet, in the nearest place that can hold them. */
function homeOf(real: string, id: string, account: DatabaseAccount): Started<string> {
  const closed = closedFolder(dirname(real), account)
  if (holdsData(real))
    return closed === null
      ? started(real)
      : problem(
          'unreachable',
          closed,
          `The database lies in ${real}, and PostgreSQL's account (number ${account.uid}) cannot enter ${closed}. Start Clearday as the account ` +
            `that owns the data, or let others pass: chmod o+x ${closed}`,
        )
  const note = join(real, NOTE)
  if (existsSync(note)) {
    const noted = /lies in (\/.+?), because/.exec(readFileSync(note, 'utf8'))?.[1]
    if (noted !== undefined && existsSync(noted)) return started(noted)
    return problem(
      'data-moved',
      note,
      `${note} says where the database lies${noted === undefined ? ', and no place can be read from it' : `: in ${noted}, and nothing is there`}. ` +
        'Put the data back, or write into the note where they are now. To begin with an empty clinic here, remove the note.',
    )
  }
  if (closed === null) return started(real)
  const home = join(REACHABLE, id)
  const unmade = makeFolder(home, 0o711)
  if (unmade !== null) return problem('no-folder', home, `${unmade} PostgreSQL's account cannot enter ${closed}.`)
  writeFileSync(
    note,
    `The database of this folder lies in ${home}, because PostgreSQL does not run as root and its account cannot enter ${closed}.\n`,
  )
  return started(home)
}

function holdsData(folder: string): boolean {
  return readdirSync(folder).some(
    (name) => /^postgresql-\d+$/.test(name) && existsSync(join(folder, name, 'PG_VERSION')),
  )
}

/** A folder that only the database's account may enter. One that is already there and belongs to somebody else is refused. */
function makePrivate(folder: string, { uid, gid, other }: DatabaseAccount): Started<never> | null {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (other) chownSync(folder, uid, gid)
  }
  const stat = lstatSync(folder)
  if (!stat.isDirectory() || stat.uid !== uid) {
    return problem(
      'not-ours',
      folder,
      existsSync(join(folder, 'PG_VERSION'))
        ? `${folder} holds the database of account ${stat.uid}, and this one would run as account ${uid}. Start Clearday as the account ` +
            'whose database it is, or choose another data directory.'
        : `${folder} must be a folder of the account that PostgreSQL runs under (number ${uid}); it belongs to account ${stat.uid}. ` +
            'Remove it if it is empty or left over, or choose another data directory.',
    )
  }
  chmodSync(folder, 0o700)
  return null
}

/** Data of another major version, or something that is no database: never touched. */
function unknownContent(home: string, data: string): Started<never> | null {
  const versions = readdirSync(home)
    .map((name) => /^postgresql-(\d+)$/.exec(name)?.[1])
    .filter((version) => version !== undefined)
    .filter((version) => existsSync(join(home, `postgresql-${version}`, 'PG_VERSION')))
  const other = versions.find((version) => Number(version) !== EMBEDDED_MAJOR)
  if (other !== undefined && !versions.includes(String(EMBEDDED_MAJOR))) return otherVersion(home, other)
  const content = readdirSync(data)
  if (content.length === 0) return null
  if (!content.includes('PG_VERSION')) {
    return problem(
      'not-a-database',
      data,
      `${data} is neither empty nor a PostgreSQL data directory (it has no PG_VERSION). Choose another data directory.`,
    )
  }
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  return Number(version) === EMBEDDED_MAJOR ? null : otherVersion(data, version)
}

function otherVersion(path: string, version: string): Started<never> {
  return problem(
    'other-version',
    path,
    `The data in ${path} were written by PostgreSQL ${version}, and this Clearday has ${EMBEDDED_MAJOR}. They were not touched. ` +
      'Make a backup with the Clearday that wrote them (clearday backup) and restore it with this one into an empty data directory.',
  )
}
