// Reads the text of a PDF back by itself, from the bytes alone: objects, pages, fonts and what their numbers mean as letters.
import { inflateSync } from 'node:zlib'

interface Found {
  readonly words: string
  readonly stream: Buffer | null
}

/** The text of each page, in the order it is drawn, without the blanks between words. */
export function textOfPages(bytes: Uint8Array): readonly string[] {
  const objects = objectsOf(Buffer.from(bytes))
  const at = (reference: string): Found => objects.get(Number(reference)) ?? { words: '', stream: null }
  const pages = [...objects.values()].filter(({ words }) => /\/Type \/Page\b/.test(words))
  return pages.map(({ words }) => {
    const resources = at(/\/Resources (\d+) 0 R/.exec(words)?.[1] ?? '').words
    const letters = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => [
        name,
        lettersOf(at(/\/ToUnicode (\d+) 0 R/.exec(at(number).words)?.[1] ?? '').stream),
      ]),
    )
    const contents = [
      ...(/\/Contents (?:\[([^\]]+)\]|(\d+ 0 R))/
        .exec(words)
        ?.slice(1)
        .join(' ')
        .matchAll(/(\d+) 0 R/g) ?? []),
    ]
    const drawn = contents.map(([, number]) => at(number).stream?.toString('latin1') ?? '').join('\n')
    let font = new Map<number, string>()
    let text = ''
    for (const [, name, shown] of drawn.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g))
      if (name !== undefined) font = letters.get(name) ?? new Map()
      else
        for (const [, hex] of shown.matchAll(/<([0-9a-f]+)>/gi))
          for (const [code] of hex.matchAll(/.{4}/g)) text += font.get(parseInt(code, 16)) ?? '�'
    return text.replaceAll(/\s/g, '')
  })
}

function objectsOf(bytes: Buffer): ReadonlyMap<number, Found> {
  const text = bytes.toString('latin1')
  const objects = new Map<number, Found>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length
    const end = text.indexOf('endobj', from)
    const stream = text.indexOf('stream\n', from)
    const words = text.slice(from, stream > 0 && stream < end ? stream : end)
    const length = Number(/\/Length (\d+)/.exec(words)?.[1] ?? NaN)
    const isStream = stream > 0 && stream < end && Number.isFinite(length)
    const raw = isStream ? bytes.subarray(stream + 7, stream + 7 + length) : null
    objects.set(Number(match[1]), {
      words,
      stream: raw === null ? null : words.includes('/FlateDecode') ? inflateSync(raw) : raw,
    })
  }
  return objects
}

/** What the numbers of a font mean. */
function lettersOf(map: Buffer | null): Map<number, string> {
  const letters = new Map<number, string>()
  const said = map?.toString('latin1') ?? ''
  const lettersIn = (hex: string): string =>
    String.fromCharCode(...[...hex.matchAll(/.{4}/g)].map(([one]) => parseInt(one, 16)))
  for (const [, first, , list] of said.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi))
    for (const [place, [, hex]] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
      letters.set(parseInt(first, 16) + place, lettersIn(hex.replaceAll(' ', '')))
  return letters
}
