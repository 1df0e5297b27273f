import type { en } from './words.en.ts'

export const es: typeof en = {
  title: 'Recordatorios',
  lead: 'Uno por la noche, o ninguno. No dice nada de salud, calla si ya ha escrito y se detiene solo si no escribe durante una semana.',
  needsAccount: 'Los recordatorios vienen del servidor de la clínica, así que necesitan un diario en una cuenta.',
  account: 'Usar una cuenta',
  loading: 'Preguntando',
  unreachable: 'Ahora no se puede alcanzar la clínica. Lo que eligió antes se queda.',
  how: '¿Cómo?',
  channels: { none: 'Ninguno', push: 'En este dispositivo', mail: 'Por correo' },
  at: '¿A qué hora?',
  noTime: 'Elija una hora, como las 20:30.',
  save: 'Guardar',
  saved: 'Guardado.',
  next: (when) => `El próximo llega ${when}, si para entonces no ha escrito.`,
  paused: 'No ha escrito durante una semana, así que no se envía nada. Sigue cuando vuelva a escribir; nada se pierde.',
  snooze: 'No durante una semana',
  noPush:
    'Este navegador no puede recibir avisos de páginas. En un iPhone, añada antes el diario a la pantalla de inicio; o elija el correo.',
  denied: 'Los avisos de esta página están desactivados en el navegador.',
  consent: 'A qué da su consentimiento',
  agree: 'Estoy de acuerdo',
  mustAgree: 'Los recordatorios por correo se envían cuando está de acuerdo con este texto.',
  trouble: 'No funcionó. Inténtelo más tarde.',
}
