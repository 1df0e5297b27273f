// The key with which the server signs what it gives to push services (VAPID, RFC 8292). It comes from the installation's secret, as the
// passwords of the database's roles do: it is there from the first start, every server of an installation has the same one, a restored one
// too, and it is renewed with the secret. Devices that subscribed with the one before subscribe anew when their diary is opened.
import { createECDH, hkdfSync } from 'node:crypto'

export interface ServerKey {
  /** base64url, as browsers take it: a point of P-256, uncompressed. */
  readonly publicKey: string
  readonly privateKey: string
}

/** Of P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** @param secret of the installation. */
export function serverKey(secret: string): ServerKey {
  // 16 bytes more than the order has, so that what is left after the division is as good as even
  const drawn = BigInt(`0x${Buffer.from(hkdfSync('sha256', secret, '', 'push', 48)).toString('hex')}`)
  const scalar = Buffer.from(((drawn % (ORDER - 1n)) + 1n).toString(16).padStart(64, '0'), 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(scalar)
  return { publicKey: curve.getPublicKey('base64url'), privateKey: scalar.toString('base64url') }
}

/** Whether a device's public key is a point of the curve, and its secret has its length. */
export function areDeviceKeys(p256dh: string, auth: string): boolean {
  if (!/^[A-Za-z0-9_-]{86,88}=?$/.test(p256dh) || Buffer.from(auth, 'base64url').length !== 16) return false
  const point = Buffer.from(p256dh, 'base64url')
  try {
    const curve = createECDH('prime256v1')
    curve.generateKeys()
    return point.length === 65 && curve.computeSecret(point).length === 32
  } catch {
    return false
  }
}
