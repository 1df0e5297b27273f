// The plan as its person sees it: every treatment of the diary side by side, when it can be judged, what trials found, and what is to be asked.
import type { LocalDate, RegimenKind } from '@clearday/diary'
import { evidenceSummary, type TreatmentKind } from '@clearday/evidence'
import type { Sealed } from '../answers/sealed-by-trial.ts'
import { usedTreatments, type UsedTreatment } from '../answers/used-treatments.ts'
import type { History } from '../history.ts'
import { contraindicationsFor } from '../safety/contraindications-for.ts'
import { judgementOf, type Judgement } from './judgement.ts'
import type { PlanCheck } from './plan-check.ts'
import { checkPlan } from './plan-checks.ts'

/** In the order in which they are shown: it means nothing. */
export const PLAN_GROUPS = [
  'medicine',
  'procedure',
  'hands-and-needles',
  'practice',
  'supplement',
  'nutrition',
] as const
export type PlanGroup = (typeof PLAN_GROUPS)[number]

export interface PlannedTreatment {
  readonly id: string
  /** As the library has it, in English, or as it was written. */
  readonly name: string
  readonly group: PlanGroup
  readonly prescribed: boolean
  readonly startedOn: LocalDate
  /** `sessions`: no regimen says how it is used. */
  readonly state: 'planned' | 'running' | 'paused' | 'stopped' | 'sessions'
  readonly sessions: number
  readonly lastSession: LocalDate | null
  /** Ids of its regimens. */
  readonly regimens: readonly string[]
  readonly judgement: Judgement
  /** By a trial that is to be read once: it has no answer until then; null where nothing seals it. */
  readonly sealed: Sealed | null
  /** What trials and reviews found; null where the library has nothing. */
  readonly published: string | null
}

export interface OwnPlan {
  readonly treatments: readonly PlannedTreatment[]
  readonly checks: readonly Pick<PlanCheck, 'code' | 'level' | 'treatments' | 'on'>[]
  /** Classes of acute medicines whose limit was reached in a month of the last three, with the latest such month. */
  readonly overused: readonly { readonly medicineClass: string; readonly month: string; readonly days: number }[]
}

const GROUP_OF_KIND: Readonly<Record<TreatmentKind, PlanGroup>> = {
  'manual-therapy': 'hands-and-needles',
  needling: 'hands-and-needles',
  behavioural: 'practice',
  exercise: 'practice',
  supplement: 'supplement',
  'oral-preventive': 'medicine',
  antibody: 'medicine',
  'onabotulinumtoxin-a': 'procedure',
  hydration: 'nutrition',
}

const GROUP_OF_REGIMEN: Readonly<Record<RegimenKind, PlanGroup>> = {
  medicine: 'medicine',
  supplement: 'supplement',
  'therapy-course': 'hands-and-needles',
  practice: 'practice',
  procedure: 'procedure',
  nutrition: 'nutrition',
}

/** O(treatments² + days). */
export function ownPlan(history: History, language: 'en' | 'es'): OwnPlan {
  const { diary } = history
  const { months } = history.medicines
  const overused = new Map<string, OwnPlan['overused'][number]>()
  for (const { month, classes } of months.slice(-3))
    for (const { medicineClass, days, limit } of classes)
      if (days.count >= limit) overused.set(medicineClass, { medicineClass, month, days: days.count })
  return {
    treatments: usedTreatments(diary).map((used) => plannedOf(used, diary.lastDay, language)),
    checks: checkPlan(history, { contraindications: (id) => contraindicationsFor(id, diary.person) }).map(
      ({ code, level, treatments, on }) => ({ code, level, treatments, on }),
    ),
    overused: [...overused.values()],
  }
}

function plannedOf(used: UsedTreatment, asOf: LocalDate, language: 'en' | 'es'): PlannedTreatment {
  const { known, regimens, sessions, prescribed, startedOn } = used
  const last = regimens.at(-1)
  const kind = last?.regimen.kind
  const states = regimens.map(({ course: { state } }) => state)
  return {
    ...{ id: known.id, name: known.name, prescribed, startedOn },
    group:
      known.treatment !== null
        ? GROUP_OF_KIND[known.treatment.kind]
        : kind === undefined
          ? 'hands-and-needles'
          : GROUP_OF_REGIMEN[kind],
    state: (['running', 'paused', 'planned', 'stopped'] as const).find((state) => states.includes(state)) ?? 'sessions',
    sessions: sessions.length,
    lastSession: sessions.at(-1) ?? null,
    regimens: regimens.map(({ regimen: { id } }) => id),
    judgement: judgementOf(used, asOf),
    sealed: used.sealed,
    published: known.treatment === null ? null : (evidenceSummary(known.id, language)?.headline.text ?? null),
  }
}
