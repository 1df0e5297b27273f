// What the server runs with: the settings with their places worked out, and the installation's secret.
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ConnectionSettings, GivenRoles } from '@clearday/store'
import { installationSecrets, type SecretRead } from './secrets.ts'
import type { Settings } from './settings.ts'

export interface Configuration {
  readonly dataFolder: string
  /** Null for the embedded database. */
  readonly database: {
    readonly owner: ConnectionSettings
    /** Roles that an administrator made. */
    readonly given: GivenRoles
  } | null
  readonly databaseConnections: number
  readonly secret: string
  /** Those before, the newest first: what was encrypted with them is still read. */
  readonly formerSecrets: readonly string[]
  readonly host: string
  readonly port: number
  /** The next ports are tried if this one is taken. */
  readonly nextPorts: boolean
  readonly origin: string | null
  readonly trustedProxies: number
  readonly https:
    | { readonly kind: 'off' }
    | { readonly kind: 'self-made' }
    | { readonly kind: 'files'; readonly certificate: string; readonly key: string }
  readonly mail: { readonly smtpUrl: string | null; readonly from: string; readonly folder: string }
  /** Whoever holds a role must have a second step. */
  readonly staffSecondStep: boolean
  readonly logLevel: Settings['CLEARDAY_LOG_LEVEL']
  readonly metricsToken: string | null
  readonly backups: {
    readonly folder: string
    /** Null: no backup is made by itself. */
    readonly passphraseFile: string | null
    /** How many nightly ones stay. */
    readonly keep: number
    /** Each is restored into an empty database for a trial; otherwise it is only read back. */
    readonly tried: boolean
  }
  /** In UTC, from 0 to 23. */
  readonly nightHour: number
  readonly shutdownSeconds: number
  /** Files that no backup holds and that a restore goes by. */
  readonly journals: { readonly erasures: string; readonly endings: string }
}

export type Configured =
  | { readonly type: 'ok'; readonly value: Configuration }
  | { readonly type: 'error'; readonly error: { readonly code: string; readonly message: string } }

const INSTALLATION = fileURLToPath(new URL('../../../../', import.meta.url))

/** Where everything that must be kept lies. */
export function dataFolderOf(settings: Pick<Settings, 'CLEARDAY_DATA'>, purpose: 'serve' | 'try' = 'serve'): string {
  return resolve(settings.CLEARDAY_DATA ?? defaultDataFolder(purpose))
}

/** Where data lie if nothing is set. */
function defaultDataFolder(purpose: 'serve' | 'try'): string {
  return purpose === 'serve' && process.getuid?.() === 0 ? '/var/lib/clearday' : join(INSTALLATION, 'data')
}

/**
 * Works the settings out; makes the data folder and the secret if they are not there.
 *
 * @param purpose `serve` for real use; `try` for a clinic to look at, which lies in the installation's folder.
 */
export function configure(settings: Settings, purpose: 'serve' | 'try' = 'serve'): Configured {
  const dataFolder = dataFolderOf(settings, purpose)
  const secrets: SecretRead =
    settings.CLEARDAY_SECRET === undefined
      ? installationSecrets(dataFolder)
      : { type: 'ok', value: { secret: settings.CLEARDAY_SECRET, former: settings.CLEARDAY_FORMER_SECRETS } }
  if (secrets.type === 'error') return secrets
  return {
    type: 'ok',
    value: {
      dataFolder,
      database: databaseOf(settings),
      databaseConnections: settings.CLEARDAY_DATABASE_CONNECTIONS,
      secret: secrets.value.secret,
      formerSecrets: secrets.value.former,
      host: settings.CLEARDAY_HOST,
      port: settings.CLEARDAY_PORT,
      nextPorts: purpose === 'try',
      origin: settings.CLEARDAY_ORIGIN ?? null,
      trustedProxies: settings.CLEARDAY_TRUSTED_PROXIES,
      https: httpsOf(settings),
      mail: {
        smtpUrl: settings.CLEARDAY_SMTP_URL ?? null,
        from: settings.CLEARDAY_MAIL_FROM,
        folder: join(dataFolder, 'mail'),
      },
      staffSecondStep: purpose === 'serve' && settings.CLEARDAY_STAFF_SECOND_STEP === 'required',
      logLevel: settings.CLEARDAY_LOG_LEVEL,
      metricsToken: settings.CLEARDAY_METRICS_TOKEN ?? null,
      backups: {
        folder: resolve(settings.CLEARDAY_BACKUP_FOLDER ?? join(dataFolder, 'backups')),
        passphraseFile: settings.CLEARDAY_BACKUP_PASSPHRASE_FILE ?? null,
        keep: settings.CLEARDAY_BACKUP_KEEP,
        tried: settings.CLEARDAY_BACKUP_CHECK === 'restore',
      },
      nightHour: settings.CLEARDAY_NIGHT_HOUR,
      shutdownSeconds: settings.CLEARDAY_SHUTDOWN_SECONDS,
      journals: { erasures: join(dataFolder, 'erasures.jsonl'), endings: join(dataFolder, 'endings.jsonl') },
    },
  }
}

function databaseOf(settings: Settings): Configuration['database'] {
  if (settings.DATABASE_URL === undefined) return null
  const {
    CLEARDAY_DATABASE_APP_URL: app,
    CLEARDAY_DATABASE_AUTH_URL: auth,
    CLEARDAY_DATABASE_JOBS_URL: jobs,
  } = settings
  return {
    owner: connectionOf(settings.DATABASE_URL),
    given: {
      ...(app !== undefined && { app: connectionOf(app) }),
      ...(auth !== undefined && { auth: connectionOf(auth) }),
      ...(jobs !== undefined && { jobs: connectionOf(jobs) }),
    },
  }
}

function httpsOf(settings: Settings): Configuration['https'] {
  const { CLEARDAY_HTTPS: kind, CLEARDAY_HTTPS_CERTIFICATE: certificate = '', CLEARDAY_HTTPS_KEY: key = '' } = settings
  return kind === 'files' ? { kind, certificate, key } : { kind }
}

/** @param text a URL that was checked. A socket's folder may stand as `?host=/run/postgresql`. */
export function connectionOf(text: string): ConnectionSettings {
  const url = new URL(text)
  const ssl = url.searchParams.get('sslmode')
  return {
    host: url.searchParams.get('host') ?? (url.hostname === '' ? 'localhost' : decodeURIComponent(url.hostname)),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(ssl !== null && ssl !== 'disable' && { ssl: { rejectUnauthorized: ssl.startsWith('verify') } }),
  }
}
