// The texts that people agree to, by version. A version that was shown once is never changed: a new wording is a new version, and who
// agreed to the old one is asked again.
import { createHash } from 'node:crypto'

export interface ConsentText {
  readonly id: ConsentId
  /** From 1. */
  readonly version: number
  /** BCP 47. */
  readonly language: string
  readonly title: string
  readonly text: string
}

/**
 * What there is to agree to. Only `keep-diary` is needed to keep a diary, or `keep-diary-for-somebody` where its patient has no account; each
 * of the others can be left or taken back by itself.
 */
export const CONSENT_IDS = ['keep-diary', 'clinic-reads-diary', 'reminders-by-mail', 'keep-diary-for-somebody'] as const
export type ConsentId = (typeof CONSENT_IDS)[number]

/** What is asked about a diary. @param patientHasAccount false where somebody else agrees for the patient: a child. */
export function consentsFor(patientHasAccount: boolean): readonly ConsentId[] {
  const first = patientHasAccount ? 'keep-diary' : 'keep-diary-for-somebody'
  return [first, 'clinic-reads-diary', 'reminders-by-mail']
}

export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    id: 'keep-diary',
    version: 1,
    language: 'en',
    title: 'Keeping your diary here',
    text:
      'What you write in your diary is information about your health. I agree that this clinic stores it on its server, so that I can ' +
      'use it on my devices and see what comes of it. In the program nobody at the clinic sees it unless I open it to them, a manager ' +
      'opens it to a practitioner for a limited time, or a practitioner opens it in an emergency; of both I am told. Whoever runs the ' +
      'server could reach what is stored and may not do so. I can take this consent back at any time, get everything ' +
      'as files, and have it erased.',
  },
  {
    id: 'clinic-reads-diary',
    version: 1,
    language: 'en',
    title: 'Opening your diary to practitioners',
    text:
      'I agree that the practitioners to whom I open my diary may read all of it, and may add sessions, proposals for my plan and ' +
      'reports. I choose each of them and can end it at any time; what they added stays in my diary. I can see who has looked and when.',
  },
  {
    id: 'reminders-by-mail',
    version: 1,
    language: 'en',
    title: 'Reminders by e-mail',
    text:
      'I agree that I get reminders by e-mail. Their subject says nothing about health. I can take this back at any time, and it changes ' +
      'nothing else.',
  },
  {
    id: 'keep-diary',
    version: 1,
    language: 'es',
    title: 'Guardar aquí su diario',
    text:
      'Lo que escribo en mi diario es información sobre mi salud. Acepto que esta clínica lo guarde en su servidor, para que yo pueda ' +
      'usarlo en mis dispositivos y ver qué resulta de él. En el programa nadie de la clínica lo ve, salvo que yo se lo abra, que una persona ' +
      'de gestión lo abra a un profesional por un tiempo limitado o que un profesional lo abra en una urgencia; de ambas cosas se me avisa. ' +
      'Quien mantiene el servidor podría llegar a lo guardado y no le está permitido. Puedo retirar este consentimiento en cualquier ' +
      'momento, recibirlo todo en archivos y hacer que se borre.',
  },
  {
    id: 'clinic-reads-diary',
    version: 1,
    language: 'es',
    title: 'Abrir su diario a profesionales',
    text:
      'Acepto que los profesionales a quienes abro mi diario lo lean entero y puedan añadir sesiones, propuestas para mi plan e informes. ' +
      'Elijo a cada uno y puedo terminarlo en cualquier momento; lo que hayan añadido queda en mi diario. Puedo ver quién lo ha mirado y cuándo.',
  },
  {
    id: 'reminders-by-mail',
    version: 1,
    language: 'es',
    title: 'Recordatorios por correo electrónico',
    text:
      'Acepto recibir recordatorios por correo electrónico. Su asunto no dice nada sobre la salud. Puedo retirarlo en cualquier momento, y no ' +
      'cambia nada más.',
  },
  {
    id: 'keep-diary-for-somebody',
    version: 1,
    language: 'en',
    title: 'Keeping a diary for somebody here',
    text:
      'I keep this diary for somebody who has no account here, and I may decide for them about information on their health: as a parent, ' +
      'a guardian, or somebody whom they or the law have chosen for it. I have told them about it as far as they can understand. I agree ' +
      'for them that this clinic stores the diary on its server, so that I can use it on my devices and see what comes of it. In the ' +
      'program nobody at the clinic sees it unless I open it to them, a manager opens it to a practitioner for a limited time, or a ' +
      'practitioner opens it in an emergency; of both I am told. Whoever runs the server could reach what is stored and may not do so. I ' +
      'can take this consent back at any time, get everything as files, and have the diary erased.',
  },
  {
    id: 'keep-diary-for-somebody',
    version: 1,
    language: 'es',
    title: 'Guardar aquí un diario para otra persona',
    text:
      'Llevo este diario para una persona que no tiene cuenta aquí y puedo decidir por ella sobre la información de su salud: como madre, ' +
      'padre, tutor, o porque ella o la ley me han elegido para ello. Se lo he explicado en la medida en que puede entenderlo. Acepto en ' +
      'su nombre que esta clínica guarde el diario en su servidor, para poder usarlo en mis dispositivos y ver qué resulta de él. En el ' +
      'programa nadie de la clínica lo ve a menos que yo se lo abra, que la gestión lo abra a un profesional por un tiempo limitado o que ' +
      'un profesional lo abra en una urgencia; de ambas cosas se me avisa. Quien lleva el servidor podría llegar a lo que está guardado y ' +
      'no le está permitido. Puedo retirar este consentimiento en cualquier momento, obtenerlo todo en archivos y hacer que se borre el diario.',
  },
]

/** The newest version of a text, in a language if it is there and else in English. */
export function currentText(id: ConsentId, language = 'en'): ConsentText {
  const versions = CONSENT_TEXTS.filter((one) => one.id === id)
  const newest = Math.max(...versions.map(({ version }) => version))
  const current = versions.filter(({ version }) => version === newest)
  return current.find((one) => one.language === language) ?? current.find((one) => one.language === 'en') ?? current[0]
}

/** SHA-256 of title and text, in hexadecimal: says later which words were shown. */
export function textHash({ title, text }: ConsentText): string {
  return createHash('sha256').update(`${title}\n\n${text}`).digest('hex')
}
