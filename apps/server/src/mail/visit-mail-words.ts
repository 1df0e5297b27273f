// What mails around visits say, in both languages. Titles are neutral: they are read over a shoulder.
import type { ToldRequest, ToldVisit } from '@clearday/store'
import type { Language } from './mail-texts.ts'

type What = ToldVisit['what']

export interface VisitMailWords {
  /** Of one visit, and of several. */
  readonly titles: Readonly<Record<What | 'several', string>>
  readonly one: Readonly<Record<What, string>>
  readonly several: Readonly<Record<What, string>>
  readonly when: (day: string, from: string, to: string | null, zone: string) => string
  readonly before: (when: string) => string
  readonly withWhom: (name: string) => string
  readonly video: string
  readonly telephone: (number: string) => string
  readonly preparation: string
  readonly change: string
  readonly changeInTime: (hours: number) => string
  readonly again: string
  readonly requestTitle: string
  readonly request: Readonly<Record<ToldRequest['what'], string>>
  readonly requestLink: Readonly<Record<ToldRequest['what'], string>>
  readonly requestAfter: Readonly<Record<ToldRequest['what'], string>>
  readonly offerTitle: string
  readonly offer: string
  readonly until: (when: string) => string
  readonly offerLink: string
  readonly offerAfter: string
  readonly reminderTitle: string
  readonly reminder: string
}

export const VISIT_MAIL_WORDS: Readonly<Record<Language, VisitMailWords>> = {
  en: {
    titles: {
      booked: 'Your appointment',
      moved: 'Your appointment has moved',
      cancelled: 'Your appointment is cancelled',
      several: 'Your appointments',
    },
    one: {
      booked: 'Your appointment is booked:',
      moved: 'Your appointment has moved. Now it is:',
      cancelled: 'This appointment is cancelled:',
    },
    several: {
      booked: 'Your appointments are booked:',
      moved: 'These appointments have moved. Now they are:',
      cancelled: 'These appointments are cancelled:',
    },
    when: (day, from, to, zone) => `${day}, ${from}${to === null ? '' : ` to ${to}`} (${zone})`,
    before: (when) => `Before, it was: ${when}`,
    withWhom: (name) => `With ${name}`,
    video: 'By video',
    telephone: (number) => `Telephone ${number}`,
    preparation: 'Before you come:',
    change: 'Move or cancel it',
    changeInTime: (hours) => `If you cannot come, please say so at least ${hours} hours before.`,
    again: 'Find another time',
    requestTitle: 'About your request',
    request: {
      asked: 'We have your request. Somebody of our team will read it and answer you.',
      proposed: 'We can offer you a time. It is kept for you until then:',
      declined:
        'We have read your request and cannot offer you an appointment for it now. What we wrote to you is here:',
      withdrawn: 'Your request is taken back, as you wished. You need not do anything.',
    },
    requestLink: {
      asked: 'See your request, or take it back',
      proposed: 'Take a time',
      declined: 'Read our answer',
      withdrawn: 'See your request',
    },
    requestAfter: {
      asked: 'If it gets worse or something new frightens you, do not wait for us: call the emergency number.',
      proposed: 'If none of them suits you, you need not do anything, or tell us there.',
      declined: 'If it gets worse or something new frightens you, do not wait: call the emergency number.',
      withdrawn: 'You can ask us again whenever you like.',
    },
    offerTitle: 'A time is free',
    offer: 'You are waiting for an appointment. This time has become free:',
    until: (when) => `Kept until ${when}`,
    offerLink: 'Take it, or let it go',
    offerAfter:
      'Others who wait hear of it too, and the first who says yes has it. If you do nothing, you keep your place on the list.',
    reminderTitle: 'A reminder of your appointment',
    reminder: 'Your appointment is soon:',
  },
  es: {
    titles: {
      booked: 'Su cita',
      moved: 'Su cita ha cambiado',
      cancelled: 'Su cita está anulada',
      several: 'Sus citas',
    },
    one: {
      booked: 'Su cita está reservada:',
      moved: 'Su cita ha cambiado. Ahora es:',
      cancelled: 'Esta cita está anulada:',
    },
    several: {
      booked: 'Sus citas están reservadas:',
      moved: 'Estas citas han cambiado. Ahora son:',
      cancelled: 'Estas citas están anuladas:',
    },
    when: (day, from, to, zone) => `${day}, ${from}${to === null ? '' : ` a ${to}`} (${zone})`,
    before: (when) => `Antes era: ${when}`,
    withWhom: (name) => `Con ${name}`,
    video: 'Por vídeo',
    telephone: (number) => `Teléfono ${number}`,
    preparation: 'Antes de venir:',
    change: 'Cambiarla o anularla',
    changeInTime: (hours) => `Si no puede venir, avise por favor al menos ${hours} horas antes.`,
    again: 'Buscar otra hora',
    requestTitle: 'Sobre su solicitud',
    request: {
      asked: 'Tenemos su solicitud. Alguien de nuestro equipo la leerá y le responderá.',
      proposed: 'Podemos ofrecerle una hora. Queda guardada para usted hasta entonces:',
      declined: 'Hemos leído su solicitud y ahora no podemos ofrecerle una cita. Lo que le escribimos está aquí:',
      withdrawn: 'Su solicitud queda retirada, como usted quería. No tiene que hacer nada.',
    },
    requestLink: {
      asked: 'Ver su solicitud o retirarla',
      proposed: 'Elegir una hora',
      declined: 'Leer nuestra respuesta',
      withdrawn: 'Ver su solicitud',
    },
    requestAfter: {
      asked: 'Si empeora o algo nuevo le asusta, no nos espere: llame al número de emergencias.',
      proposed: 'Si ninguna le conviene, no tiene que hacer nada, o puede decírnoslo allí.',
      declined: 'Si empeora o algo nuevo le asusta, no espere: llame al número de emergencias.',
      withdrawn: 'Puede volver a pedírnoslo cuando quiera.',
    },
    offerTitle: 'Hay una hora libre',
    offer: 'Usted espera una cita. Esta hora ha quedado libre:',
    until: (when) => `Guardada hasta ${when}`,
    offerLink: 'Aceptarla o dejarla',
    offerAfter:
      'Otras personas que esperan también reciben este aviso, y la primera que diga que sí la tiene. Si no hace nada, conserva su lugar en la lista.',
    reminderTitle: 'Recordatorio de su cita',
    reminder: 'Su cita es pronto:',
  },
}
