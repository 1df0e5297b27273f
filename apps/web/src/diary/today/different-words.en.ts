export const en = {
  different: (count: number) =>
    count === 1
      ? 'Two devices said different things of one entry. Look which of them holds:'
      : `Two devices said different things of ${String(count)} entries. Look which of them hold:`,
}
