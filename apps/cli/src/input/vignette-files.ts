// Files of written cases, as `clearday rules --vignettes` takes them: a list of vignettes, or one of them.
import { checkVignette, NAMED_HEADACHES, type NamedHeadaches, type Vignette } from '@clearday/care'
import { accept, refuseInput, type InputProblem, type InputResult } from './input-problem.ts'
import { readJsonText } from './json-text.ts'

const WHAT = 'a list of vignettes in JSON (docs/vignettes.md)'

export interface VignetteFile {
  readonly vignettes: readonly Vignette[]
  readonly headaches: NamedHeadaches
}

/** Errors: those of the file, not-json, and what is no vignette, each by its id. */
export async function readVignetteFile(file: string): Promise<InputResult<VignetteFile>> {
  const text = await readJsonText(file, WHAT)
  if (text.type === 'error') return text
  let given: unknown
  try {
    given = JSON.parse(text.value.replace(/^\u{FEFF}/u, ''))
  } catch (error) {
    const message = `this is not JSON (${error instanceof Error ? error.message : String(error)}); it needs to be ${WHAT}.`
    return refuseInput({ code: 'not-json', file, message })
  }
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  const problems: InputProblem[] = []
  const vignettes: Vignette[] = []
  const ids = new Set<string>()
  for (const one of list) {
    const read = checkVignette(one, NAMED_HEADACHES)
    if (read.type === 'error') {
      problems.push(...read.problems.map((message) => ({ code: 'not-a-vignette', file, message: `${message}.` })))
      continue
    }
    const { id } = read.value
    if (ids.has(id))
      problems.push({ code: 'id-twice', file, message: `${id}: this id stands twice; give each its own.` })
    ids.add(id)
    vignettes.push(read.value)
  }
  if (problems.length > 0)
    return { type: 'error', problems: problems.slice(0, 20), more: Math.max(0, problems.length - 20) }
  return accept({ vignettes, headaches: NAMED_HEADACHES })
}
