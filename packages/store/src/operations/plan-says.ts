// Who may say what of a plan: a practitioner proposes and answers in their own name, and nobody agrees to what they proposed themselves. The
// database holds to the same (migrations/0061-plans-of-two.sql).
import type { CheckedRefusal, Fields, Json, OfferedOperation } from '@clearday/diary/operations'

/** Who says it, and what stands already. */
export interface PlanSpeaker {
  readonly account: string
  /** As the clinic knows who speaks; '' where no name was given. */
  readonly name: string
  /** A practitioner, who may add to the diary and no more. */
  readonly addsAlone: boolean
  /** What the entry says before; nothing of one that is not there, or was deleted. */
  readonly before: Fields
  /** What was proposed under this key, also where it was deleted: it is not put into other words. Null where the whole log is brought along. */
  readonly stood: Fields | null
  /** Who proposed what an answer answers; null where there is no such proposal. */
  readonly proposer: string | null
}

/** What a patient says to a proposal of somebody else. */
const ANSWER: ReadonlySet<string> = new Set(['answer', 'answeredOn', 'answerWords'])

/** Null where it may be said. @param offered said by who offers it, not brought back after a restore. */
export function planFault(
  { entity, fields, deleted }: Pick<OfferedOperation, 'entity' | 'fields' | 'deleted'>,
  speaker: PlanSpeaker,
): CheckedRefusal | null {
  if (entity !== 'plan-change' && entity !== 'plan-answer') return null
  if (deleted) return deletionFault(entity, speaker)
  return (
    (speaker.addsAlone ? practitionerFault(entity, fields, speaker) : patientFault(entity, fields, speaker)) ??
    (entity === 'plan-change' ? rewordingFault(fields, speaker) : null)
  )
}

/** What somebody else said stays; and of what was answered it is taken back in words, so that nobody's answer stands under nothing. */
function deletionFault(entity: string, { account, before }: PlanSpeaker): CheckedRefusal | null {
  if (before.by !== undefined && before.by !== account)
    return refuse('by', before.by, 'A practitioner said this. Answer it; it is not deleted by somebody else.')
  if (entity === 'plan-change' && before.by !== undefined && saysText(before.answer))
    return refuse('answer', before.answer, 'The patient has answered this. Take it back; it stays as what was said.')
  return null
}

/** An answer stands for the words that it answered: whoever wants something else proposes it anew. */
function rewordingFault(fields: Fields, { before, stood }: PlanSpeaker): CheckedRefusal | null {
  if (stood === null || stood.proposedBy === undefined) return null
  const isDeleted = before.proposedBy === undefined
  const other = Object.keys(fields).find(
    (field) =>
      field !== 'by' &&
      !ANSWER.has(field) &&
      // of what was deleted not all outlasts it
      !(isDeleted && stood[field] === undefined) &&
      JSON.stringify(fields[field]) !== JSON.stringify(stood[field] ?? null),
  )
  return other === undefined
    ? null
    : refuse(other, fields[other], 'What was proposed stays as it was said. Take it back, and propose the other anew.')
}

function practitionerFault(
  entity: string,
  fields: Fields,
  { account, name, proposer }: PlanSpeaker,
): CheckedRefusal | null {
  if (fields.by !== account) return refuse('by', fields.by, 'Say it in your own name: `by` is your account.')
  if (saysText(fields.practitioner) && fields.practitioner !== name)
    return refuse('practitioner', fields.practitioner, 'Say it in your own name, as the clinic has it.')
  if (entity === 'plan-answer')
    return proposer === null
      ? refuse('proposal', fields.proposal, 'There is no such proposal in this diary.')
      : proposer === account
        ? refuse('proposal', fields.proposal, 'You proposed this yourself: somebody else answers it.')
        : null
  if (saysText(fields.proposedBy) && fields.proposedBy !== 'practitioner')
    return refuse('proposedBy', fields.proposedBy, 'You propose as a practitioner.')
  if (saysText(fields.answer) && fields.answer !== 'withdrawn')
    return refuse(
      'answer',
      fields.answer,
      'You proposed this yourself: the patient answers it, and you can take it back.',
    )
  return null
}

function patientFault(entity: string, fields: Fields, { before }: PlanSpeaker): CheckedRefusal | null {
  if (fields.by !== undefined)
    return refuse('by', fields.by, 'What a practitioner says here they say themselves. Note it without `by`.')
  if (before.by !== undefined) {
    const other = Object.keys(fields).find((field) => entity === 'plan-answer' || !ANSWER.has(field))
    if (other !== undefined)
      return refuse(other, fields[other], 'A practitioner said this. Answer it; its words stay as they are.')
    if (fields.answer === 'withdrawn')
      return refuse('answer', fields.answer, 'A practitioner proposed this. They take it back; you agree or do not.')
  }
  const proposedBy = fields.proposedBy ?? before.proposedBy
  if (proposedBy === 'patient' && (fields.answer === 'agreed' || fields.answer === 'not-agreed'))
    return refuse(
      'answer',
      fields.answer,
      'Nobody agrees to their own proposal. Note what the practitioner said as an answer of its own (`plan-answer`).',
    )
  return null
}

/** Without the name of an account that did not say it here: what comes from elsewhere is a note of the patient. */
export function asNoted<Said extends Pick<OfferedOperation, 'entity' | 'fields'>>(
  said: Said,
  saidBy?: string | null,
): Said {
  const { by, ...fields } = said.fields
  const isPlan = said.entity === 'plan-change' || said.entity === 'plan-answer'
  return !isPlan || by === undefined || by === saidBy ? said : { ...said, fields }
}

function saysText(value: Json | undefined): value is string {
  return typeof value === 'string'
}

function refuse(field: string, value: Json | undefined, message: string): CheckedRefusal {
  return { code: 'not-yours', path: ['fields', field], message, ...(value !== undefined && { value }) }
}
