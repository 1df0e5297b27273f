// Why the engine was not asked about a treatment, in words, and what would change that.
import type { NotAskedCode } from '../answers/engine-input.ts'

export const NOT_ASKED_WORDS: Readonly<Record<NotAskedCode, { readonly because: string; readonly nextStep: string }>> =
  {
    'no-day-known': {
      because: 'No day of your diary says whether there was a headache, so there is nothing to go by.',
      nextStep: 'Keep logging, clear days too.',
    },
    'no-session-logged': {
      because: 'A course of sessions is written down, but no session of it. What was planned is not what was done.',
      nextStep: 'Write each session down on its day; earlier ones can be added.',
    },
    'not-begun': {
      because: 'It has not begun yet.',
      nextStep: 'Every day that is logged before the start makes the later comparison fairer.',
    },
    'over-before-the-diary': {
      because: 'It was over before the days that your diary knows, so no day with it can be compared.',
      nextStep: '',
    },
    'no-day-with-it': {
      because: 'Your diary knows no day on which it was in use, so there is nothing to compare yet.',
      nextStep: 'Keep logging while you use it, clear days too.',
    },
    'always-in-use': {
      because: 'It was in use alike on every day that your diary knows, so there is nothing to compare with.',
      nextStep:
        'Planned weeks without it would give the comparison. Ask first whoever prescribed or gives it; a prescribed medicine is only paused with its prescriber.',
    },
    'not-answered-yet': {
      because: 'It came into the diary after these answers were worked out.',
      nextStep: 'Newer answers are being worked out: look again in a moment.',
    },
  }
