// Stands in for two rooms of the diary package until they are there.
import type { Diary, LivedDay, MedicineUse, PatternResult } from '@clearday/diary'

export const matchPatterns: (diary: Diary, days: readonly LivedDay[]) => readonly PatternResult[] = () => []

export const medicineUse: (diary: Diary, days: readonly LivedDay[]) => MedicineUse = () => ({
  months: [],
  warnings: [],
  doseAlerts: [],
  regularWeeks: { weeks: 0, ofWeeks: 0, ruleId: '' },
  unclassified: [],
})
