// The interchange format: JSON to a Diary and back, and what is said where it does not fit.
export { csvOf, type CsvRow } from './csv-text.ts'
export { DIARY_FORMAT, type WritableDiary, type WrittenDiary } from './diary-schema.ts'
export { ENTRY_KINDS, entryProblems, fieldProblems, type EntryName } from './entry-shape.ts'
export { diaryJsonSchema } from './diary-json-schema.ts'
export type { FormatProblem, Problem, ProblemCode } from './problem.ts'
export { readDiary, type DiaryRead } from './read-diary.ts'
export { readDiaryText } from './read-diary-text.ts'
export { writeDiary } from './write-diary.ts'
