// The format as JSON Schema, for editors and for programs in other languages: generated, so that it cannot say anything else than the reader.
import * as z from 'zod/mini'
import { DIARY_FORMAT, DiarySchema } from './diary-schema.ts'

/** What the schema cannot say stands here, so that who validates with it alone knows what is left to check. */
const BEYOND_THE_SCHEMA =
  'A headache diary of one person. Beyond this schema: days, ids and times exist and stand once, attacks end after they begin, ' +
  'and regimens start before they pause; see docs/diary-format.md.'

/** JSON Schema, draft 2020-12. */
export function diaryJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(DiarySchema, { target: 'draft-2020-12', io: 'input' })
  return { $schema, title: DIARY_FORMAT, description: BEYOND_THE_SCHEMA, ...schema }
}
