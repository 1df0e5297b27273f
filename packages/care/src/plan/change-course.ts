// Where a proposed change stands: who has said what to it, who must still be asked, and whether anything may follow from it yet.
import type { LocalDate, PlanAnswer, PlanChange, Regimen } from '@clearday/diary'
import { isPrescribed, treatmentMeant } from '../answers/known-treatment.ts'

/**
 * `open`: the other side has not answered. `waits-for-prescriber`: it concerns what is prescribed, and whoever prescribes it has not agreed.
 * Nothing is changed by any of them.
 */
export type ChangeState = 'open' | 'waits-for-prescriber' | 'agreed' | 'not-agreed' | 'withdrawn'

export interface ChangeWord {
  /** The id of the answer; null where it stands in the proposal itself. */
  readonly id: string | null
  readonly answer: 'agreed' | 'not-agreed'
  readonly on: LocalDate | null
  readonly words: string | null
  /** Who said it; null where no name is known. */
  readonly name: string | null
  /** The account of who said it here; null where the patient noted it. */
  readonly by: string | null
  /** Somebody else prescribes it: counted as an opinion. */
  readonly isOpinion: boolean
}

export interface ChangeCourse {
  readonly change: PlanChange
  readonly state: ChangeState
  /** It changes what is prescribed: whoever prescribes it decides with the patient. */
  readonly asksPrescriber: boolean
  /** As the treatment's own entry names them; null where it does not. */
  readonly prescriber: string | null
  /** Who says that they prescribe it, while the diary names somebody else, or nobody; null where nobody does. */
  readonly claim: string | null
  /** What practitioners said, in the order in which they said it. */
  readonly words: readonly ChangeWord[]
}

/** Beginning something asks nobody who prescribed it before, and a goal is no treatment. */
const ASKS_NOBODY: readonly string[] = ['start', 'goal']

type PlannedRegimen = Pick<Regimen, 'treatment' | 'kind' | 'prescribed' | 'practitioner'>

/**
 * Whether a treatment is prescribed, and who prescribes it as the diary names them. What neither the diary nor the library knows counts as
 * prescribed: it may be a brand of something that is, and nobody has said that it is not. O(regimens).
 */
export function prescriberOf(
  treatment: string,
  regimens: readonly PlannedRegimen[],
): { readonly prescribed: boolean; readonly name: string | null } {
  const known = treatmentMeant(treatment)
  const own = regimens.filter((one) => treatmentMeant(one.treatment).id === known.id)
  const named = own.filter(({ practitioner = '' }) => practitioner.trim() !== '')
  const name = named.findLast((one) => isPrescribed(known, [one]))?.practitioner ?? null
  const isUnknown = own.length === 0 && known.treatment === null
  return { prescribed: isUnknown || isPrescribed(known, own), name }
}

/** The newest proposal first. O(changes · (answers + regimens)). */
export function changeCourses(
  changes: readonly PlanChange[],
  answers: readonly PlanAnswer[],
  regimens: readonly PlannedRegimen[],
): ChangeCourse[] {
  return [...changes]
    .sort((a, b) => (a.proposedOn === b.proposedOn ? (a.id < b.id ? 1 : -1) : a.proposedOn < b.proposedOn ? 1 : -1))
    .map((change) => courseOfChange(change, answers, regimens))
}

function courseOfChange(
  change: PlanChange,
  answers: readonly PlanAnswer[],
  regimens: readonly PlannedRegimen[],
): ChangeCourse {
  const { treatment, proposedBy, answer } = change
  const found = treatment === undefined ? null : prescriberOf(treatment, regimens)
  const asksPrescriber = found?.prescribed === true && !ASKS_NOBODY.includes(change.change)
  const prescriber = found?.name ?? null
  const speaks = (said: { readonly practitioner?: string; readonly by?: string; readonly asPrescriber?: boolean }) => ({
    prescribes:
      // what the patient noted, they noted of whoever prescribes it
      (said.by === undefined && said.asPrescriber === true) ||
      (prescriber !== null && said.practitioner !== undefined && samePerson(prescriber, said.practitioner)),
    claims: said.by !== undefined && said.asPrescriber === true,
  })
  const words = answers
    .filter(({ proposal }) => proposal === change.id)
    .toSorted((a, b) => (a.saidOn === b.saidOn ? (a.id < b.id ? -1 : 1) : a.saidOn < b.saidOn ? -1 : 1))
    .map((said): ChangeWord => {
      return {
        ...{ id: said.id, answer: said.answer, on: said.saidOn, words: said.words ?? null },
        ...{ name: said.practitioner ?? null, by: said.by ?? null },
        isOpinion: asksPrescriber && !speaks(said).prescribes,
      }
    })
  const deciding = words.filter(({ isOpinion }) => !isOpinion)
  // what they said here themselves goes before what the patient noted of them
  const signed = deciding.filter(({ by }) => by !== null)
  const counted = (signed.length > 0 ? signed : deciding).at(-1)?.answer
  const ofProposal = speaks(change)
  const prescriberAgrees = counted === 'agreed' || (counted === undefined && ofProposal.prescribes)
  const state = ((): ChangeState => {
    if (answer === 'withdrawn') return 'withdrawn'
    // noted in the proposal itself, as it was before answers had entries of their own
    if (proposedBy === 'patient')
      return answer ?? counted ?? (asksPrescriber && words.length > 0 ? 'waits-for-prescriber' : 'open')
    if (answer !== 'agreed' || !asksPrescriber || prescriberAgrees) return answer ?? 'open'
    return counted ?? 'waits-for-prescriber'
  })()
  const claim = [change, ...answers.filter(({ proposal }) => proposal === change.id)].findLast((said) => {
    const { prescribes, claims } = speaks(said)
    return claims && !prescribes
  })?.practitioner
  return { change, state, asksPrescriber, prescriber, claim: asksPrescriber ? (claim ?? null) : null, words }
}

/** Whether the clinic's calendar said it in nobody's name: a course that the front desk booked, which the patient did not note themselves. */
export function isBookedHere({ id, by, proposedBy }: Pick<PlanChange, 'id' | 'by' | 'proposedBy'>): boolean {
  return id.startsWith('course-') && by === undefined && proposedBy === 'practitioner'
}

const TITLES = /\b(?:dr|dra|doctor|doctora|prof|profesor|profesora|professor|mr|mrs|ms|sr|sra)\b\.?/g

/** Whether two names are written for one person: without capitals, accents and titles. */
export function samePerson(one: string, other: string): boolean {
  const bare = (name: string): string =>
    name
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(TITLES, ' ')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return bare(one) !== '' && bare(one) === bare(other)
}
