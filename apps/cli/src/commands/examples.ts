// `clearday examples`: what answers look like, for the real example diaries that come with the sources.
import { mkdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageProblem, type Command } from '../command.ts'
import { EXIT_WORDS } from '../exit-codes.ts'
import { runAnalyse } from './analyse.ts'

const REMARK =
  'These are 66 real people around the start of a non-drug headache programme, with about a month of diary each. So short a diary cannot separate the programme from a good spell, and “can’t tell yet” is the honest answer to nearly all of them.'

export const examples: Command = {
  name: 'examples',
  summary: 'answers for the real example diaries',
  help: `clearday examples [--json]

Analyses examples/kostecki-dillon-part.csv, in which the programme counts as in use from the day
after its start, and writes reports/kostecki-dillon-report.html. With --json the results come as
JSON instead of the summary, one line a patient.

Example:
  npx clearday examples

${EXIT_WORDS}`,
  options: { json: { type: 'boolean' } },
  async run(given) {
    if (given.positionals.length > 0)
      throw new UsageProblem(`examples takes nothing; ${given.positionals.join(' ')} was given.`)
    const root = fileURLToPath(new URL('../../../../', import.meta.url))
    const folder = join(root, 'reports')
    await mkdir(folder, { recursive: true })
    const example = join(root, 'examples', 'kostecki-dillon-part.csv')
    const values = {
      id: 'id',
      day: 'time',
      outcome: 'headache',
      'start-after': ['programme=0'],
      duplicates: 'first',
      ignore: ['dos', 'hatype', 'age', 'airq', 'medication', 'sex'],
    }
    return runAnalyse(
      { values: { ...values, json: given.values.json }, positionals: [] },
      relative(process.cwd(), example) || example,
      {
        reportPath: relative(process.cwd(), join(folder, 'kostecki-dillon-report.html')),
        title: 'Sixty-six diaries around the start of a headache programme',
        remark: REMARK,
        askedBy: 'as this example is read',
      },
    )
  },
}
