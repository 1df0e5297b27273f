// The public face of @clearday/store.
export { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/embedded-postgres.ts'
export type { StartProblem, StartProblemCode } from './embedded/start-problem.ts'
