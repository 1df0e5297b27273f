// The clinic's services as the pages get them: one object, made once, that says all that a page can do.
import { accountsHere, asPerson, calendarKey, changeRole } from '@clearday/store'
import type { ClinicServices } from '@clearday/web/services'
import type { Accounts } from '../accounts/create-accounts.ts'
import { staffedPaths } from '../accounts/staffed-paths.ts'
import { answerDoctorPage } from '../doctor/answer-page.ts'
import { doctorPages } from '../doctor/doctor-pages.ts'
import { wholePages } from '../doctor/whole-pages.ts'
import { plans } from '../plan/plans.ts'
import { articleCard } from '../documents/article-card.ts'
import { paperDiary } from '../documents/paper-diary.ts'
import { remembered } from '../documents/remembered.ts'
import type { ErasureDoor } from '../erasure/erase-diary.ts'
import type { SetUp } from '../first-run/set-up.ts'
import { turns } from '../http/turns.ts'
import { placesOf, type Log } from '../logs/log.ts'
import { outgoingDoor } from '../outgoing/outgoing-door.ts'
import { makeSizes } from '../pictures/make-sizes.ts'
import { readerServices } from '../readers/reader-services.ts'
import { readOtherCalendar, sealAddress, type CalendarReading } from '../scheduling/other-calendars.ts'
import { visitServices } from '../scheduling/visit-services.ts'
import type { DatabaseOpened } from './database.ts'

export interface ServicesOf {
  readonly database: DatabaseOpened
  readonly accounts: Accounts
  readonly erasure: ErasureDoor
  readonly backups: ClinicServices['backups']
  readonly setUp: SetUp | null
  readonly origin: string
  readonly mailsAsFiles: boolean
  readonly demonstration: boolean
  /** Of the installation. */
  readonly secret: string
  readonly clock: () => number
  readonly log: Log
}

/** Exports and imports of one account. */
const LARGE = { atOnce: 1, waiting: 2 }

export function clinicServices({
  database,
  accounts,
  erasure,
  backups,
  setUp,
  origin,
  clock,
  log,
  mailsAsFiles,
  demonstration,
  secret,
}: ServicesOf): ClinicServices {
  const { app } = database.store
  const large = turns(LARGE)
  const outside = outgoingDoor()
  const staffed = staffedPaths(app, accounts, clock)
  return {
    app,
    clock,
    origin,
    paperDiary: remembered(paperDiary, 8),
    doctorPage: answerDoctorPage(wholePages(app, doctorPages(), clock)),
    readPlan: plans(clock),
    articleCard: remembered(articleCard, 300),
    sessionOf: accounts.sessionOf,
    signIn: (request, peer, path, body) => {
      const headers = new Headers({ origin })
      for (const name of ['cookie', 'user-agent']) {
        const value = request.headers.get(name)
        if (value !== null) headers.set(name, value)
      }
      const address = new URL(`/api/auth${path}`, origin)
      if (body === undefined) return accounts.handler(new Request(address, { headers }), peer)
      headers.set('content-type', 'application/json')
      return accounts.handler(new Request(address, { method: 'POST', headers, body: JSON.stringify(body) }), peer)
    },
    people: async (by) => {
      const here = await asPerson(app, by.account, accountsHere)
      const addresses = await accounts.addressesOf(here.map(({ account }) => account))
      return here.map((one) => ({ ...one, email: addresses.get(one.account) ?? '' }))
    },
    recoveryCodesLeft: (by) => accounts.recoveryCodesLeft(by.account),
    changeRole: (by, account, role, end) =>
      by.fresh
        ? asPerson(app, by.account, (transaction, access) =>
            changeRole(transaction, access, { account, role, end }, clock()),
          )
        : Promise.resolve(proveAgain()),
    recoverSecondFactor: staffed.recoverSecondFactor,
    moveAddress: staffed.moveAddress,
    askMerge: staffed.askMerge,
    confirmMerge: staffed.confirmMerge,
    endMerge: staffed.endMerge,
    recordDeath: staffed.recordDeath,
    undoDeath: staffed.undoDeath,
    recordWriterDeath: staffed.recordWriterDeath,
    undoWriterDeath: staffed.undoWriterDeath,
    letGo: staffed.letGo,
    eraseDiary: async (by, patient, alsoAccount = false) =>
      by.fresh ? erasure.eraseDiary(by.account, patient, alsoAccount) : proveAgain(),
    removeAccount: async (by) => (by.fresh ? erasure.removeAccount(by.account) : proveAgain()),
    inTurn: large.take,
    makePicture: makeSizes,
    askOutside: async (url, { mostBytes, mediaTypes }) => {
      const fetched = await outside({
        url,
        maxBytes: mostBytes,
        ...(mediaTypes !== null && { contentTypes: mediaTypes }),
      })
      if (fetched.type === 'error') return { type: 'error', code: fetched.error.code }
      const { status, body, contentType, url: address } = fetched.value
      return status === 200 ? { type: 'ok', body, contentType, url: address } : { type: 'error', code: 'bad-answer' }
    },
    mailsAsFiles,
    demonstration,
    fault: (error) => log.error('page-fault', placesOf(error)),
    backups,
    setUp,
    readers: readerServices({ app, secret, origin, clock }),
    visits: visitServices(secret, clock),
    otherCalendars: otherCalendarServices({ app, door: outside, key: calendarKey(secret), origin, clock }),
  }
}

function otherCalendarServices(reading: CalendarReading): ClinicServices['otherCalendars'] {
  return {
    sealAddress: (practitioner, calendar, address) => sealAddress(reading.key, practitioner, calendar, address),
    readNow: async (practitioner, calendar) => {
      await readOtherCalendar(reading, practitioner, calendar)
    },
  }
}

function proveAgain() {
  return refused('prove-again', 'Give your password again before you do this.')
}

function refused(code: string, message: string) {
  return { type: 'error', error: { code, message } } as const
}
