// Plans of a file as its bearer may say them: who said a thing elsewhere is not known here, so that it comes in as a note of theirs.
import type { WrittenDiary } from '../format/diary-schema.ts'

type Plans = Pick<WrittenDiary, 'planChanges' | 'planAnswers'>

/**
 * Without accounts; and what a practitioner said to a proposal of the patient is an answer of its own, also where a file has it in the proposal.
 *
 * O(plans).
 */
export function notedPlans({ planChanges, planAnswers }: Plans): Required<Plans> {
  const moved: NonNullable<Plans['planAnswers']>[number][] = []
  const changes = (planChanges ?? []).map(({ by, ...change }) => {
    void by
    const { proposedBy, answer, answeredOn, answerWords, ...open } = change
    if (proposedBy !== 'patient' || answer === undefined || answer === 'withdrawn') return change
    const { id, proposedOn, practitioner } = change
    moved.push({
      ...{ id: `${id} answer`, proposal: id, answer, saidOn: answeredOn ?? proposedOn, asPrescriber: true },
      ...(answerWords !== undefined && { words: answerWords }),
      ...(practitioner !== undefined && { practitioner }),
    })
    return { ...open, proposedBy }
  })
  const said = (planAnswers ?? []).map(({ by, ...answer }) => {
    void by
    return answer
  })
  return { planChanges: changes, planAnswers: [...said, ...moved] }
}
