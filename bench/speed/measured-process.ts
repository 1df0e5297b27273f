// Runs a program of Node to its end and tells time and peak memory, on machines without any tool for it.
import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PEAK_MEMORY = new URL('peak-memory.ts', import.meta.url)

export interface MeasuredProcess {
  readonly exitCode: number | null
  readonly seconds: number
  /** Largest resident set, all threads together. */
  readonly peakMegabytes: number
  readonly stderr: string
}

/**
 * Runs `node program …arguments` with its standard output going to a file.
 *
 * @returns exit code (null if a signal ended it), seconds from start to end, and the largest resident set; NaN where the program did not
 * live to say it.
 */
export function runMeasured(program: URL, programArguments: readonly string[], outputFile: string): MeasuredProcess {
  const output = openSync(outputFile, 'w')
  try {
    const started = performance.now()
    const ran = spawnSync(
      process.execPath,
      ['--import', PEAK_MEMORY.href, fileURLToPath(program), ...programArguments],
      { stdio: ['ignore', output, 'pipe', 'pipe'], maxBuffer: 2 ** 28 },
    )
    const seconds = (performance.now() - started) / 1000
    const said = ran.output?.[3]?.toString() ?? ''
    return {
      exitCode: ran.status,
      seconds,
      peakMegabytes: said === '' ? NaN : Number(said) / 1024,
      stderr: ran.stderr?.toString() ?? '',
    }
  } finally {
    closeSync(output)
  }
}
