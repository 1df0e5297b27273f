// A reporter of Node's test runner that lists the files in which a test failed, one a line, and nothing else.
import { relative, sep } from 'node:path'
import { root } from './bootstrap.js'

export default async function* failedFiles(events) {
  const told = new Set()
  for await (const { type, data } of events) {
    if (type !== 'test:fail' || data.file === undefined || told.has(data.file)) continue
    told.add(data.file)
    yield `${relative(root, data.file).split(sep).join('/')}\n`
  }
}
