// The public face of @clearday/diary: the vocabulary of headache medicine, and what can be counted from a diary.

// Rules and the logic of diaries with gaps.
export { mustBeReviewed, type Certainty, type ClinicalRule } from './clinical-rule.ts'
export { allOf, anyOf, atLeast, countReaches, not, statusOf, type Status } from './three-valued.ts'

// Calendar.
export {
  addDays,
  addMonths,
  dateOfNumber,
  datesFrom,
  dayNumber,
  daysBetween,
  daysInMonth,
  firstOfMonth,
  isLocalDate,
  lastOfMonth,
  monthOf,
  nextMonth,
  type LocalDate,
  type LocalMonth,
} from './calendar/local-date.ts'
export { hoursBetween, readMoment, type Moment, type MomentFault } from './calendar/moment.ts'

// What a person enters.
export type { Diary } from './model/diary.ts'
export type * from './model/entries.ts'
export type * from './model/plan.ts'
export { CHANGE_KINDS, CHANGE_SIDES } from './model/plan.ts'
export type * from './model/features.ts'
export {
  ANSWERS,
  CONDITIONS,
  type Answer,
  type Condition,
  type Person,
  type Preferences,
  type Recalled,
} from './model/person.ts'
export { ageOn, type AgeRange } from './model/age-on.ts'
export { POSTDROME_SIGNS, PRODROME_SIGNS } from './model/offered-signs.ts'
export { OCCASIONS, type Occasion, type SafetyCheck } from './model/safety-check.ts'

// The interchange format.
export * from './format/index.ts'

// Days as they were lived, and what is counted from them.
export { livedDays } from './days/lived-days.ts'
export type { HeadachePiece, HoursRange, LivedDay } from './days/lived-day.ts'
export { attackDays, type AttackDay } from './days/attack-days.ts'
export { ATTACK_DEFINITIONS, ATTACK_RULES, type AttackDefinition } from './days/attack-definitions.ts'
export { auraOfAttack } from './days/attack-aura.ts'
export { DAY_DEFINITIONS, DAY_RULES, dayDefinition, type DayDefinition } from './days/day-definitions.ts'
export { auraPattern, migrainePain, migraineSymptoms, moderateOrSevere, severityOf } from './days/headache-features.ts'
export {
  measureDiary,
  type AttackDefinitionName,
  type DayDefinitionName,
  type DiaryMeasures,
  type SpanMeasures,
} from './measures/span-measures.ts'
export { calendarMonths, windowsOf28, type Span } from './measures/spans.ts'
export { DAYS_PER_MONTH, tallyOf, type Tally } from './measures/tally.ts'
export { RESPONSE_RULES, responseBetween, type NoResponse, type Response } from './measures/response.ts'

// Medicines.
export { CLASS_WORDS } from './medicines/class-words.ts'
export { MEDICINE_CLASSES, type ClassifiedIntake, type MedicineClass } from './medicines/medicine-class.ts'
export { classifyIntake, INTAKE_RULES, mostUnitsOf } from './medicines/classify-intake.ts'
export { CLASS_RULES } from './medicines/classes-of-ingredients.ts'
export { ABOVE_LABEL } from './medicines/dose-rules.ts'
export { CATALOGUE_RULE, DAILY_MAXIMUM_RULES } from './medicines/catalogue-rules.ts'
export {
  findIngredient,
  findProduct,
  INGREDIENTS,
  PRODUCTS,
  suggestProducts,
  type DailyMaximum,
  type Ingredient,
  type Product,
} from './medicines/catalogue.ts'
export {
  LIMIT_RULES,
  limitOf,
  MULTIPLE_CLASSES_LIMIT,
  NO_LIMIT_RULES,
  type LimitedClass,
  type UnlimitedClass,
} from './medicines/monthly-limits.ts'
export {
  MEDICINE_USE_RULES,
  medicineUse,
  type AgeNote,
  type ClassInMonth,
  type DoseAlert,
  type MedicineMonth,
  type MedicineUse,
  type MedicineWarning,
  type NoLimitNote,
  type RegularWeeks,
  type StrengthNotice,
} from './medicines/medicine-use.ts'

// Questionnaires.
export type {
  AnswerKind,
  Band,
  Bands,
  Choice,
  Licence,
  Message,
  MissingRule,
  Questionnaire,
  QuestionnaireItem,
  Scale,
} from './questionnaires/questionnaire.ts'
export { findQuestionnaire, QUESTIONNAIRE_RULES, QUESTIONNAIRES, scalesOf } from './questionnaires/questionnaires.ts'
export {
  scoreQuestionnaire,
  type QuestionnaireScore,
  type QuestionnaireScored,
  type SafetyNote,
  type ScaleScore,
} from './questionnaires/score-questionnaire.ts'
export { checkLicensedForm, type LicensedForm, type LicensedFormRead } from './questionnaires/licensed-form.ts'
export { lostTimeOver90Days, type LostTime90 } from './questionnaires/lost-time.ts'
export type { LostTimeKind } from './measures/lost-time.ts'

// Patterns of the classification.
export type { CriterionResult, PatternResult } from './patterns/pattern-result.ts'
export { longestHeadaches, type LongestHeadache } from './patterns/longest-headaches.ts'
export { matchPatterns } from './patterns/match-patterns.ts'
export { PATTERN_RULES } from './patterns/pattern-rules.ts'
