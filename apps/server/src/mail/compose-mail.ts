// From a kind and what it needs to the bytes of a mail: the same bytes at every attempt, whatever was put into a name or a link.
import type { MailToSend } from '@clearday/store'
import MailComposer from 'nodemailer/lib/mail-composer'
import { FRAMES, isAboutTheSite, MAIL_TEXTS, type Language } from './mail-texts.ts'

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

/** Text and simple HTML of one content. @param clinic as it calls itself. Errors: bad-address (also of the sender), bad-link (no http or https address). */
export async function composeMail(
  mail: MailToSend,
  recipient: Recipient,
  sender: Sender,
  clinic = '',
): Promise<Composed> {
  const { url, stopUrl, what, reader, title, last } = mail.parameters as {
    readonly url?: string
    readonly stopUrl?: string
    readonly what?: string
    readonly reader?: 'proxy' | 'manager'
    /** Of an article that the mail is about. */
    readonly title?: string
    readonly last?: true
  }
  if (!isMailAddress(recipient.address) || !isMailAddress(sender.address)) return error('bad-address')
  if ([url, stopUrl].some((link) => link !== undefined && !isLink(link))) return error('bad-link')
  const said = MAIL_TEXTS[recipient.language][mail.kind]
  const text = { ...said, ...(reader === undefined ? {} : said.readers?.[reader]), ...(last === true && said.last) }
  if (text.link !== undefined && url === undefined) return error('bad-link')
  const frame = FRAMES[recipient.language]
  const name = oneLine(recipient.name)
  const paragraphs: Paragraph[] = [
    { words: name === '' ? frame.nobody : frame.greeting(name) },
    // said in English by whoever queued it; in another language the general sentence stands
    { words: what !== undefined && recipient.language === 'en' ? oneLine(what) : text.before },
    ...(title === undefined ? [] : [{ words: oneLine(title) }]),
    ...(text.link === undefined || url === undefined ? [] : [{ words: text.link, href: url }]),
    { words: text.after },
    ...(stopUrl === undefined ? [] : [{ words: text.stop ?? frame.stop, href: stopUrl }]),
    { words: frame.closing(oneLine(clinic)) },
  ]
  // a name that the settings give is what this clinic wants
  const from = sender.name === '' && isAboutTheSite(mail.kind) ? clinic : sender.name
  const composer = new MailComposer({
    from: { name: oneLine(from), address: sender.address },
    to: { name, address: recipient.address },
    subject: text.title,
    text: asText(paragraphs),
    html: asHtml(paragraphs, recipient.language),
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

function error(code: 'bad-address' | 'bad-link'): Composed {
  return { type: 'error', error: { code } }
}

interface Paragraph {
  readonly words: string
  readonly href?: string
}

function asText(paragraphs: readonly Paragraph[]): string {
  return `${paragraphs.map(({ words, href }) => (href === undefined ? words : `${words}\n${new URL(href).href}`)).join('\n\n')}\n`
}

/** Nothing is fetched from anywhere when it is opened: no picture, no style of elsewhere, so that nobody learns that it was read. */
function asHtml(paragraphs: readonly Paragraph[], language: Language): string {
  const body = paragraphs.map(({ words, href }) =>
    href === undefined
      ? `<p>${escapeHtml(words)}</p>`
      : `<p><a href="${escapeHtml(new URL(href).href)}">${escapeHtml(words)}</a></p>`,
  )
  return `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"></head><body>\n${body.join('\n')}\n</body></html>\n`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Names come from people: without line ends, control characters and marks that turn the direction of writing. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

function isLink(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && text.length <= 2000
}
