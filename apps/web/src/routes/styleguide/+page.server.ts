// For who builds pages: every token, element, component and mark, in every light. Only where everybody is invented; elsewhere there is no such page.
import { error } from '@sveltejs/kit'
import { evidenceBlock } from '#lib/server/site/evidence-block.ts'
import type { PageServerLoad } from './$types'

/** One a light, so that no two parts of the page have one name. */
const TREATMENTS = ['acupuncture', 'biofeedback', 'magnesium', 'riboflavin', 'craniosacral-therapy']

export const load: PageServerLoad = ({ locals }) => {
  if (!locals.clinic.demonstration) error(404)
  const blocks = TREATMENTS.flatMap((id) => evidenceBlock(id) ?? [])
  return {
    blocks: blocks.map((block) => ({
      ...block,
      groups: block.groups.slice(0, 1),
      sentences: block.sentences.slice(0, 1),
    })),
  }
}
