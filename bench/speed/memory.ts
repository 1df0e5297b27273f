// Peak memory of one fit by days of the diary, each in a process of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { table, type Section } from './page.ts'
import { runMeasured } from './measured-process.ts'

/** The largest resident set, in megabytes; the smallest of a few processes, since what garbage waits to be collected differs. */
function peakOf(what: string, days: number, output: string): number {
  let least = Infinity
  for (let run = 0; run < 3; run++) {
    const { exitCode, peakMegabytes, stderr } = runMeasured(
      new URL('memory-subject.ts', import.meta.url),
      [what, String(days)],
      output,
    )
    if (exitCode !== 0) throw new Error(`The fit of ${days} days ended with exit code ${exitCode}: ${stderr}`)
    least = Math.min(least, peakMegabytes)
  }
  return least
}

/** Diaries of 91 to 7,300 days, and ones ten times as long, where Node's own memory no longer hides what a day costs. Half a minute. */
export function memorySection(quick: boolean): Section {
  const lengths = quick ? [91, 7300] : [91, 182, 364, 730, 1460, 3650, 7300, 36500, 73000]
  const folder = mkdtempSync(join(tmpdir(), 'clearday-bench-'))
  try {
    const output = join(folder, 'output')
    const bare = peakOf('nothing', 14, output)
    const peaks = lengths.map((days) => ({
      days,
      posterior: peakOf('posterior', days, output),
      answer: peakOf('answer', days, output),
    }))
    const first = peaks[0]
    const last = peaks[peaks.length - 1]
    const perThousand = (last.posterior - first.posterior) / ((last.days - first.days) / 1000)
    const perThousandAnswer = (last.answer - first.answer) / ((last.days - first.days) / 1000)
    const tenth = peaks.find(({ days }) => days * 10 === last.days)
    const growth = tenth === undefined ? null : (last.posterior - bare) / (tenth.posterior - bare)
    return {
      lines: [
        '## Memory',
        '',
        `Peak resident set of a process, MB. Node with the engine loaded and nothing fitted: ${bare.toFixed(0)} MB.`,
        '',
        ...table(
          ['days', 'full corrected posterior, 3 columns', 'answer of the product model, one look'],
          peaks.map(({ days, posterior, answer }) => [days, posterior.toFixed(0), answer.toFixed(0)]),
        ),
        '',
        `A thousand more days take ${perThousand.toFixed(1)} MB more in the posterior and ${perThousandAnswer.toFixed(1)} MB in the answer.`,
      ],
      promises: [
        {
          mustHold: 'memory O(T): above an idle process at most 11 times as much for 10 times the days',
          measured:
            growth === null
              ? `${perThousand.toFixed(1)} MB a thousand days`
              : `${growth.toFixed(1)} times from ${last.days / 10} to ${last.days} days, ${perThousand.toFixed(1)} MB a thousand days`,
          holds: growth === null ? null : growth <= 11,
        },
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
