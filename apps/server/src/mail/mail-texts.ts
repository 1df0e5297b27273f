// What mails say, as data. Titles are neutral, because a title is read over a shoulder: none names a clinic, a diary or an illness. Which clinic
// it is stands at the end of each mail, and in the name of the sender where a mail is about the public site alone.
import type { MailKind, VisitMailKind } from '@clearday/store'

export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

export function isLanguage(text: unknown): text is Language {
  return (LANGUAGES as readonly unknown[]).includes(text)
}

export interface MailText {
  readonly title: string
  readonly before: string
  /** What the link is called; without it the mail has none. */
  readonly link?: string
  readonly after: string
  /** What is said otherwise to who does not read it about their own diary. */
  readonly readers?: Readonly<
    Partial<Record<'proxy' | 'manager', Partial<Pick<MailText, 'before' | 'link' | 'after'>>>>
  >
  /** What the last of several says otherwise. */
  readonly last?: Partial<Pick<MailText, 'before' | 'after'>>
  /** Under what can be stopped, where it is no reminder. */
  readonly stop?: string
}

interface Frame {
  readonly greeting: (name: string) => string
  readonly nobody: string
  /** @param clinic as it calls itself; '' until somebody has said it. */
  readonly closing: (clinic: string) => string
  /** Under what can be stopped. */
  readonly stop: string
}

export const FRAMES: Readonly<Record<Language, Frame>> = {
  en: {
    greeting: (name) => `Hello ${name},`,
    nobody: 'Hello,',
    closing: (clinic) =>
      clinic === ''
        ? 'This mail was written by a program. Nobody reads answers to it.'
        : `This mail is from ${clinic}. It was written by a program, and nobody reads answers to it.`,
    stop: 'You do not want these reminders any more? End them here:',
  },
  es: {
    greeting: (name) => `Hola, ${name}:`,
    nobody: 'Hola:',
    closing: (clinic) =>
      clinic === ''
        ? 'Este mensaje lo ha escrito un programa. Nadie lee las respuestas.'
        : `Este mensaje es de ${clinic}. Lo ha escrito un programa y nadie lee las respuestas.`,
    stop: '¿Ya no quiere estos recordatorios? Puede terminarlos aquí:',
  },
}

/** About what everybody can read: who gets them asked this clinic for them, and its name tells nothing else of them. */
const OF_THE_SITE: ReadonlySet<MailKind> = new Set([
  'follow-asked',
  'reader-link',
  'article-published',
  'comment-asked',
  'comment-answered',
])

/** Whether the name of the clinic may stand where a list of mails shows who sent one. */
export function isAboutTheSite(kind: MailKind): boolean {
  return OF_THE_SITE.has(kind)
}

/** Those with a text of their own; what mails around visits say is put together in write-visit-mail.ts. */
export type TextKind = Exclude<MailKind, VisitMailKind>

