// What the outside, and the rest of the reasoning, use of the plan room.
export {
  changeCourses,
  prescriberOf,
  samePerson,
  type ChangeCourse,
  type ChangeState,
  type ChangeWord,
} from './change-course.ts'
export { judgementOf, type Judgement } from './judgement.ts'
export { ownPlan, PLAN_GROUPS, type OwnPlan, type PlanGroup, type PlannedTreatment } from './own-plan.ts'
export type { PlanCheck, PlanCheckCode } from './plan-check.ts'
export { checkPlan, PLAN_RULES, type PlanSurroundings } from './plan-checks.ts'
export { checksBeside, hasVerdict } from './told-sooner.ts'
export { timeToAssess, type AssessClass, type TimeToAssess } from './time-to-assess.ts'
