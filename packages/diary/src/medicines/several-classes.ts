// Overuse of several classes of medicine together (ICHD-3 8.2.6): asked in one place, so that warnings and patterns give one answer.
import { allOf, countReaches, not, type Status } from '../three-valued.ts'
import { MULTIPLE_CLASSES_LIMIT } from './monthly-limits.ts'

/**
 * Two classes or more: ten days of one NSAID alone are not overuse of several. Any class that is overused by itself excludes it, also one that
 * is not counted among them.
 *
 * @param reached whether the days of the counted classes together reach the limit. @param used how many of these classes were taken.
 * @param alone of every limited class, whether it is overused by itself. O(classes).
 */
export function overuseOfSeveral(
  reached: Status,
  used: { readonly least: number; readonly most: number },
  alone: readonly Status[],
): Status {
  return allOf(
    reached,
    countReaches(used.least, used.most, MULTIPLE_CLASSES_LIMIT.value.fewestClasses),
    ...alone.map(not),
  )
}
