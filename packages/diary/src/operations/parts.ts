// Fields that hold several answers. Each can be said by itself, as `factors.stress`: two devices that each add one both win.
import type { Fields, Json } from './operation.ts'

/** By its name; undefined for one that is one answer. `names`: a list of names; `lost`: those that are so, as a record. `kinds` and `events`: a list of things, named by what they are; `blocks`: by their number. */
const SHAPES: Readonly<Record<string, 'record' | 'lost' | 'names' | 'kinds' | 'events' | 'blocks' | undefined>> = {
  ...{ factors: 'record', lostTime: 'lost', aura: 'kinds', events: 'events' },
  // of a trial
  blocks: 'blocks',
  // of a person
  ...{ conditions: 'record', preferences: 'record', recalled: 'record' },
  ...{ asked: 'names', medicinesAtHand: 'names' },
  ...{ quality: 'names', sites: 'names', autonomicSigns: 'names', symptoms: 'names' },
  // of a day; an attack says them as a whole
  ...{ prodrome: 'names', postdrome: 'names' },
}
/** On one day. */
const IN_ORDER: readonly Json[] = ['start', 'pause', 'resume', 'dose-change', 'stop']

/** Complete once anything is said of it. */
const LOST = ['missedWork', 'halfWork', 'missedHousehold', 'halfHousehold', 'missedSocial'] as const

type Parts = Map<string, Json>

/** The field that a name belongs to: `factors` for `factors.stress`, and itself for a field. O(1). */
export function fieldOf(name: string): string {
  const dot = name.indexOf('.')
  const field = name.slice(0, Math.max(0, dot))
  return dot < name.length - 1 && Object.hasOwn(SHAPES, field) ? field : name
}

/** What a field holds, by the names of its parts. Things of one name are one part. O(size). */
export function partsOf(field: string, value: Json | undefined): Parts {
  const parts: Parts = new Map()
  const gather = (name: string, thing: Json): void => {
    const before = parts.get(name) as readonly Json[] | undefined
    parts.set(name, [...(before ?? []), thing])
  }
  if (typeof value !== 'object' || value === null) return parts
  const shape = SHAPES[field]
  if (shape === 'names' || shape === 'events' || shape === 'blocks') {
    for (const one of (Array.isArray(value) ? value : []) as readonly Json[])
      if (shape === 'names') parts.set(textOf(one), true)
      else if (shape === 'blocks') gather(textOf((one as Fields).block), one)
      else gather(`${textOf((one as Fields).on)} ${textOf((one as Fields).type)}`, one)
    return parts
  }
  for (const [name, one] of Object.entries(value))
    if (shape === 'kinds' && name === 'symptoms')
      for (const thing of one as readonly Fields[]) gather(textOf(thing.kind), thing)
    else if (shape !== 'lost' || one === true) parts.set(name, one)
  return parts
}

/** By which a thing is told from others; of what is no text, as JSON. */
function textOf(name: Json): string {
  return typeof name === 'string' ? name : JSON.stringify(name)
}

/** The field that parts make, whatever came first; undefined where none is left. O(size · log size). */
export function joined(field: string, parts: Parts): Json | undefined {
  if (parts.size === 0) return undefined
  const shape = SHAPES[field]
  const inOrder = [...parts].sort(([a], [b]) => (a < b ? -1 : 1))
  if (shape === 'names') return inOrder.map(([name]) => name)
  if (shape === 'lost') return Object.fromEntries([...LOST, ...parts.keys()].map((name) => [name, parts.has(name)]))
  if (shape === 'record') return Object.fromEntries(inOrder)
  if (shape === 'kinds') {
    const things = inOrder.filter(([, value]) => typeof value === 'object')
    return {
      ...Object.fromEntries(inOrder.filter(([, value]) => typeof value !== 'object')),
      symptoms: things.flatMap(([, value]) => value as readonly Json[]),
    }
  }
  const things = inOrder.flatMap(([, value]) => value) as readonly Fields[]
  if (shape === 'blocks') return things.toSorted((a, b) => Number(a.block) - Number(b.block))
  return things.toSorted((a, b) => (a.on === b.on ? IN_ORDER.indexOf(a.type) - IN_ORDER.indexOf(b.type) : 0))
}

/** What an entry says under a name: a field or a part; undefined where it says nothing. O(size of the field). */
export function saidUnder(fields: Fields, name: string): Json | undefined {
  const field = fieldOf(name)
  const said = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (field === name) return said
  const part = partsOf(field, said).get(name.slice(field.length + 1))
  return Array.isArray(part) && part.length === 1 ? (part[0] as Json) : part
}
