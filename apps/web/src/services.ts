// What the process hands to the pages: the clinic's services, by name. The one place that both sides of the door agree on.
import type { DoctorPageOptions, OwnPlan } from '@clearday/care'
import type { LivingRow } from '@clearday/diary/operations'
import type {
  AccountClosed,
  CommentWritten,
  Database,
  Death,
  DiaryClosed,
  Erased,
  Leaving,
  Left,
  MergeRefusal,
  MergeRequest,
  NewPicture,
  NewComment,
  Reopening,
  StaffRole,
  WholeDiary,
  WriterClosed,
  WriterDeath,
  WriterReopening,
} from '@clearday/store'

/** Of an answer, for the door alone: which page it is, as its folder is called (`/articles/[slug]`). The door takes it off. */
export const ROUTE_HEADER = 'x-clearday-page'

export interface WebSession {
  readonly account: string
  readonly sessionId: string
  /** Proved within the last quarter of an hour. */
  readonly fresh: boolean
  readonly email: string
  readonly name: string
  readonly hasSecondFactor: boolean
  /** What must come before anything else is open to this session: a second step of staff. */
  readonly asksFor: 'second-step' | 'passkey' | null
  /** In which the account is written to. */
  readonly language: 'en' | 'es'
  readonly setCookies: readonly string[]
}

export interface Said {
  readonly type: 'error'
  readonly error: { readonly code: string; readonly message: string }
}

/** What is printed on the diary on paper, in its reader's language. */
export interface PaperDiaryWords {
  readonly language: string
  readonly title: string
  readonly clinic: string
  /** How it is filled. */
  readonly how: string
  readonly name: string
  readonly from: string
  readonly day: string
  readonly rows: readonly string[]
  /** The row that words are written in, from 0: it is higher. */
  readonly wordy: number
  readonly foot: string
}

export interface ArticleCardWords {
  readonly title: string
  readonly clinic: string
  readonly byline: string
}

export interface WebPerson {
  readonly account: string
  readonly email: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly leftAt: string | null
}

/**
 * For readers of the site without an account. What is asked for an address is answered alike, whether the address is known or not, and whether
 * a mail goes: so many of a kind in a day, fewer of them for one and the same network. `peer` is the network address that asks.
 */
export interface ReaderServices {
  /** @param language of the mail. */
  readonly askToFollow: (
    asked: { readonly email: string; readonly language: string; readonly topic: string | null },
    language: string,
    peer: string,
  ) => Promise<void>
  /** A mail with the link under which an address sees and takes back what was given under it. */
  readonly askForLink: (email: string, language: string, peer: string) => Promise<void>
  /** With an address, which gets a mail to confirm it; what comes of it is the same for every address. @param language of the mail. */
  readonly comment: (comment: NewComment, email: string, language: string, peer: string) => Promise<CommentWritten>
  readonly commentAs: (by: WebSession, comment: NewComment) => Promise<CommentWritten>
  /** When a form was made, signed. @param about what it belongs to. */
  readonly stampForm: (about: string) => string
  /** In ms; null for a stamp of something else, or of nobody. */
  readonly formAge: (about: string, stamp: string) => number | null
}

/** Links of one purpose to pages of somebody without an account, by the id of what they are about. */
export interface VisitLinks {
  /** What the database asks for before it shows or changes it. */
  readonly proofOf: (id: string) => Uint8Array
  /** The last part of the address of its page. @param until in ms since 1970. */
  readonly tokenOf: (id: string, until: number) => string
  /** `not-ours`: nobody here made it. `over`: its time is over. */
  readonly readToken: (
    token: string,
  ) =>
    | { readonly type: 'ok'; readonly id: string; readonly person: string | null }
    | { readonly type: 'error'; readonly code: 'not-ours' | 'over' }
}

