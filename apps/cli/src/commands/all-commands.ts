// Every command, in the order in which they are listed.
import type { Command } from '../command.ts'
import { analyse } from './analyse.ts'
import { design } from './design.ts'
import { explain } from './explain.ts'
import { fit } from './fit.ts'
import { screen } from './screen.ts'
import { simulate } from './simulate.ts'
import { start } from './start.ts'
import { tomorrow } from './tomorrow.ts'

export const COMMANDS: readonly Command[] = [analyse, design, screen, tomorrow, simulate, fit, explain, start]
