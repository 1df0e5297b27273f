// What the demonstration clinic says of itself: about, privacy, accessibility and imprint, in both languages. All of it is invented.
import type { SitePageName, Worded } from '@clearday/store'

const ABOUT: Worded = {
  en: `We are an integrative headache clinic at three places in Exampleton: doctors, therapists and a psychologist who look at the same diary. Everybody here is invented; the clinic stands for what a real one could write.

## What we do
- We **listen and examine** first, and ask about what must not wait.
- We say what trials found about a treatment, **with numbers and how sure they are**, before you decide about it.
- We offer prescribed and complementary treatments side by side. None of them replaces what your physician prescribed.
- We **look at your diary together** on a day that was agreed, and say: helping, not helping, or can't tell yet.

## What we do not do
- We promise no cure, and no treatment is sold in packets.
- We do not compare before with after and call it an effect: headaches change by themselves.

## Who pays
Visits are paid by session. None of our articles is paid for, and no company gives us money or devices for naming its products.

Who works here stands under [the people](/people), where we are under [locations](/locations), and a first visit begins with [asking for an evaluation](/evaluation).`,
  es: `Somos una clínica integradora de cefaleas con tres sedes en Exampleton: médicas y médicos, terapeutas y una psicóloga que miran el mismo diario. Todas las personas son inventadas; la clínica muestra lo que una de verdad podría escribir.

## Qué hacemos
- Primero **escuchamos y exploramos**, y preguntamos por lo que no debe esperar.
- Decimos lo que encontraron los ensayos sobre un tratamiento, **con números y con su certeza**, antes de que usted decida.
- Ofrecemos tratamientos recetados y complementarios, unos junto a otros. Ninguno sustituye lo que le haya recetado su médico.
- **Miramos juntos su diario** en un día acordado y decimos: ayuda, no ayuda, o todavía no se puede saber.

## Qué no hacemos
- No prometemos curaciones ni vendemos paquetes de tratamientos.
- No comparamos el antes con el después para llamarlo efecto: el dolor de cabeza cambia por sí solo.

## Quién paga
Las visitas se pagan por sesión. Ninguno de nuestros artículos está pagado y ninguna empresa nos da dinero ni aparatos por nombrar sus productos.

Quién trabaja aquí está en [las personas](/people), dónde estamos en [las sedes](/locations), y una primera visita empieza por [pedir una valoración](/evaluation).`,
}

const PRIVACY: Worded = {
  en: `Clear Sky Headache Clinic (invented), 1 Example Quay, 10001 Exampleton, decides what is done with your data and answers for it. Our data protection officer is Robin Lorem: privacy@example.org.

## Reading this site
- Reading sets no cookie. A light or a language that you choose is remembered on your device, and nothing else is.
- Nothing is loaded from other sites. How often a page is read is counted by page and day, without anything that tells readers apart.
- The self checks on the pages of treatments are answered at once and not kept.

## Writing to us
- A request for an evaluation is read by the front desk and deleted once it was answered, after 180 days at the latest.
- An address for new articles by mail is used for that alone, after you said yes by a link that was mailed to it.
- What is kept under your address you see and erase under [what is kept under your address](/mine).

## Your diary
It is yours. Who may see it, and who has looked, stands in your account; you can export all of it, and erase it for good. Notes that we make as your clinic are our own file, which the law tells us to keep for ten years.

## Your rights
You may ask what we hold about you, have it corrected, erased or handed over, and object to its use. You may also complain to the data protection authority of Exampleton.`,
  es: `Clear Sky Headache Clinic (inventada), 1 Example Quay, 10001 Exampleton, decide qué se hace con sus datos y responde de ello. Nuestra persona delegada de protección de datos es Robin Lorem: privacy@example.org.

## Leer este sitio
- Leer no deja ninguna cookie. La luz o el idioma que elija se recuerda en su dispositivo, y nada más.
- No se carga nada de otros sitios. Se cuenta cuántas veces se lee cada página por día, sin nada que distinga a quienes leen.
- Las preguntas de las páginas de tratamientos se contestan al momento y no se guardan.

## Escribirnos
- Una petición de valoración la lee recepción y se borra una vez contestada, como mucho a los 180 días.
- Una dirección para recibir artículos nuevos se usa solo para eso, después de decir que sí con un enlace enviado a ella.
- Lo que se guarda con su dirección lo ve y lo borra en [lo que se guarda con su dirección](/mine).

## Su diario
Es suyo. Quién puede verlo y quién lo ha mirado está en su cuenta; puede exportarlo entero y borrarlo para siempre. Las notas que hacemos como clínica son nuestro propio expediente, que la ley nos manda conservar diez años.

## Sus derechos
Puede preguntar qué tenemos sobre usted, pedir que se corrija, se borre o se le entregue, y oponerse a su uso. También puede reclamar ante la autoridad de protección de datos de Exampleton.`,
}

