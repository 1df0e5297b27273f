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
  'people.done.give': 'Hecho y registrado. La persona tiene la función {role} desde ahora.',
  'people.done.take': 'Hecho y registrado. La persona ya no tiene la función {role}.',
  'people.done.leave':
    'Hecho y registrado. Terminó en el acto: {roles}; {relationships, plural, =0 {ningún diario estaba abierto a la persona} one {el acceso a un diario} other {el acceso a # diarios}}; {sessions, plural, =0 {ninguna sesión abierta} one {una sesión} other {# sesiones}}. La cuenta sigue, sin función.',
  'people.done.leave.closed':
    'Hecho y registrado. Terminó en el acto: {roles}; {relationships, plural, =0 {ningún diario estaba abierto a la persona} one {el acceso a un diario} other {el acceso a # diarios}}; {sessions, plural, =0 {ninguna sesión abierta} one {una sesión} other {# sesiones}}. La cuenta está cerrada.',
  'people.done.recover':
    'Pedido y registrado. El segundo paso se quita el {at}. Se ha avisado a la persona por correo y puede detenerlo hasta entonces; después inicia sesión con su contraseña y prepara otro.',
  'people.done.merge':
    'Pedido y registrado. Las dos cuentas han recibido un correo: la persona inicia sesión en cada una y lo confirma allí hasta el {at}. Sin las dos confirmaciones no cambia nada.',
  'people.done.death':
    'Hecho y registrado. El diario está cerrado y se guarda hasta el {day}. Han terminado los accesos de profesionales, los enlaces y las sesiones; {accounts, plural, =0 {ninguna cuenta lo tenía abierto} one {se avisa por correo a una cuenta} other {se avisa por correo a # cuentas}}.',
  'people.done.undo':
    'Hecho y registrado. El diario vuelve a estar abierto; {accounts, plural, =0 {ninguna cuenta lo tenía abierto} one {se avisa por correo a una cuenta} other {se avisa por correo a # cuentas}}.',
  'people.merges': 'Esperan la respuesta de la persona',
  'people.merges.one': '{from} pasa a formar parte de {into}',
  'people.merges.until':
    'hasta el {at}; {count, plural, =0 {sin confirmar en ninguna de las dos cuentas} other {confirmado en una de las dos cuentas}}',
  'erased.access.care_relationships':
    '{count, plural, one {un acceso de un profesional} other {# accesos de profesionales}}',
  'erased.diary.patients': '{count, plural, one {el diario mismo} other {# diarios mismos}}',
  'erased.diary.entries': '{count, plural, one {una entrada} other {# entradas}}',
  'erased.diary.answers': '{count, plural, one {una respuesta calculada} other {# respuestas calculadas}}',
  'erased.scheduling.persons':
    '{count, plural, one {una persona en el calendario de visitas} other {# personas en el calendario de visitas}}',
  'erased.diary.operations':
    '{count, plural, one {un cambio, como se escribió} other {# cambios, como se escribieron}}',
  'erased.access.diaries':
    '{count, plural, one {el derecho de una cuenta a escribirlo} other {# derechos de cuentas a escribirlo}}',
  'erased.access.share_links': '{count, plural, one {un enlace de lectura} other {# enlaces de lectura}}',
  'erased.access.closed_diaries':
    '{count, plural, one {una nota de un fallecimiento} other {# notas de un fallecimiento}}',
  'erased.access.consents':
    '{count, plural, one {una respuesta a un texto de consentimiento} other {# respuestas a textos de consentimiento}}',
  'erased.access.proxy_invitations':
    '{count, plural, one {una invitación a escribir también} other {# invitaciones a escribir también}}',
  'erased.access.outbox': '{count, plural, one {un aviso sobre accesos} other {# avisos sobre accesos}}',
  'erased.access.handovers':
    '{count, plural, one {una oferta de entregar el diario} other {# ofertas de entregar el diario}}',
  'erased.mail.mails': '{count, plural, one {un correo sobre el diario} other {# correos sobre el diario}}',
  'erased.clinic_records.files':
    '{count, plural, one {una carátula del expediente de la clínica} other {# carátulas del expediente de la clínica}}',
  'erased.clinic_records.visits':
    '{count, plural, one {una visita del expediente de la clínica} other {# visitas del expediente de la clínica}}',
  'erased.clinic_records.notes':
    '{count, plural, one {una nota del expediente de la clínica} other {# notas del expediente de la clínica}}',
  'erased.clinic_records.paper_consents':
    '{count, plural, one {un consentimiento en papel del expediente de la clínica} other {# consentimientos en papel del expediente de la clínica}}',
  'erased.clinic_records.holds':
    '{count, plural, one {una retención del expediente de la clínica} other {# retenciones del expediente de la clínica}}',
  'erased.clinic_records.brought':
    '{count, plural, one {un documento traído de otra clínica} other {# documentos traídos de otra clínica}}',
  'erased.reminders.evenings':
    '{count, plural, one {una petición de recordatorios} other {# peticiones de recordatorios}}',
  'erased.attachments.files': '{count, plural, one {un archivo añadido} other {# archivos añadidos}}',
  'erased.attachments.parts': '{count, plural, one {una parte de un archivo} other {# partes de archivos}}',
  'erased.jobs': '{count, plural, one {una tarea pendiente en el servidor} other {# tareas pendientes en el servidor}}',
  'erased.other': '{count, plural, one {otra cosa} other {# otras cosas}}',
  'patient.field': 'Paciente: el nombre del expediente de la clínica o el número del diario',
  'patient.field.hint': 'De un nombre basta una parte. Usted elige entre los que coinciden antes de que ocurra nada.',
  'patient.which': '¿Qué paciente es «{text}»?',
  'patient.born': 'nació el {day}',
  'fault.patient.choose': 'Elija abajo a quién se refiere y envíe de nuevo el formulario.',
  'fault.patient.none':
    'La clínica no conoce con este nombre a nadie que usted pueda buscar, o el diario está cerrado. Escriba el número del diario.',
  'fault.patient.many': 'Este nombre coincide con más de 20 pacientes. Escriba más de él o el número del diario.',
  'nav.diaries': 'Diarios',
  'diariesOpen.title': 'Diarios abiertos a usted',
  'diariesOpen.words': 'Aquí los lee, un mes por página. Sus pacientes ven en su registro cuándo lo hizo.',
  'diariesOpen.none':
    'Ningún diario está abierto a usted. Un paciente le abre el suyo en su página «Quién tiene acceso».',
  'diariesOpen.nameless': 'un paciente sin nombre aquí',
  'diariesOpen.by.patient': 'abierto por el paciente o por quien escribe por él: {name}',
  'diariesOpen.by.manager': 'abierto por la clínica, {name}: {reason}',
  'diariesOpen.by.break-glass': 'abierto por usted en una urgencia: {reason}',
  'month.of': 'El diario de {name}',
  'month.nameless': 'El diario de un paciente',
  'month.recorded': 'Que usted mira este mes queda en el registro del paciente.',
  'month.words': 'Como se escribió. De un día que no está aquí no se escribió: no es un día sin dolor.',
  'month.zone': 'Las horas son las de {zone}, si una entrada no dice otra cosa.',
  'month.treatments': 'Tratamientos y planes de este mes',
  'month.none.days': 'No se escribió de ningún día de este mes.',
  'month.none': 'De este mes no se escribió nada.',
  'month.day': 'Día',
  'month.said': 'Lo que se escribió',
  'account.diary.read': 'Leer el diario',
  'clashes.counts': 'esto cuenta',
  'clashes.diary': 'En el diario',
  'clashes.file': 'En el archivo',
  'clashes.inUse': 'En el diario en uso',
  'clashes.other': 'En el otro diario',
  'mail.state.inFolder': 'escrito en la carpeta; nadie lo ha recibido',
  'mail.reason.restored': 'se restauró una copia de seguridad',
  'mail.reason.may-have-been-sent': 'quizá ya se envió',
  'mail.reason.expired': 'lo que dice ya pasó',
  'mail.reason.not-wanted': 'la persona ya no quiere estos correos',
  'mail.reason.no-address': 'la cuenta no tiene una dirección confirmada',
  'mail.reason.cannot-be-opened': 'no se puede leer con el secreto de este servidor',
  'mail.reason.day-is-written': 'el día ya está escrito',
  'mail.reason.diary-not-open': 'el diario ya no está abierto a esta cuenta',
  'mail.reason.not-composed': 'aún no se pudo escribir; se intenta de nuevo',
  'mail.reason.bad-address': 'la dirección no admite correos',
  'mail.reason.bad-link': 'su enlace no es correcto',
  'mail.reason.overtaken': 'ya no quedaba nada que avisar',
  'mails.visitor': 'alguien que viene',
  'mails.reader': 'alguien que lee el sitio, sin cuenta',
  'mails.gone': 'una cuenta que ya no está',
}
