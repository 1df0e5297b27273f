import type { en } from './words.en.ts'

export const es: typeof en = {
  title: 'Más',
  light: 'Luz',
  lights: { day: 'Día', night: 'Noche', attack: 'Ámbar' },
  pages: {
    medicines: ['Medicamentos', 'Lo que toma cuando duele y los días que quedan antes de los límites'],
    courses: ['Tratamientos y sesiones', 'Preventivos, suplementos, terapias, prácticas'],
    helping: ['¿Está ayudando?', 'De cada tratamiento: qué muestra su diario y cuán seguro es'],
    along: ['¿Qué va con mis dolores de cabeza?', 'El estrés, el sueño, los fines de semana y lo que anote'],
    tomorrow: ['Mañana', 'La posibilidad de dolor, donde se puede decir'],
    plan: ['Mi plan', 'Metas, tratamientos uno junto a otro y cambios propuestos'],
    trial: ['Una prueba justa', 'Semanas con y sin un tratamiento, por sorteo'],
    benefit: ['¿A quién podría servir?', 'De qué tratamientos vale la pena hablar en su caso'],
    doctor: ['La hoja para el médico', 'Una cara para imprimir, guardar o enseñar, con su propia pregunta'],
    flags: ['¿Este dolor es distinto?', 'Preguntas que pueden significar: que alguien le vea ahora'],
    reminders: ['Recordatorios', 'Uno por la noche, o ninguno'],
    transfer: ['Entrar y salir', 'Traer su historia, llevarse todo, imprimir un calendario'],
    unsent: ['Sin enviar', 'Lo que solo está guardado en este dispositivo'],
    device: ['Este dispositivo', 'Cuenta, bloqueo, almacenamiento, luz e idioma'],
  },
}
