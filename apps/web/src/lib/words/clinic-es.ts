// Spanish words of what staff see of diaries: which were opened, which are open to them, and what came of an act.
import type { CLINIC_EN } from './clinic-en.ts'

export const CLINIC_ES: Readonly<Record<keyof typeof CLINIC_EN, string>> = {
  'openings.title': 'Diarios abiertos sin sus pacientes',
  'openings.words':
    'De los últimos 90 días: en una urgencia por un profesional, o por la dirección para un profesional. De cada uno se avisó a quien escribe el diario. Que usted lea esto queda en su registro.',
  'openings.none': 'No se abrió ninguno en los últimos 90 días.',
  'openings.by.break-glass': '{practitioner} lo abrió en una urgencia',
  'openings.by.manager': '{manager} lo abrió a {practitioner}',
  'openings.reason': 'Motivo: {reason}',
  'openings.until': 'abierto hasta el {at}',
  'openings.ended': 'terminado el {at}, antes de tiempo',
  'openings.over': 'terminó el {at}',
}
