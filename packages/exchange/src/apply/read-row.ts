// One row to a draft, cell by cell, by what each column means. A value that is not understood is told or kept in the note, never passed over.
import type { Severity } from '@clearday/diary'
import type { ColumnMapping, Meaning, TableMapping } from '../mapping/meaning.ts'
import { readClock, readDuration, readNumber, readWhen } from '../mapping/read-date.ts'
import * as words from '../mapping/words.ts'
import { MISSING, NOTHING, plainWord, YES_NO } from '../mapping/words.ts'
import { idOf } from '../mapping/column-defaults.ts'
import { knownFactor, knownTherapy } from '../mapping/header-names.ts'
import { cleaned, shown, type ImportProblem } from '../problem.ts'
import type { TableRow } from '../table/read-table.ts'
import { listOf, medicinesOf } from './cell-lists.ts'
import { emptyDraft, type RowDraft } from './row-draft.ts'
import { rightFor, rightWords } from './right-words.ts'

interface Cell {
  readonly text: string
  readonly word: string
  readonly column: ColumnMapping
  readonly mapping: TableMapping
}

/** True where the cell was understood. */
type Reader = (draft: RowDraft, cell: Cell) => boolean

/** @param tell called once for each cell that does not fit. O(cells). */
export function readRow(
  { row, cells }: TableRow,
  mapping: TableMapping,
  tell: (problem: ImportProblem) => void,
): RowDraft {
  const draft = emptyDraft(row)
  for (const column of mapping.columns) {
    if (column.meaning === 'leave-out') continue
    const given = cells[column.index] ?? ''
    const values = column.values ?? {}
    const key = given.trim().toLowerCase()
    const said = Object.hasOwn(values, key) ? values[key] : undefined
    const keep = (): void => void draft.note.push(`${column.name}: ${cleaned(given)}`)
    if (said === 'note') {
      if (given !== '') keep()
      continue
    }
    const text = said ?? given
    const word = plainWord(text)
    if (column.meaning === 'note') {
      if (text !== '') draft.note.push(noteOf(column, cleaned(text)))
      continue
    }
    if (column.meaning === 'headache' && words.UNSURE.has(word)) draft.headache = 'unknown'
    if (MISSING.has(word)) continue
    if (READERS[column.meaning](draft, { text, word, column, mapping })) continue
    if (column.others === 'note') keep()
    else {
      const about = rightFor(column.meaning, column, mapping)
      tell({
        code: `not-${column.meaning}`,
        row,
        column: column.name,
        value: shown(given),
        about,
        message: rightWords(about),
      })
    }
  }
  return draft
}

/** A column that is called note needs no name before what it says. */
function noteOf({ name }: ColumnMapping, text: string): string {
  return /^(notes?|notas?|comments?|comentarios?|observaciones|remarks?|journal|memo)$/i.test(name)
    ? text
    : `${name}: ${text}`
}

function field<K extends keyof RowDraft, T extends NonNullable<RowDraft[K]>>(
  name: K,
  meanings: ReadonlyMap<string, T>,
): Reader {
  return (draft, { word }) => {
    const found = meanings.get(word)
    if (found !== undefined) draft[name] = found
    return found !== undefined
  }
}

function yesNoFeature(
  name: 'vomiting' | 'photophobia' | 'phonophobia' | 'osmophobia' | 'aggravatedByActivity',
): Reader {
  return ({ features }, { word }) => {
    const found = YES_NO.get(word)
    if (found !== undefined) features[name] = found
    return found !== undefined
  }
}

/** A number from 0 to 10, turned to that from a scale with another top. */
function rating(set: (draft: RowDraft, value: number) => void): Reader {
  return (draft, { text, column, mapping }) => {
    // 3/5 says its own top
    const share = /^(.{1,12}?) ?\/ ?(\d{1,3})$/.exec(text)
    const number = readNumber(share?.[1] ?? text, mapping.decimal)
    const most = share === null ? (column.most ?? 10) : Math.max(1, Number(share[2]))
    if (number === null || number < 0 || number > most) return false
    set(draft, most === 10 ? number : Math.round((100 * number) / most) / 10)
    return true
  }
}

function positive(set: (draft: RowDraft, value: number) => void, most: number): Reader {
  return (draft, { text, mapping }) => {
    const number = readNumber(text, mapping.decimal)
    if (number === null || number <= 0 || number > most) return false
    set(draft, number)
    return true
  }
}

const LEVELS: readonly Severity[] = ['none', 'mild', 'moderate', 'severe']

const when: Reader = (draft, { text, mapping }) => {
  const read = readWhen(text, mapping.dateOrder)
  if (read !== null) draft.start = read
  return read !== null
}

