// The public face of @clearday/server.
export { configure, type Configuration } from './config/configuration.ts'
export { explainSettings, type ExplainedSetting } from './config/explain-settings.ts'
export { isLoopback, readSettings, type SettingFault } from './config/read-settings.ts'
export { openDatabase, reachDatabase, type DatabaseOpened } from './process/database.ts'
export { startServer, type RunningServer, type ServerParts } from './process/start-server.ts'
export { networkAddresses } from './first-run/self-made-certificate.ts'
export type { Session, SessionOf } from './api/session.ts'
export type { Mount, RequestContext } from './http/mount.ts'
