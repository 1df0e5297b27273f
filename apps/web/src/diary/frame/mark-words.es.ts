import type { en } from './mark-words.en.ts'

export const es: typeof en = {
  missing: 'abierto',
  /** Of several days. */
  missingMany: 'abiertos',
  clear: 'sin dolor de cabeza',
  headache: 'dolor de cabeza',
  mild: 'dolor leve',
  moderate: 'dolor moderado',
  severe: 'dolor intenso',
  migraine: 'como migraña',
  ungraded: 'dolor sin grado anotado',
  legend: 'Qué significan las marcas',
  signs: { medicine: 'medicamento tomado', aura: 'aura', bleeding: 'sangrado menstrual', session: 'sesión' },
}
