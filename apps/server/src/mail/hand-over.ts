// Handing a mail over: to a mail server, or, without one, into a folder that only the server's owner can read, since mails hold sign-in links.
import { constants } from 'node:fs'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { MailHandedOver } from '@clearday/store'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { ComposedMail } from './compose-mail.ts'

export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** null where the server wants none. */
  readonly user: string | null
  readonly password: string | null
  /** From the first byte, by STARTTLS and refused without it, or none: on this machine alone. */
  readonly tls: 'from-start' | 'starttls' | 'none'
  /** Certificates that are trusted besides those of the system, as PEM. */
  readonly ca?: string
}

/** How mails leave: never throws for what a mail server does. @param mailId names the file of a folder. */
export type HandOver = (mail: ComposedMail, mailId: string) => Promise<MailHandedOver>

const CONNECT_MS = 15_000
const SILENT_MS = 60_000

/** From `smtps://user:password@host:465` or `smtp://…:587`; null where it is neither. Unencrypted only to this machine. */
export function smtpSettings(address: string): SmtpSettings | null {
  const url = URL.parse(address)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return null
  const secure = url.protocol === 'smtps:'
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    tls: secure ? 'from-start' : local ? 'none' : 'starttls',
  }
}

/**
 * One connection for each mail. A mail is read by the connection only once the server has asked for it (354), so a connection that ends
 * before has surely not delivered it, and one that ends after may have.
 */
export function toSmtpServer(settings: SmtpSettings): HandOver {
  return (mail) =>
    new Promise((resolve) => {
      let begun = false
      const connection = new SMTPConnection({
        host: settings.host,
        port: settings.port,
        secure: settings.tls === 'from-start',
        requireTLS: settings.tls === 'starttls',
        ignoreTLS: settings.tls === 'none',
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: SILENT_MS,
        tls: { minVersion: 'TLSv1.2', ...(settings.ca === undefined ? {} : { ca: settings.ca }) },
      })
      const end = (outcome: MailHandedOver): void => {
        resolve(outcome)
        connection.close()
      }
      const failed = (error: SmtpError): void => end(outcomeOf(error, begun))
      const send = (): void => {
        const bytes = new Readable({
          read() {
            begun = true
            this.push(mail.bytes)
            this.push(null)
          },
        })
        connection.send({ from: mail.from, to: [mail.to], size: mail.bytes.length }, bytes, (error) => {
          if (error !== null) return failed(error)
          resolve({ type: 'sent' })
          connection.quit()
        })
      }
      connection.on('error', failed)
      connection.once('end', () => failed({}))
      connection.connect((error) => {
        if (error !== undefined) return failed(error)
        const { user, password } = settings
        if (user === null) return send()
        connection.login({ user, pass: password ?? '' }, (wrong) => (wrong === null ? send() : failed(wrong)))
      })
    })
}

interface SmtpError {
  readonly code?: string | undefined
  readonly command?: string | undefined
  readonly responseCode?: number | undefined
  readonly permanent?: boolean | undefined
}

/** A code and a number: what the server said can quote the address. */
function outcomeOf({ code, command, responseCode, permanent }: SmtpError, begun: boolean): MailHandedOver {
  if (responseCode !== undefined) {
    const reason = `smtp-${responseCode}`
    // a password that is wrong today is put right by a person, not by giving the mails up
    const ours = code === 'EAUTH' || command === 'CONN' || /^(EHLO|HELO|AUTH|STARTTLS)/.test(command ?? '')
    return permanent === true && !ours ? { type: 'refused', reason } : { type: 'try-again', reason }
  }
  if (begun) return { type: 'unknown' }
  // what this side will not even ask: an address that it cannot write
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { type: 'refused', reason: 'bad-address' }
  return { type: 'try-again', reason: code === 'ETLS' ? 'no-tls' : code === 'ETIMEDOUT' ? 'timeout' : 'no-connection' }
}

/**
 * Each mail as `<id>.eml`, complete or not at all; the same mail again is the same file. The folder has mode 700 and files 600; a folder that
 * others can look into is refused.
 */
export function toFolder(folder: string): HandOver {
  return async ({ bytes }, mailId) => {
    try {
      return await writeMail(folder, bytes, mailId)
    } catch {
      // it does not stand under its name, so it surely was not delivered: the disk is full, or the folder cannot be written
      return { type: 'try-again', reason: 'folder-not-written' }
    }
  }
}

async function writeMail(folder: string, bytes: Buffer, mailId: string): Promise<MailHandedOver> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { mode, uid } = await stat(folder)
  if ((mode & 0o077) !== 0 || (process.getuid !== undefined && uid !== process.getuid()))
    return { type: 'try-again', reason: 'folder-open-to-others' }
  const unfinished = join(folder, `.${mailId}.part`)
  const file = await open(
    unfinished,
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW,
    0o600,
  )
  try {
    await file.chmod(0o600)
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, join(folder, `${mailId}.eml`))
  return { type: 'sent' }
}
