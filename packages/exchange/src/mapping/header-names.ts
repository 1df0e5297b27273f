// The names by which columns are recognised, in English and Spanish, as apps and people call them.
import type { Meaning } from './meaning.ts'

export interface KnownHeader {
  readonly meaning: Meaning
  /** A factor's id, where the column is one. */
  readonly of?: string
  readonly factorKind?: 'yes-no' | 'scale' | 'amount'
  readonly relief?: 'none' | 'some' | 'much'
}

/** Small letters and digits without accents; what stands in brackets is left out. */
export function plainHeader(name: string): string {
  return plain(name.replace(/[([{].*?[)\]}]/g, ' ')) || plain(name)
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const split = (names: string): string[] => names.trim().split(/\s+/)

/** Of two names that fit, the meaning that stands first here is taken. */
const NAMES: Readonly<Partial<Record<Meaning, string>>> = {
  start: `start starttime startdate startedat started begin beginning began onset onsettime startdatetime attackstart from
    inicio comienzo empezo fechadeinicio horayfechadeinicio fechayhoradeinicio iniciodelacrisis desde datetimestarted datestarted`,
  end: `end endtime enddate endedat ended finish finished stop stopped enddatetime attackend until to
    fin final termino fechadefin fechayhoradefin findelacrisis hasta datetimeended dateended`,
  'start-time': `timestarted hourstarted timeofonset starthour horadeinicio horainicio horadecomienzo`,
  'end-time': `timeended hourended endhour horadefin horafin horafinal`,
  duration: `duration length howlong attackduration durationhours durationminutes totalduration lasted lastedfor duracion durada duraciondelacrisis cuantoduro`,
  day: `date day diaryday diarydate logdate entrydate datum fecha dia fechadelregistro`,
  time: `time hour hora timetaken horadelatoma`,
  headache: `headache headacheday migraine migraineday headacheyesno headaches migraines attack attacks hadheadache hadmigraine
    dolordecabeza cefalea migrana jaqueca dolor crisis diadedolor huboodolor hubodolor`,
  intensity: `pain painlevel peakpain painscore painintensity intensity peakintensity maxpain worstpain painrating level
    headacheintensity migraineintensity headachepain maximumpain painlevelpeak
    intensidad intensidaddeldolor niveldedolor gradodedolor intensidadmaxima dolormaximo eva`,
  severity: `severity headacheseverity migraineseverity painseverity grade howbad gravedad severidad grado`,
  function: `function functionalgrade disability impact ability functioning funcion discapacidad limitacion impacto gradofuncional`,
  hours: `hours headachehours hoursofheadache hourswithheadache horas horasdedolor horascondolor`,
  side: `side painside headacheside lado ladodeldolor`,
  sites: `sites painposition painpositions painlocation painlocations wherepain headpainlocation area
    localizacion localizaciondeldolor zona zonas zonadeldolor dondeduele`,
  quality: `quality paintype typeofpain painquality character tipodedolor calidad calidaddeldolor caracterdeldolor`,
  nausea: `nausea nauseas`,
  vomiting: `vomiting vomit vomited vomito vomitos`,
  light: `photophobia lightsensitivity sensitivitytolight fotofobia sensibilidadalaluz molestaluz luz`,
  sound: `phonophobia soundsensitivity noisesensitivity sensitivitytosound sensitivitytonoise fonofobia sonofobia sensibilidadalruido molestaruido`,
  smell: `osmophobia smellsensitivity sensitivitytosmell osmofobia sensibilidadaolores`,
  movement: `aggravatedbyactivity worsewithmovement worsewithactivity empeoraconelmovimiento empeoraconactividad`,
  'neck-pain': `neckpain dolordecuello dolorcervical cervicalgia`,
  symptoms: `symptoms symptom mostbothersomesymptom othersymptoms associatedsymptoms sintomas sintoma otrossintomas sintomaasociado sintomasasociados`,
  aura: `aura auras aurasymptoms auratype tipodeaura auraosintomas`,
  prodrome: `prodrome premonitory premonitorysymptoms warningsigns prodromo prodromos sintomasprevios`,
  postdrome: `postdrome hangover posdromo postdromo resaca`,
  bleeding: `bleeding period periods menstruation menstrual menstrualday menses regla periodo menstruacion sangrado`,
  medicines: `medicines medicine medication medications meds med drugs drug painkillers painkiller acutemedication rescuemedication
    medicationstaken medicationtaken medicinetaken medicinestaken treatmenttaken whatyoutook product
    medicacion medicamento medicamentos medicinas medicina farmaco farmacos tratamientoagudo analgesico analgesicos quetome producto`,
  units: `units dose doses tablets pills amount quantity howmany dosis unidades pastillas comprimidos cantidad`,
  relief: `relief didithelp helped effect effectiveness response reliefafter alivio efecto eficacia ayudo respuesta`,
  reason: `reason takenfor motivo`,
  'no-medicine': `nomedicine nomedication sinmedicacion`,
  factors: `triggers trigger potentialtriggers possibletriggers factors desencadenantes desencadenante factoresdesencadenantes posiblesdesencadenantes factores`,
  note: `note notes comment comments remark remarks journal memo nota notas comentario comentarios observaciones observacion`,
  therapy: `therapy typeoftherapy terapia tipodeterapia`,
  practitioner: `practitioner therapist terapeuta profesional`,
  location: `location place clinic lugar centro`,
  minutes: `minutes sessionminutes minutos`,
  'rating-before': `ratingbefore painbefore before antes dolorantes`,
  'rating-after': `ratingafter painafter after despues dolordespues`,
}

/** Columns of factors that every diary knows, and their kinds. */
const FACTORS: readonly (readonly [id: string, kind: 'yes-no' | 'scale' | 'amount', names: string])[] = [
  ['sleep-hours', 'amount', 'sleep sleephours hoursofsleep hoursslept sueno horasdesueno horasdormidas'],
  ['stress', 'scale', 'stress stresslevel estres niveldeestres'],
  ['neck-tension', 'scale', 'necktension tenseneck tensioncervical tensiondecuello cuellotenso'],
  ['late-screen', 'yes-no', 'latescreen screenlate pantallatarde pantallas'],
  ['alcohol', 'yes-no', 'alcohol wine vino bebidasalcoholicas'],
  ['caffeine', 'amount', 'caffeine coffee coffees cafeina cafe cafes'],
  ['water', 'amount', 'water glassesofwater agua vasosdeagua'],
  ['exercise', 'yes-no', 'exercise sport workout ejercicio deporte'],
  ['skipped-meal', 'yes-no', 'skippedmeal skippedmeals comidasaltada saltarcomida ayuno'],
  ['weather', 'yes-no', 'weather weatherchange tiempo cambiodetiempo clima'],
  ['travel', 'yes-no', 'travel travelling viaje viajar'],
  ['bright-light', 'yes-no', 'brightlight luzfuerte'],
  ['noise', 'yes-no', 'noise loudnoise ruido'],
  ['smells', 'yes-no', 'smells strongsmell oloresfuertes olores'],
  ['physical-strain', 'yes-no', 'physicalstrain exertion esfuerzofisico esfuerzo'],
  ['mood', 'scale', 'mood humor animo estadodeanimo'],
  ['tiredness', 'scale', 'tiredness fatigue tired cansancio fatiga'],
]

/** Lists of medicines by how well they helped, as some apps write them. */
const BY_RELIEF: readonly (readonly [relief: 'none' | 'some' | 'much', names: string])[] = [
  ['much', 'helpfulmedication helpfulmedications helpfulmedicine medicacionutil medicacionquemeayudo'],
  ['some', 'somewhathelpfulmedication somewhathelpfulmedications medicacionalgoutil'],
  ['none', 'unhelpfulmedication unhelpfulmedications medicacionnoutil medicacioninutil'],
]

/** Columns of a day grid that are a therapy: a session on that day. */
const THERAPIES: readonly (readonly [id: string, names: string])[] = [
  ['craniosacral-therapy', 'craniosacral craniosacraltherapy cst terapiacraneosacral craneosacral'],
  ['acupuncture', 'acupuncture acupuntura'],
]

/** What this project's own files call their columns. */
const OWN: Readonly<Record<string, Meaning>> = {
  peakintensity: 'intensity',
  functionalgrade: 'function',
  photophobia: 'light',
  phonophobia: 'sound',
  osmophobia: 'smell',
}

const byName = new Map<string, KnownHeader>()
for (const [relief, names] of BY_RELIEF)
  for (const name of split(names)) byName.set(name, { meaning: 'medicines', relief })
for (const [meaning, names] of Object.entries(NAMES) as [Meaning, string][]) {
  for (const name of split(names)) if (!byName.has(name)) byName.set(name, { meaning })
}
for (const [of, factorKind, names] of FACTORS) {
  for (const name of split(names)) if (!byName.has(name)) byName.set(name, { meaning: 'factor', of, factorKind })
}
for (const [of, names] of THERAPIES) for (const name of split(names)) byName.set(name, { meaning: 'session', of })
for (const [name, meaning] of Object.entries(OWN)) byName.set(name, { meaning })

/** What every column of such a file is about, and some say in every header: “Migraine Start”, “Fin de la crisis”. */
const ABOUT = /^(?:migraine|headache|attack|episode)s?|(?:dela|de|del)?(?:migrana|crisis|cefalea|jaqueca|ataque|dolor)$/

/** What a header is known to mean; null for one that nobody knows. O(its length). */
export function knownHeader(name: string): KnownHeader | null {
  if (name.length > 200) return null
  const plain = plainHeader(name)
  return byName.get(plain) ?? byName.get(plain.replace(ABOUT, '')) ?? null
}

/** The id of a factor that every diary knows, by what people call it; null for their own. */
export function knownFactor(name: string): string | null {
  const known = knownHeader(name)
  return known?.meaning === 'factor' ? (known.of ?? null) : null
}

/** The id of a therapy by what people call it; null for one that has to be chosen. */
export function knownTherapy(name: string): string | null {
  const known = knownHeader(name)
  return known?.meaning === 'session' ? (known.of ?? null) : null
}
