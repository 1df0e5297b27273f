// Which network addresses belong to the public internet: everything else is this machine, this house or nobody's, and is not asked.
import ipaddr from 'ipaddr.js'

/** Public addresses of version 6 that are given out so far (RFC 4291, IANA's registry of unicast addresses). */
const GIVEN_OUT: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/**
 * Whether an address may be asked. Only what is listed as plain public unicast: not private, loopback, link-local (cloud metadata), shared by
 * a carrier (100.64/10), multicast, reserved or for documentation; and of version 6 none that carries one of version 4 (mapped, compatible,
 * NAT64, 6to4, Teredo), behind which any of those can stand.
 *
 * @param text as the resolver or the socket says it; whatever cannot be read is not public.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || text.includes('%')) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast') return false
  if (address instanceof ipaddr.IPv4) return ipaddr.IPv4.isValidFourPartDecimal(text)
  return address.match(...GIVEN_OUT)
}
