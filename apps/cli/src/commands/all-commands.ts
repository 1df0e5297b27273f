// Every command, in the order in which they are listed. Each is loaded only when it is asked for: what the clinical commands know takes longer
// to load than most of the others take to run.
import type { Command } from '../command.ts'

const LOADERS = {
  analyse: async () => (await import('./analyse.ts')).analyse,
  design: async () => (await import('./design.ts')).design,
  screen: async () => (await import('./screen.ts')).screen,
  tomorrow: async () => (await import('./tomorrow.ts')).tomorrow,
  rules: async () => (await import('./rules.ts')).rules,
  doctor: async () => (await import('./doctor.ts')).doctor,
  evidence: async () => (await import('./evidence.ts')).evidence,
  simulate: async () => (await import('./simulate.ts')).simulate,
  fit: async () => (await import('./fit.ts')).fit,
  explain: async () => (await import('./explain.ts')).explain,
  examples: async () => (await import('./examples.ts')).examples,
  start: async () => (await import('./start.ts')).start,
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
  user: async () => (await import('./user.ts')).user,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  rebuild: async () => (await import('./rebuild.ts')).rebuild,
  audit: async () => (await import('./audit.ts')).audit,
  'renew-secret': async () => (await import('./renew-secret.ts')).renewSecretCommand,
  migrate: async () => (await import('./migrate.ts')).migrate,
} satisfies Readonly<Record<string, () => Promise<Command>>>

export const COMMAND_NAMES = Object.keys(LOADERS)

/** Loads one command; undefined where there is none of the name. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(LOADERS, name) ? LOADERS[name as keyof typeof LOADERS]() : undefined
}

/** All of them, for lists that say something of each. */
export async function loadCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(LOADERS).map((load) => load()))
}
