// `clearday rebuild`: what each diary amounts to, made anew from its log, and compared with what stands.
import { rebuildEntries } from '@clearday/store'
import { isSet, UsageProblem, type Command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { interruption } from '../interruption.ts'
import { OPERATIONS_EXIT_WORDS, withTables } from '../operations/with-database.ts'
import { printAside, printWords } from '../shown-text.ts'
import { progressLine } from '../terminal/progress.ts'

export const rebuild: Command = {
  name: 'rebuild',
  summary: 'makes the entries of all diaries anew from their logs',
  help: `clearday rebuild [--check]

A diary is a log of what was said; its entries are worked out from that. Works them out anew, puts
right what stands otherwise, and says in how many diaries. The server may run meanwhile. In a sound
database nothing differs.

  --check   changes nothing; exit code 1 if anything differs

Example:
  npx clearday rebuild --check

${OPERATIONS_EXIT_WORDS}`,
  options: { check: { type: 'boolean' } },
  async run(given) {
    if (given.positionals.length > 0)
      throw new UsageProblem(`rebuild takes nothing; ${given.positionals.join(' ')} was given.`)
    const mend = !isSet(given, 'check')
    return withTables(async (tables) => {
      const patients = await tables.selectFrom('diary.patients').select('patient_id').orderBy('patient_id').execute()
      const stop = interruption()
      const line = progressLine(patients.length)
      const sum = { operations: 0, entries: 0, differed: 0, diaries: 0 }
      let done = 0
      for (const { patient_id } of patients) {
        if (stop.signal.aborted) break
        const rebuilt = await tables
          .transaction()
          .execute((transaction) => rebuildEntries(transaction, patient_id, mend))
        sum.operations += rebuilt.operations
        sum.entries += rebuilt.entries
        sum.differed += rebuilt.differed.length
        if (rebuilt.differed.length > 0) sum.diaries++
        done++
        line.step()
      }
      line.done()
      stop.release()
      if (done < patients.length) {
        printAside(`Stopped after ${done} of ${patients.length} diaries; those are as they must be.\n`)
        return EXIT.interrupted
      }
      printWords(
        `${done} diaries, ${sum.operations} operations, ${sum.entries} entries: ` +
          (sum.differed === 0
            ? 'all stand as the logs say.\n'
            : `${sum.differed} in ${sum.diaries} diaries stood otherwise than the logs say${mend ? ', and were put right' : ''}.\n`),
      )
      return !mend && sum.differed > 0 ? EXIT.unusableFile : EXIT.ok
    })
  },
}
