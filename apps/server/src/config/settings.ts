// Every setting of the server, in one schema: its name in the environment, what it means, what would be right, and whether it is a secret.
import { z } from 'zod'

export interface SettingWords {
  /** One sentence for the list of settings. */
  readonly meaning: string
  /** What would be right, to stand after "give". */
  readonly right: string
  /** What holds where nothing is set, in words. */
  readonly otherwise: string
  /** Its value is never shown. */
  readonly secret?: true
}

/** The words of each setting, by its schema. */
export const SETTING_WORDS = z.registry<SettingWords>()

function setting<Schema extends z.ZodType>(schema: Schema, words: SettingWords): Schema {
  // a schema of its own: settings of one kind share theirs, and each has words of its own
  const own = schema.clone()
  SETTING_WORDS.add(own, words)
  return own
}

function wholeNumber(least: number, most: number, otherwise: number): z.ZodType<number> {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .default(otherwise)
}

const filePath = z
  .string()
  .refine((path) => !path.includes('\0'))
  .optional()

/** A URL of one of these schemes, whose parts are as they must be. */
function urlText(schemes: RegExp, fits: (url: URL) => boolean): z.ZodString {
  return z.string().refine((text) => {
    const url = URL.parse(text)
    return url !== null && schemes.test(url.protocol) && fits(url)
  })
}

const postgresUrl = urlText(/^postgres(ql)?:$/, ({ pathname }) => pathname.length > 1).optional()

const token = z.string().min(32).optional()

/** `https://diary.example.org`: a scheme and a host, and nothing behind them. */
const origin = urlText(/^https?:$/, ({ pathname, search, hash }) => pathname + search + hash === '/')
  .transform((text) => new URL(text).origin)
  .optional()

const DATABASE_URL_RIGHT =
  'postgresql://user:password@host:5432/database, with special characters of the password percent-encoded'