/** For who manages one visit without an account, by the link they have. */
export interface VisitServices {
  /** What the database asks for before it changes an appointment for somebody without an account. */
  readonly proofOf: (appointment: string) => Uint8Array
  /**
   * The last part of the address of an appointment's page.
   *
   * @param person for whom it is, or for whom it will be once it is booked; null opens it only while it is held. @param until in ms since 1970.
   */
  readonly tokenOf: (appointment: string, person: string | null, until: number) => string
  /** `not-ours`: nobody here made it. `over`: its time is over. */
  readonly readToken: (
    token: string,
  ) =>
    | { readonly type: 'ok'; readonly appointment: string; readonly person: string | null }
    | { readonly type: 'error'; readonly code: 'not-ours' | 'over' }
  /** Of what somebody asked for. */
  readonly request: VisitLinks
  /** Of a time that became free, to somebody who waits. */
  readonly offer: VisitLinks
  /** Of a place on the waiting list. */
  readonly waiting: VisitLinks
}

/** Calendars that practitioners keep elsewhere. */
export interface OtherCalendarServices {
  /** For the store: nobody who reads the database reads the address. */
  readonly sealAddress: (practitioner: string, calendar: string, address: string) => Uint8Array
  /** Asks for one's own at once; what came of it stands in the store. Up to half a minute. */
  readonly readNow: (practitioner: string, calendar: string) => Promise<void>
}

export interface DoctorPageAsked {
  readonly diary: WholeDiary
  /** Who looks. */
  readonly account: string
  readonly options: DoctorPageOptions
  readonly paper: 'A4' | 'Letter' | null
  /** In which the page is shown. */
  readonly light: string
  /** Where its reader came from; left out on paper. */
  readonly back?: { readonly href: string; readonly label: string }
}

/** A plan as a practitioner reads it. */
export interface PlanRead {
  readonly plan: OwnPlan
  /** What cannot be read: so many entries, and fields by name. */
  readonly leftOut: { readonly entries: number; readonly fields: readonly string[] }
  /** What the diary says so far, of each treatment of which it says anything. */
  readonly answers: readonly {
    readonly id: string
    readonly verdict: string
    /** How much so far, in words; null where the verdict has it, and where there is nothing to compare. */
    readonly size: string | null
    /** Whether it is more than "can't tell yet". */
    readonly isTold: boolean
  }[]
}

