// Every command, in the order in which they are listed.
import type { Command } from '../command.ts'
import { analyse } from './analyse.ts'
import { design } from './design.ts'
import { evidence } from './evidence.ts'
import { explain } from './explain.ts'
import { fit } from './fit.ts'
import { rules } from './rules.ts'
import { screen } from './screen.ts'
import { simulate } from './simulate.ts'
import { start } from './start.ts'
import { tomorrow } from './tomorrow.ts'

export const COMMANDS: readonly Command[] = [
  analyse,
  design,
  screen,
  tomorrow,
  rules,
  evidence,
  simulate,
  fit,
  explain,
  start,
]
