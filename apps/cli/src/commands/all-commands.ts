// Every command, in the order in which they are listed.
import type { Command } from '../command.ts'
import { analyse } from './analyse.ts'
import { explain } from './explain.ts'
import { fit } from './fit.ts'
import { start } from './start.ts'

export const COMMANDS: readonly Command[] = [analyse, fit, explain, start]
