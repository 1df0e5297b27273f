// How a day's mark is drawn on the page for the doctor, in a square of 20: those of the diary, told apart without colour.
import type { DrawnMark } from '@clearday/care'

/** The part of the disc that is full, from below. */
export const FULL: Readonly<Partial<Record<DrawnMark, string>>> = {
  mild: 'M3.37 12.24A7 7 0 0 0 16.63 12.24Z',
  moderate: 'M3.14 8.6A7 7 0 1 0 16.86 8.6Z',
  severe: 'M3 10A7 7 0 1 0 17 10A7 7 0 1 0 3 10Z',
  headache: 'M8 10A2 2 0 1 0 12 10A2 2 0 1 0 8 10Z',
}

/** Under the mark: a triangle, a bar and a dot. */
export const SIGNS = {
  medicine: 'M-3 3L0 -3L3 3Z',
  session: 'M-1 -4H1V4H-1Z',
  bleeding: 'M-2 0A2 2 0 1 0 2 0A2 2 0 1 0 -2 0Z',
} as const
export type Sign = keyof typeof SIGNS
export const ALL_SIGNS = Object.keys(SIGNS) as readonly Sign[]
