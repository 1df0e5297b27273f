// What the command's exit code says.

export const EXIT = {
  ok: 0,
  unusableFile: 1,
  usage: 2,
  somePatients: 3,
  bug: 70,
  interrupted: 130,
} as const

export const EXIT_WORDS = `Exit codes: 0 done · 1 a file could not be used or written · 2 the command was not understood ·
3 some patients could not be analysed · 70 a fault of the program · 130 interrupted`
