// Who reaches what: every table, view and function of the database, by database role and by who acts. The test beside it walks the database's
// own catalogue, so that what is added later and has no line here fails.

/**
 * Who acts, seen from one patient, A. `other`: another patient. `stranger`: a practitioner without a relationship; `ended`, `expired`,
 * `left`, `demoted`: practitioners whose relationship was ended, has run out, who have left, or who practise here no more. `emergency-over`:
 * one who broke the glass, the day before. `proxy-ended`, `proxy-expired`: who once wrote for A. `nobody`: an account with nothing. `token`:
 * before anybody acts, with the token of a share link of A. `unset`: a transaction in which nothing was set.
 */
export const KINDS = [
  'self',
  'other',
  'proxy',
  'practitioner',
  'stranger',
  'ended',
  'expired',
  'left',
  'demoted',
  'emergency-over',
  'proxy-ended',
  'proxy-expired',
  'front-desk',
  'editor',
  'manager',
  'administrator',
  'nobody',
  'token',
  'unset',
] as const
export type Kind = (typeof KINDS)[number]

/** Operations that a role has a grant for, as the database says them, each with who reaches rows of A. `manager*`: rows of everybody. */
type Reach = Readonly<Record<string, string>>

export interface RelationLine {
  /** The column that says whose a row is; null for what is nobody's. */
  readonly whose: string | null
  /** What that column holds: a patient, a patient's account, the account of a member of staff, or an article or request. */
  readonly is?: 'patient' | 'account' | 'staff' | 'article'
  /** The column that must name who inserts. */
  readonly actor?: string
  /** What an update sets; `$me` is who acts. */
  readonly set?: string
  readonly app?: Reach
  readonly auth?: Reach
  readonly jobs?: Reach
  readonly share?: Reach
}

const WRITE = 'self proxy'
const READ = 'self proxy practitioner'
const MANAGE = 'manager* administrator*'
const DESK = 'front-desk*'
const EDIT = 'editor* manager* administrator*'
/** Practitioners of the clinic, whoever's: those who review. */
const PRACTISE = 'practitioner* stranger* ended* expired* emergency-over*'
/** The same with the desk and managers: those who read requests for a visit. */
const TEAM = 'practitioner stranger ended expired emergency-over front-desk manager administrator'
const ALL = 'all'
/** Everybody who acts at all. */
const ACCOUNTS = KINDS.filter((kind) => kind !== 'token' && kind !== 'unset')
const EVERYBODY = ACCOUNTS.map((kind) => `${kind}*`).join(' ')
/** Also before anybody acts. */
const PUBLIC = KINDS.map((kind) => `${kind}*`).join(' ')
const NOBODY = ''
const SIGNING_IN: RelationLine = { whose: null, auth: { SELECT: ALL, INSERT: ALL, UPDATE: ALL, DELETE: ALL } }

