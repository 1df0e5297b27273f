// The pages behind the links in mails that end such mails, in the language and the light of who opens them.
import { page } from '../http/page.ts'
import { readerOf, type Language } from '../http/reader.ts'

export type Ended = 'reminders' | 'answers' | 'articles'

interface Words {
  readonly nothing: readonly [title: string, words: string]
  readonly ask: Readonly<Record<Ended, string>>
  readonly button: string
  readonly ended: string
  readonly after: Readonly<Record<Ended, string>>
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    nothing: ['Nothing to end', 'This link is incomplete. Copy it from the mail as a whole.'],
    ask: {
      reminders: 'End the reminders?',
      answers: 'End the mails about answers?',
      articles: 'End the mails about new articles?',
    },
    button: 'End them',
    ended: 'Ended',
    after: {
      reminders: 'No more of these reminders are sent. You can ask for them again in your diary.',
      answers: 'No more mails about answers to this comment are sent to this address.',
      articles: 'No more mails about new articles are sent to this address.',
    },
  },
  es: {
    nothing: ['Nada que terminar', 'Este enlace está incompleto. Cópielo entero del correo.'],
    ask: {
      reminders: '¿Terminar los recordatorios?',
      answers: '¿Terminar los correos sobre respuestas?',
      articles: '¿Terminar los correos sobre artículos nuevos?',
    },
    button: 'Terminarlos',
    ended: 'Terminado',
    after: {
      reminders: 'No se envían más recordatorios de este tipo. Puede pedirlos de nuevo en su diario.',
      answers: 'No se envían más correos sobre respuestas a este comentario a esta dirección.',
      articles: 'No se envían más correos sobre artículos nuevos a esta dirección.',
    },
  },
}

/** For a link that nobody was sent. */
export function nothingToEnd(request: Request): Response {
  const reader = readerOf(request)
  const [title, words] = WORDS[reader.language].nothing
  return page(title, `<h1>${title}</h1><p>${words}</p>`, { status: 404, reader })
}

/** A look ends nothing: a button does. */
export function askToEnd(request: Request, what: Ended): Response {
  const reader = readerOf(request)
  const { ask, button } = WORDS[reader.language]
  const form = `<form method="post"><button>${button}</button></form>`
  return page(ask[what], `<h1>${ask[what]}</h1>${form}`, { form: true, reader })
}

/** The same where it had ended before. */
export function ended(request: Request, what: Ended): Response {
  const reader = readerOf(request)
  const { ended: title, after } = WORDS[reader.language]
  return page(title, `<h1>${title}</h1><p>${after[what]}</p>`, { reader })
}
