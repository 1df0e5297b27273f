// For tests: an authenticator in software. One P-256 key, no attestation, as WebAuthn level 3 writes it down (sections 6.1, 6.5 and 8.7).
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40

type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>

/** As much of CBOR (RFC 8949) as an authenticator says: integers, bytes, text and maps. */
function cbor(value: Cbor): Buffer {
  const head = (major: number, size: number): Buffer => {
    if (size < 24) return Buffer.from([(major << 5) | size])
    return size < 256 ? Buffer.from([(major << 5) | 24, size]) : Buffer.from([(major << 5) | 25, size >> 8, size & 255])
  }
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const parts = [...value].flatMap(([key, one]) => [cbor(key), cbor(one)])
  return Buffer.concat([head(5, value.size), ...parts])
}

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest()

export interface SoftwareAuthenticator {
  /** What a browser sends after `navigator.credentials.create`. */
  readonly create: (options: { readonly challenge: string }) => Record<string, unknown>
  /** What a browser sends after `navigator.credentials.get`. */
  readonly get: (options: { readonly challenge: string }) => Record<string, unknown>
}

/** @param verifies whether it checks its person, by a fingerprint or a PIN. @param origin the page it believes to be on. */
export function softwareAuthenticator(
  { origin, verifies = true, counts = true }: { origin: string; verifies?: boolean; counts?: boolean },
  key: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  }),
  id = randomBytes(16),
): SoftwareAuthenticator {
  let counter = 0
  const flags = USER_PRESENT | (verifies ? USER_VERIFIED : 0)
  const authenticatorData = (more: number, credential = Buffer.alloc(0)): Buffer => {
    const count = Buffer.alloc(4)
    if (counts) count.writeUInt32BE(++counter)
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags | more]), count, credential])
  }
  const said = (type: string, challenge: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin }))
  const answer = (response: Record<string, Buffer>): Record<string, unknown> => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: Object.fromEntries(Object.entries(response).map(([name, one]) => [name, one.toString('base64url')])),
  })
  return {
    create: ({ challenge }) => {
      const { x = '', y = '' } = key.publicKey.export({ format: 'jwk' })
      const publicKey = cbor(
        new Map<number, Cbor>([
          [1, 2], // kty: EC2
          [3, -7], // alg: ES256
          [-1, 1], // crv: P-256
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      )
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, publicKey])
      const attestationObject = cbor(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authenticatorData(HAS_CREDENTIAL, credential)],
        ]),
      )
      return answer({ clientDataJSON: said('webauthn.create', challenge), attestationObject })
    },
    get: ({ challenge }) => {
      const clientDataJSON = said('webauthn.get', challenge)
      const data = authenticatorData(0)
      const signature = sign('sha256', Buffer.concat([data, sha256(clientDataJSON)]), key.privateKey)
      return answer({ clientDataJSON, authenticatorData: data, signature })
    },
  }
}