export const RELATIONS: Readonly<Record<string, RelationLine>> = {
  'diary.patients': {
    whose: 'patient_id',
    app: { SELECT: READ, 'INSERT (patient_id)': NOBODY, 'UPDATE (latest, seq)': READ },
  },
  // a practitioner inserts sessions, plan proposals, answers to them and reports alone
  'diary.operations': { whose: 'patient_id', actor: 'author', app: { SELECT: READ, INSERT: READ } },
  // and makes and changes entries of their own alone
  'diary.entries': {
    whose: 'patient_id',
    actor: 'author',
    set: 'seq = seq',
    app: { SELECT: READ, INSERT: READ, UPDATE: READ },
  },
  // what was worked out of the whole diary: for who may open it, and for no link
  'diary.answers': {
    whose: 'patient_id',
    app: {
      SELECT: READ,
      INSERT: READ,
      'UPDATE (answers, day, epoch, made_at, opened_at, seq, summary)': READ,
    },
  },

  'access.accounts': {
    whose: 'account_id',
    is: 'account',
    app: {
      SELECT: `self ${MANAGE}`,
      'INSERT (account_id, display_name)': 'self',
      'UPDATE (display_name, left_at, own_diary)': `self ${MANAGE}`,
    },
  },
  // who practises here is no secret
  'access.staff_roles': {
    whose: 'account_id',
    is: 'staff',
    actor: 'granted_by',
    set: 'ended_at = now()',
    app: { SELECT: EVERYBODY, 'INSERT (account_id, granted_by, role)': MANAGE, 'UPDATE (ended_at)': MANAGE },
  },
  // a proxy is inserted by who writes the diary; the function of the invitation is narrower (src/access/proxies.ts)
  'access.diaries': {
    whose: 'patient_id',
    actor: 'made_by',
    set: 'ended_at = now()',
    app: {
      // and whoever once wrote sees that they did
      SELECT: `${WRITE} proxy-ended proxy-expired`,
      'INSERT (account_id, ends_at, made_by, patient_id, reason, relation)': WRITE,
      'UPDATE (ended_at)': `${WRITE} proxy-expired`,
    },
  },
  // whoever has or had a relationship sees that it was there, not the diary
  'access.care_relationships': {
    whose: 'patient_id',
    actor: 'made_by',
    set: 'ended_at = now(), ended_by = $me',
    app: {
      SELECT: `${READ} ended expired left demoted emergency-over ${MANAGE}`,
      'INSERT (account_id, ends_at, made_as, made_by, patient_id, reason, relationship_id)': `${WRITE} ${MANAGE}`,
      'UPDATE (ended_at, ended_by)': `${READ} expired left demoted emergency-over ${MANAGE}`,
    },
  },
  'access.share_links': {
    whose: 'patient_id',
    actor: 'created_by',
    set: 'opened = opened',
    app: {
      SELECT: `${WRITE} token`,
      'INSERT (code_hash, created_by, entities, expires_at, first_day, last_day, link_id, patient_id, recipient, token_hash, with_notes)':
        WRITE,
      'UPDATE (last_opened_at, opened, revoked_at, shut_at, wrong_codes)': `${WRITE} token`,
    },
  },
  // one at a time, for who names the id; rows come from access.erase_patient
  'access.erased_patients': { whose: 'patient_id', app: { 'SELECT (patient_id)': NOBODY } },
  'access.consents': {
    whose: 'patient_id',
    actor: 'account_id',
    app: {
      SELECT: WRITE,
      'INSERT (account_id, consent_id, given, language, patient_id, text_hash, text_id, version)': WRITE,
    },
  },
  'access.proxy_invitations': {
    whose: 'patient_id',
    actor: 'invited_by',
    set: 'revoked_at = now()',
    app: {
      SELECT: WRITE,
      'INSERT (expires_at, invitation_id, invited_by, patient_id, proxy_ends_at, reason, token_hash)': WRITE,
      'UPDATE (accepted_at, accepted_by, revoked_at)': WRITE,
    },
  },
  'access.outbox': {
    whose: 'patient_id',
    app: { SELECT: WRITE, 'INSERT (about, audience, kind, notice_id, patient_id)': WRITE },
    jobs: { SELECT: ALL, 'UPDATE (taken_at)': ALL },
  },
  'access.merges': {
    whose: 'from_account',
    is: 'account',
    actor: 'asked_by',
    app: {
      SELECT: `self ${MANAGE}`,
      'INSERT (asked_by, ends_at, from_account, into_account, merge_id, reason)': MANAGE,
    },
  },
  // a diary that goes to its patient's own account: offered by managers, and seen by who writes it
  'access.handovers': {
    whose: 'patient_id',
    actor: 'offered_by',
    set: 'revoked_at = now()',
    app: {
      'SELECT (accepted_at, accepted_by, expires_at, handover_id, identity_checked_by, offered_at, offered_by, opens_at, patient_id, revoked_at)': `${WRITE} ${MANAGE}`,
      'INSERT (expires_at, handover_id, identity_checked_by, offered_by, opens_at, patient_id, token_hash)': MANAGE,
      'UPDATE (revoked_at)': MANAGE,
    },
  },
  'access.closed_diaries': { whose: 'patient_id', app: { SELECT: MANAGE } },

  // whoever opens a diary is recorded there, and does not read the record
  'audit.chains': {
    whose: 'chain_id',
    set: 'n = n',
    app: { SELECT: READ, 'INSERT (chain_id, kind)': READ, 'UPDATE (hash, n)': READ },
  },
  'audit.events': { whose: 'chain_id', actor: 'actor', app: { SELECT: `${WRITE} administrator*`, INSERT: READ } },

  'clinic_records.retention': {
    whose: null,
    actor: 'set_by',
    set: 'years = years, set_by = $me',
    app: { SELECT: ALL, 'UPDATE (of_age, set_at, set_by, years)': ALL },
  },
  // managers see that there is a file, and nothing of what is in it
  'clinic_records.files': {
    whose: 'patient_id',
    actor: 'opened_by',
    app: {
      SELECT: `${READ} ${DESK} ${MANAGE}`,
      'INSERT (born_on, file_id, name, opened_by, patient_id)': `practitioner ${DESK}`,
      'UPDATE (born_on, name)': `practitioner ${DESK}`,
    },
  },
  'clinic_records.visits': {
    whose: 'patient_id',
    actor: 'recorded_by',
    app: {
      SELECT: `${READ} ${DESK}`,
      'INSERT (kind, location, patient_id, practitioner, recorded_by, state, visit_id, visited_on)': `practitioner ${DESK}`,
      'UPDATE (kind, location, practitioner, state, visited_on)': `practitioner ${DESK}`,
    },
  },
  'clinic_records.notes': {
    whose: 'patient_id',
    actor: 'author',
    app: { SELECT: READ, 'INSERT (author, body, note_id, patient_id, struck, version, visit_id)': 'practitioner' },
  },
  'clinic_records.paper_consents': {
    whose: 'patient_id',
    actor: 'recorded_by',
    set: `withdrawn_on = '2999-01-01'`,
    app: {
      SELECT: `${READ} ${DESK}`,
      'INSERT (kept_at, paper_id, patient_id, recorded_by, signed_on, subject)': `practitioner ${DESK}`,
      'UPDATE (withdrawn_on)': `practitioner ${DESK}`,
    },
  },
  'clinic_records.holds': {
    whose: 'patient_id',
    actor: 'placed_by',
    set: 'released_at = now(), released_by = $me',
    app: {
      SELECT: `${READ} ${MANAGE}`,
      'INSERT (hold_id, patient_id, placed_by, reason)': MANAGE,
      'UPDATE (released_at, released_by)': MANAGE,
    },
  },
  'clinic_records.brought': {
    whose: 'patient_id',
    actor: 'brought_by',
    app: { SELECT: READ, 'INSERT (brought_by, brought_id, content, patient_id)': WRITE },
  },
  'attachments.files': {
    whose: 'patient_id',
    actor: 'added_by',
    set: `name = '', sha256 = NULL, deleted_at = now()`,
    app: {
      SELECT: READ,
      'INSERT (added_by, attachment_id, bytes, entity, key, media_type, name, patient_id, sha256)': WRITE,
      'UPDATE (deleted_at, name, sha256)': WRITE,
    },
  },
  'attachments.parts': { whose: 'patient_id', app: { SELECT: READ, INSERT: WRITE, DELETE: WRITE } },

  'installation.state': { whose: null, app: { SELECT: ALL }, jobs: { SELECT: ALL } },
  'clearday.migrations': { whose: null },

  'installation.demonstration': { whose: null, app: { SELECT: ALL } },

  // where the clinic is and who practises there is no secret; managers keep it
  'clinic.locations': {
    whose: null,
    set: 'name = name',
    app: {
      SELECT: PUBLIC,
      'INSERT (about, accessibility, address, hours, jurisdiction, location_id, name, telephone, time_zone)': MANAGE,
      'UPDATE (about, accessibility, address, closed_at, hours, jurisdiction, name, telephone, time_zone)': MANAGE,
    },
  },
  'clinic.practitioner_profiles': {
    whose: 'account_id',
    is: 'staff',
    app: { SELECT: PUBLIC, INSERT: MANAGE, 'UPDATE (about, profession)': MANAGE },
  },
  'clinic.practitioner_locations': {
    whose: 'account_id',
    is: 'staff',
    app: { SELECT: PUBLIC, INSERT: MANAGE, DELETE: MANAGE },
  },

  // what can be booked, with whom and when, is on public pages; managers keep it
  'scheduling.services': {
    whose: null,
    set: 'version = version + 1',
    app: {
      SELECT: PUBLIC,
      INSERT: MANAGE,
      'UPDATE (booking, buffer_after, buffer_before, cancel_minutes, capacity, closed_at, every_minutes, horizon_days, intake, kind, licence_needed, minutes, names, needs_room, notice_minutes, preparation, price, setting, treatment_id, version)':
        MANAGE,
    },
  },
  'scheduling.service_versions': { whose: null, app: { SELECT: MANAGE } },
  'scheduling.rooms': {
    whose: null,
    set: 'name = name',
    app: { SELECT: PUBLIC, INSERT: MANAGE, 'UPDATE (closed_at, name)': MANAGE },
  },
  'scheduling.offerings': {
    whose: 'practitioner',
    is: 'staff',
    app: { SELECT: PUBLIC, INSERT: MANAGE, DELETE: MANAGE },
  },
  'scheduling.working_plans': {
    whose: 'practitioner',
    is: 'staff',
    set: 'valid = valid',
    app: {
      SELECT: PUBLIC,
      'INSERT (from_minute, location_id, plan_id, practitioner, to_minute, valid, weekday)': MANAGE,
      'UPDATE (valid)': MANAGE,
      DELETE: MANAGE,
    },
  },
  // why somebody is away is for the desk, and for themselves
  'scheduling.exceptions': {
    whose: 'practitioner',
    is: 'staff',
    actor: 'made_by',
    app: {
      SELECT: `practitioner ${DESK} ${MANAGE}`,
      INSERT: `${DESK} ${MANAGE}`,
      DELETE: `${DESK} ${MANAGE}`,
    },
  },
  // another calendar of a practitioner's is theirs alone
  'scheduling.other_calendars': {
    whose: 'practitioner',
    is: 'staff',
    set: 'fault = fault',
    app: {
      SELECT: 'practitioner',
      'INSERT (calendar_id, host, practitioner, sealed_url)': 'practitioner',
      'UPDATE (due_at, etag, failing_since, failures, fault, filled_at, last_modified, read_at, unread)':
        'practitioner',
      DELETE: 'practitioner',
    },
  },
  // where somebody gives visits by video is told to those who come by a function alone
  'scheduling.video_rooms': {
    whose: 'practitioner',
    is: 'staff',
    set: 'url = url',
    app: {
      SELECT: `practitioner ${MANAGE}`,
      INSERT: `practitioner ${MANAGE}`,
      'UPDATE (url)': `practitioner ${MANAGE}`,
      DELETE: `practitioner ${MANAGE}`,
    },
  },
  // a feed is its account's; what opens it nobody reads
  'scheduling.feeds': {
    whose: 'account_id',
    is: 'account',
    set: 'titles = titles',
    app: {
      'SELECT (account_id, fetched_at, kind, language, made_at, titles)': 'self',
      'INSERT (account_id, kind, language, made_at, titles, token_hash)': 'self',
      'UPDATE (titles)': 'self',
      DELETE: 'self',
    },
  },
  'scheduling.busy': {
    whose: 'practitioner',
    is: 'staff',
    app: { SELECT: 'practitioner', INSERT: 'practitioner', DELETE: 'practitioner' },
  },
  // who comes: written by functions alone
  'scheduling.persons': {
    whose: 'patient_id',
    app: { SELECT: `${WRITE} practitioner ${DESK} ${MANAGE}` },
  },
  'scheduling.person_changes': { whose: 'person_id', is: 'article', app: { SELECT: `${DESK} ${MANAGE}` } },
  'scheduling.appointments': {
    whose: 'appointment_id',
    is: 'article',
    app: { SELECT: `${WRITE} practitioner ${DESK} ${MANAGE}` },
  },
  'scheduling.appointment_changes': {
    whose: 'appointment_id',
    is: 'article',
    app: { SELECT: `${WRITE} practitioner ${DESK} ${MANAGE}` },
  },
  // what a session was is for who gave it and who writes the diary; the desk and managers read no notes
  'scheduling.outcomes': {
    whose: 'appointment_id',
    is: 'article',
    app: { SELECT: `${WRITE} practitioner` },
  },
  'scheduling.outbox': {
    whose: 'appointment_id',
    is: 'article',
    app: { 'SELECT (appointment_id, done_at, put_at, version)': `${WRITE} practitioner ${DESK} ${MANAGE}` },
  },
  'scheduling.courses': {
    whose: 'course_id',
    is: 'article',
    app: { SELECT: `${WRITE} practitioner ${DESK} ${MANAGE}` },
  },
  'scheduling.course_plans': {
    whose: 'course_id',
    is: 'article',
    app: { 'SELECT (course_id, done, wanted, wanted_at)': `${WRITE} practitioner ${DESK} ${MANAGE}` },
  },
  // requests are read by the whole team, the diary that was sent along by those who treat alone; nobody reads what opens a link
  'scheduling.requests': {
    whose: 'request_id',
    is: 'article',
    app: {
      'SELECT (answer, answers, appointment_id, asked_at, email, flags, handled_at, handled_by, language, location_id, name, note, person_id, practitioner, preferred, reply, request_id, service_id, state, telephone, urgency, version, words)': `${PRACTISE} ${DESK} ${MANAGE}`,
    },
  },
  'scheduling.request_changes': {
    whose: 'request_id',
    is: 'article',
    app: { SELECT: `${PRACTISE} ${DESK} ${MANAGE}` },
  },
  'scheduling.request_diaries': { whose: 'request_id', is: 'article', app: { SELECT: PRACTISE } },
  'scheduling.proposals': { whose: 'request_id', is: 'article', app: { SELECT: `${PRACTISE} ${DESK} ${MANAGE}` } },
  'scheduling.waiting': {
    whose: 'waiting_id',
    is: 'article',
    app: {
      'SELECT (dayparts, days, free_at, free_start, free_with, location_id, made_at, person_id, practitioner, service_id, state, waiting_id)': `${WRITE} ${DESK} ${MANAGE}`,
    },
  },
  'scheduling.claims': {
    whose: 'claim_id',
    is: 'article',
    app: {
      'SELECT (appointment_id, claim_id, ends_at, made_at, state, waiting_id)': `${DESK} ${MANAGE}`,
    },
  },

  // what is to be told of visits, and what was: for nobody but the functions that tell it
  'scheduling.notices': { whose: null },
  'scheduling.reminded': { whose: null },
  'scheduling.freed': { whose: null },
  // how long before a visit its person is reminded, for managers
  'scheduling.reminding': {
    whose: null,
    set: 'befores = befores',
    app: {
      SELECT: MANAGE,
      INSERT: MANAGE,
      'UPDATE (befores, quiet_from, quiet_to)': MANAGE,
      DELETE: MANAGE,
    },
  },

  // what is being written is for who writes and reviews; what is published for everybody, also before anybody acts
  'site.articles': {
    whose: 'article_id',
    is: 'article',
    actor: 'changed_by',
    set: `stage = 'draft', changed_by = $me`,
    app: {
      SELECT: `${EDIT} ${PRACTISE}`,
      INSERT: EDIT,
      'UPDATE (changed_at, changed_by, document, revision, stage)': `${EDIT} ${PRACTISE}`,
    },
  },
  'site.revisions': {
    whose: 'article_id',
    is: 'article',
    actor: 'saved_by',
    app: { SELECT: `${EDIT} ${PRACTISE}`, INSERT: `${EDIT} ${PRACTISE}` },
  },
  // written by a trigger alone
  'site.hands': { whose: 'article_id', is: 'article', app: { SELECT: `${EDIT} ${PRACTISE}` } },
  'site.publications': {
    whose: 'article_id',
    is: 'article',
    actor: 'published_by',
    app: { SELECT: PUBLIC, INSERT: EDIT, DELETE: NOBODY },
  },
  'site.slugs': { whose: 'article_id', is: 'article', app: { SELECT: PUBLIC, INSERT: EDIT } },
  'site.people': {
    whose: 'account_id',
    is: 'staff',
    set: 'name = name',
    app: {
      SELECT: PUBLIC,
      INSERT: EDIT,
      'UPDATE (about, account_id, honours, job_title, name, portrait, reviews, treatments)': EDIT,
    },
  },
  'site.clinic': {
    whose: null,
    set: 'name = name',
    app: { SELECT: PUBLIC, 'UPDATE (accent_day, accent_night, logo, logo_type, name, promise)': MANAGE },
  },
  // a count and nothing else; changed by its trigger alone
  'site.changes': { whose: null, app: { SELECT: PUBLIC } },
  // written by everybody, read and let go of by the front desk and managers
  'site.requests': {
    whose: 'request_id',
    is: 'article',
    set: 'answered_at = now(), answered_by = $me',
    app: {
      SELECT: `${DESK} ${MANAGE}`,
      'INSERT (email, language, location_id, name, request_id, telephone, words)': PUBLIC,
      'UPDATE (answered_at, answered_by)': `${DESK} ${MANAGE}`,
      DELETE: `${DESK} ${MANAGE}`,
    },
  },
  // pictures of articles, which everybody sees
  'site.pictures': {
    whose: 'picture_id',
    is: 'article',
    actor: 'added_by',
    set: `credit = 'x'`,
    app: { SELECT: PUBLIC, INSERT: EDIT, 'UPDATE (alternative, credit)': EDIT, DELETE: EDIT },
  },
  'site.picture_sizes': { whose: 'picture_id', is: 'article', app: { SELECT: PUBLIC, INSERT: EDIT } },
  // what writers and reviewers say to each other
  'site.remarks': {
    whose: 'article_id',
    is: 'article',
    actor: 'said_by',
    app: { SELECT: `${EDIT} ${PRACTISE}`, INSERT: `${EDIT} ${PRACTISE}` },
  },
  'site.topics': {
    whose: null,
    set: 'name = name',
    app: { SELECT: PUBLIC, INSERT: EDIT, 'UPDATE (about, name, position)': EDIT },
  },

  // how often what is read, and nothing of who reads
  'site.views': { whose: null, app: { SELECT: EDIT } },
  'site.licences': {
    whose: 'licence_id',
    is: 'article',
    set: 'name = name',
    app: {
      SELECT: PUBLIC,
      INSERT: MANAGE,
      'UPDATE (authority, covers, jurisdiction, name, number, treatments, valid_until)': MANAGE,
      DELETE: MANAGE,
    },
  },
  'site.offers': { whose: 'saved_by', is: 'staff', actor: 'saved_by', app: { SELECT: PUBLIC, INSERT: MANAGE } },
  // written by the triggers of what they keep
  'site.person_versions': { whose: 'saved_by', is: 'staff', app: { SELECT: EDIT } },
  'site.topic_versions': { whose: null, app: { SELECT: EDIT } },
  'site.pages': { whose: 'saved_by', is: 'staff', actor: 'saved_by', app: { SELECT: PUBLIC, INSERT: MANAGE } },
  // what is seen of comments everybody reads; who wrote them stands in columns that nobody reads
  'site.comments': {
    whose: 'article_id',
    is: 'article',
    actor: 'account_id',
    set: `state = 'refused', decided_by = $me`,
    app: {
      'SELECT (article_id, by_clinic, comment_id, confirmed_at, decided_at, decided_by, edited_at, flags, language, name, parent_id, redacted_at, state, words, written_at)':
        PUBLIC,
      'INSERT (account_id, article_id, by_clinic, comment_id, confirmed_at, decided_at, language, name, parent_id, state, words)':
        EDIT,
      'UPDATE (decided_at, decided_by, flags, redacted_at, state, words)': EDIT,
    },
  },
  'site.comment_reports': {
    whose: 'comment_id',
    is: 'article',
    set: 'handled_at = now(), handled_by = $me',
    app: { SELECT: EDIT, 'UPDATE (handled_at, handled_by)': EDIT },
  },
  // what readers gave without an account: reached through functions alone, which ask for the token of a mailed link
  'site.readers': { whose: null },
  'site.subscriptions': { whose: null },
  'site.reader_links': { whose: null },
  'site.announced': { whose: null },
  'site.reader_endings': { whose: null },

  // what a share link shows, to a role that reaches nothing else
  'shared.entries': { whose: 'patient_id', share: { SELECT: 'share-link' } },
  // what the catalogues have: nobody's
  'shared.names': { whose: null, share: { SELECT: ALL } },

  'auth.people': SIGNING_IN,
  'auth.sessions': SIGNING_IN,
  'auth.credentials': SIGNING_IN,
  'auth.pending': SIGNING_IN,
  'auth.second_factors': SIGNING_IN,
  'auth.passkeys': SIGNING_IN,
  'auth.rate_limits': SIGNING_IN,
  'auth.attempts': SIGNING_IN,
  'auth.second_factor_recoveries': SIGNING_IN,
  'auth.address_moves': SIGNING_IN,
  // written by triggers, read by the function of the journal
  'auth.endings': { whose: null },

  'queue.tasks': { whose: null, jobs: { SELECT: ALL } },
  'mail.kinds': { whose: null, jobs: { SELECT: ALL } },
  // managers see what becomes of mails, never what they say nor whom they are about
  'mail.mails': {
    whose: 'account_id',
    is: 'account',
    app: {
      'SELECT (account_id, attempts, done_at, expires_at, kind, mail_id, queued_at, reason, send_at, state)': MANAGE,
    },
    jobs: {
      SELECT: ALL,
      DELETE: ALL,
      'UPDATE (attempts, done_at, message_id, reason, sealed, sending_since, state, uncertain)': ALL,
    },
  },
  'mail.stopped': {
    whose: 'account_id',
    is: 'account',
    app: { SELECT: 'self', 'INSERT (account_id, kind)': 'self', DELETE: 'self' },
    jobs: { SELECT: ALL },
  },
  // each of who writes a diary sees their own wish; the clock sees who is due
  'reminders.evenings': {
    whose: 'patient_id',
    actor: 'account_id',
    app: {
      SELECT: 'self',
      INSERT: WRITE,
      'UPDATE (channel, due_at, heard_on, heard_seq, language, last_day, local_time, paused_on, snoozed_until, zone)':
        'self',
    },
    jobs: { 'SELECT (account_id, due_at, patient_id)': ALL, DELETE: ALL },
  },
  // inserted by its function alone, for who acts
  'reminders.subscriptions': { whose: 'account_id', is: 'account', app: { SELECT: 'self', DELETE: 'self' } },
}

