/** For how many days an attack that nobody closed may be silent and still count as going on (`day.attack-left-open`). */
export const SILENT_DAYS = 4
