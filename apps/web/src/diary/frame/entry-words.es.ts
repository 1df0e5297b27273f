import type { en } from './entry-words.en.ts'

export const es: typeof en = {
  day: 'Día',
  attack: 'Crisis',
  intake: 'Algo tomado',
  session: 'Sesión',
  regimen: 'Tratamiento',
  questionnaire: 'Cuestionario',
  'safety-check': 'Preguntas de seguridad',
  goal: 'Meta',
  trial: 'Prueba justa',
  'plan-change': 'Cambio propuesto',
  'plan-answer': 'Respuesta a una propuesta',
  'own-product': 'Medicamento propio',
  'custom-factor': 'Pregunta propia',
  'custom-symptom': 'Síntoma propio',
  person: 'Sobre usted',
  diary: 'El diario mismo',
}
