// The addresses under which other machines of the local network reach this one.
import { networkInterfaces } from 'node:os'

/** IPv4 addresses of this machine on its networks, without its own loopback. */
export function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}
