// Whoever prescribed a medicine decides with the patient: said where one was or will be changed, and where one goes on.
import { daysBetween, type RegimenEvent } from '@clearday/diary'
import type { UsedTreatment } from '../answers/used-treatments.ts'
import type { History } from '../history.ts'
import { inSentence, startingSentence, type PlanCheck } from './plan-check.ts'

/** A change longer ago than this is no news for the prescriber. */
const RECENT_DAYS = 91

/** One check a treatment that must be prescribed or was: about a planned change, else a recent one, else that it goes on. */
export function prescriberChecks({ known, regimens, prescribed }: UsedTreatment, { diary }: History): PlanCheck[] {
  if (!prescribed || regimens.length === 0) return []
  const check = (on: PlanCheck['on'], sentence: string): PlanCheck[] => [
    { code: 'prescriber-first', level: 'ask', treatments: [known.id], on, sentence, ruleId: null },
  ]
  const changes = regimens.flatMap(({ regimen: { events } }) => lessened(events)).sort((a, b) => (a.on < b.on ? -1 : 1))
  const planned = changes.find(({ on }) => on > diary.lastDay)
  if (planned !== undefined) {
    return check(
      planned.on,
      `${PLANNED[planned.type]} of ${inSentence(known)} is planned for ${planned.on}. It is prescribed: ask whoever prescribed it first. Some medicines must be reduced slowly.`,
    )
  }
  const recent = changes.findLast(({ on }) => daysBetween(on, diary.lastDay) <= RECENT_DAYS)
  const goesOn = regimens.some(({ course: { state } }) => state === 'running' || state === 'planned')
  if (recent !== undefined && (recent.type === 'dose-change' || !goesOn)) {
    return check(
      recent.on,
      `${startingSentence(known)} is prescribed and was ${DONE[recent.type]} on ${recent.on}. Tell whoever prescribed it, if they do not know.`,
    )
  }
  if (!goesOn) return []
  return check(
    null,
    `${startingSentence(known)} is prescribed: ask whoever prescribed it before it is stopped, paused or changed. Some medicines must be reduced slowly.`,
  )
}

type Lessening = RegimenEvent['type'] & ('stop' | 'pause' | 'dose-change')

const PLANNED: Readonly<Record<Lessening, string>> = {
  stop: 'A stop',
  pause: 'A pause',
  'dose-change': 'A lower dose',
}

const DONE: Readonly<Record<Lessening, string>> = {
  stop: 'stopped',
  pause: 'paused',
  'dose-change': 'lowered',
}

/** Stops, pauses, and changes to a lower dose. */
function lessened(events: readonly RegimenEvent[]): { readonly on: string; readonly type: Lessening }[] {
  let dose = 0
  return events.flatMap((event): { readonly on: string; readonly type: Lessening }[] => {
    const before = dose
    if ('dailyDose' in event && event.dailyDose !== undefined) dose = event.dailyDose
    if (event.type === 'stop' || event.type === 'pause') return [{ on: event.on, type: event.type }]
    return event.type === 'dose-change' && dose < before ? [{ on: event.on, type: event.type }] : []
  })
}
