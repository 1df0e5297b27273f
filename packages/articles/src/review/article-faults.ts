// What of an article that is being written cannot be used yet, field by field: an unfinished one may be kept, and not be sent on.
import type { Article, Told } from '../article.ts'
import { ArticleHeadSchema, rightWords } from '../file/article-schema.ts'

export interface FieldFault {
  readonly field: keyof Article
  /** `quickAnswers[0].answer`. */
  readonly path: string
  /** What would be right there. */
  readonly right: Told
}

/** In the order of the fields; none for an article that can be read back from its file. */
export function articleFaults({ body, ...head }: Article): readonly FieldFault[] {
  const read = ArticleHeadSchema.safeParse(head)
  const faults: FieldFault[] = read.success
    ? []
    : read.error.issues.map(({ path, message }) => ({
        field: path[0] as keyof Article,
        path: path
          .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
          .join('')
          .slice(1),
        right: rightWords(message),
      }))
  return body.trim() === ''
    ? [...faults, { field: 'body', path: 'body', right: rightWords('a text that is not empty') }]
    : faults
}
