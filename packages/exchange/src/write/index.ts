// What goes out by itself, for who does not want the readers with it.
export { CSV_TABLES, writeCsv, type CsvFile, type CsvTableName } from './write-csv.ts'
export { diaryMonths, type DiaryMonth, type MonthDay } from './diary-months.ts'
