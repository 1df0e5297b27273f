// Which of the compared entries are written: new ones, and of the others only what the person chose. What is there stays by default.
import { PIECE_LISTS, type ImportPieces } from '../apply/pieces.ts'
import type { Comparison, ComparedEntry, EntriesThere } from './compare-entries.ts'

export interface TakeOverChoices {
  /** `leave`: as the diary has it. `fill`: only what the diary does not say. `replace`: what the import says counts. */
  readonly differing?: 'leave' | 'fill' | 'replace'
  /** Whether what may be there already is added all the same. */
  readonly perhapsTwice?: 'leave' | 'add'
  /** The same for single entries, by `list key`, for example `days 2026-03-01`. */
  readonly single?: Readonly<Record<string, 'leave' | 'fill' | 'replace' | 'add'>>
}

/**
 * The pieces to write, each entry whole: of one that is there already, what the diary has with what changes. O(entries).
 */
export function takeOver(
  pieces: ImportPieces,
  comparison: Comparison,
  there: EntriesThere,
  choices: TakeOverChoices = {},
): ImportPieces {
  const compared = new Map(comparison.entries.map((one) => [`${one.list} ${one.key}`, one]))
  return Object.fromEntries(
    PIECE_LISTS.map((list) => {
      const named = list === 'days' ? 'date' : 'id'
      const known = new Map(
        (there[list] as readonly Entry[] | undefined)?.map((entry) => [String(entry[named]), entry]),
      )
      const taken = (pieces[list] as readonly Entry[]).flatMap((entry) => {
        const name = `${list} ${String(entry[named])}`
        const one = compared.get(name)
        return one === undefined ? [] : written(entry, one, known.get(one.key), choiceOf(one, name, choices))
      })
      return [list, taken]
    }),
  ) as unknown as ImportPieces
}

type Entry = Readonly<Record<string, unknown>>

function choiceOf(
  { verdict }: ComparedEntry,
  name: string,
  { differing, perhapsTwice, single }: TakeOverChoices,
): string {
  if (verdict === 'new') return 'add'
  const said = single !== undefined && Object.hasOwn(single, name) ? single[name] : undefined
  return (
    said ??
    (verdict === 'differs' ? (differing ?? 'leave') : verdict === 'perhaps-twice' ? (perhapsTwice ?? 'leave') : 'leave')
  )
}

function written(entry: Entry, { verdict, fields }: ComparedEntry, here: Entry | undefined, choice: string): Entry[] {
  if (choice === 'leave' || verdict === 'same') return []
  if (verdict !== 'differs' || here === undefined) return [entry]
  const changed = fields.flatMap(({ name, imported, here: before }): [string, unknown][] => {
    if (choice === 'replace' || before === null) return [[name, imported]]
    // of a day's factors those that were not said are added
    return name === 'factors' ? [[name, { ...(imported as object), ...(before as object) }]] : []
  })
  return changed.length === 0 ? [] : [{ ...here, ...Object.fromEntries(changed) }]
}
