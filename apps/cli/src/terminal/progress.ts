// A progress line on the error stream, only where someone looks.

export function progressLine(total: number): { step(): void; done(): void } {
  const shown = process.stderr.isTTY === true && total > 1
  let finished = 0
  let last = 0
  const clear = (): void => void process.stderr.write('\r\u001b[2K')
  return {
    step() {
      finished++
      if (!shown || Date.now() - last < 100) return
      last = Date.now()
      const width = 30
      const filled = Math.round((width * finished) / total)
      process.stderr.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${finished} of ${total} patients`)
    },
    done() {
      if (shown) clear()
    },
  }
}
