// What of a network address belongs to one customer, so that whoever holds many addresses is not taken for many people.

/** Of IPv4 the first three numbers, of IPv6 the first three groups: what one provider gives to a household or an office at most. */
export function networkOf(peer: string): string {
  const four = fourOf(peer)
  return four === null ? groupsOf(peer).slice(0, 3).join(':') : four.split('.').slice(0, 3).join('.')
}

/** Of IPv4 the whole address, of IPv6 the first four groups: what one line has. */
export function lineOf(peer: string): string {
  return fourOf(peer) ?? groupsOf(peer).slice(0, 4).join(':')
}

/** Also where it is written as IPv6 (`::ffff:192.0.2.1`). */
function fourOf(peer: string): string | null {
  return /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(peer)?.[1] ?? null
}

function groupsOf(peer: string): readonly string[] {
  const [before = '', after] = peer.toLowerCase().split('::')
  const parts = (text: string): string[] => text.split(':').filter((one) => one !== '')
  const [first, last] = [parts(before), parts(after ?? '')]
  const between = after === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array<string>(between).fill('0'), ...last].map((group) => group.replace(/^0+(?=.)/, ''))
}