function clock(set: (draft: RowDraft, clock: string) => void): Reader {
  return (draft, { text, mapping }) => {
    const read = readClock(text) ?? readWhen(text, mapping.dateOrder)?.time ?? null
    if (read !== null) set(draft, read.clock)
    return read !== null
  }
}

const startClock = clock((draft, read) => (draft.startClock = read))

function texts(add: (draft: RowDraft, names: readonly string[]) => void): Reader {
  return (draft, { text, word }) => {
    add(draft, NOTHING.has(word) ? [] : listOf(text))
    return true
  }
}

const READERS: Readonly<Record<Exclude<Meaning, 'leave-out' | 'note'>, Reader>> = {
  day: when,
  start: when,
  time: startClock,
  'start-time': startClock,
  'end-time': clock((draft, read) => (draft.endClock = read)),
  end(draft, { text, word, mapping }) {
    const read = words.STILL_GOING.has(word) ? 'still-going' : readWhen(text, mapping.dateOrder)
    if (read !== null) draft.end = read
    return read !== null
  },
  duration(draft, { text, column, mapping }) {
    const minutes = readDuration(text, column.unit ?? null, mapping.decimal)
    // longer than a month is a slip of the unit
    if (minutes === null || minutes < 0 || minutes > 44_640) return false
    draft.durationMinutes = minutes
    return true
  },
  headache(draft, { word, text, mapping }) {
    const found =
      words.HEADACHE.get(word) ?? (YES_NO.has(word) ? (YES_NO.get(word) === true ? 'present' : 'none') : null)
    const number = readNumber(text, mapping.decimal)
    const said = found ?? (number === null || number < 0 ? null : number > 0 ? 'present' : 'none')
    if (said !== null) draft.headache = said
    return said !== null
  },
  intensity: rating(({ features }, value) => (features.peakIntensity = value)),
  'neck-pain': rating(({ features }, value) => (features.neckPain = value)),
  'rating-before': rating((draft, value) => (draft.ratingBefore = value)),
  'rating-after': rating((draft, value) => (draft.ratingAfter = value)),
  severity({ features }, { word }) {
    const found = words.SEVERITY.get(word) ?? (/^[0-3]$/.test(word) ? LEVELS[Number(word)] : undefined)
    if (found !== undefined) features.severity = found
    return found !== undefined
  },
  function({ features }, { word }) {
    if (!/^[0-3]$/.test(word)) return false
    features.functionalGrade = Number(word) as 0 | 1 | 2 | 3
    return true
  },
  hours(draft, { text, column, mapping }) {
    const minutes = readDuration(text, column.unit ?? 'hours', mapping.decimal)
    if (minutes === null || minutes < 0 || minutes > 1500) return false
    draft.hours = Math.round((100 * minutes) / 60) / 100
    return true
  },
  side({ features }, { word }) {
    const found = words.SIDE.get(word)
    if (found !== undefined) features.side = found
    return found !== undefined
  },
  sites(draft, { text }) {
    sitesOf(draft, text)
    return true
  },
  quality(draft, cell) {
    return manyOf(
      draft,
      cell,
      words.QUALITY,
      (found) => (draft.features.quality = unique(draft.features.quality, found)),
    )
  },
  nausea({ features }, { word }) {
    const found = words.NAUSEA.get(word)
    if (found !== undefined) features.nausea = found
    return found !== undefined
  },
  vomiting: yesNoFeature('vomiting'),
  light: yesNoFeature('photophobia'),
  sound: yesNoFeature('phonophobia'),
  smell: yesNoFeature('osmophobia'),
  movement: yesNoFeature('aggravatedByActivity'),
  symptoms: texts((draft, names) => {
    for (const name of names) symptom(draft, name)
  }),
  aura(draft, cell) {
    const yes = YES_NO.get(cell.word)
    // that there was one, and not which: the format wants to know which, so it is said in words
    if (yes === true) draft.note.push(`${cell.column.name}: ${cell.text}`)
    if (yes !== undefined || NOTHING.has(cell.word)) return true
    return manyOf(draft, cell, words.AURA, (found) => {
      for (const kind of found) draft.aura.add(kind)
    })
  },
  prodrome: texts((draft, names) => (draft.prodrome = [...(draft.prodrome ?? []), ...names])),
  postdrome: texts((draft, names) => (draft.postdrome = [...(draft.postdrome ?? []), ...names])),
  bleeding: field('bleeding', words.BLEEDING),
  medicines(draft, { text, column }) {
    const { taken, said } = medicinesOf(text)
    const { relief } = column
    draft.taken.push(...taken.map((one) => (relief === undefined ? one : { ...one, relief })))
    if (said !== undefined && relief === undefined) draft.noMedicine = said === 'none'
    return true
  },
  medicine(draft, { text, word, column, mapping }) {
    if (column.of === undefined) {
      draft.taken.push(...medicinesOf(text).taken)
      return true
    }
    const units = readNumber(text, mapping.decimal)
    const yes = YES_NO.get(word)
    if (units === null ? yes === undefined : units < 0 || units > 50) return false
    const many = units ?? (yes === true ? 1 : 0)
    if (many > 0) draft.taken.push({ written: column.of, ...(many !== 1 && { units: many }) })
    return true
  },
  units: positive((draft, value) => (draft.units = value), 100),
  relief: field('relief', words.RELIEF),
  reason: field('reason', words.REASON),
  'no-medicine': field('noMedicine', YES_NO),
  factors: texts(({ factors }, names) => {
    for (const name of names) factors.set(knownFactor(name) ?? idOf(name), { name, kind: 'yes-no', value: true })
  }),
  factor({ factors }, { text, word, column, mapping }) {
    const number = readNumber(text, mapping.decimal)
    const yes = YES_NO.get(word)
    const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text)
    const hours = clock === null ? null : Math.round((100 * (60 * Number(clock[1]) + Number(clock[2]))) / 60) / 100
    const amount = number ?? hours
    const value = column.factorKind === 'yes-no' || amount === null ? (yes ?? amount) : amount
    if (value === null || column.of === undefined) return false
    const { most } = column
    const turned = typeof value === 'number' && typeof most === 'number' ? Math.round((100 * value) / most) / 10 : value
    factors.set(column.of, { name: column.name, kind: column.factorKind ?? 'yes-no', value: turned })
    return true
  },
  therapy(draft, { text }) {
    draft.therapies.push(knownTherapy(text) ?? idOf(text))
    return true
  },
  session(draft, { word, text, column, mapping }) {
    const yes = YES_NO.get(word) ?? (readNumber(text, mapping.decimal) ?? -1) > 0
    if (!YES_NO.has(word) && !yes) return false
    if (yes && column.of !== undefined) draft.therapies.push(column.of)
    return true
  },
  practitioner(draft, { text }) {
    draft.practitioner = cleaned(text)
    return true
  },
  location(draft, { text }) {
    draft.location = cleaned(text)
    return true
  },
  minutes: positive((draft, value) => (draft.minutes = value), 1440),
}