const EN: Readonly<Record<TextKind, MailText>> = {
  'verify-address': {
    title: 'Please confirm your address',
    before: 'Somebody, probably you, gave this address for an account. Within an hour, confirm that it is yours:',
    link: 'Confirm the address',
    after: 'If it was not you, do nothing: without the confirmation nobody can use the account.',
  },
  'already-registered': {
    title: 'About your account',
    before:
      'Somebody tried to make an account with this address, but there is one already. If it was you, sign in, or set a new password:',
    link: 'Set a new password',
    after: 'If it was not you, you need not do anything.',
  },
  'reset-password': {
    title: 'Your link',
    before: 'Within an hour you can set a new password here. The link works once:',
    link: 'Set a new password',
    after: 'If you did not ask for it, do nothing: your password stays as it is.',
  },
  'change-address': {
    title: 'Please confirm your address',
    before: 'Your account was asked to move to another address. Within an hour, you can agree here:',
    link: 'Agree to the change',
    after: 'If you did not ask for it, do not open the link, and set a new password: somebody may be signed in as you.',
  },
  'account-changed': {
    title: 'About your account',
    before: 'A way to sign in to your account was changed.',
    after: 'If it was not you, set a new password now and tell the clinic.',
  },
  'recovery-asked': {
    title: 'About your account',
    before:
      'A member of staff was told that you cannot use your second step to sign in any more. It will be removed in 24 hours. If you did not ask for this, stop it here:',
    link: 'Stop the removal',
    after: 'If you did ask for it, do nothing and sign in with your password after that time.',
  },
  'account-closed': {
    title: 'About your account',
    before: 'Access to a diary through your account has ended, because the clinic closed it.',
    after: 'If this is a mistake, please call the clinic.',
  },
  'account-reopened': {
    title: 'About your account',
    before: 'Access to a diary through your account is open again.',
    after: 'It had been closed in error.',
  },
  'merge-asked': {
    title: 'About your account',
    before: 'You asked the clinic to make one account of your two. Sign in to each of them and confirm it here:',
    link: 'Look at the two accounts',
    after: 'If you did not ask for it, do nothing: without both confirmations nothing changes.',
  },
  'address-move-asked': {
    title: 'About your account',
    before:
      'A member of staff was told that you cannot read mails at this address any more. Your account will move to another address in 3 days. If you did not ask for this, stop it here:',
    link: 'Stop the move',
    after: 'If you did ask for it, do nothing here, and confirm the new address from there.',
  },
  'address-move-confirm': {
    title: 'Please confirm your address',
    before: 'You told the clinic that this is your new address. Within 7 days, confirm it here:',
    link: 'Confirm the new address',
    after: 'Your account moves here 3 days after you told the clinic. If it was not you, do nothing.',
  },
  'coming-of-age': {
    title: 'Something will change',
    before:
      'Somebody for whom a diary is written here comes of age soon. From that day on only they decide who writes it: whoever writes it for them now does so until then. You can see the day here:',
    link: 'Who writes, and until when',
    after:
      'With an account of their own the person can let you write on. If they have none yet, the clinic hands the diary to them. Nothing in it is lost.',
  },
  'diary-handed-over': {
    title: 'Something changed',
    before:
      'The clinic hands a diary that you write to the person whom it is about, who gets an account of their own. You can see who has access here:',
    link: 'Your account',
    after: 'It happens a day from now at the earliest. If this is a mistake, please call the clinic before then.',
  },
  'diary-without-writer': {
    title: 'Something waits for you',
    before:
      'Somebody who wrote a diary for another person has died, and nobody writes it now. Nothing of it is lost. Here you can name who goes on:',
    link: 'Diaries without a writer',
    after: 'Whoever is named has to accept first, and the patient’s record says that they were.',
  },
  'writer-named': {
    title: 'Something changed',
    before:
      'The clinic named somebody who may write a diary that nobody writes any more. They have a week to accept. You can see it here:',
    link: 'See it',
    after: 'If you know why this is not right, please call the clinic.',
  },
  'writing-prolonged': {
    title: 'Something changed',
    before: 'Until when somebody writes a diary for another person has changed. Here you can see the day:',
    link: 'Who writes, and until when',
    after: 'If you know why this is not right, please call the clinic.',
  },
  'access-opened': {
    title: 'Something changed',
    before:
      'Somebody at the clinic gave a practitioner access to a diary of yours, for a time. You can see who, why and until when:',
    link: 'Who has access',
    after: 'You can end this access there at any moment.',
    readers: {
      proxy: {
        before:
          'Somebody at the clinic gave a practitioner access to a diary that you write for somebody, for a time. You can see who, why and until when:',
      },
    },
  },
  'glass-broken': {
    title: 'Something you need to know',
    before:
      'A practitioner opened a diary without being asked to, and gave an emergency as the reason. You can see who, when and why:',
    link: 'Who has looked',
    after: 'If you do not know of an emergency, please call the clinic.',
    readers: {
      proxy: {
        before:
          'A practitioner opened a diary that you write for somebody without being asked to, and gave an emergency as the reason. You can see who, when and why:',
      },
      manager: {
        before:
          'A practitioner of the clinic opened a diary without its patient, and gave an emergency as the reason. You can see who, when and why:',
        link: 'Diaries opened without their patients',
        after: 'If you do not know of an emergency, ask the practitioner. Who writes the diary was told too.',
      },
    },
  },
  'export-ready': {
    title: 'Your file is ready',
    before: 'The file that you asked for is ready. Sign in to fetch it:',
    link: 'Fetch the file',
    after: 'It will be removed after some days.',
  },
  'diary-reminder': {
    title: 'A reminder',
    before: 'You asked to be reminded to write down how today was. It takes a moment:',
    link: 'Open it',
    after: 'A day that is left out stays unknown; it is not counted as a good or a bad one.',
    last: {
      before: 'We will not remind you again until you write something; nothing is lost. Whenever you like, it is here:',
      after: 'Days that are left out stay unknown; they are not counted as good or bad ones.',
    },
  },
  'follow-asked': {
    title: 'Please confirm',
    before: 'Somebody, probably you, asked for a mail to this address whenever a new article appears. Say yes here:',
    link: 'Yes, or no',
    after:
      'If it was not you, do nothing: without your yes nothing is sent, and the address is deleted after two days.',
  },
  'reader-link': {
    title: 'Your link',
    before:
      'Somebody, probably you, asked what is kept under this address on our site. For one day you see it here, and can delete it:',
    link: 'What is kept under my address',
    after: 'If it was not you, do nothing: whoever asked was not told anything.',
  },
  'article-published': {
    title: 'Something new to read',
    before: 'You asked to be told when something new appears. Today it is:',
    link: 'Read it',
    after: 'It is written for many people. What holds for you is a matter for you and whoever treats you.',
    stop: 'You do not want these mails any more? End them here:',
  },
  'comment-asked': {
    title: 'Please confirm',
    before:
      'Somebody, probably you, wrote a comment with this address. It is read by nobody before you say yes here; for a quarter of an hour after that you can still change it:',
    link: 'See it, and say yes or no',
    after: 'If it was not you, do nothing: the comment and the address are deleted after two days.',
  },
  'comment-answered': {
    title: 'There is an answer',
    before: 'You asked to be told when somebody answers what you wrote. Somebody did:',
    link: 'Read it',
    after: 'What you wrote with this address can be seen and deleted through the foot of every page.',
    stop: 'You do not want to be told of answers any more? End it here:',
  },
}

