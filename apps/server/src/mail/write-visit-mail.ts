// Mails around visits, written when they go: what stands now is what they say, to the address that somebody has now.
import { calendarMail, calendarOfSeveral, calendarUid, twoClocks, type CalendarEntry } from '@clearday/scheduling'
import {
  claimToTell,
  reminderToTell,
  reminderWaits,
  requestToTell,
  visitsToTell,
  type Database,
  type MailToSend,
  type ToldVisit,
  type VisitWords,
} from '@clearday/store'
import { visitUrl } from '../scheduling/visit-link.ts'
import { oneLine, type Paragraph, type Recipient, type Sender, type WrittenMail } from './compose-mail.ts'
import { isLanguage, type Language } from './mail-texts.ts'
import { VISIT_MAIL_WORDS } from './visit-mail-words.ts'

export interface VisitMails {
  /** Of the role `jobs`. */
  readonly jobs: Database
  /** Of the installation. */
  readonly secret: string
  /** Under which people reach the site. */
  readonly origin: string
  readonly sender: Sender
}

/** A mail, and to whom it goes. */
export interface AddressedMail {
  readonly recipient: Recipient
  readonly written: WrittenMail
}

const DAY = 86_400_000
/** So long after a visit, or after a request was answered, its link still shows it. */
const AFTER_DAYS = 30
const REQUEST_DAYS = 180

/**
 * What a mail around a visit says now; null where nothing of it is true any more. @param clinic as it calls itself. @param now ms since 1970. One query.
 */
export function writeVisitMail(
  mails: VisitMails,
  mail: MailToSend,
  clinic: string,
  now: number,
): Promise<AddressedMail | null> {
  if (mail.kind === 'visit-reminder') return writeReminder(mails, mail, now)
  const { about } = mail.parameters as { readonly about: string }
  if (mail.kind === 'visit-request') return writeRequest(mails, mail, about, now)
  return mail.kind === 'time-offered' ? writeOffer(mails, about) : writeChanges(mails, mail, about, clinic)
}

/** As a place writes to somebody. */
function addressed({
  address,
  name,
  language,
}: {
  readonly address: string
  readonly name: string
  readonly language: string
}): Recipient {
  return { address, name, language: isLanguage(language) ? language : 'en' }
}

async function writeChanges(
  { jobs, secret, origin, sender }: VisitMails,
  mail: MailToSend,
  person: string,
  clinic: string,
): Promise<AddressedMail | null> {
  const visits = await visitsToTell(jobs, mail.mailId, person)
  if (visits.length === 0) return null
  const recipient = addressed(visits[0])
  const { language } = recipient
  const words = VISIT_MAIL_WORDS[language]
  const link = ({ appointment, end }: ToldVisit): string =>
    visitUrl(origin, secret, 'appointment', { id: appointment, person, until: end + AFTER_DAYS * DAY })
  const one = visits.length === 1
  const paragraphs = (['booked', 'moved', 'cancelled'] as const).flatMap((what) => {
    const these = visits.filter((visit) => visit.what === what)
    if (these.length === 0) return []
    const [said, end] = [these.length === 1 ? words.one[what] : words.several[what], endOf(what, these, language)]
    // sessions of one course share all but their time
    const alike = [...Map.groupBy(these, (visit) => JSON.stringify(visit.words)).values()]
    return [{ words: said }, ...alike.flatMap((group) => groupParagraphs(group, language, link)), ...end]
  })
  if (visits.some(({ what }) => what === 'cancelled'))
    paragraphs.push({ words: words.again, href: new URL('/visit', origin).href })
  const organizer = { name: oneLine(clinic), email: sender.address }
  const entries = visits.map((visit) => entryOf(visit, origin, language, link(visit)))
  const invited = { name: oneLine(recipient.name), email: recipient.address }
  const calendar = one ? calendarMail(entries[0], { organizer, invited }) : calendarOfSeveral(entries, organizer)
  return {
    recipient,
    written: {
      title: words.titles[one ? visits[0].what : 'several'],
      paragraphs,
      calendar: { text: calendar.text, method: calendar.method, several: !one },
    },
  }
}

/** What they share once, then each time with its link. */
function groupParagraphs(
  visits: readonly ToldVisit[],
  language: Language,
  link: (visit: ToldVisit) => string,
): Paragraph[] {
  const words = VISIT_MAIL_WORDS[language]
  const preparation = visits[0].what === 'cancelled' ? [] : preparationOf(visits[0].words, language)
  return [
    { words: nameOf(visits[0].words, language), lines: detailsOf(visits[0].words, language) },
    ...visits.flatMap((visit): Paragraph[] => {
      const { start, end, before, what, words: of } = visit
      const lines =
        before === null ? [] : [words.before(whenWords({ start: before, end: null }, of.timeZone, language))]
      const when = { words: whenWords({ start, end }, of.timeZone, language), lines }
      return what === 'cancelled' ? [when] : [when, { words: words.change, href: link(visit) }]
    }),
    ...preparation,
  ]
}

function endOf(what: ToldVisit['what'], visits: readonly ToldVisit[], language: Language): Paragraph[] {
  const hours = Math.round(Math.max(...visits.map(({ words }) => words.cancelMinutes)) / 60)
  return what === 'cancelled' || hours === 0 ? [] : [{ words: VISIT_MAIL_WORDS[language].changeInTime(hours) }]
}

