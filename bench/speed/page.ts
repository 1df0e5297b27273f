// The page that a benchmark writes: what must hold first, then a section a measurement.
import { growthOver, type Measured } from './timing.ts'

/** One promise and what became of it; `holds` null where this run could not tell. */
export interface Promised {
  readonly mustHold: string
  readonly measured: string
  readonly holds: boolean | null
}

/** One measurement: its lines of Markdown, and the promises that it settles. */
export interface Section {
  readonly lines: readonly string[]
  readonly promises: readonly Promised[]
}

/** That the largest size costs at most eleven times what a tenth of it costs; open where that size was not measured. `unit` in the plural. */
export function tenfoldPromise(mustHold: string, measured: readonly Measured[], unit: string): Promised {
  const growth = growthOver(measured, 10)
  const last = measured[measured.length - 1].size
  return growth === undefined
    ? { mustHold, measured: '–', holds: null }
    : {
        mustHold,
        measured: `${growth.toFixed(1)} times from ${last / 10} to ${last} ${unit}`,
        holds: growth <= 11,
      }
}

/** A section as it is kept, with the day and how busy the machine was. */
export interface MeasuredSection extends Section {
  readonly measuredOn: string
}

/** A table in Markdown. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  return [
    `| ${header.join(' | ')} |`,
    `| ${header.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ]
}

/** The opening table. */
export function promisesTable(promises: readonly Promised[]): string[] {
  return table(
    ['what must hold', 'measured', 'holds'],
    promises.map(({ mustHold, measured, holds }) => [
      mustHold,
      measured,
      holds === null ? 'not measured' : holds ? 'yes' : '**no**',
    ]),
  )
}

/** The whole page. */
export function benchPage(opening: string, sections: readonly MeasuredSection[]): string {
  return `${[
    '# Time and memory',
    '',
    opening,
    '',
    ...promisesTable(sections.flatMap(({ promises }) => promises)),
    ...sections.flatMap(({ lines, measuredOn }) => ['', ...lines, '', measuredOn]),
  ].join('\n')}\n`
}
