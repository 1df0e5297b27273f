// How an invented patient is described: what they have, what they use, how they keep a diary. Everything else is drawn from it with the seed.
import type { Person } from '@clearday/diary'

/** What a treatment truly does in a patient, or why its diary misleads. Each has its truth written beside it (`truths.ts`). */
export const STORIES = [
  'helps',
  'useless',
  'harms',
  /** Begun so lately that nobody can tell yet; it does help. */
  'too-early',
  /** Useless; headaches became fewer by themselves some days after it began. */
  'unmasked-remission',
  /** Useless; begun after the worst month, after which any month is better. */
  'regression-to-the-mean',
] as const
export type Story = (typeof STORIES)[number]

/** When it is used, in shares of the diary's length, so that a short diary has the same shape. */
export type Use =
  | { readonly type: 'from'; readonly at: number; readonly until?: number }
  /** In turns, of which the first is one of use. */
  | { readonly type: 'on-and-off'; readonly at: number; readonly blockDays: number }
  | { readonly type: 'lately'; readonly days: number }
  | { readonly type: 'after-worst-month' }

export interface TreatmentRecipe {
  /** An id of the evidence library. */
  readonly treatment: string
  readonly given: 'sessions' | 'medicine' | 'supplement' | 'practice'
  readonly story: Story
  /** Log odds ratio of a headache day at full exposure: below 0 helps. */
  readonly effect: number
  readonly use: Use
  /** Daily doses, a step every so many days, the last of which is the target. */
  readonly dose?: { readonly unit: string; readonly steps: readonly number[]; readonly stepDays: number }
  /** Of sessions and injections. */
  readonly everyDays?: number
  readonly with?: string
  readonly expectation?: number
}

/** What is taken in an attack, by how bad it is, and how readily. */
export interface AcuteRecipe {
  /** From moderate on; absent where nothing specific is taken. */
  readonly specific?: Medicine
  readonly other: Medicine
  /** Chance of taking anything on a mild, moderate and severe day. */
  readonly readiness: readonly [number, number, number]
  /** Of specific ones among moderate and severe days. */
  readonly specificShare: number
  /** Taken on headache-free days too, "so that it does not come". */
  readonly justInCase?: number
}

export interface Medicine {
  readonly product: string
  /** Of its one ingredient in a unit; absent where the product says it. */
  readonly milligrams?: number
  readonly units?: number
}

export type HeadacheKind = 'migraine' | 'tension-type' | 'mixed' | 'cluster'

/** Missing days: by chance, more of the clear ones, more of the bad ones, or ever more of them. */
export type Habit = 'careful' | 'ordinary' | 'patchy' | 'forgets-clear-days' | 'too-unwell-to-write' | 'drifts-off'

export interface PatientRecipe {
  readonly id: string
  readonly name: string
  readonly age: number
  readonly timeZone: string
  readonly days: number
  readonly location: string
  /** Staff to whom the diary is open. */
  readonly practitioners: readonly string[]
  readonly headache: HeadacheKind
  /** Headache days in 28 without any treatment. */
  readonly baseRatePer28: number
  readonly rhythm: 'latent-path' | 'heavy-tails' | 'weekly-rhythm' | 'slow-trend'
  readonly phi: number
  readonly sigma: number
  readonly aura?: number
  readonly side: 'left' | 'right' | 'both-sides'
  readonly acute: AcuteRecipe
  readonly treatments: readonly TreatmentRecipe[]
  /** Length of the cycle, and the log odds ratio of headache from two days before bleeding to the third day of it. */
  readonly cycle?: { readonly days: number; readonly effect: number }
  /** Log odds ratio of the day after a day with one standard deviation more; 0 is followed and means nothing. */
  readonly factors?: { readonly stress?: number; readonly 'sleep-hours'?: number; readonly alcohol?: number }
  readonly habit: Habit
  readonly gapDays?: readonly number[]
  /** How much is said of each headache. */
  readonly detail: 'full' | 'some' | 'brief'
  readonly questionnaires?: boolean
  readonly trip?: { readonly timeZone: string; readonly at: number; readonly days: number }
  readonly person?: Omit<Person, 'birthYear' | 'ageYears'>
  /** Who else writes: a parent who made the diary for a child without an account, or somebody whom the patient invited. */
  readonly proxy?: { readonly name: string; readonly why: string; readonly patientHasAccount: boolean }
  readonly share?: { readonly recipient: string; readonly withNotes: boolean }
}
