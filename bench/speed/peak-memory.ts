// Loaded before a program (`node --import`), says at its end on file descriptor 3 how much memory it held at most, in kilobytes.
import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// threads belong to the process, whose resident set counts them
if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
