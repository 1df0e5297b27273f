// Progress lines on the error stream, only where someone looks.
import { shownWords } from '../shown-text.ts'

/** Patients analysed so far. */
export function progressLine(total: number): { step(): void; done(): void } {
  const bar = progressBar(total > 1, 0)
  let finished = 0
  return {
    step() {
      finished++
      bar.draw(finished / total, `${finished} of ${total} patients`)
    },
    done: bar.clear,
  }
}

/** A file being read and checked; small ones are done before the line appears. */
export function readingLine(): { at: (share: number) => void; done: () => void } {
  const bar = progressBar(true, 1000)
  return {
    at: (share) => bar.draw(share, `${Math.floor(100 * share)} % of the file is read and checked`),
    done: bar.clear,
  }
}

const WIDTH = 30

function progressBar(
  wanted: boolean,
  waitMs: number,
): { readonly draw: (share: number, words: string) => void; readonly clear: () => void } {
  const shown = wanted && process.stderr.isTTY === true
  let next = Date.now() + waitMs
  let drawn = false
  return {
    draw(share, words) {
      if (!shown || Date.now() < next) return
      next = Date.now() + 100
      drawn = true
      const filled = Math.round(WIDTH * share)
      process.stderr.write(`\r${shownWords('█'.repeat(filled) + '░'.repeat(WIDTH - filled), false)} ${words}`)
    },
    clear() {
      if (drawn) process.stderr.write('\r\u001b[2K')
    },
  }
}

/** Simulated trials; what is done within two seconds shows nothing. */
export function simulationLine(): {
  readonly at: (finished: number, begun: number) => void
  readonly done: () => void
} {
  const bar = progressBar(true, 2000)
  return {
    at: (finished, begun) => bar.draw(finished / begun, `${finished} simulated trials`),
    done: bar.clear,
  }
}

/** A file that grows, of which nobody knows how large it will be. */
export function sizeLine(size: () => number): { readonly done: () => void } {
  if (process.stderr.isTTY !== true) return { done: () => undefined }
  const timer = setInterval(() => {
    process.stderr.write(`\r${(size() / 1e6).toFixed(1)} MB written`)
  }, 500)
  return {
    done() {
      clearInterval(timer)
      process.stderr.write('\r\u001b[2K')
    },
  }
}

/** People who are being made: a bar where someone looks, otherwise a line for every ten. */
export function peopleLine(total: number): {
  readonly at: (done: number, of: number) => void
  readonly done: () => void
} {
  const bar = progressBar(true, 0)
  const seen = process.stderr.isTTY === true
  return {
    at(done, of) {
      if (seen) bar.draw(done / of, `${done} of ${of} patients`)
      else if (done % 10 === 0 || done === total) process.stderr.write(`${done} of ${of} patients\n`)
    },
    done: bar.clear,
  }
}
