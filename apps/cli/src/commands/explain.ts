// `clearday explain`: what each number means.
import { isSet, UsageProblem, type Command } from '../command.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { nearestName } from '../input/nearest-name.ts'
import { printWords } from '../shown-text.ts'
import { bold, terminalStyle, wrapped } from '../terminal/wrapped.ts'
import { TERMS } from '../words/terms.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'what each number means',
  help: `clearday explain [TERM] [--json]

Says what each number of an answer means; with a term, only that one.

Example:
  npx clearday explain "odds ratio"

${EXIT_WORDS}`,
  options: { json: { type: 'boolean' } },
  run(given) {
    const style = terminalStyle({ ascii: false, plain: false })
    const asked = given.positionals.join(' ').toLowerCase()
    const found = asked === '' ? TERMS : TERMS.filter(({ term }) => term.includes(asked))
    if (found.length === 0) {
      const near = nearestName(
        asked,
        TERMS.map(({ term }) => term),
      )
      throw new UsageProblem(
        `There is no term ${asked}.${near === undefined ? '' : ` Did you mean ${near}?`} The terms are: ${TERMS.map(({ term }) => term).join(', ')}.`,
      )
    }
    if (isSet(given, 'json')) process.stdout.write(`${JSON.stringify(found)}\n`)
    else
      for (const { term, meaning } of found)
        printWords(`${bold(term, style)}\n${wrapped(meaning, style.width, '  ')}\n\n`, style.color)
    return Promise.resolve(EXIT.ok)
  },
}