export interface ClinicServices {
  /** Of the role `app`: nothing is visible in it before somebody acts. */
  readonly app: Database
  /** ms since 1970. */
  readonly clock: () => number
  /** A PDF. */
  readonly paperDiary: (words: PaperDiaryWords) => Promise<Buffer>
  /** Of a whole diary: a PDF where a paper is named; otherwise a page of its own, which shows at once and says where its answers are old. */
  readonly doctorPage: (asked: DoctorPageAsked) => Promise<Response>
  /** The plan of a diary on its own day; null where too many wait. */
  readonly readPlan: (rows: readonly LivingRow[], language: 'en' | 'es') => Promise<PlanRead | null>
  /** A PNG of 1200 × 630. */
  readonly articleCard: (words: ArticleCardWords) => Promise<Buffer>
  readonly origin: string
  readonly sessionOf: (request: Request) => Promise<WebSession | null>
  /** An address of the sign-in, such as `/sign-in/email`, asked with the cookies of a request. `body` makes it a POST. */
  readonly signIn: (request: Request, peer: string, path: string, body?: unknown) => Promise<Response>
  /** The accounts there are, with addresses; none for who is no manager or administrator. */
  readonly people: (by: WebSession) => Promise<readonly WebPerson[]>
  /** Of one's own second step; null where there is none. The codes themselves are never told again. */
  readonly recoveryCodesLeft: (by: WebSession) => Promise<number | null>
  readonly changeRole: (
    by: WebSession,
    account: string,
    role: string,
    end: boolean,
  ) => Promise<{ readonly type: 'ok' } | Said>
  readonly recoverSecondFactor: (
    by: WebSession,
    request: {
      readonly account: string
      readonly reason: string
      readonly identityCheckedBy: 'in-person' | 'video-call' | 'call-back'
    },
  ) => Promise<{ readonly type: 'ok'; readonly dueAt: string } | Said>
  /** For who has lost their mail address; three days from now, and once the new one is confirmed. */
  readonly moveAddress: (
    by: WebSession,
    request: {
      readonly account: string
      readonly newAddress: string
      readonly reason: string
      readonly identityCheckedBy: 'in-person' | 'video-call' | 'call-back'
    },
  ) => Promise<{ readonly type: 'ok'; readonly dueAt: string } | Said>
  readonly askMerge: (
    by: WebSession,
    request: MergeRequest,
  ) => Promise<{ readonly type: 'ok'; readonly endsAt: string } | Said>
  readonly confirmMerge: (
    by: WebSession,
    mergeId: string,
  ) => Promise<
    | { readonly type: 'waiting' }
    | { readonly type: 'done' }
    | { readonly type: 'error'; readonly error: MergeRefusal }
    | Said
  >
  /** Taken back by a manager, or declined by one of the two. */
  readonly endMerge: (
    by: WebSession,
    mergeId: string,
  ) => Promise<
    | { readonly type: 'ok'; readonly how: 'declined' | 'withdrawn' }
    | { readonly type: 'error'; readonly error: MergeRefusal }
    | Said
  >
  readonly recordDeath: (by: WebSession, death: Death) => Promise<DiaryClosed | Said>
  readonly undoDeath: (by: WebSession, request: Reopening) => Promise<DiaryClosed | Said>
  /** Of somebody who wrote for others and has no diary of their own. */
  readonly recordWriterDeath: (by: WebSession, death: WriterDeath) => Promise<WriterClosed | Said>
  readonly undoWriterDeath: (by: WebSession, request: WriterReopening) => Promise<WriterClosed | Said>
  readonly letGo: (by: WebSession, leaving: Leaving) => Promise<Left | Said>
  /**
   * Told done only when the journal outside the database has it too. With `alsoAccount` the person's account goes along, and with it the
   * session; one that holds more than this diary stays, and `account` says why.
   */
  readonly eraseDiary: (
    by: WebSession,
    patient: string,
    alsoAccount?: boolean,
  ) => Promise<
    | {
        readonly type: 'ok'
        readonly value: Pick<Erased, 'removed' | 'kept'> & { readonly account: AccountClosed | null }
      }
    | Said
  >
  /** Removes an account that holds no diary and no role: name, address, ways to sign in, mails. */
  readonly removeAccount: (by: WebSession) => Promise<AccountClosed | Said>
  /** Whether the clinic has a backup that is young enough, and when the last one was written, in ms since 1970. */
  readonly backups: () => Promise<{
    readonly state: 'off' | 'none' | 'good' | 'old'
    readonly lastGood: number | null
  }>
  /** Work that takes much memory, such as an export: one at a time of an account. Null where too many wait; nothing was done then. */
  readonly inTurn: <Value>(account: string, work: () => Promise<Value>) => Promise<Value | null>
  /** A picture made anew from its pixels in the sizes that screens need; the code of a refusal is a key of the words. */
  readonly makePicture: (
    content: Buffer,
  ) => Promise<
    { readonly type: 'ok'; readonly sizes: NewPicture['sizes'] } | { readonly type: 'error'; readonly code: string }
  >
  /** Asks an address that somebody gave, through the one guarded door: https, public addresses, limits. Whatever is there is an answer or a code. */
  readonly askOutside: (
    url: string,
    limits: { readonly mostBytes: number; readonly mediaTypes: readonly string[] | null },
  ) => Promise<
    | { readonly type: 'ok'; readonly body: Buffer; readonly contentType: string; readonly url: string }
    | { readonly type: 'error'; readonly code: string }
  >
  /** Everybody here is invented: what is for developers is shown. */
  readonly demonstration: boolean
  /** There is no mail server: what would be sent lies as files in a folder of the server. */
  readonly mailsAsFiles: boolean
  /** A fault inside: its place is logged, nothing else of it. */
  readonly fault: (error: unknown) => void
  /** Null where there was an administrator when the server started. */
  readonly setUp: SetUpService | null
  readonly readers: ReaderServices
  readonly visits: VisitServices
  readonly otherCalendars: OtherCalendarServices
}

export interface SetUpService {
  /** Whether the link that was printed still works. */
  readonly isOpen: () => boolean
  readonly complete: (given: {
    readonly token: string
    readonly email: string
    readonly name: string
    readonly password: string
  }) => Promise<{ readonly type: 'ok' } | Said>
}