/** Schemas of libraries: reached by one role, and by no other. */
export const LIBRARIES: Readonly<Record<string, 'jobs'>> = { graphile_worker: 'jobs' }

/** Tables without row policies, because what they hold is nobody's. */
export const WITHOUT_POLICIES = [
  'clearday.migrations',
  'graphile_worker.migrations',
  'installation.demonstration',
  'installation.state',
]

export interface FunctionLine {
  /** The role that may call it; null for none: other functions do. */
  readonly role: 'app' | 'auth' | 'jobs' | 'share' | null
  /** A call that is about A, true if it does something. `$patient`, `$account`: of A; `$me`: who acts; `$article`, `$merge`, `$mail`: of A. */
  readonly call: string
  /** For whom it does something. */
  readonly reach: string
}

export const FUNCTIONS: Readonly<Record<string, FunctionLine>> = {
  // with the rights of who calls them (migrations/0008-sync.sql)
  'diary.open_batch(uuid,uuid[],text[],text[],bigint[],boolean)': {
    role: 'app',
    call: `SELECT seq >= 0 FROM diary.open_batch($patient, '{}', '{}', '{}', '{}', false)`,
    reach: READ,
  },
  'diary.write_batch(uuid,jsonb,jsonb,jsonb)': {
    role: 'app',
    call: `SELECT diary.write_batch($patient, jsonb_build_array(jsonb_build_object('seq', 99, 'id', gen_random_uuid(), 'entity', 'session',
      'key', 's-9', 'fields', jsonb_build_object(), 'deleted', false, 'at', 1, 'effective', 1, 'latest', 1, 'seen', 0,
      'device', gen_random_uuid(), 'author', $me)), '[]', NULL) IS NOT NULL`,
    reach: READ,
  },
  'queue.ask_for_answers(uuid,integer)': {
    role: 'app',
    call: 'SELECT queue.ask_for_answers($patient, 300)',
    reach: READ,
  },
  // entries that no operation speaks of, of a diary that the caller writes
  'diary.drop_unsaid(uuid)': { role: 'app', call: 'SELECT diary.drop_unsaid($patient) IS NOT NULL', reach: WRITE },
  // what the view of a share link is made with: of what they are given alone, and of names that are nobody's
  'shared.spelling(text)': { role: 'share', call: `SELECT shared.spelling('A-b') = 'a b'`, reach: ALL },
  'shared.is_known(text,text[],jsonb)': {
    role: 'share',
    call: `SELECT shared.is_known('mg', '{unit}', '{"unit mg": true}')`,
    reach: ALL,
  },
  'shared.shown_without_notes(text)': {
    role: 'share',
    call: `SELECT shared.shown_without_notes('day') ? 'headache'`,
    reach: ALL,
  },
  'shared.shown_of_features()': { role: 'share', call: `SELECT shared.shown_of_features() ? 'severity'`, reach: ALL },
  'shared.plain_without_notes(jsonb,text,jsonb)': {
    role: 'share',
    call: `SELECT shared.plain_without_notes('1', 'closed', '{}') = '1'`,
    reach: ALL,
  },
  'shared.without_notes(jsonb,jsonb,jsonb)': {
    role: 'share',
    call: `SELECT shared.without_notes('{"a": 1}', '{"a": "closed"}', '{}') = '{"a": 1}'`,
    reach: ALL,
  },
  'shared.regimen_within(jsonb,date,date)': {
    role: 'share',
    call: `SELECT shared.regimen_within('{}', '2026-03-01', '2026-03-31') IS NULL`,
    reach: ALL,
  },
  // only in a transaction that was opened to erase (src/erasure/erase-patient.ts)
  'access.erase_patient(uuid)': { role: 'app', call: 'SELECT true FROM access.erase_patient($patient)', reach: NOBODY },
  'clinic_records.reckoned(uuid)': { role: null, call: '', reach: NOBODY },
  'clinic_records.detach(uuid)': { role: null, call: '', reach: NOBODY },
  'clinic_records.keep_until(uuid)': {
    role: 'app',
    call: 'SELECT clinic_records.keep_until($patient) IS NOT NULL',
    reach: `${READ} manager administrator`,
  },
  // for the server itself, and only what has run out
  'clinic_records.purge(date)': {
    role: 'app',
    call: `SELECT true FROM clinic_records.purge('2999-01-01')`,
    reach: NOBODY,
  },
  // ids and times of what has ended, for the journal outside the database
  'access.endings(timestamp with time zone)': {
    role: 'jobs',
    call: `SELECT count(*) >= 0 FROM access.endings('-infinity')`,
    reach: ALL,
  },
  'diary.hold_plan()': { role: null, call: '', reach: NOBODY },
  'auth.note_ending()': { role: null, call: '', reach: NOBODY },
  // of a trigger too
  'site.count_change()': { role: null, call: '', reach: NOBODY },
  'site.refuse_own_review()': { role: null, call: '', reach: NOBODY },
  'site.keep_hand()': { role: null, call: '', reach: NOBODY },
  // the clinic's calendar: who comes is changed by these alone, each for whom it is meant; times that are taken are for everybody who looks for one
  'scheduling.at_desk()': {
    role: 'app',
    call: `SELECT scheduling.at_desk()`,
    reach: 'front-desk manager administrator',
  },
  'scheduling.acting()': { role: 'app', call: `SELECT scheduling.acting() IS NOT NULL`, reach: ACCOUNTS.join(' ') },
  'scheduling.writes_for(uuid)': { role: 'app', call: `SELECT scheduling.writes_for($patient)`, reach: WRITE },
  'scheduling.is_mine(uuid)': { role: 'app', call: `SELECT scheduling.is_mine($article)`, reach: WRITE },
  'scheduling.comes_to_me(uuid)': {
    role: 'app',
    call: `SELECT scheduling.comes_to_me($article)`,
    reach: 'practitioner',
  },
  'scheduling.sees(uuid)': {
    role: 'app',
    call: `SELECT scheduling.sees($article)`,
    reach: `${WRITE} practitioner front-desk manager administrator`,
  },
  'scheduling.sees_outcome(uuid)': {
    role: 'app',
    call: `SELECT scheduling.sees_outcome($article)`,
    reach: `${WRITE} practitioner`,
  },
  'scheduling.outcome_of(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.visits_within(tstzrange)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.visits_within('[2999-01-01,2999-01-02)') WHERE appointment_id = $article`,
    reach: `${WRITE} practitioner front-desk manager administrator`,
  },
  'scheduling.marks_within(tstzrange)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.marks_within('[2999-01-01,2999-01-02)') WHERE appointment_id = $article`,
    reach: `${WRITE} practitioner front-desk manager administrator`,
  },
  'scheduling.on_their_way()': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.on_their_way() WHERE appointment_id = $article`,
    reach: `${WRITE} practitioner front-desk manager administrator`,
  },
  'scheduling.keep_service()': { role: null, call: '', reach: NOBODY },
  'scheduling.refuse_two_plans()': { role: null, call: '', reach: NOBODY },
  'scheduling.keep_person()': { role: null, call: '', reach: NOBODY },
  'scheduling.keep_appointment()': { role: null, call: '', reach: NOBODY },
  'scheduling.refuse_unlicensed()': { role: null, call: '', reach: NOBODY },
  'scheduling.queue_up(uuid[])': { role: null, call: '', reach: NOBODY },
  'scheduling.still_open(text,uuid,text,uuid,tstzrange)': { role: null, call: '', reach: NOBODY },
  // of a visit without a licence, which no other test makes: who may, and none there
  'scheduling.visits_without_licence()': {
    role: 'app',
    call: 'SELECT true FROM scheduling.visits_without_licence()',
    reach: NOBODY,
  },
  'scheduling.licensed_for(text,uuid,text,tstzrange)': { role: null, call: '', reach: NOBODY },
  'scheduling.take_start(uuid,text,text,uuid,uuid,timestamp with time zone,integer,bytea,boolean)': {
    ...{ role: null, call: '', reach: NOBODY },
  },
  'scheduling.reach_of(text,text)': { role: null, call: '', reach: NOBODY },
  'scheduling.same_reach(text[],text[])': { role: null, call: '', reach: NOBODY },
  'scheduling.has_enough(uuid,text)': { role: null, call: '', reach: NOBODY },
  'scheduling.queue_for(text[])': { role: null, call: '', reach: NOBODY },
  'scheduling.let_go(uuid,uuid,tstzrange)': { role: null, call: '', reach: NOBODY },
  'scheduling.may_change(uuid,bytea)': { role: null, call: '', reach: NOBODY },
  'scheduling.licensed_until(text,uuid,text)': {
    role: 'app',
    call: `SELECT scheduling.licensed_until('x', $article, 'x') IS NOT NULL`,
    reach: ALL,
  },
  'scheduling.practises(uuid,text)': { role: 'app', call: `SELECT scheduling.practises($account, 'x')`, reach: NOBODY },
  'scheduling.taken(tstzrange,uuid)': {
    role: 'app',
    call: `SELECT count(*) >= 0 FROM scheduling.taken('[2020-01-01,2021-01-01)', NULL)`,
    reach: ALL,
  },
  'scheduling.exceptions_within(tstzrange)': {
    role: 'app',
    call: `SELECT count(*) >= 0 FROM scheduling.exceptions_within('[2020-01-01,2021-01-01)')`,
    reach: ALL,
  },
  'scheduling.hold(uuid,text,text,uuid,uuid,timestamp with time zone,integer,bytea)': {
    role: 'app',
    call: `SELECT scheduling.hold(gen_random_uuid(), 'x', 'x', $account, NULL, now() + interval '1 day', 5, decode(repeat('11', 32), 'hex')) = 'held'`,
    reach: NOBODY,
  },
  'scheduling.refuse_other_hands()': { role: null, call: '', reach: NOBODY },
  'scheduling.say_person(uuid,text,text,text,text,date,uuid)': {
    role: 'app',
    call: `SELECT scheduling.say_person($article, 'x', '', '', 'en', NULL, $patient)`,
    reach: `${WRITE} front-desk manager administrator`,
  },
  'scheduling.book(uuid,uuid,jsonb,bytea)': {
    role: 'app',
    call: `SELECT scheduling.book($article, $article, '{}', decode(repeat('11', 32), 'hex')) = 'booked'`,
    reach: 'front-desk manager administrator',
  },
  'scheduling.move(uuid,integer,text,uuid,uuid,timestamp with time zone,bytea)': {
    role: 'app',
    call: `SELECT scheduling.move($article, 0, 'x', $account, NULL, now() + interval '1 day', decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: `${WRITE} practitioner front-desk manager administrator`,
  },
  'scheduling.cancel(uuid,text,bytea)': {
    role: 'app',
    call: `SELECT scheduling.cancel($article, '', decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: `${WRITE} practitioner front-desk manager administrator`,
  },
  'scheduling.set_state(uuid,text)': {
    role: 'app',
    call: `SELECT scheduling.set_state($article, 'checked-in') <> 'not-found'`,
    reach: 'practitioner front-desk manager administrator',
  },
  'scheduling.complete(uuid,jsonb)': {
    role: 'app',
    call: `SELECT scheduling.complete($article, '{}') <> 'not-found'`,
    reach: 'practitioner',
  },
  'scheduling.merge_persons(uuid,uuid)': {
    role: 'app',
    call: `SELECT scheduling.merge_persons($article, $account) = 'merged'`,
    reach: NOBODY,
  },
  'scheduling.change_person(uuid,uuid)': {
    role: 'app',
    call: `SELECT scheduling.change_person($article, $article) = 'done'`,
    reach: 'front-desk manager administrator',
  },
  // what the doors below begin with, and what the tables themselves refuse
  'scheduling.can_be_asked(text,text,uuid,timestamp with time zone)': { role: null, call: '', reach: NOBODY },
  'scheduling.diary_once(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.refuse_twice()': { role: null, call: '', reach: NOBODY },
  'scheduling.connect_visit_alone(uuid,bytea,uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.connect_diary_alone(uuid,uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.unmerge_last(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.plain_name(text)': { role: null, call: '', reach: NOBODY },
  'scheduling.find_persons(text,integer,integer)': {
    role: 'app',
    call: `SELECT EXISTS (SELECT FROM scheduling.find_persons('', 0, 100) WHERE person_id = $article)`,
    reach: 'practitioner front-desk manager administrator',
  },
  'scheduling.all_persons(integer,integer)': {
    role: 'app',
    call: `SELECT EXISTS (SELECT FROM scheduling.all_persons(0, 100) WHERE person_id = $article)`,
    reach: 'practitioner front-desk manager administrator',
  },
  'scheduling.similar_persons(uuid)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.similar_persons($article)`,
    reach: 'front-desk manager administrator',
  },
  'scheduling.unmerge(uuid)': {
    role: 'app',
    call: `SELECT scheduling.unmerge($article) <> 'not-found'`,
    reach: NOBODY,
  },
  'scheduling.connect_diary(uuid,uuid)': {
    role: 'app',
    call: `SELECT scheduling.connect_diary($article, $patient) = 'done'`,
    reach: 'practitioner front-desk manager administrator',
  },
  'scheduling.add_sessions(uuid,uuid[],text[],uuid[],uuid[],timestamp with time zone[],bytea[])': {
    role: 'app',
    call: `SELECT outcome <> 'not-found' FROM scheduling.add_sessions($article, '{}', '{}', '{}', '{}', '{}', '{}')`,
    reach: 'practitioner front-desk manager administrator',
  },
  'scheduling.say_course(uuid,uuid,text,integer)': {
    role: 'app',
    call: `SELECT scheduling.say_course($article, $me, 'x', 7)`,
    reach: 'practitioner front-desk manager administrator',
  },
  // how those who work here are called, for each other; and whether a visit stands as it was looked at
  'scheduling.calendar_people()': {
    role: 'app',
    call: 'SELECT count(*) > 0 FROM scheduling.calendar_people()',
    reach: TEAM,
  },
  'scheduling.staff_names(uuid[])': {
    role: 'app',
    call: 'SELECT count(*) > 0 FROM scheduling.staff_names(ARRAY(SELECT account_id FROM clinic.practitioner_profiles))',
    reach: TEAM,
  },
  'scheduling.still_as_seen(uuid,integer)': {
    role: 'app',
    call: 'SELECT scheduling.still_as_seen($article, 1)',
    reach: 'practitioner front-desk manager administrator',
  },
  'scheduling.linked(uuid,bytea)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.linked($article, decode(repeat('11', 32), 'hex'))`,
    reach: NOBODY,
  },
  'scheduling.answer(uuid,jsonb,integer,bytea)': {
    role: 'app',
    call: `SELECT scheduling.answer($article, '{}', 1, decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: `${WRITE} practitioner front-desk manager administrator`,
  },
  'scheduling.answered(uuid,bytea)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.answered($article, decode(repeat('11', 32), 'hex'))`,
    reach: `${WRITE} practitioner front-desk manager administrator`,
  },
  'scheduling.video_of(uuid,bytea)': {
    role: 'app',
    call: `SELECT scheduling.video_of($article, decode(repeat('11', 32), 'hex')) IS NOT NULL`,
    reach: NOBODY,
  },
  // feeds are opened by their address alone; a visit is put into a diary by whoever has its link and writes the diary
  'scheduling.is_practitioner(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.diaries_of(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.open_feed(bytea)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.open_feed(decode(repeat('11', 32), 'hex'))`,
    reach: NOBODY,
  },
  'scheduling.feed_entries(bytea)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.feed_entries(decode(repeat('11', 32), 'hex'))`,
    reach: NOBODY,
  },
  'scheduling.end_calendars(uuid)': {
    role: 'app',
    call: `SELECT scheduling.end_calendars($staff) > 0`,
    reach: 'manager administrator',
  },
  'scheduling.connect_visit(uuid,bytea,uuid)': {
    role: 'app',
    call: `SELECT scheduling.connect_visit($article, decode(repeat('00', 32), 'hex'), $patient) = 'connected'`,
    reach: WRITE,
  },
  'scheduling.belongs(uuid,bytea)': {
    role: 'app',
    call: `SELECT scheduling.belongs($article, decode(repeat('00', 32), 'hex')) = 'mine'`,
    reach: WRITE,
  },
  // the server's own work: other calendars, and sessions on their way into diaries
  'scheduling.claim_calendars(integer)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.claim_calendars(1)',
    reach: ALL,
  },
  'scheduling.claim_outbox(integer)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.claim_outbox(1)',
    reach: ALL,
  },
  'scheduling.outbox_done(uuid,integer,uuid)': {
    role: 'jobs',
    call: 'SELECT scheduling.outbox_done($article, 1, NULL)',
    reach: ALL,
  },
  'scheduling.outbox_failed(uuid,integer,text)': {
    role: 'jobs',
    call: `SELECT scheduling.outbox_failed($article, 1, 'x')`,
    reach: ALL,
  },
  'scheduling.say_sessions_anew()': { role: null, call: '', reach: NOBODY },
  // one operation of one session that was taken up, in the diary of whoever came (src/scheduling/write-session.ts)
  'scheduling.calendar_device()': { role: null, call: '', reach: NOBODY },
  'scheduling.name_of(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.said_of_session(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.session_operation(uuid,integer,uuid,text)': { role: null, call: '', reach: NOBODY },
  'scheduling.session_diaries(uuid,integer)': { role: null, call: '', reach: NOBODY },
  'scheduling.write_soon()': { role: null, call: '', reach: NOBODY },
  'scheduling.want_course(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.course_changed()': { role: null, call: '', reach: NOBODY },
  'scheduling.said_of_course(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.course_diaries(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.sees_course(uuid)': {
    role: 'app',
    call: 'SELECT scheduling.sees_course($article)',
    reach: `${WRITE} practitioner ${DESK} ${MANAGE}`,
  },
  'scheduling.claim_courses(integer)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.claim_courses(1)',
    reach: ALL,
  },
  'scheduling.open_course(uuid)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.open_course($article)',
    reach: ALL,
  },
  'scheduling.write_course(uuid,uuid,jsonb,jsonb,jsonb)': {
    role: 'jobs',
    call: `SELECT true FROM scheduling.write_course($article, $patient, '[{"fields": {}}]', '[]', '{}')`,
    reach: NOBODY,
  },
  'scheduling.settle_course(uuid,integer,text,text,jsonb)': {
    role: 'jobs',
    call: `SELECT scheduling.settle_course($article, 1, 'no-treatment', NULL, NULL) IS NOT NULL`,
    reach: ALL,
  },
  'scheduling.course_failed(uuid,text)': {
    role: 'jobs',
    call: `SELECT true FROM scheduling.course_failed($article, 'x')`,
    reach: ALL,
  },
  'scheduling.open_session(uuid,integer)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.open_session($article, 1)',
    reach: ALL,
  },
  'scheduling.write_session(uuid,integer,uuid,jsonb,jsonb,jsonb)': {
    role: 'jobs',
    call: `SELECT true FROM scheduling.write_session($article, 1, $patient, '{"fields": {}}', '{}', '{}')`,
    reach: NOBODY,
  },
  'scheduling.settle_session(uuid,integer,text)': {
    role: 'jobs',
    call: `SELECT scheduling.settle_session($article, 1, 'no-treatment') IS NOT NULL`,
    reach: ALL,
  },
  // courses, requests and who waits
  'scheduling.of_team()': {
    role: 'app',
    call: `SELECT scheduling.of_team()`,
    reach: TEAM,
  },
  'scheduling.keep_request()': { role: null, call: '', reach: NOBODY },
  'scheduling.bring_along()': { role: null, call: '', reach: NOBODY },
  'scheduling.may_plan(uuid,uuid,text)': { role: null, call: '', reach: NOBODY },
  'scheduling.open_request(uuid,integer)': { role: null, call: '', reach: NOBODY },
  'scheduling.free_proposals(uuid,uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.settle_request(uuid,uuid,uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.book_course(uuid,text,uuid,uuid,text,integer,uuid[],text[],uuid[],uuid[],timestamp with time zone[],bytea[])':
    {
      role: 'app',
      call: `SELECT outcome <> 'not-yours' FROM scheduling.book_course(gen_random_uuid(), 'x', $article, $account, 'x', 7, '{}', '{}', '{}', '{}', '{}', '{}')`,
      reach: 'front-desk manager administrator',
    },
  'scheduling.move_course(uuid,uuid[],integer[],text[],uuid[],uuid[],timestamp with time zone[])': {
    role: 'app',
    call: `SELECT outcome <> 'not-found' FROM scheduling.move_course($article, '{}', '{}', '{}', '{}', '{}', '{}')`,
    reach: 'practitioner front-desk manager administrator',
  },
  'scheduling.cancel_course(uuid,text)': {
    role: 'app',
    call: `SELECT scheduling.cancel_course($article, '') IS NOT NULL`,
    reach: 'practitioner front-desk manager administrator',
  },
  'scheduling.ask(uuid,text,text,text,text,text,text,text,jsonb,text[],jsonb,text,bytea)': {
    role: 'app',
    call: `SELECT scheduling.ask(gen_random_uuid(), 'x', 'x', 'x', 'x', '', 'en', '', '{}', '{}', '[]', '', decode(repeat('11', 32), 'hex')) = 'asked'`,
    reach: ALL,
  },
  'scheduling.triage(uuid,integer,text,text,uuid,text,text)': {
    role: 'app',
    call: `SELECT scheduling.triage($article, 1, NULL, NULL, NULL, '', '') = 'done'`,
    reach: TEAM,
  },
  'scheduling.propose(uuid,integer,uuid,text,text,uuid,uuid,timestamp with time zone,timestamp with time zone,text,bytea)':
    {
      role: 'app',
      call: `SELECT scheduling.propose($article, 1, gen_random_uuid(), 'x', 'x', $account, NULL, now(), now(), '', decode(repeat('11', 32), 'hex')) <> 'not-found'`,
      reach: TEAM,
    },
  'scheduling.confirm(uuid,integer,uuid,text,text,uuid,uuid,timestamp with time zone,uuid,bytea)': {
    role: 'app',
    call: `SELECT scheduling.confirm($article, 1, gen_random_uuid(), 'x', 'x', $account, NULL, now(), NULL, decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: TEAM,
  },
  'scheduling.decline(uuid,integer,text)': {
    role: 'app',
    call: `SELECT scheduling.decline($article, 1, '') = 'done'`,
    reach: TEAM,
  },
  'scheduling.take_proposal(uuid,uuid,bytea)': {
    role: 'app',
    call: `SELECT scheduling.take_proposal($article, $article, decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: NOBODY,
  },
  'scheduling.withdraw(uuid,bytea)': {
    role: 'app',
    call: `SELECT scheduling.withdraw($article, decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: NOBODY,
  },
  'scheduling.write_back(uuid,bytea,text)': {
    role: 'app',
    call: `SELECT scheduling.write_back($article, decode(repeat('11', 32), 'hex'), 'x') <> 'not-found'`,
    reach: NOBODY,
  },
  'scheduling.know_person(uuid,integer,uuid)': {
    role: 'app',
    call: `SELECT scheduling.know_person($article, 1, NULL) = 'done'`,
    reach: TEAM,
  },
  'scheduling.linked_waiting(uuid,bytea)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.linked_waiting($article, decode(repeat('11', 32), 'hex'))`,
    reach: NOBODY,
  },
  'scheduling.linked_request(uuid,bytea)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.linked_request($article, decode(repeat('11', 32), 'hex'))`,
    reach: NOBODY,
  },
  'scheduling.wait_for(uuid,text,text,uuid,uuid,date,date,text[],bytea)': {
    role: 'app',
    call: `SELECT scheduling.wait_for(gen_random_uuid(), 'x', 'x', NULL, $article, '2026-01-01', '2026-02-01', '{}', decode(repeat('11', 32), 'hex')) = 'waiting'`,
    reach: `${WRITE} front-desk manager administrator`,
  },
  'scheduling.wait_no_more(uuid,bytea)': {
    role: 'app',
    call: `SELECT scheduling.wait_no_more($article, decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: `${WRITE} front-desk manager administrator`,
  },
  'scheduling.offer_freed(uuid,text,text,uuid,uuid,timestamp with time zone,timestamp with time zone,bytea,uuid[],bytea[])':
    {
      role: 'app',
      call: `SELECT true FROM scheduling.offer_freed(gen_random_uuid(), 'x', 'x', $account, NULL, now() + interval '2 days', now() + interval '1 day', decode(repeat('11', 32), 'hex'), '{}', '{}')`,
      reach: NOBODY,
    },
  'scheduling.claim(uuid,bytea)': {
    role: 'app',
    call: `SELECT scheduling.claim($article, decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: NOBODY,
  },
  'scheduling.refuse_claim(uuid,bytea)': {
    role: 'app',
    call: `SELECT scheduling.refuse_claim($article, decode(repeat('11', 32), 'hex')) <> 'not-found'`,
    reach: NOBODY,
  },
  // for the server itself, and only what nobody claimed
  'scheduling.unclaimed(timestamp with time zone)': {
    role: 'app',
    call: `SELECT true FROM scheduling.unclaimed(now())`,
    reach: NOBODY,
  },
  'scheduling.linked_claim(uuid,bytea)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM scheduling.linked_claim($article, decode(repeat('11', 32), 'hex'))`,
    reach: NOBODY,
  },
  // what is told around visits: noted by triggers, told by the server's own work
  'scheduling.note(uuid,uuid,uuid,uuid,boolean)': { role: null, call: '', reach: NOBODY },
  'scheduling.note_visit()': { role: null, call: '', reach: NOBODY },
  'scheduling.note_request()': { role: null, call: '', reach: NOBODY },
  'scheduling.note_claim()': { role: null, call: '', reach: NOBODY },
  'scheduling.note_person()': { role: null, call: '', reach: NOBODY },
  'scheduling.note_plan()': { role: null, call: '', reach: NOBODY },
  // for whoever has a link, which says for whom it was made
  'scheduling.is_visit_of(uuid,uuid)': {
    role: 'app',
    call: 'SELECT scheduling.is_visit_of($article, $article)',
    reach: ALL,
  },
  'scheduling.drop_mails()': { role: null, call: '', reach: NOBODY },
  'scheduling.heard(scheduling.notices)': { role: null, call: '', reach: NOBODY },
  'scheduling.news_of_visits(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.news_of_request(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.news_of_claim(uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.words_of(text,text,uuid)': { role: null, call: '', reach: NOBODY },
  'scheduling.to_tell(uuid,integer)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.to_tell(NULL, 1)',
    reach: ALL,
  },
  'scheduling.tell(uuid,uuid,text,uuid,bytea)': {
    role: 'jobs',
    call: `SELECT NOT scheduling.tell(gen_random_uuid(), gen_random_uuid(), 'visits-changed', $article, decode(repeat('11', 32), 'hex'))`,
    reach: ALL,
  },
  'scheduling.settle_told()': {
    role: 'jobs',
    call: 'SELECT true FROM scheduling.settle_told()',
    reach: ALL,
  },
  'scheduling.telling_visits(uuid,uuid)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.telling_visits(gen_random_uuid(), $article)',
    reach: ALL,
  },
  'scheduling.telling_request(uuid,uuid)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.telling_request(gen_random_uuid(), $article)',
    reach: ALL,
  },
  'scheduling.telling_claim(uuid)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.telling_claim($article)',
    reach: ALL,
  },
  'scheduling.to_remind(timestamp with time zone,integer)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.to_remind(now(), 1)',
    reach: ALL,
  },
  'scheduling.remind(uuid,uuid,uuid,timestamp with time zone,integer[],bytea)': {
    role: 'jobs',
    call: `SELECT NOT scheduling.remind(NULL, $article, $article, now(), '{120}', NULL)`,
    reach: ALL,
  },
  'scheduling.telling_reminder(uuid,uuid,timestamp with time zone,timestamp with time zone)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM scheduling.telling_reminder($article, $article, now(), now())',
    reach: ALL,
  },
  // times that became free, of nobody: by the server's work, on the connection that offers them
  'scheduling.take_freed(integer,timestamp with time zone)': {
    role: 'app',
    call: 'SELECT count(*) >= 0 FROM scheduling.take_freed(1, now())',
    reach: ALL,
  },
  'scheduling.quiet(text,timestamp with time zone)': { role: null, call: '', reach: NOBODY },
  'scheduling.may_offer(text,timestamp with time zone)': { role: null, call: '', reach: NOBODY },
  // when the clinic's night begins is no secret
  'scheduling.before_night(text,timestamp with time zone)': {
    role: 'app',
    call: `SELECT scheduling.before_night('x', now()) <= now()`,
    reach: ALL,
  },
  'scheduling.remind_later(uuid,uuid,timestamp with time zone)': {
    role: 'jobs',
    call: 'SELECT NOT scheduling.remind_later($article, $patient, now())',
    reach: ALL,
  },
  // whether one's own hand is in an article; of what one does not see it says no
  'site.wrote_in(uuid,uuid)': { role: 'app', call: 'SELECT site.wrote_in($article, $patient)', reach: NOBODY },
  'site.drop_mails()': { role: null, call: '', reach: NOBODY },
  'site.keep_person(text)': { role: null, call: '', reach: NOBODY },
  'site.person_changed()': { role: null, call: '', reach: NOBODY },
  'site.topic_changed()': { role: null, call: '', reach: NOBODY },
  // of who acts, whoever's the device was before
  'reminders.subscribe(text,text,text,text,integer)': {
    role: 'app',
    call: `SELECT reminders.subscribe('https://push.example/x', 'x', 'x', 'x', 10)`,
    reach: ACCOUNTS.join(' '),
  },
  'access.end_sessions(uuid)': {
    role: 'app',
    call: 'SELECT access.end_sessions($account) IS NOT NULL',
    reach: 'self manager administrator',
  },
  'access.confirm_merge(uuid)': {
    role: 'app',
    call: `SELECT outcome <> 'not-open' FROM access.confirm_merge($merge)`,
    reach: 'self',
  },
  'access.end_merge(uuid)': {
    role: 'app',
    call: `SELECT access.end_merge($merge) <> 'not-open'`,
    reach: 'self manager administrator',
  },
  'access.close_diary(uuid,text,text,date)': {
    role: 'app',
    call: `SELECT outcome = 'done' FROM access.close_diary($patient, 'clinic', 'x', '2999-01-01')`,
    reach: 'manager administrator',
  },
  'access.reopen_diary(uuid)': {
    role: 'app',
    call: `SELECT outcome = 'done' FROM access.reopen_diary($patient)`,
    reach: 'administrator',
  },
  'access.written_by(uuid)': {
    role: 'app',
    call: 'SELECT access.written_by($patient) IS NOT NULL',
    reach: 'manager administrator',
  },
  'access.has_writer(uuid,uuid)': { role: null, call: '', reach: NOBODY },
  'access.written_without(uuid,uuid)': {
    role: 'app',
    call: 'SELECT access.written_without($patient, $account) IS NOT NULL',
    reach: WRITE,
  },
  'access.diaries_without_writer()': {
    role: 'app',
    call: 'SELECT count(*) >= 0 FROM access.diaries_without_writer()',
    reach: 'manager administrator',
  },
  'access.name_writer(uuid,uuid,text,text,text,timestamp with time zone,timestamp with time zone)': {
    role: 'app',
    call: `SELECT outcome <> 'not-allowed' FROM access.name_writer($patient, gen_random_uuid(), repeat('00', 32), 'x', 'in-person', NULL, now())`,
    reach: 'manager administrator',
  },
  'access.end_writing_of(uuid[])': { role: null, call: '', reach: NOBODY },
  'access.write_again(uuid[],timestamp with time zone,timestamp with time zone,uuid)': {
    role: null,
    call: '',
    reach: NOBODY,
  },
  'access.goes_on(access.diaries,uuid,timestamp with time zone)': { role: null, call: '', reach: NOBODY },
  'access.hand_diaries(uuid,uuid,timestamp with time zone,timestamp with time zone)': {
    role: null,
    call: '',
    reach: NOBODY,
  },
  'access.undo_death(uuid,timestamp with time zone,timestamp with time zone)': { role: null, call: '', reach: NOBODY },
  'access.undo_closing(uuid,uuid,timestamp with time zone)': { role: null, call: '', reach: NOBODY },
  'access.child_until(uuid,integer)': { role: null, call: '', reach: NOBODY },
  'access.decides(uuid,uuid)': { role: null, call: '', reach: NOBODY },
  'access.may_invite(uuid,uuid)': { role: null, call: '', reach: NOBODY },
  'access.hold_open(uuid)': {
    role: 'app',
    call: `SELECT access.hold_open($patient) <> 'ended'`,
    reach: WRITE,
  },
  // what the transaction may record
  'access.hold_audited(uuid)': {
    role: 'app',
    call: `SELECT access.hold_audited($patient) <> 'missing'`,
    reach: NOBODY,
  },
  'access.hold_practitioner(uuid)': {
    role: 'app',
    call: 'SELECT access.hold_practitioner($account)',
    reach: NOBODY,
  },
  'access.hold_account(uuid)': { role: null, call: '', reach: NOBODY },
  'access.link_until()': { role: null, call: '', reach: NOBODY },
  'access.links_until()': { role: null, call: '', reach: NOBODY },
  // only in a transaction that breaks the glass
  'clinic_records.found_in_emergency(text[],integer)': {
    role: 'app',
    call: `SELECT count(*) > 0 FROM clinic_records.found_in_emergency('{%}', 5)`,
    reach: NOBODY,
  },
  'clinic_records.id_anew(text,uuid)': { role: null, call: '', reach: NOBODY },
  'access.may_erase(uuid)': { role: 'app', call: 'SELECT access.may_erase($patient) IS NOT NULL', reach: WRITE },
  'access.say_over(uuid)': { role: 'app', call: 'SELECT access.say_over($patient) IS NOT NULL', reach: WRITE },
  // only with the token that somebody who may invite gave
  'access.accept_invitation(text)': {
    role: 'app',
    call: `SELECT outcome = 'done' FROM access.accept_invitation(repeat('00', 32))`,
    reach: NOBODY,
  },
  'access.close_writer(uuid)': {
    role: 'app',
    call: `SELECT outcome <> 'not-allowed' FROM access.close_writer($account)`,
    reach: 'manager administrator',
  },
  'access.reopen_writer(uuid)': {
    role: 'app',
    call: `SELECT outcome <> 'not-allowed' FROM access.reopen_writer($account)`,
    reach: 'administrator',
  },
  // only with the token that the clinic gave to the patient
  'access.take_over(text)': {
    role: 'app',
    call: `SELECT outcome = 'done' FROM access.take_over(repeat('00', 32))`,
    reach: NOBODY,
  },
  'access.age_ends(integer,interval,interval)': { role: null, call: '', reach: NOBODY },
  'access.rule_again(uuid,uuid,timestamp with time zone,timestamp with time zone,timestamp with time zone)': {
    role: null,
    call: '',
    reach: NOBODY,
  },
  'access.end_at_age(interval,interval)': { role: null, call: '', reach: NOBODY },
  'access.settle_age_ends(interval,interval)': {
    role: 'app',
    call: `SELECT count(*) >= 0 FROM access.settle_age_ends('90 days', '30 days')`,
    reach: 'manager administrator',
  },
  'access.count_age_ends(integer,interval,interval)': {
    role: 'app',
    call: `SELECT newly >= 0 FROM access.count_age_ends(18, '90 days', '30 days')`,
    reach: 'manager administrator',
  },
  'access.writers_ending()': {
    role: 'app',
    call: 'SELECT count(*) >= 0 FROM access.writers_ending()',
    reach: 'manager administrator',
  },
  'access.prolong_writer(uuid,uuid,text,timestamp with time zone)': {
    role: 'app',
    call: `SELECT outcome <> 'not-allowed' FROM access.prolong_writer($patient, $account, 'x', 'infinity')`,
    reach: 'manager administrator',
  },
  // whether an account is one of staff, for the sign-in, which reaches no roles
  'auth.manages(uuid)': { role: 'auth', call: 'SELECT auth.manages($account) IS NOT NULL', reach: ALL },
  'auth.is_staff(uuid)': { role: 'auth', call: 'SELECT auth.is_staff($account) IS NOT NULL', reach: ALL },
  'access.keeps_diary(uuid)': {
    role: 'app',
    call: 'SELECT access.keeps_diary($account)',
    reach: 'manager administrator',
  },
  // for the server itself, and only what has run out
  'access.closed_over(date)': {
    role: 'app',
    call: `SELECT true FROM access.closed_over('2999-01-01')`,
    reach: NOBODY,
  },
  'queue.enqueue(text,jsonb,timestamp with time zone,text)': {
    role: 'app',
    call: `SELECT true FROM queue.enqueue('rebuild-entries', jsonb_build_object('account', $me, 'patient', $patient), now(), 'x')`,
    reach: READ,
  },
  'queue.forget_patient(uuid)': { role: 'app', call: 'SELECT true FROM queue.forget_patient($patient)', reach: WRITE },
  'mail.put(text,uuid,uuid,uuid,text,text,bytea,timestamp with time zone)': { role: null, call: '', reach: NOBODY },
  // mails of known kinds, whose words are not in the database
  'mail.queue(uuid,uuid,uuid,text,text,bytea,timestamp with time zone)': {
    role: 'app',
    call: `SELECT mail.queue(gen_random_uuid(), $account, NULL, 'access-opened', NULL, decode(repeat('00', 40), 'hex'), now())`,
    reach: ACCOUNTS.join(' '),
  },
  'mail.queue_sign_in(uuid,uuid,text,text,bytea)': {
    role: 'auth',
    call: `SELECT mail.queue_sign_in(gen_random_uuid(), $account, 'reset-password', NULL, decode(repeat('00', 40), 'hex'))`,
    reach: ALL,
  },
  'mail.told(uuid,text)': { role: 'jobs', call: `SELECT true FROM mail.told($patient, 'patient')`, reach: ALL },
  'mail.queue_told(uuid,uuid,uuid,text,text,bytea)': {
    role: 'jobs',
    call: `SELECT mail.queue_told(gen_random_uuid(), $account, $patient, 'access-opened', NULL, decode(repeat('00', 40), 'hex'))`,
    reach: ALL,
  },
  // anybody may ask for any address; what comes of it is mailed to that address alone
  'site.reader_of(text)': {
    role: 'app',
    call: `SELECT site.reader_of('a@b.example') IS NOT NULL`,
    reach: PUBLIC,
  },
  'site.ask_to_follow(uuid,text,text)': {
    role: 'app',
    call: `SELECT true FROM site.ask_to_follow(site.reader_of('a@b.example'), 'en', NULL)`,
    reach: PUBLIC,
  },
  'site.write_to_reader(uuid,uuid,text,text,bytea,bytea)': {
    role: 'app',
    call: `SELECT site.write_to_reader(gen_random_uuid(), site.reader_of('a@b.example'), 'follow-asked', 'follow', decode(repeat('00', 32), 'hex'), decode(repeat('00', 40), 'hex'))`,
    reach: PUBLIC,
  },
  // only with the token of a mailed link
  'site.reader_behind(bytea)': {
    role: 'app',
    call: `SELECT true FROM site.reader_behind(decode(repeat('00', 32), 'hex'))`,
    reach: NOBODY,
  },
  'site.followed(bytea)': {
    role: 'app',
    call: `SELECT true FROM site.followed(decode(repeat('00', 32), 'hex'))`,
    reach: NOBODY,
  },
  'site.confirm_following(bytea)': {
    role: 'app',
    call: `SELECT site.confirm_following(decode(repeat('00', 32), 'hex')) > 0`,
    reach: NOBODY,
  },
  'site.end_following(bytea,uuid)': {
    role: 'app',
    call: `SELECT site.end_following(decode(repeat('00', 32), 'hex'), NULL) > 0`,
    reach: NOBODY,
  },
  'site.forget_me(bytea)': {
    role: 'app',
    call: `SELECT site.forget_me(decode(repeat('00', 32), 'hex'))`,
    reach: NOBODY,
  },
  'site.erase_reader(uuid)': { role: null, call: '', reach: NOBODY },
  'site.forget_address(text)': {
    role: 'app',
    call: `SELECT site.forget_address('a@b.example') IS NOT NULL`,
    reach: MANAGE,
  },
  // of two patients nobody follows anything: that editors are answered is in readers/readers.test.ts
  'site.follower_counts()': { role: 'app', call: 'SELECT true FROM site.follower_counts()', reach: NOBODY },
  'site.take_back(uuid[])': { role: null, call: '', reach: NOBODY },
  'site.written_by(bytea)': { role: null, call: '', reach: NOBODY },
  'site.is_young(timestamp with time zone,timestamp with time zone)': { role: null, call: '', reach: NOBODY },
  'site.write_comment(uuid,uuid,uuid,uuid,text,text,text,text[],boolean,bytea)': {
    role: 'app',
    call: `SELECT site.write_comment(gen_random_uuid(), $article, NULL, site.reader_of('a@b.example'), 'x', 'y', 'en', '{}', false, NULL) = 'done'`,
    reach: PUBLIC,
  },
  'site.report_comment(uuid,uuid,text,text)': {
    role: 'app',
    call: `SELECT site.report_comment(gen_random_uuid(), $article, 'spam', '')`,
    reach: PUBLIC,
  },
  'site.my_comments(bytea)': {
    role: 'app',
    call: `SELECT true FROM site.my_comments(decode(repeat('00', 32), 'hex'))`,
    reach: NOBODY,
  },
  'site.confirm_comment(bytea,uuid)': {
    role: 'app',
    call: `SELECT site.confirm_comment(decode(repeat('00', 32), 'hex'), $article)`,
    reach: NOBODY,
  },
  'site.edit_comment(bytea,uuid,text,text[])': {
    role: 'app',
    call: `SELECT site.edit_comment(decode(repeat('00', 32), 'hex'), $article, 'x', '{}')`,
    reach: NOBODY,
  },
  'site.take_back_mine(bytea,uuid)': {
    role: 'app',
    call: `SELECT site.take_back_mine(decode(repeat('00', 32), 'hex'), NULL) > 0`,
    reach: NOBODY,
  },
  'site.stop_answers(bytea)': {
    role: 'app',
    call: `SELECT site.stop_answers(decode(repeat('00', 32), 'hex'))`,
    reach: NOBODY,
  },
  'site.note_decided(uuid)': { role: 'app', call: 'SELECT site.note_decided($article)', reach: EDIT },
  'site.answers_to_tell()': { role: 'jobs', call: 'SELECT count(*) >= 0 FROM site.answers_to_tell()', reach: ALL },
  'site.tell_answer(uuid,uuid,uuid,bytea,bytea)': {
    role: 'jobs',
    call: `SELECT site.tell_answer(gen_random_uuid(), $article, $account, decode(repeat('00', 32), 'hex'), decode(repeat('00', 40), 'hex'))`,
    reach: ALL,
  },
  // adds to today alone, and reads nothing
  'site.count_views(date[],text[],integer[])': {
    role: 'app',
    call: `SELECT true FROM site.count_views(ARRAY[current_date], '{/}', '{1}')`,
    reach: PUBLIC,
  },
  'site.articles_to_announce()': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM site.articles_to_announce()',
    reach: ALL,
  },
  'site.readers_to_tell(uuid,uuid,integer)': {
    role: 'jobs',
    call: 'SELECT count(*) >= 0 FROM site.readers_to_tell($patient, NULL, 1)',
    reach: ALL,
  },
  'site.announce(uuid,uuid,uuid,bytea,bytea,timestamp with time zone)': {
    role: 'jobs',
    call: `SELECT site.announce(gen_random_uuid(), $patient, $patient, decode(repeat('00', 32), 'hex'), decode(repeat('00', 40), 'hex'), now()) IS NOT NULL`,
    reach: ALL,
  },
  'site.announced_to_all(uuid)': { role: 'jobs', call: 'SELECT true FROM site.announced_to_all($patient)', reach: ALL },
  'site.address_of(uuid)': { role: 'jobs', call: 'SELECT site.address_of($patient) IS NULL', reach: ALL },
  'site.endings(timestamp with time zone)': {
    role: 'jobs',
    call: `SELECT count(*) >= 0 FROM site.endings('-infinity')`,
    reach: ALL,
  },
  'mail.release(uuid)': { role: 'app', call: 'SELECT mail.release($mail)', reach: 'manager administrator' },
}
