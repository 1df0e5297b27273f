// The demonstration clinic is never served to the outside: its people are invented, and its passwords lie in a file.
import { isLoopback, type Configuration } from '@clearday/server'
import { demonstrationOf, openPool, type ConnectionSettings } from '@clearday/store'

/** Why this database is not served with this configuration; null where nothing speaks against it. Reads only. */
export async function demonstrationRefused(
  owner: ConnectionSettings,
  { host, origin, trustedProxies }: Configuration,
): Promise<string | null> {
  const reachedByOthers =
    !isLoopback(host) || trustedProxies > 0 || (origin !== null && !isLoopback(new URL(origin).hostname))
  if (!reachedByOthers) return null
  const tables = openPool(owner, 'clearday demonstration', 1)
  try {
    if ((await demonstrationOf(tables)) === null) return null
  } finally {
    await tables.destroy()
  }
  return 'This database is the demonstration clinic, whose people are invented and whose passwords lie in a file. It is served to this machine alone. Use another data folder or database, or take CLEARDAY_ORIGIN, CLEARDAY_HOST and --network away.'
}
