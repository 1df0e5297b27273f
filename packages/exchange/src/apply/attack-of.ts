// One row of a list of attacks to one attack: when it began and ended as far as that was said, and what it was like.
import type { Moment } from '@clearday/diary'
import { FAULT_WORDS, later, placed } from './moment-text.ts'
import type { MakingContext } from './making-context.ts'
import type { WrittenOf } from './pieces.ts'
import type { RowDraft } from './row-draft.ts'

const DAYS_OF_A_LONG_ATTACK = 7
const MS_PER_DAY = 86_400_000

/** Null where the row cannot be: that is told. The key is made of the start, so that an attack whose end was added later is the same one. */
export function attackOf(draft: RowDraft, context: MakingContext): WrittenOf<'attacks'> | null {
  const { row, features } = draft
  const { timeZone, tell, columnFor } = context
  if (draft.start === undefined) return null
  const clock = draft.startClock ?? draft.start.time?.clock
  const start = placed(
    draft.start.date,
    clock,
    draft.startClock === undefined ? draft.start.time?.offset : undefined,
    timeZone,
  )
  if (typeof start === 'string') {
    tell({
      code: start,
      row,
      column: columnFor('start'),
      value: `${draft.start.date} ${clock ?? ''}`.trim(),
      message: FAULT_WORDS[start],
    })
    return null
  }
  if (features.severity === 'none' || features.peakIntensity === 0) {
    const column = features.severity === 'none' ? columnFor('severity') : columnFor('intensity')
    const message =
      'This says that an attack had no pain. Leave the cell empty where the pain was not rated, or leave the row out.'
    tell({ code: 'attack-without-pain', row, column, value: features.severity ?? '0', message })
    return null
  }
  const end = endOf(draft, start, context)
  if (end === null) return null
  if (end === 'unknown') context.notice('end-not-said', row)
  else if (typeof end === 'object' && end.latestMs - start.earliestMs > DAYS_OF_A_LONG_ATTACK * MS_PER_DAY)
    context.notice('long-attack', row)
  const symptoms = context.symptomIds(draft.symptoms)
  return {
    id: context.key('attack', start.text),
    start: start.text,
    end: typeof end === 'object' ? end.text : end,
    ...features,
    ...(symptoms.length > 0 && { symptoms }),
    ...(draft.aura.size > 0 && { aura: { symptoms: [...draft.aura].map((kind) => ({ kind })) } }),
    ...(draft.prodrome !== undefined && draft.prodrome.length > 0 && { prodrome: { symptoms: draft.prodrome } }),
    ...(draft.postdrome !== undefined && draft.postdrome.length > 0 && { postdrome: { symptoms: draft.postdrome } }),
    ...(draft.note.length > 0 && { note: draft.note.join('\n') }),
  } as WrittenOf<'attacks'>
}

/** Null where it cannot be: that is told. */
function endOf(draft: RowDraft, start: Moment, context: MakingContext): Moment | 'still-going' | 'unknown' | null {
  const { row } = draft
  const { timeZone, tell, columnFor } = context
  if (draft.end === 'still-going') return 'still-going'
  const timed = start.text.length > 10
  let end: ReturnType<typeof placed> | null = null
  let value = ''
  if (draft.end !== undefined) {
    const clock = draft.endClock ?? draft.end.time?.clock
    value = `${draft.end.date} ${clock ?? ''}`.trim()
    end = placed(draft.end.date, clock, draft.endClock === undefined ? draft.end.time?.offset : undefined, timeZone)
  } else if (draft.endClock !== undefined && timed) {
    value = draft.endClock
    end = placed(start.date, draft.endClock, undefined, timeZone)
    // an hour before the start is one of the next day
    if (typeof end === 'object' && end.latestMs < start.earliestMs)
      end = placed(dayAfter(start), draft.endClock, undefined, timeZone)
  } else if (draft.durationMinutes !== undefined && draft.durationMinutes > 0) {
    if (timed) end = later(start, draft.durationMinutes)
    else {
      draft.note.push(`${columnFor('duration')}: ${hoursText(draft.durationMinutes)}`)
      context.notice('duration-in-note', row)
    }
  } else if (draft.endClock !== undefined) draft.note.push(`${columnFor('end-time')}: ${draft.endClock}`)
  if (end === null) return 'unknown'
  const column = columnFor('end', 'end-time', 'duration')
  if (typeof end === 'string') {
    tell({ code: end, row, column, value, message: FAULT_WORDS[end] })
    return null
  }
  if (end.text.length === 10 ? end.date < start.date : end.latestMs < start.earliestMs) {
    const begun = start.text.replace('T', ' ')
    const message = `It ended before it began (${begun}). The end has to be after the start.`
    tell({ code: 'end-before-start', row, column, value: value || end.text, about: { start: begun }, message })
    return null
  }
  if (end.date > context.today) {
    const message = `This end has not come yet (today is ${context.today}).`
    const about = { of: 'end', today: context.today } as const
    tell({ code: 'in-the-future', row, column, value: value || end.text, about, message })
    return null
  }
  return end
}

function dayAfter({ date }: Moment): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString()
}

function hoursText(minutes: number): string {
  const whole = Math.round(minutes)
  return `${Math.floor(whole / 60)} h ${whole % 60} min`
}
