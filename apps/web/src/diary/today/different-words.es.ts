import type { en } from './different-words.en.ts'

export const es: typeof en = {
  different: (count) =>
    count === 1
      ? 'Dos dispositivos dijeron cosas distintas de una entrada. Mire cuál vale:'
      : `Dos dispositivos dijeron cosas distintas de ${String(count)} entradas. Mire cuáles valen:`,
}
