// Writes docs/medicine-names.md anew: node packages/diary/src/medicines/write-medicine-names.ts
import { writeFileSync } from 'node:fs'
import { medicineNamesText } from './medicine-names-text.ts'

const file = new URL('../../../../docs/medicine-names.md', import.meta.url)
writeFileSync(file, medicineNamesText())
console.log(`Written: ${file.pathname}`)
