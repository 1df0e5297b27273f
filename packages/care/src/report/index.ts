// What the outside uses of the report room.
export type * from './report.ts'
export { reportOf, type ReportOptions, type ReportParts } from './report-of.ts'
