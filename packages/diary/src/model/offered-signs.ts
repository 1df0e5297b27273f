// Signs around an attack that the diary offers to be ticked. What a person writes beside them is their own word.

/** Before it. */
export const PRODROME_SIGNS = [
  'yawning',
  'craving',
  'stiff-neck',
  'irritable',
  'tired',
  'hard-to-concentrate',
  'thirst',
  'light-sensitive',
] as const

/** After it. */
export const POSTDROME_SIGNS = ['drained', 'foggy', 'tender', 'stiff-neck', 'low-mood', 'elated'] as const
