// The flags of a measuring program: explained by --help, and a wrong one is named with what would be right instead of a stack of calls.
import { parseArgs } from 'node:util'

export type Flag =
  | { readonly kind: 'count'; readonly meaning: string; readonly otherwise: number; readonly least?: number }
  /** `among`: nothing else is taken. */
  | { readonly kind: 'text'; readonly meaning: string; readonly among?: readonly string[] }
  | { readonly kind: 'switch'; readonly meaning: string }

type ValueOf<One extends Flag> = One extends { kind: 'count' }
  ? number
  : One extends { kind: 'switch' }
    ? boolean
    : string | undefined

export type FlagValues<Flags extends Readonly<Record<string, Flag>>> = {
  readonly [Name in keyof Flags]: ValueOf<Flags[Name]>
}

export type FlagsRead<Values> =
  | { readonly type: 'ok'; readonly value: Values }
  | { readonly type: 'help'; readonly usage: string }
  | { readonly type: 'error'; readonly message: string }

export interface Program<Flags> {
  /** As it is called: `npm run load --` or `node bench/forecast.ts`. */
  readonly call: string
  /** What it does and writes, in lines of at most a hundred columns. */
  readonly words: string
  readonly flags: Flags
}

/** Reads flags; pure. Errors: an unknown flag, one without its value, a value that is no count or not among those there are, a word too many. */
export function readFlags<const Flags extends Readonly<Record<string, Flag>>>(
  program: Program<Flags>,
  given: readonly string[],
): FlagsRead<FlagValues<Flags>> {
  const flags = Object.entries<Flag>(program.flags)
  const { tokens } = parseArgs({
    args: [...given],
    options: Object.fromEntries([
      ...flags.map(([name, { kind }]) => [name, { type: kind === 'switch' ? 'boolean' : 'string' }] as const),
      ['help', { type: 'boolean' }] as const,
    ]),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const refuse = (message: string) => ({ type: 'error', message: `${message}\n\n${usage(program)}` }) as const
  const values: Record<string, number | string | boolean | undefined> = Object.fromEntries(
    flags.map(([name, flag]) => [
      name,
      flag.kind === 'count' ? flag.otherwise : flag.kind === 'switch' ? false : undefined,
    ]),
  )
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') return refuse(`It takes flags alone; ${JSON.stringify(token.value)} was given.`)
    if (token.name === 'help') return { type: 'help', usage: usage(program) }
    const flag = Object.hasOwn(program.flags, token.name) ? program.flags[token.name] : undefined
    if (flag === undefined) return refuse(`There is no flag ${token.rawName}.`)
    const { value } = token
    if (flag.kind === 'switch') {
      if (value !== undefined) return refuse(`${token.rawName} takes no value; ${JSON.stringify(value)} was given.`)
      values[token.name] = true
    } else if (value === undefined) {
      return refuse(`${token.rawName} needs a value: ${rightFor(flag)}.`)
    } else if (!fits(flag, value)) {
      return refuse(`${token.rawName}: ${JSON.stringify(value)} cannot be used; give ${rightFor(flag)}.`)
    } else values[token.name] = flag.kind === 'count' ? Number(value) : value
  }
  return { type: 'ok', value: values as FlagValues<Flags> }
}

/** The flags of this process. Ends it after --help (exit code 0) or a wrong flag (2). */
export function flagsOf<const Flags extends Readonly<Record<string, Flag>>>(
  program: Program<Flags>,
): FlagValues<Flags> {
  const read = readFlags(program, process.argv.slice(2))
  if (read.type === 'ok') return read.value
  if (read.type === 'help') console.log(read.usage)
  else console.error(read.message)
  process.exit(read.type === 'help' ? 0 : 2)
}

function fits(flag: Exclude<Flag, { kind: 'switch' }>, value: string): boolean {
  if (flag.kind === 'count') return /^\d{1,9}$/.test(value) && Number(value) >= (flag.least ?? 1)
  return flag.among?.includes(value) ?? true
}

function rightFor(flag: Exclude<Flag, { kind: 'switch' }>): string {
  if (flag.kind === 'count') return `a whole number from ${flag.least ?? 1} on`
  return flag.among === undefined ? 'a text' : `one of ${flag.among.join(', ')}`
}

function usage<Flags extends Readonly<Record<string, Flag>>>({ call, words, flags }: Program<Flags>): string {
  const lines = Object.entries<Flag>(flags).map(([name, flag]): [string, string] => [
    `  --${name}${flag.kind === 'count' ? ' N' : flag.kind === 'text' ? ' TEXT' : ''}`,
    `${flag.meaning}${flag.kind === 'count' ? ` (${flag.otherwise})` : ''}`,
  ])
  const width = Math.max(...lines.map(([left]) => left.length))
  return [
    `${call} [flags]`,
    '',
    words,
    '',
    ...[...lines, ['  --help', 'this'] as const].map(([left, right]) => `${left.padEnd(width)}   ${right}`),
  ].join('\n')
}