function symptom(draft: RowDraft, name: string): void {
  const found = words.SYMPTOM.get(plainWord(name))
  if (found === undefined) {
    draft.symptoms.push(name)
    return
  }
  const [field, value] = found
  if (field === 'nausea') draft.features.nausea ??= 'present'
  else draft.features[field] ??= value === true
}

/** "Left temple, right eye": places and sides. A place that nobody knows is kept in the note. */
function sitesOf(draft: RowDraft, text: string): void {
  const sides = new Set<'left' | 'right'>()
  const found = new Set(draft.features.sites)
  for (const part of listOf(text)) {
    const word = plainWord(part)
    if (/\b(left|izquierd[oa]s?|izq)\b/.test(word)) sides.add('left')
    if (/\b(right|derech[oa]s?|dcha)\b/.test(word)) sides.add('right')
    const bare = word
      .replace(/\b(left|right|side|izquierd[oa]s?|derech[oa]s?|izq|dcha|lado|of|the)\b/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    const site = words.SITE.get(word) ?? words.SITE.get(bare)
    if (site !== undefined) found.add(site)
    else if (bare !== '' && !words.SIDE.has(word)) draft.note.push(part)
  }
  if (found.size > 0) draft.features.sites = [...found]
  if (sides.size > 0) draft.features.side ??= sides.size === 2 ? 'both-sides' : sides.has('left') ? 'left' : 'right'
}

/** The parts of a list that are known; the others go to the note, so that nothing of the list is lost. */
function manyOf<T>(
  draft: RowDraft,
  { text, column }: Cell,
  meanings: ReadonlyMap<string, T>,
  take: (found: readonly T[]) => void,
): boolean {
  const parts = listOf(text)
  const found = parts.flatMap((part) => meanings.get(plainWord(part)) ?? [])
  const others = parts.filter((part) => !meanings.has(plainWord(part)))
  if (found.length > 0) take(found)
  if (others.length > 0) draft.note.push(`${column.name}: ${others.join(', ')}`)
  return true
}

function unique<T>(before: readonly T[] | undefined, more: readonly T[]): T[] {
  return [...new Set([...(before ?? []), ...more])]
}
