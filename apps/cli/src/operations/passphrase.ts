// The passphrase of backups: from a file, or asked for where a person sits at a terminal; never from the command line, which others can read.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { passphraseInFile } from '@clearday/server'
import { shownLine } from '../shown-text.ts'

export type PassphraseRead =
  { readonly type: 'ok'; readonly value: string } | { readonly type: 'error'; readonly message: string }

const SHORTEST = 12

/** @param file of the flag or the setting; undefined to ask. @param twice for a new one: a slip would make the backup worth nothing. */
export async function passphraseOf(file: string | undefined, twice: boolean): Promise<PassphraseRead> {
  if (file !== undefined) return fromFile(file)
  if (!process.stdin.isTTY)
    return refuse('Give the passphrase in a file: --passphrase-file FILE, or CLEARDAY_BACKUP_PASSPHRASE_FILE.')
  const said = await ask('Passphrase: ')
  if (twice && said.length < SHORTEST)
    return refuse(`The passphrase needs ${SHORTEST} characters or more; several words are best.`)
  if (twice && (await ask('Once more: ')) !== said) return refuse('The two are not the same. Nothing was written.')
  return { type: 'ok', value: said }
}

function fromFile(file: string): PassphraseRead {
  const read = passphraseInFile(file)
  return read.type === 'ok' ? read : refuse(shownLine(read.error.message))
}

function refuse(message: string): PassphraseRead {
  return { type: 'error', message }
}

/** Reads a line without showing what is typed. */
function ask(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  return new Promise((resolve) => {
    lines.once('close', () => resolve(''))
    lines.question('', (answer) => {
      process.stderr.write('\n')
      resolve(answer)
      lines.close()
    })
  })
}
