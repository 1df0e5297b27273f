// What a comment seems to hold that its writer may not want in public, or that others might follow: small rules over words, for both languages
// of the site. They ask a question before sending and point a moderator at a place; they never block, because words alone do not tell.

/** Details of somebody's health; how to reach somebody; a dose; advice about a treatment. */
export type CommentFlag = 'health' | 'contact' | 'dose' | 'advice'

const EDGE = '(?<![\\p{L}\\p{N}])'
const END = '(?![\\p{L}\\p{N}])'
const rule = (pattern: string): RegExp => new RegExp(EDGE + pattern + END, 'iu')
/** Some words between two others, within one sentence. */
const NEAR = '[^.?!\\n]{0,80}?'

const HEALTH_WORDS =
  '(?:migraines?|headaches?|epilep\\w+|diabet\\w+|depress\\w+|anxiety|cancer|tumou?rs?|strokes?|seizures?|pregnan\\w+|miscarr\\w+|surger\\w+|operations?|hospital\\w*|diagnos\\w+|mri|scans?|blood pressure|asthma|hiv|therap\\w+|medicines?|medications?|triptans?|\\w+triptan|topiramate|propranolol|amitriptyline|botox|erenumab|ibuprofen|paracetamol|acetaminophen|aspirin|naproxen|opioids?|codeine|tramadol|migrañas?|jaquecas?|cefaleas?|dolor(?:es)? de cabeza|epilep\\w+|depresión|ansiedad|cáncer|tumor(?:es)?|ictus|infarto|convulsi\\w+|embaraz\\w+|aborto|operación|operad[oa]|hospital\\w*|diagn[oó]stic\\w+|resonancia|tensión|asma|vih|medicament\\w+|pastillas?|topiramato|amitriptilina|paracetamol|ibuprofeno|naproxeno|tramadol|codeína)'

const HEALTH = [
  // one's own
  rule(`(?:i|i['’]ve|i['’]m|my|me|we|our)${END}${NEAR}${EDGE}${HEALTH_WORDS}`),
  rule(
    `(?:yo|tengo|tuve|tenía|padezco|sufro|sufrí|tomo|tomé|tomaba|me|mi|mis|estoy|estuve|he|nosotros|nuestr[oa])${END}${NEAR}${EDGE}${HEALTH_WORDS}`,
  ),
  // somebody else's
  rule(
    `(?:my|our|his|her|their) (?:son|daughter|child|kids?|husband|wife|partner|mother|mum|mom|father|dad|sister|brother|friend|boss|colleague|neighbou?r)(?:['’]s)?${END}${NEAR}${EDGE}${HEALTH_WORDS}`,
  ),
  rule(
    `(?:mi|mis|su|sus|nuestr[oa]) (?:hij[oa]s?|marido|mujer|espos[oa]|pareja|madre|padre|herman[oa]|amig[oa]|jef[ea]|compañer[oa]|vecin[oa])${END}${NEAR}${EDGE}${HEALTH_WORDS}`,
  ),
  rule('(?:diagnosed with|diagnosticad[oa] de|me diagnosticaron|me operaron|me ingresaron)'),
  rule('(?:born on|date of birth|nací el|fecha de nacimiento)'),
]

const CONTACT = [
  /[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>.]{2,}/u,
  // at least eight digits, as telephone numbers are written; a year or a dose is shorter
  /(?<![\d.,])\+?\(?\d(?:[\s().\-/]?\d){7,14}(?![\d])/u,
  rule(
    '(?:my (?:address|phone|number|whatsapp) is|mi (?:dirección|teléfono|número|whatsapp) es|call me (?:at|on)|ll[aá]mame al)',
  ),
]

const DOSE = [
  /\d\s*(?:mg|mcg|µg|μg|ug|milligrams?|micrograms?|miligramos?|microgramos?|ml|millilit(?:re|er)s?|mililitros?|iu|ui)(?![\p{L}\p{N}])/iu,
  rule(
    '(?:\\d+|one|two|three|four|half an?|un[oa]?|dos|tres|cuatro|medi[oa]|una y media) (?:tablets?|pills?|capsules?|drops|puffs|injections?|patch(?:es)?|pastillas?|comprimidos?|cápsulas?|gotas|inyecci(?:ón|ones)|parches?)',
  ),
  rule(
    '(?:(?:once|twice|three times|times) (?:a|per) (?:day|week)|(?:una|dos|tres|veces) (?:veces )?al día|cada \\d+ horas|every \\d+ hours)',
  ),
]

const ADVICE = [
  rule(
    `(?:you|everyone|everybody|anyone)(?:['’]ll)? (?:should|must|need to|have to|ought to|can|could|better|just)(?: \\w+){0,2}? (?:take|try|stop|quit|start|use|avoid|drop|double|halve|switch|ask for)`,
  ),
  rule(`(?:stop|quit|don['’]t|do not|never|just|try) (?:taking|take|using|use|trust|listen to)`),
  rule('(?:cures?|cured|heals?|healed|guaranteed|no side effects|works for everyone|100 ?%)'),
  rule('(?:instead of (?:your )?(?:medicines?|medication|pills|doctors?|triptans?))'),
  rule(
    '(?:deber[íi]as?|debes?|deben|tienes? que|tienen que|hay que|puedes|prueba|prueben|pruebe)(?: \\S+){0,2}? (?:tomar|tomarte|tomarse|probar|dejar|usar|evitar|pedir|cambiar|doblar)',
  ),
  rule(
    '(?:dej[ae]n?s? de tomar|no (?:tomes|tome|tomen|uses|use)|toma|tome|tomen|tómate|prueba con|pruebe con|prueben)',
  ),
  rule('(?:cura|curan|curó|sana|sanó|garantizad[oa]|sin efectos secundarios|funciona para tod[oa]s)'),
  rule(
    '(?:en (?:vez|lugar) de (?:(?:la|las|los|su|sus|tu|tus) )?(?:medicinas?|medicación|medicamentos?|pastillas?|médicos?|triptanes))',
  ),
]

const RULES: readonly (readonly [CommentFlag, readonly RegExp[]])[] = [
  ['health', HEALTH],
  ['contact', CONTACT],
  ['dose', DOSE],
  ['advice', ADVICE],
]

/** In the order health, contact, dose, advice. O(length of the words): each gap between words is bounded. */
export function commentFlags(words: string): readonly CommentFlag[] {
  const plain = words.normalize('NFC').replace(/[\p{Cf}]/gu, '')
  return RULES.filter(([, rules]) => rules.some((one) => one.test(plain))).map(([flag]) => flag)
}
