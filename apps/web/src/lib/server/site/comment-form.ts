// A comment as a form sends it: what is missing, what looks like a program's, and what its writer is asked about before it is public.
import { commentFlags, countLinks, plainComment, type CommentFlag } from '@clearday/articles'
import { LONGEST_COMMENT, LONGEST_NAME, type SitePerson } from '@clearday/store'
import type { Fault } from '#lib/server/sign-in.ts'
import type { ReaderServices } from '../../../services.ts'
import { isPostableAddress } from './pace.ts'

export const MOST_LINKS = 2
/** Nobody reads a form and writes something sooner. */
const SHORTEST_MS = 3_000
const LONGEST_MS = 12 * 3_600_000

export interface CommentForm {
  readonly name: string
  readonly email: string
  readonly words: string
  readonly answers: string
  readonly wantsAnswers: boolean
  readonly made: string
  /** What the writer was asked about already, and sent again. */
  readonly asked: readonly string[]
  /** A field that people do not see: only a program fills it. */
  readonly website: string
}

export type CommentRead =
  | { readonly type: 'faults'; readonly faults: readonly Fault[] }
  /** As if it had been taken: a program learns nothing. */
  | { readonly type: 'program' }
  | { readonly type: 'ask'; readonly flags: readonly CommentFlag[] }
  | { readonly type: 'ok'; readonly flags: readonly CommentFlag[] }

export function commentForm(said: (name: string) => string): CommentForm {
  return {
    name: plainComment(said('name')).replaceAll('\n', ' '),
    email: said('email'),
    words: plainComment(said('words')),
    answers: said('answers'),
    wantsAnswers: said('wantsAnswers') === 'on',
    made: said('made'),
    asked: said('asked').split(' '),
    website: said('website'),
  }
}

export interface CommentSurroundings {
  readonly readers: Pick<ReaderServices, 'formAge'>
  readonly slug: string
  readonly signedIn: boolean
  /** Whose names nobody else writes under. */
  readonly people: readonly SitePerson[]
  readonly clinicName: string
}

export function readComment(form: CommentForm, around: CommentSurroundings): CommentRead {
  if (form.website !== '') return { type: 'program' }
  const faults: Fault[] = [...nameFaults(form.name, around)]
  if (!around.signedIn && !isPostableAddress(form.email)) faults.push({ field: 'email', key: 'follow.fault.email' })
  faults.push(...wordsFaults(form.words))
  const age = around.readers.formAge(`comment ${around.slug}`, form.made)
  if (faults.length === 0) {
    if (age === null || age > LONGEST_MS) faults.push({ field: 'words', key: 'comments.fault.old' })
    else if (age < SHORTEST_MS) faults.push({ field: 'words', key: 'comments.fault.quick' })
  }
  if (faults.length > 0) return { type: 'faults', faults }
  const flags = commentFlags(form.words)
  return flags.every((flag) => form.asked.includes(flag)) ? { type: 'ok', flags } : { type: 'ask', flags }
}

/**
 * The stamp that a form is shown with again: the one it had, so that whoever mends a name at once is not told that people are slower; none
 * where it is over or of nobody.
 */
export function stampAgain(
  { made }: CommentForm,
  { readers, slug }: Pick<CommentSurroundings, 'readers' | 'slug'>,
): string {
  const age = readers.formAge(`comment ${slug}`, made)
  return age === null || age > LONGEST_MS ? '' : made
}

export function wordsFaults(words: string): readonly Fault[] {
  if (words === '') return [{ field: 'words', key: 'comments.fault.words' }]
  if (words.length > LONGEST_COMMENT)
    return [{ field: 'words', key: 'comments.fault.long', values: { most: LONGEST_COMMENT } }]
  if (countLinks(words) > MOST_LINKS)
    return [{ field: 'words', key: 'comments.fault.links', values: { most: MOST_LINKS } }]
  return []
}

function nameFaults(name: string, { people, clinicName }: CommentSurroundings): readonly Fault[] {
  if (name === '' || name.length > LONGEST_NAME || countLinks(name) > 0 || /[@<>]/.test(name))
    return [{ field: 'name', key: 'comments.fault.name' }]
  const folded = (text: string): string =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase()
  // also with a title before it or letters behind it, as the site itself names them
  const taken = [clinicName, ...people.map((one) => one.name)].some((one) => folded(name).includes(folded(one)))
  return taken ? [{ field: 'name', key: 'comments.fault.taken' }] : []
}
