// From a kind and what it needs to the bytes of a mail: the same bytes at every attempt, whatever was put into a name or a link.
import type { MailToSend } from '@clearday/store'
import MailComposer from 'nodemailer/lib/mail-composer'
import { FRAMES, isAboutTheSite, MAIL_TEXTS, type Language, type TextKind } from './mail-texts.ts'

export interface Recipient {
  readonly address: string
  /** '' if unknown. */
  readonly name: string
  readonly language: Language
}

export interface Sender {
  readonly address: string
  readonly name: string
}

export interface ComposedMail {
  readonly from: string
  readonly to: string
  readonly bytes: Buffer
}

export type Composed =
  | { readonly type: 'ok'; readonly value: ComposedMail }
  | { readonly type: 'error'; readonly error: { readonly code: 'bad-address' | 'bad-link' } }

/**
 * One address of today's internet and nothing else: one @, nothing that ends a line or begins another field. Both parts may have letters
 * of any script.
 */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u

export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text)
}

export interface Paragraph {
  readonly words: string
  /** Under the first words, each a line of its own. */
  readonly lines?: readonly string[]
  readonly href?: string
}

/** What a mail says between its greeting and its end. */
export interface WrittenMail {
  readonly title: string
  readonly paragraphs: readonly Paragraph[]
  readonly stopUrl?: string
  /** One appointment, which mail programs put into a calendar by a button, or a file of several. */
  readonly calendar?: { readonly text: string; readonly method: string; readonly several: boolean }
}

/** Text and simple HTML of one content. @param clinic as it calls itself. @param written null where the text of the
 * kind says it. Errors: bad-address (also of the sender), bad-link (no http or https address). */
export async function composeMail(
  mail: MailToSend,
  recipient: Recipient,
  sender: Sender,
  clinic = '',
  written: WrittenMail | null = null,
): Promise<Composed> {
  if (!isMailAddress(recipient.address) || !isMailAddress(sender.address)) return error('bad-address')
  const said = written ?? writtenOf(mail, recipient.language)
  if (said === null || !linksOf(said).every(isLink)) return error('bad-link')
  const { title, stopUrl, calendar } = said
  const frame = FRAMES[recipient.language]
  const name = oneLine(recipient.name)
  const paragraphs: Paragraph[] = [
    { words: name === '' ? frame.nobody : frame.greeting(name) },
    ...said.paragraphs,
    { words: frame.closing(oneLine(clinic)) },
  ]
  // a name that the settings give is what this clinic wants
  const from = sender.name === '' && isAboutTheSite(mail.kind) ? clinic : sender.name
  const composer = new MailComposer({
    from: { name: oneLine(from), address: sender.address },
    to: { name, address: recipient.address },
    subject: title,
    text: asText(paragraphs),
    html: asHtml(paragraphs, recipient.language),
    ...(calendar === undefined ? {} : attached(calendar)),
    messageId: mail.messageId,
    date: new Date(mail.date),
    baseBoundary: mail.mailId,
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': recipient.language,
      ...(stopUrl === undefined
        ? {}
        : {
            'List-Unsubscribe': { prepared: true, value: `<${new URL(stopUrl).href}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  })
  const bytes = await composer.compile().build()
  return { type: 'ok', value: { from: sender.address, to: recipient.address, bytes } }
}

/** By the text of its kind; null where its link is missing. */
function writtenOf(mail: MailToSend, language: Language): WrittenMail | null {
  const { url, stopUrl, what, reader, title, last } = mail.parameters as {
    readonly url?: string
    readonly stopUrl?: string
    readonly what?: string
    readonly reader?: 'proxy' | 'manager'
    /** Of an article that the mail is about. */
    readonly title?: string
    readonly last?: true
  }
  const said = MAIL_TEXTS[language][mail.kind as TextKind]
  const text = { ...said, ...(reader === undefined ? {} : said.readers?.[reader]), ...(last === true && said.last) }
  if (text.link !== undefined && url === undefined) return null
  return {
    title: text.title,
    paragraphs: [
      // said in English by whoever queued it; in another language the general sentence stands
      { words: what !== undefined && language === 'en' ? oneLine(what) : text.before },
      ...(title === undefined ? [] : [{ words: oneLine(title) }]),
      ...(text.link === undefined || url === undefined ? [] : [{ words: text.link, href: url }]),
      { words: text.after },
      ...(stopUrl === undefined ? [] : [{ words: text.stop ?? FRAMES[language].stop, href: stopUrl }]),
    ],
    ...(stopUrl !== undefined && { stopUrl }),
  }
}

function linksOf({ paragraphs, stopUrl }: WrittenMail): readonly string[] {
  const all = [...paragraphs.map(({ href }) => href), stopUrl]
  return all.filter((link) => link !== undefined)
}

/**
 * One appointment stands beside the text, as what the mail is in another form (RFC 6047), and once more as a file: Outlook and Gmail read the first,
 * Apple Mail the second. Several are a file alone.
 */
function attached({ text, method, several }: NonNullable<WrittenMail['calendar']>) {
  if (!several) return { icalEvent: { method, filename: 'appointment.ics', content: text } }
  const contentType = `text/calendar; charset=utf-8; method=${method}`
  return { attachments: [{ filename: 'appointments.ics', content: text, contentType }] }
}

function error(code: 'bad-address' | 'bad-link'): Composed {
  return { type: 'error', error: { code } }
}

function asText(paragraphs: readonly Paragraph[]): string {
  const written = paragraphs.map(({ words, lines = [], href }) =>
    [words, ...lines, ...(href === undefined ? [] : [new URL(href).href])].join('\n'),
  )
  return `${written.join('\n\n')}\n`
}

/** Nothing is fetched from anywhere when it is opened: no picture, no style of elsewhere, so that nobody learns that it was read. */
function asHtml(paragraphs: readonly Paragraph[], language: Language): string {
  const body = paragraphs.map(({ words, lines = [], href }) => {
    const said = [words, ...lines].map(escapeHtml).join('<br>\n')
    return href === undefined ? `<p>${said}</p>` : `<p><a href="${escapeHtml(new URL(href).href)}">${said}</a></p>`
  })
  return `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"></head><body>\n${body.join('\n')}\n</body></html>\n`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Names come from people: without line ends, control characters and marks that turn the direction of writing. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

function isLink(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && text.length <= 2000
}
