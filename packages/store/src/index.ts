// The public face of @clearday/store.
export { sessionFault } from './database/session-kept.ts'
export { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/embedded-postgres.ts'
export { makeFolder } from './embedded/make-folder.ts'
export { runningPostgres } from './embedded/running-postgres.ts'
export type { StartProblem, StartProblemCode } from './embedded/start-problem.ts'

export { roleNames, rolePassword, type GivenRoles, type RoleNames } from './database/database-roles.ts'
export { HALF_RESTORED, isHalfRestored, migrate, migrationsOf, whileMigrating } from './database/migrate.ts'
export { isServed, openPool, type ConnectionSettings, type Database } from './database/open-pool.ts'
export { openStore, type Store, type StoreOpened, type StoreSettings } from './database/open-store.ts'
export type { Tables } from './database/tables.ts'

export { isUuid } from '@clearday/diary/operations'
export { actingAs, actingThroughShare, wasErased, type Acting, type ShareScope } from './access/acting.ts'
export { closeOwnAccount, openAccount, renameOwnAccount, type AccountClosed } from './access/account-record.ts'
export {
  closeDiaryOfDeceased,
  closedDiaries,
  reopenDiary,
  type ClosedDiary,
  type Death,
  type DiaryClosed,
  type Reopening,
} from './access/closed-diaries.ts'
export { INFORMANTS, REOPENING_REASONS } from './access/death-reasons.ts'
export {
  askMerge,
  confirmMerge,
  endMerge,
  waitingMerges,
  type MergeRefusal,
  type MergeRequest,
  type WaitingMerge,
} from './access/merge-accounts.ts'
export {
  endSessions,
  LEAVING_REASONS,
  mayManage,
  rolesOf,
  staffLeaves,
  type Leaving,
  type Left,
} from './access/staff.ts'
export { accountsHere, changeRole, type AccountHere, type RoleChanged } from './access/staff-roles.ts'
export { asPerson, STAFF_ROLES, type Access, type Capacity, type StaffRole } from './access/as-person.ts'
export { adoptDiary, type Adopted, type AdoptInto } from './access/adopt-diary.ts'
export { previewAdoption, type AdoptionPreview, type Clash } from './access/preview-adoption.ts'
export { breakGlass, BREAK_GLASS_HOURS } from './access/break-glass.ts'
export {
  beginCareRelationship,
  beginManagedRelationship,
  careRelationships,
  endCareRelationship,
  LONGEST_MANAGED_DAYS,
  type CareRelationship,
  type NewRelationship,
} from './access/care-relationships.ts'
export {
  countAgeEnds,
  endAtAge,
  LEAST_NOTICE_DAYS,
  LONGEST_PROLONGED_DAYS,
  prolongWriter,
  TOLD_BEFORE_DAYS,
  writersEnding,
  type AgeEndsCount,
  type EndingWriter,
  type Prolonging,
} from './access/coming-of-age.ts'
export {
  diariesWithoutWriter,
  nameWriter,
  type NewWriter,
  type UnwrittenDiary,
} from './access/diaries-without-writer.ts'
export {
  closeWriterOfDeceased,
  deadWriters,
  reopenWriter,
  type DeadWriter,
  type WriterClosed,
  type WriterDeath,
  type WriterReopening,
} from './access/writer-deaths.ts'
export { HANDOVER_DAYS, offerHandover, revokeHandover, takeOver } from './access/handovers.ts'
export { chooseOwnDiary, joinDiaries, ownDiaries, previewJoin, type OwnDiary } from './access/own-diaries.ts'
export { createDiary, ownDiary, type DiaryRelation, type NewDiary } from './access/new-diary.ts'
export { writtenDiaries, type KeptDiary } from './access/written-diaries.ts'
export { findInEmergency, findPatients, MOST_FOUND, type PatientFound } from './clinic-records/find-patients.ts'
export { openToMe, type OpenToMe } from './access/open-to-me.ts'
export { readMonth, type DiaryMonth, type MonthEntry } from './operations/read-month.ts'
export { readTrials, type TrialEntry } from './operations/read-trials.ts'
export {
  answersOpened,
  ANSWERS_DAYS,
  askForAnswers,
  dropOldAnswers,
  keepAnswers,
  QUIET_SECONDS,
  readToAnswer,
  readWhole,
  type HistoryVersion,
  type KeptAnswers,
  type WholeDiary,
} from './operations/kept-answers.ts'
export { sayOfPlan, type SaidOfPlan } from './operations/say-of-plan.ts'
export { openings, OPENINGS_DAYS, type Opening } from './access/openings.ts'
export { granted, type AccessOutcome, type AccessRefusal } from './access/outcome.ts'
export {
  acceptProxy,
  decidesOn,
  endProxy,
  inviteProxy,
  isWrittenWithout,
  proxiesOf,
  renewProxy,
  revokeInvitation,
  writtenFor,
  type Proxy,
  type ProxyInvitation,
} from './access/proxies.ts'
export { takeNotices, type NoticeKind, type WaitingNotice } from './access/tell.ts'
export { keepKnownNames, type KnownNames } from './access/known-names.ts'
export {
  createShareLink,
  openShareLink,
  revokeShareLink,
  shareLinksOf,
  shownKinds,
  tokenHash,
  type ShareLink,
} from './access/share-links.ts'

export {
  beginDemonstration,
  demonstrationOf,
  finishDemonstration,
  installationCounts,
  type Demonstration,
  type DemonstrationBegun,
  type InstallationCounts,
} from './installation/demonstration.ts'
export {
  clinicLocations,
  clinicZone,
  practitionerProfiles,
  putLocation,
  putPractitionerProfile,
  type ClinicLocation,
  type PractitionerProfile,
} from './clinic/places.ts'
export { practitionersHere, type Practitioner } from './clinic/practitioners.ts'

export { appendOpened, appendOperations, type Appended, type AppendedBatch } from './operations/append-operations.ts'
export { authorMark, withProvenAuthors, type MarkKeys } from './operations/author-mark.ts'
export {
  assembleDiary,
  type Batch,
  diaryOperations,
  type EntryState,
  fold,
  type LivingEntry,
  NOTHING,
  type OfferedOperation,
  type OperationAnswer,
  shortened,
  type StoredOperation,
} from '@clearday/diary/operations'
export { openBatch, type KnownOperation, type OpenedBatch } from './operations/open-batch.ts'
export { pullOperations, pullStanding, type Pulled } from './operations/pull-operations.ts'
export { rebuildEntries, type Rebuilt } from './operations/rebuild-entries.ts'

export { checkChain, recordEvent, SERVER_OWNER, type ChainRow } from './audit/audit-chain.ts'
export { compareChains, type ChainsCompared } from './audit/compare-chains.ts'
export { verifyChains, type ChainsVerified } from './audit/verify-chains.ts'
export type { BackupOutcome } from './backup/backup-format.ts'
export { checkBackup, restoreBackup, type RestoreRequest, type RestoreSummary } from './backup/restore-backup.ts'
export { databaseBytes, removeTrial, trialRestore, type Trial } from './backup/trial-restore.ts'
export { writeBackup, type BackupSummary } from './backup/write-backup.ts'

export { bringRecords, exportRecords, RECORDS_FORMAT, type ExportedRecords } from './clinic-records/export-records.ts'
export { nameFile, type KnownAs } from './clinic-records/clinic-file.ts'
export {
  detachedFiles,
  heldFiles,
  holdFile,
  openDetachedFile,
  releaseFile,
  type FileOpening,
  type KeptFile,
} from './clinic-records/kept-files.ts'
export { amendNote, notesOf, writeNote, type NewNote, type NoteVersion } from './clinic-records/notes.ts'
export {
  paperConsentsOf,
  recordPaperConsent,
  withdrawPaperConsent,
  type NewPaperConsent,
  type PaperConsent,
} from './clinic-records/paper-consents.ts'
export {
  keptRecords,
  purgeClinicRecords,
  retentionPeriod,
  retentionSetting,
  setRetentionPeriod,
  type KeptRecords,
  type RetentionPeriod,
  type RetentionSetting,
} from './clinic-records/retention.ts'
export {
  changeVisit,
  recordVisit,
  VISIT_STATES,
  visitsOf,
  type NewVisit,
  type Visit,
  type VisitState,
} from './clinic-records/visits.ts'
export {
  addAttachment,
  deleteAttachment,
  MOST_ATTACHMENT_BYTES,
  MOST_PATIENT_BYTES,
  listAttachments,
  readAttachment,
  type Attachment,
  type AttachmentOutcome,
  type AttachmentRefusal,
  type NewAttachment,
} from './attachments/attachments.ts'
export { ATTACHMENT_TYPES, attachmentType, EXTENSIONS, type AttachmentType } from './attachments/file-type.ts'

export {
  CONSENT_IDS,
  CONSENT_TEXTS,
  consentsFor,
  currentText,
  type ConsentId,
  type ConsentText,
} from './consent/consent-texts.ts'
export { consents, consentsOf, giveConsent, withdrawConsent, type StandingConsent } from './consent/consents.ts'
export { eraseClosed } from './erasure/erase-closed.ts'
export { eraseAgain, eraseLate, erasePatient, type Erased } from './erasure/erase-patient.ts'
export { endingsJournal, readEndings, type Ending } from './erasure/endings-journal.ts'
export {
  appendRemoval,
  completeRemovals,
  forgetAccount,
  forgetReasons,
  readRemovals,
  REASON_DAYS,
} from './erasure/forget-account.ts'
export { carryJournal } from './erasure/journal-file.ts'
export { appendErasure, completeJournal, readErasures, type ErasureLine } from './erasure/erasure-journal.ts'
export { bringFile, previewBringing, type BringPreview, type Brought } from './export/bring-file.ts'
export { stripStored } from './attachments/strip-stored.ts'
export { readBroughtFile, type BroughtFault, type BroughtFile, type BroughtRead } from './export/read-brought-file.ts'
export { EXPORT_FORMAT, exportPatient, LOG_FILE, type PatientExport } from './export/export-patient.ts'
export { importArchive, type ArchiveFault, type ArchiveImported, type LeftOut } from './export/import-archive.ts'
export { importPatient, type ImportFault, type PatientImported } from './export/import-patient.ts'
export { namesOf, whoLooked, type Looked } from './export/who-looked.ts'
export { looksLikeTar, readTar } from './export/read-tar.ts'
export { readZip, type ArchiveBroken, type ZipRead } from './export/read-zip.ts'
export { zipOf, type ArchivedFile } from './export/zip.ts'

export { enqueue, forgetPatient, type AskedJob } from './jobs/enqueue.ts'
export {
  DONE,
  type AskedTask,
  type JobHandlers,
  type JobOutcome,
  type RunningJob,
  type TaskPayloads,
} from './jobs/tasks.ts'
export { startWorker, type RunningWorker, type WorkerEvent, type WorkerSettings } from './jobs/start-worker.ts'
export {
  MAIL_KINDS,
  isMailKind,
  isReaderMailKind,
  isSignInMailKind,
  isVisitMailKind,
  type MailKind,
  type MailParameters,
  type SignInMailKind,
  type VisitMailKind,
  type ToldParameters,
} from './jobs/mail-kinds.ts'
export { tellByMail } from './jobs/tell-by-mail.ts'
export { calendarKey, mailKey, seal, unseal, type MailKey, type SealingKey } from './jobs/sealed-parameters.ts'
export { queueMail, queueSignInMail, type MailQueued, type NewMail } from './jobs/queue-mail.ts'
export { markMail, takeMail, type MailHandedOver, type MailTaken, type MailToSend } from './jobs/deliver-mail.ts'
export {
  currentMails,
  holdRestoredMails,
  mailStates,
  releaseMail,
  stopMails,
  tidyQueue,
  wantMailsAgain,
  type MailState,
  type Tidied,
} from './jobs/mail-states.ts'

export { clinicName, putClinicName, type ClinicName } from './site/clinic-name.ts'
export {
  AUTOMATIC_DAYS,
  draftLines,
  draftOf,
  dropOldAutomatic,
  revisionDocument,
  revisionsOf,
  saveDraft,
  slugHolder,
  type Draft,
  type DraftLine,
  type Revision,
  type Saved,
  type Saving,
} from './site/drafts.ts'
export {
  putSitePerson,
  putSiteTopic,
  personVersions,
  sitePeople,
  siteTopics,
  topicVersions,
  type KeptVersion,
  type SitePerson,
  type SiteTopic,
  type Worded,
} from './site/people-topics.ts'
export {
  addPicture,
  describePicture,
  LONGEST_PICTURE_NAME,
  PICTURE_FORMS,
  PICTURE_NAME,
  pictureBytes,
  picturesNamed,
  removePicture,
  sitePictures,
  type NewPicture,
  type PictureForm,
  type PictureSize,
  type SitePicture,
} from './site/pictures.ts'
export {
  layAside,
  publishArticle,
  reviewArticle,
  sendToReview,
  takeBackPlanned,
  withdrawArticle,
  type Looked as LookedAtDraft,
  type Publishing,
  wroteIn,
} from './site/publish.ts'
export {
  asReader,
  findArticle,
  listArticles,
  publicationsOf,
  searchArticles,
  type ArticleCard,
  type Found as FoundArticle,
  type Listed,
  type PublicationLine,
  type PublishedArticle,
  type SearchHit,
  type SearchResult,
} from './site/published.ts'
export { LONGEST_REMARK, remarksOf, type Remark } from './site/remarks.ts'
export { writerNames } from './site/writers.ts'
export { deleteRequest, dropOldRequests, markAnswered, siteRequests, type SiteRequest } from './site/requests.ts'
export { ARTICLE_STAGES, type ArticleStage, type SearchedWords, type SiteDocument } from './site/site-document.ts'
export { siteHead, type InstantService, type SiteHead } from './site/site-head.ts'
export { siteState, type SiteState } from './site/site-version.ts'
export { SITE_REFUSALS, type SiteOutcome, type SiteRefusal } from './site/site-outcome.ts'

export {
  askForReaderLink,
  askToFollow,
  confirmFollowing,
  endFollowing,
  followed,
  followerCounts,
  forgetAddress,
  forgetReader,
  readerBehind,
  READER_MAILS_A_DAY,
  type FollowerCount,
  type Following,
  type ReaderBehind,
  type ReaderKeys,
} from './readers/follow.ts'
export { addressOfReader, announceArticles, type AnnounceLinks } from './readers/announce-articles.ts'
export { readerKey, readerTokenHash, type ReaderKey } from './readers/reader-token.ts'
export { tidyReaders } from './readers/tidy-readers.ts'
export {
  COMMENT_FLAGS,
  confirmComment,
  EDIT_MINUTES,
  editComment,
  LONGEST_COMMENT,
  LONGEST_NAME,
  myComments,
  stopAnswers,
  takeBackComments,
  writeAsAccount,
  writeAsReader,
  type CommentWritten,
  type MyComment,
  type NewComment,
} from './comments/write-comment.ts'
export {
  commentsOf,
  REPORT_REASONS,
  reportComment,
  type ReportReason,
  type ShownComment,
} from './comments/read-comments.ts'
export {
  answerAsClinic,
  decideComment,
  keepReported,
  moderatedComments,
  redactComment,
  waitingComments,
  type ModeratedComment,
  type ModeratedState,
  type ReadComment,
} from './comments/moderate-comments.ts'
export { tellAnswers, type AnswerLinks } from './comments/tell-answers.ts'
export {
  addViews,
  dropOldViews,
  VIEW_DAYS,
  viewsByDay,
  viewsByPage,
  type DayViews,
  type PageViews,
  type ViewCount,
} from './readers/page-views.ts'
export {
  placesOfVisits,
  publicPlaces,
  putPublicPlace,
  WEEKDAYS,
  type OpeningHours,
  type PublicPlace,
  type VisitPlace,
  type Weekday,
} from './clinic/public-places.ts'
export { addLicence, changeLicence, licences, removeLicence, type Licence } from './site/licences.ts'
export { offers, offerVersions, saveOffer, type Offer } from './site/offers.ts'
export { saveSitePage, SITE_PAGES, sitePage, type SitePage, type SitePageName } from './site/pages.ts'
export {
  clinicLogo,
  clinicLook,
  LOGO_BYTES,
  logoOf,
  putColours,
  putLogo,
  type ClinicLook,
  type Logo,
} from './site/clinic-look.ts'
export { isZone } from './reminders/next-evening.ts'
export {
  readReminder,
  REMINDER_CHANNELS,
  setReminder,
  snoozeReminder,
  type Reminder,
  type ReminderWish,
} from './reminders/evening-reminders.ts'
export {
  dropReminder,
  dueReminders,
  takeReminder,
  type DueReminder,
  type TakenReminder,
} from './reminders/take-reminder.ts'
export { reminderUnwanted } from './reminders/reminder-wanted.ts'
export {
  dropLeftSubscriptions,
  endSubscription,
  MOST_SUBSCRIPTIONS,
  pushSubscriptions,
  subscribePush,
  type PushSubscription,
} from './reminders/subscriptions.ts'
export {
  appointmentHistory,
  appointmentOf,
  appointmentsOfPatient,
  appointmentsWithin,
  bookFor,
  bookHeld,
  cancelAppointment,
  completeAppointment,
  HOLD_MINUTES,
  holdStart,
  linkedAppointment,
  moveAppointment,
  setAppointmentState,
  type Appointment,
  type AppointmentChange,
  type AppointmentState,
  type HoldOutcome,
  type Place,
  type SessionOutcome,
} from './scheduling/appointments.ts'
export {
  answerIntake,
  INTAKE_KINDS,
  intakeAnswers,
  MOST_QUESTIONS,
  readAnswers,
  type IntakeAnswers,
  type IntakeQuestion,
} from './scheduling/intake.ts'
export { setVideoRoom, videoOf, videoRooms } from './scheduling/video-rooms.ts'
export {
  claimToTell,
  isVisitOf,
  requestToTell,
  tellVisits,
  visitsToTell,
  type ToldClaim,
  type ToldRequest,
  type ToldVisit,
  type VisitWords,
} from './scheduling/tell-visits.ts'
export {
  reminderToTell,
  reminderWaits,
  remindOfVisits,
  setServiceReminders,
  setVisitReminders,
  visitReminders,
  type RemindedVisit,
  type VisitReminders,
} from './scheduling/remind-visits.ts'
export {
  claimOutbox,
  markDone,
  markFailed,
  sessionsOnTheirWay,
  type OutboxSession,
  type SessionOnItsWay,
} from './scheduling/outbox.ts'
export { claimCourses, courseFailed, writeCourse, type CourseSaid } from './scheduling/write-course.ts'
export { CALENDAR_DEVICE, writeSession, type SessionCame } from './scheduling/write-session.ts'
export { asVisitor } from './scheduling/as-visitor.ts'
export { calendarFacts } from './scheduling/calendar-facts.ts'
export {
  addSessions,
  bookCourse,
  cancelCourse,
  courseOf,
  coursesOfPerson,
  moveCourse,
  planCourse,
  sayCourse,
  type Course,
  type CourseOutcome,
  type CourseSession,
  type CourseWish,
  type MovedSession,
  type SessionConflict,
} from './scheduling/courses.ts'
export {
  askForVisit,
  confirmRequest,
  declineRequest,
  diaryOfRequest,
  knowPerson,
  linkedRequest,
  proposeTime,
  requestHistory,
  takeProposal,
  teamNames,
  triageRequest,
  visitRequest,
  visitRequests,
  withdrawRequest,
  writeBack,
  type AnsweredWith,
  type LinkedRequest,
  type PreferredTime,
  type Proposal,
  type RequestChange,
  type RequestState,
  type StandingRequest,
  type Urgency,
  type VisitRequest,
} from './scheduling/requests.ts'
export {
  CLAIM_MINUTES,
  claimTime,
  linkedClaim,
  linkedWaiting,
  offerFreed,
  offerFreedTimes,
  offerUnclaimed,
  refuseClaim,
  waitForTime,
  waitingList,
  waitNoMore,
  type FreedTime,
  type LinkedClaim,
  type LinkedWaiting,
  type OfferedClaim,
  type StandingWaiting,
  type Waiting,
} from './scheduling/waiting.ts'
export { dropOldVisits, UNUSED_DAYS, VISIT_REQUEST_DAYS } from './scheduling/drop-old-visits.ts'
export {
  answersOf,
  deskAppointments,
  deskHead,
  deskMarks,
  visitsWithoutLicence,
  staffNames,
  stillAsSeen,
  type DeskAppointment,
  type DeskHead,
} from './scheduling/desk.ts'
export {
  changeAppointmentPerson,
  knownPerson,
  connectDiary,
  mergePersons,
  personsLike,
  sayPerson,
  unmergePersons,
  type VisitPerson,
} from './scheduling/persons.ts'
export {
  endCalendars,
  endFeed,
  FEED_TITLES,
  makeFeed,
  openFeed,
  ownFeed,
  setFeedTitles,
  type Feed,
  type FeedEntry,
  type FeedTitles,
  type OpenedFeed,
} from './scheduling/feeds.ts'
export {
  addOtherCalendar,
  calendarToRead,
  claimCalendars,
  keepCalendarRead,
  MOST_OTHER_CALENDARS,
  otherCalendars,
  removeOtherCalendar,
  type CalendarRead,
  type OtherCalendar,
} from './scheduling/other-calendars.ts'
export {
  connectVisit,
  personOfDiary,
  recordConnected,
  visitBelongs,
  type VisitBelongs,
} from './scheduling/visit-diary.ts'
export {
  appointmentsOfPerson,
  searchPersons,
  mergedInto,
  personHistory,
  personOf,
  similarPersons,
  visitsThatMeet,
  waitingOfPerson,
  type FiledPerson,
  type PersonChange,
  type PersonFound,
  type SimilarPerson,
  type WaitsFor,
} from './scheduling/person-file.ts'
export { SCHEDULING_REFUSALS, type SchedulingOutcome, type SchedulingRefusal } from './scheduling/scheduling-outcome.ts'
export {
  addException,
  addPlan,
  addRoom,
  changeRoom,
  endException,
  endPlan,
  exceptions,
  offerings,
  rooms,
  saveService,
  SERVICE_KINDS,
  services,
  jurisdictions,
  setJurisdiction,
  setOfferings,
  workingPlans,
  type ExceptionSetting,
  type PlanSetting,
  type Room,
  type ServiceSetting,
} from './scheduling/set-up.ts'
