import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

export const es: typeof en = {
  title: 'Calendario',
  before: 'Mes anterior',
  after: 'Mes siguiente',
  yearBefore: 'Año anterior',
  yearAfter: 'Año siguiente',
  year: 'El año entero',
  month: 'Por meses',
  toToday: 'A hoy',
  keys: 'Las flechas van de día en día, Re Pág y Av Pág de mes en mes, Intro abre el día.',
  today: 'hoy',
  trial: { with: 'prueba justa: con', without: 'prueba justa: sin' },
  attacks: (count) => counted('es', count, '# crisis', '# crisis'),
  medicines: (count) => counted('es', count, '# medicamento', '# medicamentos'),
  sessions: (count) => counted('es', count, '# sesión', '# sesiones'),
  aura: 'aura',
  bleeding: 'sangrado menstrual',
  yearKeys:
    'Izquierda y derecha van de mes en mes, arriba y abajo de día en día, Re Pág y Av Pág de año en año, Intro abre el día.',
  byMonth: 'Mes a mes',
  known: (known, days) => `${String(known)} de ${counted('es', days, '# día', '# días')} conocidos`,
  unreadable: (count) =>
    counted('es', count, 'Una entrada se contradice y no se cuenta:', '# entradas se contradicen y no se cuentan:'),
}