function entryOf(visit: ToldVisit, origin: string, language: Language, url: string): CalendarEntry {
  const { appointment, sequence, what, start, end, words, madeAt, changedAt } = visit
  return {
    ...{ uid: calendarUid(appointment, new URL(origin).host), sequence, start, end, language, url },
    status: what === 'cancelled' ? 'cancelled' : 'confirmed',
    ...{ timeZone: words.timeZone, title: null, description: null, createdAt: madeAt, changedAt },
    place: placeLines(words).join('\n') || null,
  }
}

async function writeReminder({ jobs, secret, origin }: VisitMails, mail: MailToSend, now: number) {
  const { appointment, start } = mail.parameters as { readonly appointment: string; readonly start: number }
  const person = mail.account
  if (await reminderWaits(jobs, { mailId: mail.mailId, appointment }, now)) return null
  const visit = await reminderToTell(jobs, { appointment, person, start }, now)
  if (visit === null) return null
  const recipient = addressed(visit)
  const { language } = recipient
  const words = VISIT_MAIL_WORDS[language]
  const until = visit.end + AFTER_DAYS * DAY
  const paragraphs: Paragraph[] = [
    { words: words.reminder },
    { words: whenWords(visit, visit.words.timeZone, language) },
    { words: nameOf(visit.words, language), lines: detailsOf(visit.words, language) },
    ...preparationOf(visit.words, language),
    { words: words.change, href: visitUrl(origin, secret, 'appointment', { id: appointment, person, until }) },
  ]
  return { recipient, written: { title: words.reminderTitle, paragraphs } }
}

async function writeRequest({ jobs, secret, origin }: VisitMails, mail: MailToSend, request: string, now: number) {
  const told = await requestToTell(jobs, mail.mailId, request)
  if (told === null) return null
  const recipient = addressed(told)
  const { language } = recipient
  const words = VISIT_MAIL_WORDS[language]
  const { what } = told
  const href = visitUrl(origin, secret, 'request', { id: request, person: null, until: now + REQUEST_DAYS * DAY })
  const paragraphs: Paragraph[] = [
    { words: words.request[what] },
    ...told.times.map(({ start, endsAt, words: of }) => ({
      words: whenWords({ start, end: null }, of.timeZone, language),
      lines: [
        nameOf(of, language),
        ...detailsOf(of, language),
        words.until(whenWords({ start: endsAt, end: null }, of.timeZone, language)),
      ],
    })),
    { words: words.requestLink[what], href },
    { words: words.requestAfter[what] },
  ]
  return { recipient, written: { title: words.requestTitle, paragraphs } }
}

async function writeOffer({ jobs, secret, origin }: VisitMails, claim: string) {
  const told = await claimToTell(jobs, claim)
  if (told === null) return null
  const recipient = addressed(told)
  const { language } = recipient
  const words = VISIT_MAIL_WORDS[language]
  const { person, start, endsAt, words: of } = told
  const href = visitUrl(origin, secret, 'offer', { id: claim, person, until: start + AFTER_DAYS * DAY })
  const paragraphs: Paragraph[] = [
    { words: words.offer },
    {
      words: whenWords({ start, end: null }, of.timeZone, language),
      lines: [
        nameOf(of, language),
        ...detailsOf(of, language),
        words.until(whenWords({ start: endsAt, end: null }, of.timeZone, language)),
      ],
    },
    { words: words.offerLink, href },
    { words: words.offerAfter },
  ]
  return { recipient, written: { title: words.offerTitle, paragraphs } }
}

/** On the clock of the place, with the day of the week and which clock that is. */
function whenWords(
  { start, end }: { readonly start: number; readonly end: number | null },
  timeZone: string,
  language: Language,
): string {
  const { dayWords, time, zoneWords } = twoClocks(start, timeZone, null, language).there
  const to = end === null ? null : twoClocks(end, timeZone, null, language).there.time
  return VISIT_MAIL_WORDS[language].when(dayWords, time, to, zoneWords)
}

function nameOf({ names }: VisitWords, language: Language): string {
  return oneLine(inLanguage(names, language))
}

/** In the language, else in any that there is. */
function inLanguage(worded: Readonly<Record<string, string>>, language: Language): string {
  return [worded[language], ...Object.values(worded)].find((text) => text !== undefined && text !== '') ?? ''
}

/** With whom, where, and whom to call. */
function detailsOf(of: VisitWords, language: Language): readonly string[] {
  const words = VISIT_MAIL_WORDS[language]
  const practitioner = oneLine(of.practitioner)
  const telephone = oneLine(of.telephone)
  return [
    ...(practitioner === '' ? [] : [words.withWhom(practitioner)]),
    ...(of.setting === 'video' ? [words.video] : placeLines(of)),
    ...(telephone === '' ? [] : [words.telephone(telephone)]),
  ]
}

function placeLines({ place, address, setting }: VisitWords): readonly string[] {
  return setting === 'video' ? [] : linesOf(`${place}\n${address}`)
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(oneLine)
    .filter((line) => line !== '')
}

function preparationOf({ preparation }: VisitWords, language: Language): Paragraph[] {
  const lines = linesOf(inLanguage(preparation, language))
  return lines.length === 0 ? [] : [{ words: VISIT_MAIL_WORDS[language].preparation, lines }]
}