const ES: Readonly<Record<TextKind, MailText>> = {
  'verify-address': {
    title: 'Confirme su dirección, por favor',
    before:
      'Alguien, probablemente usted, ha indicado esta dirección para una cuenta. Confirme en el plazo de una hora que es suya:',
    link: 'Confirmar la dirección',
    after: 'Si no ha sido usted, no haga nada: sin la confirmación nadie puede usar la cuenta.',
  },
  'already-registered': {
    title: 'Sobre su cuenta',
    before:
      'Alguien ha intentado crear una cuenta con esta dirección, pero ya existe una. Si ha sido usted, inicie sesión o elija una contraseña nueva:',
    link: 'Elegir una contraseña nueva',
    after: 'Si no ha sido usted, no tiene que hacer nada.',
  },
  'reset-password': {
    title: 'Su enlace',
    before: 'Durante una hora puede elegir aquí una contraseña nueva. El enlace sirve una sola vez:',
    link: 'Elegir una contraseña nueva',
    after: 'Si no la ha pedido, no haga nada: su contraseña sigue como estaba.',
  },
  'change-address': {
    title: 'Confirme su dirección, por favor',
    before: 'Se ha pedido que su cuenta pase a otra dirección. Durante una hora puede aceptarlo aquí:',
    link: 'Aceptar el cambio',
    after:
      'Si no lo ha pedido, no abra el enlace y elija una contraseña nueva: puede que alguien haya iniciado sesión en su nombre.',
  },
  'account-changed': {
    title: 'Sobre su cuenta',
    before: 'Ha cambiado una forma de iniciar sesión en su cuenta.',
    after: 'Si no ha sido usted, elija ahora una contraseña nueva y avise a la clínica.',
  },
  'recovery-asked': {
    title: 'Sobre su cuenta',
    before:
      'Una persona del equipo ha sabido que usted ya no puede usar el segundo paso para iniciar sesión. Se quitará dentro de 24 horas. Si no lo ha pedido, deténgalo aquí:',
    link: 'Detenerlo',
    after: 'Si lo ha pedido, no haga nada e inicie sesión con su contraseña después de ese plazo.',
  },
  'account-closed': {
    title: 'Sobre su cuenta',
    before: 'El acceso a un diario desde su cuenta ha terminado, porque la clínica lo ha cerrado.',
    after: 'Si es un error, llame a la clínica, por favor.',
  },
  'account-reopened': {
    title: 'Sobre su cuenta',
    before: 'El acceso a un diario desde su cuenta vuelve a estar abierto.',
    after: 'Se había cerrado por error.',
  },
  'merge-asked': {
    title: 'Sobre su cuenta',
    before:
      'Usted ha pedido a la clínica que una sus dos cuentas. Inicie sesión en cada una de ellas y confírmelo aquí:',
    link: 'Ver las dos cuentas',
    after: 'Si no lo ha pedido, no haga nada: sin las dos confirmaciones no cambia nada.',
  },
  'address-move-asked': {
    title: 'Sobre su cuenta',
    before:
      'Una persona del equipo ha sabido que usted ya no puede leer los correos de esta dirección. Su cuenta pasará a otra dirección dentro de 3 días. Si no lo ha pedido, deténgalo aquí:',
    link: 'Detener el cambio',
    after: 'Si lo ha pedido, no haga nada aquí y confirme la dirección nueva desde ella.',
  },
  'address-move-confirm': {
    title: 'Confirme su dirección, por favor',
    before: 'Usted ha dicho a la clínica que esta es su dirección nueva. Confírmela aquí en el plazo de 7 días:',
    link: 'Confirmar la dirección nueva',
    after: 'Su cuenta pasa aquí 3 días después de que lo dijera a la clínica. Si no ha sido usted, no haga nada.',
  },
  'coming-of-age': {
    title: 'Algo va a cambiar',
    before:
      'Una persona cuyo diario se escribe aquí será pronto mayor de edad. Desde ese día solo ella decide quién lo escribe: quien lo escribe ahora por ella lo hace hasta entonces. Aquí puede ver el día:',
    link: 'Quién escribe y hasta cuándo',
    after:
      'Con una cuenta propia, la persona puede permitirle que siga escribiendo. Si aún no la tiene, la clínica le entrega el diario. No se pierde nada de él.',
  },
  'diary-handed-over': {
    title: 'Algo ha cambiado',
    before:
      'La clínica entrega un diario que usted escribe a la persona de la que trata, que recibe una cuenta propia. Aquí puede ver quién tiene acceso:',
    link: 'Su cuenta',
    after: 'Ocurrirá como pronto dentro de un día. Si es un error, llame antes a la clínica, por favor.',
  },
  'diary-without-writer': {
    title: 'Algo le espera',
    before:
      'Ha fallecido alguien que escribía un diario por otra persona, y ahora nadie lo escribe. No se pierde nada de él. Aquí puede nombrar a quien siga:',
    link: 'Diarios sin nadie que los escriba',
    after: 'Quien sea nombrado tiene que aceptarlo antes, y consta en el registro del paciente.',
  },
  'writer-named': {
    title: 'Algo ha cambiado',
    before:
      'La clínica ha nombrado a alguien que puede escribir un diario que ya nadie escribe. Tiene una semana para aceptarlo. Aquí puede verlo:',
    link: 'Verlo',
    after: 'Si sabe por qué no es correcto, llame a la clínica, por favor.',
  },
  'writing-prolonged': {
    title: 'Algo ha cambiado',
    before: 'Ha cambiado hasta cuándo alguien escribe un diario por otra persona. Aquí puede ver el día:',
    link: 'Quién escribe y hasta cuándo',
    after: 'Si sabe por qué no es correcto, llame a la clínica, por favor.',
  },
  'access-opened': {
    title: 'Algo ha cambiado',
    before:
      'Alguien de la clínica ha dado acceso por un tiempo a un diario suyo a un profesional. Puede ver a quién, por qué y hasta cuándo:',
    link: 'Quién tiene acceso',
    after: 'Allí puede terminar este acceso en cualquier momento.',
    readers: {
      proxy: {
        before:
          'Alguien de la clínica ha dado acceso por un tiempo a un diario que usted escribe por otra persona a un profesional. Puede ver a quién, por qué y hasta cuándo:',
      },
    },
  },
  'glass-broken': {
    title: 'Algo que debe saber',
    before:
      'Un profesional ha abierto un diario sin que nadie se lo pidiera y ha indicado una urgencia como motivo. Puede ver quién, cuándo y por qué:',
    link: 'Quién ha mirado',
    after: 'Si no sabe de ninguna urgencia, llame a la clínica, por favor.',
    readers: {
      proxy: {
        before:
          'Un profesional ha abierto un diario que usted escribe por otra persona sin que nadie se lo pidiera y ha indicado una urgencia como motivo. Puede ver quién, cuándo y por qué:',
      },
      manager: {
        before:
          'Un profesional de la clínica ha abierto un diario sin su paciente y ha indicado una urgencia como motivo. Puede ver quién, cuándo y por qué:',
        link: 'Diarios abiertos sin sus pacientes',
        after:
          'Si no sabe de ninguna urgencia, pregunte al profesional. También se ha avisado a quien escribe el diario.',
      },
    },
  },
  'export-ready': {
    title: 'Su archivo está listo',
    before: 'El archivo que ha pedido está listo. Inicie sesión para recogerlo:',
    link: 'Recoger el archivo',
    after: 'Se borrará pasados unos días.',
  },
  'diary-reminder': {
    title: 'Un recordatorio',
    before: 'Usted ha pedido que le recordemos anotar cómo ha ido el día. Solo lleva un momento:',
    link: 'Abrirlo',
    after: 'Un día que se deja en blanco queda como desconocido; no cuenta como bueno ni como malo.',
    last: {
      before:
        'No volveremos a recordárselo hasta que escriba algo; no se ha perdido nada. Cuando usted quiera, está aquí:',
      after: 'Los días que se dejan en blanco quedan como desconocidos; no cuentan como buenos ni como malos.',
    },
  },
  'follow-asked': {
    title: 'Confírmelo, por favor',
    before:
      'Alguien, probablemente usted, ha pedido que escribamos a esta dirección cuando aparezca un artículo nuevo. Diga aquí que sí:',
    link: 'Sí, o no',
    after: 'Si no ha sido usted, no haga nada: sin su sí no se envía nada, y la dirección se borra pasados dos días.',
  },
  'reader-link': {
    title: 'Su enlace',
    before:
      'Alguien, probablemente usted, ha preguntado qué guarda nuestra página bajo esta dirección. Durante un día puede verlo aquí, y borrarlo:',
    link: 'Lo que se guarda bajo mi dirección',
    after: 'Si no ha sido usted, no haga nada: a quien lo preguntó no se le ha dicho nada.',
  },
  'article-published': {
    title: 'Algo nuevo para leer',
    before: 'Usted pidió que le avisáramos cuando apareciera algo nuevo. Hoy es:',
    link: 'Leerlo',
    after: 'Está escrito para muchas personas. Lo que vale para usted es cosa suya y de quien le trata.',
    stop: '¿Ya no quiere estos mensajes? Puede terminarlos aquí:',
  },
  'comment-asked': {
    title: 'Confírmelo, por favor',
    before:
      'Alguien, probablemente usted, ha escrito un comentario con esta dirección. Nadie lo lee antes de que diga aquí que sí; durante un cuarto de hora después aún puede cambiarlo:',
    link: 'Verlo, y decir sí o no',
    after: 'Si no ha sido usted, no haga nada: el comentario y la dirección se borran pasados dos días.',
  },
  'comment-answered': {
    title: 'Hay una respuesta',
    before: 'Usted pidió que le avisáramos cuando alguien respondiera a lo que escribió. Alguien lo ha hecho:',
    link: 'Leerla',
    after: 'Lo que escribió con esta dirección puede verse y borrarse desde el pie de cada página.',
    stop: '¿Ya no quiere saber de las respuestas? Puede terminarlo aquí:',
  },
}

export const MAIL_TEXTS: Readonly<Record<Language, Readonly<Record<TextKind, MailText>>>> = { en: EN, es: ES }
