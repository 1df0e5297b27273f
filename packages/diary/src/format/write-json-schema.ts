// Writes docs/schema/clearday-diary-1.schema.json anew: node packages/diary/src/format/write-json-schema.ts
import { writeFileSync } from 'node:fs'
import { diaryJsonSchema } from './diary-json-schema.ts'

const file = new URL('../../../../docs/schema/clearday-diary-1.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(diaryJsonSchema(), null, 2)}\n`)
console.log(`Written: ${file.pathname}. Now: npx prettier --write docs/schema`)
