// Writes docs/clinical-rules.md anew: node packages/care/src/sign-off/write-clinical-rules.ts
import { writeFileSync } from 'node:fs'
import { clinicalRulesText } from './clinical-rules-text.ts'
import { RULE_ROOMS } from './clinical-rules.ts'

const file = new URL('../../../../docs/clinical-rules.md', import.meta.url)
writeFileSync(file, clinicalRulesText(RULE_ROOMS))
console.log(`Written: ${file.pathname}`)
