// An article as one file: a head in YAML between two lines of `---`, and the text in Markdown below. What is written can be read back.
import { LineCounter, parseDocument, stringify, visit } from 'yaml'
import type { Article } from '../article.ts'
import { ArticleHeadSchema } from './article-schema.ts'

export interface ArticleFault {
  /** The line of the file that it stands in; 1 where no better line is known. */
  readonly line: number
  /** The field: `quickAnswers[0].answer`; empty where the head itself cannot be read. */
  readonly field: string
  readonly message: string
}

export type ArticleRead =
  | { readonly type: 'ok'; readonly value: Article }
  | { readonly type: 'error'; readonly faults: readonly ArticleFault[] }

const FENCE = /^---[ \t]*$/

/**
 * Reads a file of an article.
 *
 * Errors: one fault for each field that cannot be used, with its line, the value that stands there and what would be right. O(length).
 */
export function readArticleFile(text: string): ArticleRead {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line))
  if (!FENCE.test(lines[0] ?? '') || end < 0)
    return one(1, '', 'the file must begin with a head between two lines of ---, with title, slug and the other fields')
  const counter = new LineCounter()
  const head = parseDocument(lines.slice(1, end).join('\n'), {
    lineCounter: counter,
    // every value is what was written: a date stays a text, and nothing is a number by accident
    schema: 'failsafe',
    // a head that grows by references could become any size
    merge: false,
  })
  if (head.errors.length > 0)
    return {
      type: 'error',
      faults: head.errors.map((error) => ({
        line: (error.linePos?.[0].line ?? 1) + 1,
        field: '',
        message: `the head is not YAML that can be read: ${error.message.split('\n')[0] ?? ''}`,
      })),
    }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = head.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined
      if (node?.range !== undefined) return counter.linePos(node.range[0] ?? 0).line + 1
    }
    return 1
  }
  if (hasAlias(head))
    return one(1, '', 'the head refers to another of its places (&name and *name); write each value where it belongs')
  const given = emptiesAbsent(head.toJS({ maxAliasCount: 0 }))
  const read = ArticleHeadSchema.safeParse(given)
  if (!read.success)
    return {
      type: 'error',
      faults: read.error.issues.map((issue) => {
        if (issue.code === 'unrecognized_keys')
          return {
            line: lineOf([...issue.path, issue.keys[0] ?? '']),
            field: fieldOf([...issue.path, issue.keys[0] ?? '']),
            message: `is no field of an article; the fields are ${Object.keys(ArticleHeadSchema.shape).join(', ')}`,
          }
        const value = valueAt(given, issue.path)
        return {
          line: lineOf(issue.path),
          field: fieldOf(issue.path),
          message:
            value === undefined
              ? `is missing; it must be ${issue.message}`
              : `${shown(value)} stands here; it must be ${issue.message}`,
        }
      }),
    }
  const body = `${lines
    .slice(end + 1)
    .join('\n')
    .trim()}\n`
  return { type: 'ok', value: { ...read.data, body } }
}

/** The file of an article. `readArticleFile` gives the same article back. */
export function writeArticleFile({ body, ...head }: Article): string {
  const said = Object.fromEntries(
    Object.entries(head).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  )
  return `---\n${stringify(said, { lineWidth: 110, schema: 'failsafe', defaultStringType: 'PLAIN' })}---\n\n${body.trim()}\n`
}

function hasAlias(head: ReturnType<typeof parseDocument>): boolean {
  let found = false
  visit(head, { Alias: () => ((found = true), visit.BREAK) })
  return found
}

function one(line: number, field: string, message: string): ArticleRead {
  return { type: 'error', faults: [{ line, field, message }] }
}

/** `reviewer:` with nothing behind it is not said. */
function emptiesAbsent(head: unknown): unknown {
  if (typeof head !== 'object' || head === null || Array.isArray(head)) return head
  return Object.fromEntries(Object.entries(head).filter(([, value]) => value !== null && value !== ''))
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (field, part) =>
      typeof part === 'number' ? `${field}[${part}]` : field === '' ? String(part) : `${field}.${String(part)}`,
    '',
  )
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null ? (at as Readonly<Record<PropertyKey, unknown>>)[part] : undefined,
    value,
  )
}

const SHOWN_LENGTH = 60

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text
}
