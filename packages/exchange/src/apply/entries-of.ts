// Rows that were understood, to entries: what a row is decides which. Keys are made of what an entry is.
import type { CustomFactor, CustomSymptom } from '@clearday/diary'
import { knownFactor } from '../mapping/header-names.ts'
import { idOf } from '../mapping/column-defaults.ts'
import type { TableMapping } from '../mapping/meaning.ts'
import { plainWord } from '../mapping/words.ts'
import type { ImportProblem } from '../problem.ts'
import { keyMaker } from '../stable-key.ts'
import { attackOf } from './attack-of.ts'
import { addDay, dayOfAttack, saysAnything, type DayDraft } from './day-of.ts'
import { intakesOf } from './intakes-of.ts'
import type { KnownNames, MakingContext, RowNotice } from './making-context.ts'
import type { ImportPieces, PieceRows, WrittenOf } from './pieces.ts'
import type { RowDraft } from './row-draft.ts'
import { sessionsOf } from './sessions-of.ts'

export interface MadeEntries {
  readonly pieces: ImportPieces
  readonly rows: PieceRows
  readonly rowsWithoutWord: readonly number[]
  readonly notices: readonly RowNotice[]
  /** How often each medicine was taken, by its name in the file. */
  readonly medicines: ReadonlyMap<string, number>
}

/** @param drafts of rows without problems. @param tell of what only a whole row shows. O(rows). */
export function entriesOf(
  drafts: readonly RowDraft[],
  mapping: TableMapping,
  { timeZone, today, known = {} }: { readonly timeZone: string; readonly today: string; readonly known?: KnownNames },
  tell: (problem: ImportProblem) => void,
): MadeEntries {
  const notices: RowNotice[] = []
  const symptoms = symptomNames(known.customSymptoms ?? [])
  const factors = factorNames(known.customFactors ?? [])
  const context: MakingContext = {
    ...{ mapping, timeZone, today, tell },
    key: keyMaker(),
    symptomIds: symptoms.idsOf,
    factorsOf: factors.of,
    notice: (code, row) => void notices.push({ code, row }),
    columnFor: (...meanings) => mapping.columns.find(({ meaning }) => meanings.includes(meaning))?.name ?? '',
  }
  withoutEmptyClocks(drafts)
  const attacks: (readonly [WrittenOf<'attacks'>, number])[] = []
  const intakes: (readonly [WrittenOf<'intakes'>, number])[] = []
  const sessions: (readonly [WrittenOf<'sessions'>, number])[] = []
  const starts = new Set<string>()
  const days = new Map<string, DayDraft>()
  const medicines = new Map<string, number>()
  const rowsWithoutWord: number[] = []
  for (const draft of drafts) {
    for (const { written } of draft.taken) medicines.set(written, (medicines.get(written) ?? 0) + 1)
    if (draft.start === undefined) {
      const message = 'A day is needed, such as 2026-03-29.'
      tell({ code: 'no-day', row: draft.row, column: context.columnFor('start', 'day'), value: '', message })
      continue
    }
    if (draft.start.date > today) {
      const message = `This day has not come yet (today is ${today}). The day and the month may stand in the other order.`
      tell({
        code: 'in-the-future',
        row: draft.row,
        column: context.columnFor('start', 'day'),
        value: draft.start.date,
        about: { of: 'day', today },
        message,
      })
      continue
    }
    if (mapping.rowsAre === 'attacks') {
      const attack = attackOf(draft, context)
      if (attack === null) continue
      if (starts.has(attack.start)) context.notice('same-start', draft.row)
      starts.add(attack.start)
      attacks.push([attack, draft.row])
      dayOfAttack(days, draft, context)
    } else if (mapping.rowsAre === 'days') {
      if (!saysAnything(draft)) rowsWithoutWord.push(draft.row)
      else addDay(days, draft, context)
    }
    for (const intake of intakesOf(draft, context)) intakes.push([intake, draft.row])
    for (const session of sessionsOf(draft, context)) sessions.push([session, draft.row])
  }
  const written = [...days.values()]
  return {
    pieces: {
      days: written.map(({ day }) => day),
      attacks: attacks.map(([attack]) => attack),
      intakes: intakes.map(([intake]) => intake),
      sessions: sessions.map(([session]) => session),
      ownProducts: [],
      customFactors: factors.made(),
      customSymptoms: symptoms.made(),
    },
    rows: {
      days: written.map(({ row }) => row),
      attacks: attacks.map(([, row]) => row),
      intakes: intakes.map(([, row]) => row),
      sessions: sessions.map(([, row]) => row),
    },
    ...{ rowsWithoutWord, notices, medicines },
  }
}

/** A spreadsheet writes midnight behind every date that has no time. Where all are midnight, none of them was meant. */
function withoutEmptyClocks(drafts: readonly RowDraft[]): void {
  for (const side of ['start', 'end'] as const) {
    const timed = drafts.flatMap((draft) => {
      const when = draft[side]
      return typeof when === 'object' ? [{ draft, when }] : []
    })
    if (timed.length < 2 || !timed.every(({ when }) => when.time?.clock === '00:00' && when.time.offset === undefined))
      continue
    for (const { draft, when } of timed) draft[side] = { ...when, time: null }
  }
}

function symptomNames(known: readonly CustomSymptom[]) {
  const ids = new Map(known.map(({ id, name }) => [plainWord(name), id]))
  const made = new Map<string, CustomSymptom>()
  return {
    made: () => [...made.values()],
    idsOf: (names: readonly string[]): string[] => {
      const found = names.map((name) => {
        const word = plainWord(name)
        const before = ids.get(word)
        if (before !== undefined) return before
        const id = idOf(name)
        ids.set(word, id)
        if (!made.has(id)) made.set(id, { id, name })
        return id
      })
      return [...new Set(found)]
    },
  }
}

function factorNames(known: readonly CustomFactor[]) {
  const ids = new Map(known.map(({ id, name }) => [plainWord(name), id]))
  const made = new Map<string, CustomFactor>()
  return {
    made: () => [...made.values()],
    of: ({ factors }: RowDraft): Record<string, number | boolean> | null => {
      if (factors.size === 0) return null
      return Object.fromEntries(
        [...factors].map(([id, { name, kind, value }]) => {
          const here = ids.get(plainWord(name)) ?? id
          const isKnown = knownFactor(name) !== null || known.some((one) => one.id === here)
          if (!isKnown && !made.has(here))
            made.set(here, { id: here, name: name.replace(/\s*\(.*?\)\s*$/, '') || name, kind })
          return [here, value]
        }),
      )
    },
  }
}
