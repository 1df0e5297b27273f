// What the demonstration runs with: a database and a folder of its own, this machine alone, and no mail that leaves it.
import { fileURLToPath } from 'node:url'
import { join, resolve } from 'node:path'
import { configure, isLoopback, readSettings, type Configuration } from '@clearday/server'

export type Configured =
  | { readonly type: 'ok'; readonly value: Configuration }
  | { readonly type: 'error'; readonly code: 'settings' | 'refused'; readonly messages: readonly string[] }

const DEMO_FOLDER = join(fileURLToPath(new URL('../../../../', import.meta.url)), 'demo-data')

/** Where it lies, or would; makes nothing. */
export function demonstrationFolder({ CLEARDAY_DATA: given = '' }: NodeJS.ProcessEnv): string {
  return given.trim() === '' ? DEMO_FOLDER : resolve(given.trim())
}

/**
 * From the environment. Refused is whatever would let anybody but this machine in, or put invented people beside real ones.
 *
 * @returns with the folder `demo-data` beside the sources unless CLEARDAY_DATA names another; makes the folder and its secret.
 */
export function demonstrationConfiguration(environment: NodeJS.ProcessEnv): Configured {
  const read = readSettings(environment)
  if (read.type === 'error')
    return { type: 'error', code: 'settings', messages: read.faults.map(({ message }) => message) }
  const {
    CLEARDAY_ORIGIN: origin,
    CLEARDAY_HOST: host,
    CLEARDAY_TRUSTED_PROXIES: proxies,
    DATABASE_URL: database,
  } = read.value
  const refused = [
    ...(origin !== undefined && !isLoopback(new URL(origin).hostname)
      ? [`CLEARDAY_ORIGIN ${origin} is reached by others.`]
      : []),
    ...(isLoopback(host) ? [] : [`CLEARDAY_HOST ${host} is reached by others.`]),
    ...(proxies === 0 ? [] : ['CLEARDAY_TRUSTED_PROXIES says that others reach this server through a proxy.']),
    ...(database === undefined ? [] : ['DATABASE_URL names a database; the demonstration has one of its own.']),
  ]
  if (refused.length > 0) {
    const right =
      'The demonstration clinic is for this machine alone: its people are invented, and its passwords lie in a file. Take the setting away, or run a clinic: clearday serve'
    return { type: 'error', code: 'refused', messages: [...refused, right] }
  }
  const quiet = environment.CLEARDAY_LOG_LEVEL === undefined ? { CLEARDAY_LOG_LEVEL: 'warn' as const } : {}
  const folder = demonstrationFolder(environment)
  const configured = configure({ ...read.value, ...quiet, CLEARDAY_DATA: folder }, 'try')
  if (configured.type === 'error') return { type: 'error', code: 'refused', messages: [configured.error.message] }
  // nobody invented gets a mail at an address that might be somebody's
  const value = { ...configured.value, mail: { ...configured.value.mail, smtpUrl: null } }
  return { type: 'ok', value }
}
