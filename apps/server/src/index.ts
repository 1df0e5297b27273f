// The public face of @clearday/server.
export type { BackupState } from './backup/backup-watch.ts'
export { passphraseInFile } from './backup/passphrase-file.ts'
export { configure, dataFolderOf, type Configuration } from './config/configuration.ts'
export { hasSecrets, renewSecret } from './config/secrets.ts'
export { explainSettings, type ExplainedSetting } from './config/explain-settings.ts'
export { isLoopback, readSettings, type SettingFault } from './config/read-settings.ts'
export { clinicParts, type ClinicParts } from './process/clinic-parts.ts'
export { openDatabase, reachDatabase, type DatabaseOpened, type DatabaseReached } from './process/database.ts'
export { pendingMigrations, type Pending } from './process/pending-migrations.ts'
export { startServer, type RunningServer, type ServerParts } from './process/start-server.ts'
export { writeTogether } from './logs/write-together.ts'
export { networkAddresses } from './http/network-addresses.ts'
export { drawDoctorPage, PAPERS, type Paper } from './doctor/draw-page.ts'
export type { Session, SessionOf } from './api/session.ts'
export type { Mount, RequestContext } from './http/mount.ts'
export {
  addPerson,
  changeRole,
  hasAdministrator,
  listPeople,
  lockPerson,
  type NewPerson,
  type Person,
} from './first-run/people.ts'
export { SET_UP_HOURS } from './first-run/set-up.ts'

export { startJobs, type JobSettings, type RunningJobs } from './jobs/start-jobs.ts'
export { accountMailQueue, recipientsOf } from './mail/account-mail-queue.ts'
export { stopUrl } from './mail/stop-link.ts'
export { stopMailsMount } from './mail/stop-mount.ts'
export {
  readVisitToken,
  visitProof,
  visitUrl,
  type VisitLink,
  type VisitLinkRead,
  type VisitPurpose,
} from './scheduling/visit-link.ts'
export { makeSizes, type MadePicture } from './pictures/make-sizes.ts'
export { outgoingDoor, type OutgoingDoor } from './outgoing/outgoing-door.ts'
export type { Answer, FetchCode, Fetched, OutgoingRequest } from './outgoing/outgoing-request.ts'