const ACCESSIBILITY: Worded = {
  en: `We want everybody to be able to read this site and to visit us, also with a headache.

## This site
- It aims at WCAG 2.2, level AA. It can be read and written to without scripts, with a keyboard alone, and with a screen reader.
- There are lights for day, night and an attack at the foot of every page. Nothing moves or blinks by itself.
- Drawings stand beside sentences and tables that say the same.

## What does not work well yet
- Studies are cited in the language in which they appeared.
- The paper diary is drawn as a table of many columns, which is tiring with a screen reader; the diary on the phone asks one thing at a time.

## Our places
Steps, lifts, doors, toilets, light and noise stand on the page of each [location](/locations). We come to the door if you call.

## Something stands in your way?
Write to access@example.org or call +49 30 23125 101. We answer within ten working days. If that leads nowhere, the arbitration office of Exampleton can be asked, free of charge.`,
  es: `Queremos que todo el mundo pueda leer este sitio y visitarnos, también con dolor de cabeza.

## Este sitio
- Su meta es WCAG 2.2, nivel AA. Se puede leer y escribir en él sin scripts, solo con el teclado y con un lector de pantalla.
- Al pie de cada página hay luces para el día, la noche y una crisis. Nada se mueve ni parpadea por sí solo.
- Los dibujos están junto a frases y tablas que dicen lo mismo.

## Qué no funciona bien todavía
- Los estudios se citan en el idioma en que aparecieron.
- El diario en papel es una tabla de muchas columnas, cansada con un lector de pantalla; el diario en el teléfono pregunta una cosa cada vez.

## Nuestras sedes
Escalones, ascensores, puertas, aseos, luz y ruido están en la página de cada [sede](/locations). Si nos llama, salimos a la puerta.

## ¿Algo se lo impide?
Escriba a access@example.org o llame al +49 30 23125 101. Contestamos en diez días hábiles. Si no sirve de nada, puede acudir gratis a la oficina de arbitraje de Exampleton.`,
}

const IMPRINT: Worded = {
  en: `**Clear Sky Headache Clinic (invented)**
1 Example Quay, 10001 Exampleton

- Telephone: +49 30 23125 101
- E-mail: hello@example.org
- Managed by Toni Attrappe
- Register: Exampleton Local Court, HRB 00000
- Tax number: DE000000000

## Profession
The physicians hold their titles from the Federal Republic of Exampleland and belong to the Medical Chamber of Exampleton, whose professional code binds them. Therapists and their licences stand on [their own pages](/people).

## What is written here
Robin Lorem answers for the texts, Dr Ines Muster for their medical review. An error is corrected in public, with what stood there before. This site describes; it does not replace an examination. In an emergency call your local emergency number.`,
  es: `**Clear Sky Headache Clinic (inventada)**
1 Example Quay, 10001 Exampleton

- Teléfono: +49 30 23125 101
- Correo: hello@example.org
- Dirección: Toni Attrappe
- Registro: Juzgado de Exampleton, HRB 00000
- Número fiscal: DE000000000

## Profesión
Las médicas y los médicos tienen su título de la República Federal de Exampleland y pertenecen al Colegio Médico de Exampleton, cuyo código profesional les obliga. Las y los terapeutas y sus licencias están en [sus propias páginas](/people).

## Lo que se escribe aquí
De los textos responde Robin Lorem; de su revisión médica, la Dra. Ines Muster. Un error se corrige en público, con lo que ponía antes. Este sitio describe; no sustituye una exploración. En una emergencia llame al número de emergencias de su lugar.`,
}

export const DEMO_PAGES: Readonly<Record<SitePageName, Worded>> = {
  ...{ about: ABOUT, privacy: PRIVACY, accessibility: ACCESSIBILITY, imprint: IMPRINT },
}
