// The `clearday` command: finds the command, runs it, and turns whatever happens into words and an exit code.
import { COMMAND_NAMES, loadCommand, loadCommands } from './commands/all-commands.ts'
import { parseCommand, UsageProblem } from './command.ts'
import { EXIT, EXIT_WORDS } from './exit-codes.ts'
import { nearestName } from './input/nearest-name.ts'
import { isWriteFault, writeFault } from './partial-files.ts'
import { printAsciiOnly, printAside, printWords } from './shown-text.ts'
import { VERSION } from './version.ts'

async function overview(): Promise<string> {
  const commands = await loadCommands()
  const width = Math.max(...COMMAND_NAMES.map((name) => name.length))
  return `clearday: does this treatment help me? An honest answer from a headache diary.

${commands.map(({ name, summary }) => `  clearday ${name.padEnd(width)}  ${summary}`).join('\n')}

Every command has --help, with an example.

${EXIT_WORDS}
`
}

async function main(argumentsList: readonly string[]): Promise<number> {
  const [name, ...rest] = argumentsList
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await overview())
    return name === undefined ? EXIT.usage : EXIT.ok
  }
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${VERSION}\n`)
    return EXIT.ok
  }
  const command = await loadCommand(name)
  if (command === undefined) {
    const near = nearestName(name, COMMAND_NAMES)
    throw new UsageProblem(
      `There is no command ${name}.${near === undefined ? '' : ` Did you mean ${near}?`} See clearday --help.`,
    )
  }
  const given = parseCommand(command, rest)
  if (given.values.ascii === true) printAsciiOnly()
  if (given.values.help === true) {
    printWords(`${command.help}\n`)
    return EXIT.ok
  }
  return command.run(given)
}

// a reader that closes the pipe early (head) is no fault; unfinished files go as the process ends
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok)
  printAside(`The output cannot be written: ${writeFault(error)}. What came out so far is not the whole result.\n`)
  process.exit(EXIT.unusableFile)
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof UsageProblem) {
    printAside(`${error.message}\n`)
    process.exitCode = EXIT.usage
  } else if (isWriteFault(error)) {
    printAside(`A file cannot be written: ${writeFault(error)}. No part of it is left.\n`)
    process.exitCode = EXIT.unusableFile
  } else {
    printAside(
      'This is a fault of Clearday, and of nothing that you gave it. Please report it; CLEARDAY_DEBUG=1 shows the details.\n',
    )
    if (process.env.CLEARDAY_DEBUG === '1') printAside(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = EXIT.bug
  }
}
