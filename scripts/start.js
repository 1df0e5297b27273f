// `npm start`: sets up, then answers for the example diaries and says where the report is.
import { ensureInstalled, runPinned } from './bootstrap.js'

ensureInstalled()
process.exit(runPinned(['apps/cli/src/main.ts', 'start', ...process.argv.slice(2)]))
