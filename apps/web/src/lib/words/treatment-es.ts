// Spanish words for the pages of treatments.
import type { TREATMENT_EN } from './treatment-en.ts'

export const TREATMENT_ES: Readonly<Record<keyof typeof TREATMENT_EN, string>> = {
  'treatment.first': 'Quién pregunta primero a un médico',
  'treatment.urgent': 'Lo que no debe esperar a ningún tratamiento',
  'treatment.urgent.words':
    'Con una de estas señales llame ahora al número de emergencias de su lugar. La lista entera es más larga que estas cuatro:',
  'treatment.urgent.all': 'Todas las señales que no deben esperar',
  'treatment.urgent.now': 'Llame ahora al número de emergencias de su lugar:',
  'treatment.urgent.today': 'Que alguien le vea hoy:',
  'treatment.conditions.none':
    'Aquí no hay nada anotado en contra. Eso no significa que no lo haya: diga a quien le trata qué tiene y qué toma.',
  'treatment.contraindicated': 'No antes de que lo acepte un médico, con',
  'treatment.precaution': 'Dígalo y pregunte primero, con',
  'treatment.conditions.about':
    'Estas listas son acuerdos entre quienes tratan o conocimiento general, no resultados de ensayos. No están completas: diga todo lo que tiene y lo que toma.',
  'treatment.needsReview': 'Ningún profesional de esta clínica ha firmado todavía estas listas.',
  'treatment.check': '¿Es algo por lo que preguntar?',
  'treatment.check.words':
    'Dos minutos, y conteste lo que quiera. Dice qué habla a favor y en contra de preguntar por ello, nunca si le ayudará. No se guarda ni se envía nada.',
  'treatment.check.go': 'Ver qué habla a favor y en contra',
  'treatment.yes': 'Sí',
  'treatment.no': 'No',
  'treatment.unsure': 'No tengo certeza',
  'treatment.unknown': 'No lo sé',
  'treatment.ask.urgent': '¿Está ahora alguna de las señales que no deben esperar?',
  'treatment.ask.under18': '¿Tiene menos de 18 años?',
  'treatment.ask.often': '¿Cuántos días al mes tiene dolor de cabeza?',
  'treatment.often.few': 'Menos de 4',
  'treatment.often.some': 'De 4 a 14',
  'treatment.often.many': '15 o más',
  'treatment.ask.long': '¿Desde cuándo es así de frecuente?',
  'treatment.long.new': 'Menos de 3 meses',
  'treatment.long.long': '3 meses o más',
  'treatment.ask.conditions': '¿Qué tiene o podría tener de esto?',
  'treatment.ask.none': 'Nada de esto',
  'treatment.ask.diary': 'Solo un diario puede decir si: {points}.',
  'treatment.conclusion.worth-discussing': 'Vale la pena hablarlo',
  'treatment.conclusion.worth-discussing.words':
    'Por lo que ha contestado, es algo por lo que preguntar. Si le ayuda, solo su propio diario puede decirlo.',
  'treatment.conclusion.ask-a-physician-first': 'Pregunte primero a un médico',
  'treatment.conclusion.ask-a-physician-first.words':
    'Por lo que ha contestado, se pregunta a un médico antes de empezar nada.',
  'treatment.conclusion.see-someone-now': 'Que alguien le vea ahora',
  'treatment.conclusion.see-someone-now.words':
    'Esto va antes que cualquier tratamiento. Llame al número de emergencias de su lugar, también si no tiene certeza. No conduzca.',
  'treatment.conclusion.little-speaks-for-it-yet': 'Poco habla a favor todavía',
  'treatment.conclusion.little-speaks-for-it-yet.words':
    'No es un juicio sobre usted ni sobre el tratamiento: lo que no se contestó queda abierto, y puede preguntar por él de todos modos.',
  'treatment.under18.words': 'Con menos de 18 años se pregunta primero a un pediatra: los ensayos fueron con adultos.',
  'treatment.answer.physician': 'Se pregunta primero a un médico, porque',
  'treatment.answer.against': 'Qué habla en contra',
  'treatment.answer.for': 'Qué habla a favor de preguntar',
  'treatment.answer.open': 'Todavía no se sabe si',
  'treatment.answer.stillToAsk':
    '{count, plural, one {Falta una respuesta} other {Faltan # respuestas}} sobre cosas que hay que saber antes de empezar. Se lo preguntarán.',
  'treatment.answer.kept': 'No se ha guardado nada de lo que ha contestado.',
  'treatment.points': 'Qué habla a favor y en contra de preguntar, y por qué',
  'treatment.points.for': 'A favor',
  'treatment.points.against': 'En contra',
  'treatment.points.physician-first': 'Primero un médico',
  'treatment.points.sure':
    '{certainty, select, sourced {(leído en su fuente)} unverified {(sin comprobar todavía)} doubtful {(dudoso)} proposal {(opinión nuestra)} other {(calculado)}}',
  'treatment.here': 'Quién lo hace aquí, y dónde',
  'treatment.here.none':
    'Nuestra clínica no lo ofrece. Hablamos de ello de todos modos, junto a lo que le hayan recetado.',
  'treatment.licence': 'Licencia: {names}',
  'treatment.ask.at': 'Pedir una valoración en {place}',
  'treatment.ask.prefilled': 'Quisiera preguntar por: {name}.',
  'treatment.offered': 'Se ofrece aquí',
  'treatment.offered.at': 'Se ofrece en {places}',
  'treatment.notOffered': 'No se ofrece aquí',
  'treatment.breadcrumb': 'Todos los tratamientos',
}
