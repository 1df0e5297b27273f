// The tables as queries see them. Numbers of 64 bits come back as numbers: none of ours passes 2^53 (microseconds until the year 2255).
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Clock, Fields } from '@clearday/diary/operations'

export interface PatientsTable {
  readonly patient_id: string
  seq: Generated<number>
  latest: Generated<number>
  readonly created_at: Generated<string>
}

export interface OperationsTable {
  readonly patient_id: string
  readonly seq: number
  readonly id: string
  readonly entity: string
  readonly key: string
  readonly fields: JSONColumnType<Fields>
  readonly deleted: boolean
  readonly claimed: number
  readonly effective: number
  readonly latest: number
  readonly seen: number
  readonly device: string
  readonly author: string | null
  readonly offered_by: string | null
  readonly received_at: ColumnType<string, string | undefined, never>
}

export interface EntriesTable {
  readonly patient_id: string
  readonly entity: string
  readonly key: string
  first_day: string | null
  last_day: string | null
  fields: JSONColumnType<Fields>
  clocks: JSONColumnType<Readonly<Record<string, Clock>>>
  deleted: boolean
  seq: number
  author: string | null
  made: number
}

export interface Tables {
  readonly 'diary.patients': PatientsTable
  readonly 'diary.operations': OperationsTable
  readonly 'diary.entries': EntriesTable
}
