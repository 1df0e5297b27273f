import type { en } from './written-words.en.ts'

export const es: typeof en = {
  you: 'Lo escribió usted.',
  other: 'Lo escribió otra persona.',
  forYou: 'Lo escribió alguien que escribe por usted.',
  both: (capacity) =>
    capacity === 'proxy'
      ? 'Lo escribieron usted y otra persona.'
      : 'Lo escribieron usted y alguien que escribe por usted.',
}
