// Las palabras en español de lo que la clínica dice de sí misma: lugares, licencias, textos, y cómo se guardan.
import type { OWN_EN } from './own-en.ts'

export const OWN_ES: Readonly<Record<keyof typeof OWN_EN, string>> = {
  'nav.places': 'Dónde estamos',
  'nav.site': 'Página',
  'places.title': 'Dónde estamos',
  'places.none': 'Todavía no se muestra ningún lugar.',
  'places.map': 'Verlo en un mapa (OpenStreetMap)',
  'places.hours': 'Horario',
  'places.closed': 'cerrado',
  'places.zone': 'En la hora del lugar ({zone}).',
  'places.accessibility': 'Cómo entrar y cómo es por dentro',
  'places.accessibility.unknown': 'Todavía no hay nada escrito. Llame antes de venir, por favor.',
  'places.people': 'Quién trabaja aquí',
  'places.works': 'Trabaja en',
  'licences.covers': 'Para: {what}',
  'licences.until': 'válida hasta el {day}',
  'own.about': 'Quiénes somos',
  'own.privacy': 'Privacidad',
  'own.accessibility': 'Accesibilidad',
  'own.imprint': 'Aviso legal',
  'own.none': 'La clínica aún no ha añadido sus propias palabras a esta página.',
  'own.saved': 'A fecha de {day}.',
  'own.about.default':
    'Quién escribe y revisa está en [las personas](/people), y dónde estamos, en [los lugares](/locations).',
  'own.privacy.default': `Lo que hace esta página por sí sola:

## Al leer
- Para leer no se pone ninguna cookie. La luz y el idioma que se eligen se recuerdan en una cookie propia, y nada más.
- No se carga nada de otras páginas, y a nadie más se le dice que usted lee.
- Cuántas veces se lee una página se cuenta por página y por día, sin su dirección de red y sin nada que distinga a los lectores.

## Al escribir
- Una dirección para recibir artículos nuevos se usa solo para eso, después de que diga que sí con un enlace que llega a ella. Cada mensaje lo termina con una pulsación.
- Un comentario muestra el nombre que usted eligió. La dirección no se muestra nunca.
- Lo que se guarda bajo su dirección puede verlo y borrarlo en [lo que se guarda bajo su dirección](/mine).
- Una solicitud de evaluación se borra a los 180 días como muy tarde.

## Diarios y cuentas
Quién puede ver un diario, y quién lo ha mirado, está en la cuenta de quien lo escribe.`,
  'own.accessibility.default': `Lo que vale para las páginas mismas:

- Se pueden leer, buscar y rellenar sin scripts, solo con el teclado y con un lector de pantalla.
- Al pie de cada página hay luces para el día, la noche y una crisis. Nada se mueve ni parpadea por sí solo.
- Junto a los dibujos hay frases y tablas que dicen lo mismo.
- Están hechas según WCAG 2.2, nivel AA, y un programa lo comprueba en cada página. Lo que un programa no encuentra puede encontrarlo quien lee: díganoslo, por favor.`,
  'own.imprint.default':
    'Quién responde de esta página y cómo contactar estará aquí cuando la clínica lo haya escrito.',
  'siteset.title': 'La página',
  'siteset.look': 'Nombre y aspecto',
  'siteset.places': 'Lugares',
  'siteset.licences': 'Licencias',
  'siteset.pages': 'Textos',
  'siteset.done': 'Guardado; los lectores lo ven en unos segundos.',
  'siteset.see': 'Verlo',
  'siteset.save': 'Guardar',
  'siteset.name': 'Nombre',
  'siteset.name.label': 'Cómo se llama la clínica',
  'siteset.promise': 'Una línea debajo ({language, select, es {español} other {inglés}})',
  'siteset.colours': 'Color',
  'siteset.colours.words':
    'Los enlaces, los botones y los dibujos tienen un color, uno para la luz y otro para la oscuridad. Las luces para una crisis conservan el suyo. Se rechaza un color en el que no se pudieran leer las palabras.',
  'siteset.day': 'De día, sobre blanco',
  'siteset.night': 'De noche, sobre oscuro',
  'siteset.own': 'Un color propio',
  'siteset.colour': 'Color',
  'siteset.colours.save': 'Guardar los colores',
  'siteset.logo': 'Logotipo',
  'siteset.logo.now': 'El logotipo como está ahora',
  'siteset.logo.file': 'Imagen',
  'siteset.logo.hint':
    'PNG, JPEG o WebP de hasta 200 kB. Se muestra con 40 píxeles de alto junto al nombre, sobre claro y sobre oscuro.',
  'siteset.logo.save': 'Guardar el logotipo',
  'siteset.logo.remove': 'No mostrar logotipo',
  'siteset.place.new': 'Un lugar nuevo',
  'siteset.place.id': 'Palabra en su dirección web',
  'siteset.place.id.hint': 'Letras minúsculas, cifras y guiones, como orilla-norte. Queda para siempre.',
  'siteset.place.name': 'Nombre',
  'siteset.place.address': 'Dirección, línea a línea',
  'siteset.place.zone': 'Zona horaria',
  'siteset.place.zone.hint': 'Como Europe/Madrid.',
  'siteset.place.hours.hint': 'Como 09:00-13:00, 14:00-18:00. Vacío: cerrado.',
  'siteset.place.about': 'Sobre el lugar ({language, select, es {español} other {inglés}})',
  'siteset.place.accessibility': 'Cómo entrar y cómo es por dentro ({language, select, es {español} other {inglés}})',
  'siteset.place.accessibility.hint':
    'Escalones, ascensor, anchura de las puertas, aseo; luces fuertes, olores y ruido; una habitación en penumbra para tumbarse.',
  'siteset.people.none': 'La página aún no muestra a nadie.',
  'siteset.licences.none': 'No se muestra ninguna licencia.',
  'siteset.licence.add': 'Añadir una licencia',
  'siteset.licence.remove': 'Quitar',
  'siteset.licence.person': 'De quién',
  'siteset.licence.name': 'Cómo se llama',
  'siteset.licence.name.hint': 'Como se llama donde se dio.',
  'siteset.licence.authority': 'Quién la dio',
  'siteset.licence.number': 'Número',
  'siteset.licence.covers': 'Para qué es ({language, select, es {español} other {inglés}})',
  'siteset.licence.until': 'Válida hasta (puede quedar vacío)',
  'siteset.language': '{language, select, es {Español} other {Inglés}}',
  'siteset.page.body': 'Texto de la página: {page}',
  'siteset.page.hint':
    'Markdown: ## para un título, - para una lista, [palabras](/dirección) para un enlace. Se guarda cada versión.',
  'siteset.page.never': 'Nadie ha guardado aún esta página; estas palabras son de Clearday.',
  'siteset.page.saved': 'Guardada {moment}',
  'siteset.look.first': 'Mirarlo antes',
  'siteset.looked': 'Como lo verían los lectores',
  'siteset.fault.name': 'Dé un nombre a la clínica.',
  'siteset.fault.colour': 'No es un color como #1d6a63.',
  'siteset.fault.contrast':
    'No todo el mundo podría leer palabras en este color: su contraste es de {has} a 1, y lo menos es {least} a 1.',
  'siteset.fault.logo': 'No es una imagen PNG, JPEG o WebP de hasta 200 kB.',
  'siteset.fault.id': 'Letras minúsculas, cifras y guiones, por favor.',
  'siteset.fault.place': 'Dé un nombre al lugar.',
  'siteset.fault.zone': 'No es una zona horaria como Europe/Madrid.',
  'siteset.fault.hours': 'Escriba las horas como 09:00-13:00, 14:00-18:00, en orden.',
  'siteset.fault.licence': 'Diga cómo se llama la licencia.',
  'siteset.fault.day': 'No es un día.',
  'siteset.fault.person': 'Elija de quién es la licencia.',
  'siteset.fault.long': 'Esto tiene más de {most} caracteres.',
  'siteset.fault.changed':
    'Otra persona ha guardado esta página entretanto. Sus palabras están abajo; abra la página de nuevo en otra pestaña para ver las de ella.',
  'reading.home': 'Inicio',
  'reading.commentsOn': 'Comentarios: {title}',
}
