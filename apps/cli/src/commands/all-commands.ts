// Every command, in the order in which they are listed.
import type { Command } from '../command.ts'
import { analyse } from './analyse.ts'
import { audit } from './audit.ts'
import { backup } from './backup.ts'
import { design } from './design.ts'
import { evidence } from './evidence.ts'
import { explain } from './explain.ts'
import { fit } from './fit.ts'
import { migrate } from './migrate.ts'
import { rebuild } from './rebuild.ts'
import { restore } from './restore.ts'
import { rules } from './rules.ts'
import { screen } from './screen.ts'
import { serve } from './serve.ts'
import { simulate } from './simulate.ts'
import { start } from './start.ts'
import { tomorrow } from './tomorrow.ts'
import { user } from './user.ts'

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
  serve,
  migrate,
  backup,
  restore,
  rebuild,
  audit,
  user,
]
