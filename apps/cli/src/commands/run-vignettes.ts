// `clearday rules --vignettes`: written cases run against the rules as they are, and what differs from what a clinician expects.
import { runVignette } from '@clearday/care'
import { texts, type GivenArguments } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { readVignetteFile } from '../input/vignette-files.ts'
import { printWords, shownLine } from '../shown-text.ts'
import { printRefusal } from '../words/refusals.ts'

/** Files stand after the flag, each with a flag of its own or one after the other. */
export async function runVignettes(given: GivenArguments): Promise<number> {
  let ran = 0
  let differing = 0
  for (const file of [...(texts(given, 'vignettes') ?? []), ...given.positionals]) {
    const read = await readVignetteFile(file)
    if (read.type === 'error') {
      printRefusal(read)
      return EXIT.unusableFile
    }
    for (const vignette of read.value.vignettes) {
      const differences = runVignette(vignette, read.value.headaches)
      ran++
      if (differences.length > 0) differing++
      for (const { sentence } of differences) printWords(`${shownLine(`${vignette.id}: ${sentence}`)}\n`)
    }
  }
  const vignettes = ran === 1 ? '1 vignette' : `${ran} vignettes`
  printWords(differing === 0 ? `${vignettes}, all as expected.\n` : `${vignettes}, ${differing} not as expected.\n`)
  return differing === 0 ? EXIT.ok : EXIT.unusableFile
}
