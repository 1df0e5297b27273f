import type { en } from './proposed-words.en.ts'

export const es: typeof en = {
  proposed: (who) => `${who} propuso algo para su plan. Léalo y responda.`,
  somebody: 'Alguien de la clínica propuso algo para su plan. Léalo y responda.',
}
