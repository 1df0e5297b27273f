// A file that somebody brings along with a form: read in full, or what is wrong with it and where.
import { createHash } from 'node:crypto'
import { readBroughtFile, type BroughtFault, type BroughtFile } from '@clearday/store'
import type { Say } from '#lib/words/words.ts'
import type { Fault } from './sign-in.ts'

const MEGABYTE = 1_000_000
/** Of an upload; the door takes a little more for what stands around it. */
const MOST_BYTES = 40 * MEGABYTE
/** Up to here a file travels along in the page between looking and joining: nothing of it is kept on the server. */
const MOST_CARRIED_BYTES = 3 * MEGABYTE
export const MOST_MEGABYTES = MOST_BYTES / MEGABYTE

export interface ReadUpload {
  readonly bytes: Buffer
  readonly file: BroughtFile
  readonly name: string
  /** SHA-256 in hexadecimal: what is joined is what was shown. */
  readonly digest: string
  /** The file in base 64; null where it is chosen again. */
  readonly carried: string | null
}

/** Where something is wrong in a file, and what would be right there, in the English of the file's reader. */
export interface Place {
  /** '' for the file as a whole. */
  readonly place: string
  readonly message: string
}

export type Upload =
  | { readonly type: 'ok'; readonly value: ReadUpload }
  | { readonly type: 'error'; readonly fault: Fault; readonly places: readonly Place[] }

/** @param form with `file`, or with `carried` and `name` as the page gave them. @param at ms since 1970. */
export async function readUpload(form: FormData, at: number, say: Say): Promise<Upload> {
  const given = form.get('file')
  const carried = form.get('carried')
  let bytes: Buffer
  let name = form.get('name')
  if (given instanceof File && given.size > 0) {
    if (given.size > MOST_BYTES) return wrong('fault.file.large')
    bytes = Buffer.from(await given.arrayBuffer())
    name = given.name
  } else if (typeof carried === 'string' && carried !== '') bytes = Buffer.from(carried, 'base64')
  else return wrong(given instanceof File && given.name !== '' ? 'fault.file.empty' : 'fault.file')
  const read = readBroughtFile(bytes, at)
  if (read.type === 'error') {
    const places = read.faults.map((fault) => placeOf(fault, say))
    return { ...wrong('fault.file.wrong', { count: places.length }), places }
  }
  return {
    type: 'ok',
    value: {
      bytes,
      file: read.value,
      name: typeof name === 'string' ? name.slice(0, 200) : '',
      digest: createHash('sha256').update(bytes).digest('hex'),
      carried: bytes.length > MOST_CARRIED_BYTES ? null : bytes.toString('base64'),
    },
  }
}

function wrong(
  key: Fault['key'],
  values: Fault['values'] = { most: MOST_MEGABYTES },
): Extract<Upload, { type: 'error' }> {
  return { type: 'error', fault: { field: 'file', key, values }, places: [] }
}

function placeOf({ file, line, path, message }: BroughtFault, say: Say): Place {
  const place = [
    ...(file === '' ? [] : [say('bring.place.file', { file })]),
    ...(line === null ? [] : [say('bring.place.line', { line })]),
    // what is said of a diary file names its place itself
    ...(path === '' || file === '' ? [] : [say('bring.place.field', { field: path })]),
  ].join(', ')
  return { place: place.charAt(0).toUpperCase() + place.slice(1), message }
}
