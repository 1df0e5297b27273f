// A certificate that the server makes for itself, for a local network without a name: encrypted, and each browser warns of it once.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { networkAddresses } from '../http/network-addresses.ts'

const FILE = 'self-made-certificate.pem'
const DAY_MS = 86_400_000
/** Browsers refuse certificates that last longer. Source: CA/Browser Forum baseline requirements before 2026; self-made ones are held to it by some. */
const VALID_DAYS = 397
const RENEW_BEFORE_DAYS = 30

/** Kept in the data folder, so that a browser warns once; made anew when it runs out or the machine has other addresses. @param now ms. */
export async function selfMadeCertificate(
  folder: string,
  host: string,
  now: number,
): Promise<{ readonly cert: string; readonly key: string }> {
  const path = join(folder, FILE)
  const names = namesOf(host)
  if (existsSync(path)) {
    const text = readFileSync(path, 'utf8')
    const split = text.indexOf('-----BEGIN CERTIFICATE')
    const kept = { key: text.slice(0, split), cert: text.slice(split) }
    if (split > 0 && fits(kept.cert, names, now)) return kept
  }
  const made = await generate([{ name: 'commonName', value: 'Clearday on this network' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  })
  const beside = `${path}.${process.pid}.part`
  writeFileSync(beside, `${made.private.trim()}\n${made.cert.trim()}\n`, { mode: 0o600 })
  renameSync(beside, path)
  return { cert: made.cert, key: made.private }
}

/** The addresses under which this machine is reached, its own included. */
export function namesOf(host: string): string[] {
  const everywhere = host === '0.0.0.0' || host === '::'
  return [...new Set(['localhost', '127.0.0.1', ...(everywhere ? networkAddresses() : [host])])]
}

function fits(cert: string, names: readonly string[], now: number): boolean {
  try {
    const read = new X509Certificate(cert)
    return (
      read.validToDate.getTime() > now + RENEW_BEFORE_DAYS * DAY_MS &&
      names.every((name) => (isIP(name) === 0 ? read.checkHost(name) : read.checkIP(name)) !== undefined)
    )
  } catch {
    return false
  }
}