export const SETTINGS = z.object({
  CLEARDAY_DATA: setting(filePath, {
    meaning: 'The folder with everything that must be kept: the embedded database, the secrets, mails that wait.',
    right: 'the path of a folder; it is made if it is not there',
    otherwise: '/var/lib/clearday for root, otherwise the folder "data" of the installation',
  }),
  DATABASE_URL: setting(postgresUrl, {
    meaning:
      'A PostgreSQL of version 15 or later instead of the embedded one, with a user who owns the database and may make roles.',
    right: DATABASE_URL_RIGHT,
    otherwise: 'the embedded PostgreSQL',
    secret: true,
  }),
  CLEARDAY_DATABASE_APP_URL: setting(postgresUrl, {
    meaning:
      'The role for people’s requests, where DATABASE_URL may not make roles. It must not own tables or bypass row security.',
    right: DATABASE_URL_RIGHT,
    otherwise: 'a role that Clearday makes',
    secret: true,
  }),
  CLEARDAY_DATABASE_AUTH_URL: setting(postgresUrl, {
    meaning: 'The role for accounts and sign-in, where DATABASE_URL may not make roles.',
    right: DATABASE_URL_RIGHT,
    otherwise: 'a role that Clearday makes',
    secret: true,
  }),
  CLEARDAY_DATABASE_JOBS_URL: setting(postgresUrl, {
    meaning: 'The role for the queue of jobs, where DATABASE_URL may not make roles.',
    right: DATABASE_URL_RIGHT,
    otherwise: 'a role that Clearday makes',
    secret: true,
  }),
  CLEARDAY_DATABASE_CONNECTIONS: setting(wholeNumber(2, 200, 10), {
    meaning: 'Connections to the database for people’s requests at a time.',
    right: 'a whole number from 2 to 200',
    otherwise: '10',
  }),
  CLEARDAY_SECRET: setting(token, {
    meaning:
      'The secret from which passwords of database roles and keys of sessions come. Several servers on one database need the same.',
    right: 'at least 32 random characters, such as the output of: openssl rand -base64 32',
    otherwise: 'made at the first start and kept in the file secrets.json of the data folder',
    secret: true,
  }),
  CLEARDAY_FORMER_SECRETS: setting(
    z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      )
      .refine((all) => all.every((one) => one.length >= 32)),
    {
      meaning:
        'Secrets that were set as CLEARDAY_SECRET before, the newest first: second steps that were encrypted with them go on. Only with CLEARDAY_SECRET.',
      right: 'secrets of at least 32 characters with commas between them',
      otherwise: 'none; clearday renew-secret keeps those of the file secrets.json',
      secret: true,
    },
  ),
  CLEARDAY_HOST: setting(
    z
      .string()
      .regex(/^[0-9a-zA-Z.:-]{1,255}$/)
      .default('127.0.0.1'),
    {
      meaning: 'The address to listen on. 127.0.0.1 is reached from this machine alone, 0.0.0.0 from everywhere.',
      right: 'an address of this machine, such as 127.0.0.1, 0.0.0.0 or ::',
      otherwise: '127.0.0.1',
    },
  ),
  CLEARDAY_PORT: setting(wholeNumber(0, 65535, 8480), {
    meaning: 'The port to listen on; 0 for any that is free.',
    right: 'a whole number from 0 to 65535',
    otherwise: '8480',
  }),
  CLEARDAY_ORIGIN: setting(origin, {
    meaning:
      'The address that people type: links in mails begin with it, and changes are accepted from its pages alone.',
    right: 'a scheme and a host, such as https://diary.example.org, and nothing behind them',
    otherwise: 'the address that the server listens on',
  }),
  CLEARDAY_TRUSTED_PROXIES: setting(wholeNumber(0, 10, 0), {
    meaning: 'How many proxies of yours stand before the server and add to X-Forwarded-For.',
    right: 'a whole number from 0 to 10',
    otherwise: '0: the header is not believed',
  }),
  CLEARDAY_HTTPS: setting(z.enum(['off', 'self-made', 'files']).default('off'), {
    meaning:
      'Whether the server itself speaks HTTPS: off (behind a proxy, or on this machine alone), self-made (a certificate of its own, for a local network), files.',
    right: 'off, self-made or files',
    otherwise: 'off',
  }),
  CLEARDAY_HTTPS_CERTIFICATE: setting(filePath, {
    meaning: 'The certificate with its chain, in PEM, for CLEARDAY_HTTPS=files.',
    right: 'the path of a PEM file',
    otherwise: 'none',
  }),
  CLEARDAY_HTTPS_KEY: setting(filePath, {
    meaning: 'The key of that certificate, in PEM.',
    right: 'the path of a PEM file that only the server’s account can read',
    otherwise: 'none',
  }),
  CLEARDAY_SMTP_URL: setting(urlText(/^smtps?:$/, ({ hostname }) => hostname !== '').optional(), {
    meaning: 'The mail server. With smtp:// the connection is encrypted by STARTTLS, with smtps:// from the start.',
    right: 'smtps://user:password@host:465 or smtp://user:password@host:587',
    otherwise: 'mails lie as .eml files in the folder "mail" of the data folder',
    secret: true,
  }),
  CLEARDAY_MAIL_FROM: setting(
    z
      .string()
      .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/)
      .default('Clearday <clearday@localhost>'),
    {
      meaning: 'Whom mails come from.',
      right: 'an address, or a name and an address: Headache clinic <diary@example.org>',
      otherwise: 'Clearday <clearday@localhost>',
    },
  ),
  CLEARDAY_STAFF_SECOND_STEP: setting(z.enum(['required', 'optional']).default('required'), {
    meaning:
      'Whether everybody with a role at the clinic signs in with an authenticator app or a passkey. Who has neither is led to set one up and reaches nothing else. The demonstration clinic asks nobody.',
    right: 'required or optional',
    otherwise: 'required',
  }),
  CLEARDAY_LOG_LEVEL: setting(z.enum(['debug', 'info', 'warn', 'error']).default('info'), {
    meaning: 'From which level on lines are logged. No level logs personal data.',
    right: 'debug, info, warn or error',
    otherwise: 'info',
  }),
  CLEARDAY_METRICS_TOKEN: setting(token, {
    meaning: 'Who sends it as a bearer token may read /metrics.',
    right: 'at least 32 random characters',
    otherwise: 'there is no /metrics',
    secret: true,
  }),
  CLEARDAY_BACKUP_FOLDER: setting(filePath, {
    meaning: 'Where the nightly backup, and the one before an upgrade, are written.',
    right: 'the path of a folder, best on another disk',
    otherwise: 'the folder "backups" of the data folder',
  }),
  CLEARDAY_BACKUP_PASSPHRASE_FILE: setting(filePath, {
    meaning:
      'A file with the passphrase that encrypts backups, on its first line. Keep a copy elsewhere: without it a backup is worth nothing.',
    right: 'the path of a file that only the server’s account can read',
    otherwise: 'no backup is written at night or before an upgrade',
  }),
  CLEARDAY_BACKUP_KEEP: setting(wholeNumber(1, 366, 30), {
    meaning: 'How many nightly backups stay: when another one was written and checked, the oldest goes.',
    right: 'a whole number from 1 to 366',
    otherwise: '30',
  }),
  CLEARDAY_BACKUP_CHECK: setting(z.enum(['restore', 'read']).default('restore'), {
    meaning:
      'How each nightly backup is checked: restored into an empty database within the data folder, which needs room for it for a while, or read from its first line to its last.',
    right: 'restore or read',
    otherwise: 'restore',
  }),
  CLEARDAY_NIGHT_HOUR: setting(wholeNumber(0, 23, 3), {
    meaning: 'The hour, in UTC, in which the work of the night is done: the backup, then removing what is over.',
    right: 'a whole number from 0 to 23',
    otherwise: '3',
  }),
  CLEARDAY_SHUTDOWN_SECONDS: setting(wholeNumber(1, 300, 15), {
    meaning: 'How long requests that are running may take to finish when the server is asked to end.',
    right: 'a whole number from 1 to 300',
    otherwise: '15',
  }),
})

export type Settings = z.output<typeof SETTINGS>
export type SettingName = keyof Settings

export const SETTING_NAMES = Object.keys(SETTINGS.shape) as SettingName[]

export function wordsOf(name: SettingName): SettingWords {
  const words = SETTING_WORDS.get(SETTINGS.shape[name])
  if (words === undefined) throw new TypeError(`${name} is not explained`)
  return words
}
