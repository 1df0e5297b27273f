// The environment as settings: everything that is wrong with it at once, each with its name, what was given unless it is a secret, and what would be right.
import { SETTING_NAMES, SETTINGS, wordsOf, type SettingName, type Settings } from './settings.ts'

export interface SettingFault {
  readonly name: string
  /** Null where it is a secret or missing. */
  readonly value: string | null
  readonly message: string
}

export type SettingsRead =
  | { readonly type: 'ok'; readonly value: Settings }
  | { readonly type: 'error'; readonly faults: readonly SettingFault[] }

type Environment = Readonly<Record<string, string | undefined>>

/** Of our own, and no settings of the server. */
const OTHER_NAMES: ReadonlySet<string> = new Set(['CLEARDAY_DEBUG', 'CLEARDAY_WRITE_DOCS'])

/**
 * Reads the settings. What is set to nothing counts as not set; a name that begins with CLEARDAY_ and is no setting is a fault, because
 * what it was meant to say would silently not hold.
 */
export function readSettings(environment: Environment): SettingsRead {
  const given: Partial<Record<SettingName, string>> = {}
  for (const name of SETTING_NAMES) {
    const value = environment[name]?.trim()
    if (value !== undefined && value !== '') given[name] = value
  }
  const faults = unknownNames(environment)
  const read = SETTINGS.safeParse(given)
  if (!read.success) {
    const wrong = new Set(read.error.issues.map(({ path }) => path[0] as SettingName))
    for (const name of SETTING_NAMES) if (wrong.has(name)) faults.push(wrongValue(name, given[name] ?? ''))
    return { type: 'error', faults }
  }
  faults.push(...unfitting(read.data))
  return faults.length === 0 ? { type: 'ok', value: read.data } : { type: 'error', faults }
}

function unknownNames(environment: Environment): SettingFault[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('CLEARDAY_') && !OTHER_NAMES.has(name))
    .filter((name) => !SETTING_NAMES.includes(name as SettingName))
    .map((name) => ({
      name,
      value: null,
      message: `There is no setting ${name}. clearday serve --settings lists those there are.`,
    }))
}

function wrongValue(name: SettingName, value: string): SettingFault {
  const { right, secret } = wordsOf(name)
  const shown = secret === true ? 'The secret that was given' : JSON.stringify(value)
  return {
    name,
    value: secret === true ? null : value,
    message: `${name}: ${shown} cannot be used; give ${right}.`,
  }
}

/** Settings that are right each by itself and not together. */
function unfitting(settings: Settings): SettingFault[] {
  const faults: SettingFault[] = []
  const tell = (name: SettingName, message: string): void => {
    faults.push({ name, value: null, message: `${name}: ${message}` })
  }
  if (settings.CLEARDAY_HTTPS === 'files') {
    for (const name of ['CLEARDAY_HTTPS_CERTIFICATE', 'CLEARDAY_HTTPS_KEY'] as const)
      if (settings[name] === undefined) tell(name, `CLEARDAY_HTTPS=files needs it; give ${wordsOf(name).right}.`)
  }
  for (const name of ['CLEARDAY_DATABASE_APP_URL', 'CLEARDAY_DATABASE_AUTH_URL', 'CLEARDAY_DATABASE_JOBS_URL'] as const)
    if (settings[name] !== undefined && settings.DATABASE_URL === undefined)
      tell(name, 'it names a role of the database in DATABASE_URL, which is not set. Set both or neither.')
  if (settings.CLEARDAY_ORIGIN?.startsWith('http:') === true && !isLoopback(new URL(settings.CLEARDAY_ORIGIN).hostname))
    tell(
      'CLEARDAY_ORIGIN',
      `a diary does not travel unencrypted: give an address with https:// (docs/operations.md says how a proxy or CLEARDAY_HTTPS gives you one).`,
    )
  return faults
}

/** Whether a host name is this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
