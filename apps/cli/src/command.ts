// What every command has: a name, its flags, its help, and how it runs.
import { parseArgs, type ParseArgsOptionDescriptor } from 'node:util'
import { nearestName } from './input/nearest-name.ts'

export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  readonly help: string
  readonly options: Readonly<Record<string, ParseArgsOptionDescriptor>>
  /** Rewrites what the argument parser could not read as it is written. */
  readonly prepare?: (argumentsList: readonly string[]) => string[]
  /** Returns the exit code. */
  run(given: GivenArguments): Promise<number>
}

/** Flags as given: strings, lists of strings, or true. */
export interface GivenArguments {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
}

/** What was wrong with the command line, in one line. */
export class UsageProblem extends Error {}

/** Parses a command's arguments. Throws `UsageProblem` with the nearest flag where one is unknown. */
export function parseCommand(command: Command, argumentsList: readonly string[]): GivenArguments {
  try {
    const { values, positionals } = parseArgs({
      args: withNegativeNumbers(command.prepare?.(argumentsList) ?? argumentsList),
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    return { values, positionals }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const unknown = /Unknown option '--?([^']+)'/.exec(message)
    if (unknown === null) throw new UsageProblem(message)
    const near = nearestName(unknown[1], Object.keys(command.options))
    throw new UsageProblem(
      `There is no flag --${unknown[1]} for ${command.name}.${near === undefined ? '' : ` Did you mean --${near}?`}`,
    )
  }
}

/** `--seed -1` as `--seed=-1`: the parser takes what begins with a dash for a flag, and the command should say what is wrong with it. */
function withNegativeNumbers(argumentsList: readonly string[]): string[] {
  const joined: string[] = []
  for (const argument of argumentsList) {
    const before = joined.at(-1)
    if (before !== undefined && /^--[^=]+$/.test(before) && /^-\.?\d/.test(argument)) {
      joined[joined.length - 1] = `${before}=${argument}`
    } else joined.push(argument)
  }
  return joined
}

/** A flag's text, or undefined. */
export function text(given: GivenArguments, name: string): string | undefined {
  const value = given.values[name]
  return typeof value === 'string' ? value : undefined
}

/** A repeatable flag's texts. */
export function texts(given: GivenArguments, name: string): string[] | undefined {
  const value = given.values[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined
}

export function isSet(given: GivenArguments, name: string): boolean {
  return given.values[name] === true
}

/** A flag that must be a number. */
export function numberFlag(
  given: GivenArguments,
  name: string,
  right: string,
  fits: (value: number) => boolean,
): number | undefined {
  const written = text(given, name)
  if (written === undefined) return undefined
  const value = Number(written)
  if (written.trim() === '' || !Number.isFinite(value) || !fits(value)) {
    throw new UsageProblem(`--${name} ${written} cannot be used; give ${right}.`)
  }
  return value
}

/** `--seed`: every whole number stands for draws of its own, so none may be rounded or lose its sign. */
export function seedFlag(given: GivenArguments): number | undefined {
  const right = `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`
  return numberFlag(given, 'seed', right, (seed) => Number.isSafeInteger(seed) && seed >= 0)
}

/** The one file a command works on. @param file what it is called in the command's help. */
export function onePath(given: GivenArguments, command: string, file = 'DIARY.csv'): string {
  if (given.positionals.length === 1) return given.positionals[0]
  const what = file === 'FILE' ? 'file' : 'diary'
  throw new UsageProblem(
    given.positionals.length === 0
      ? `${command} needs a ${what}: clearday ${command} ${file}`
      : `${command} takes one ${what}; these were given: ${given.positionals.join(', ')}.`,
  )
}
