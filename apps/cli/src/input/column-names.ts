// The names by which columns are recognised, in the languages that diaries here are kept in.

/** A header as it is compared: lower case, no accents, letters and digits only. */
export function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** The single words of a header: 'onTreatment_A' is on, treatment, a. */
export function nameWords(name: string): string[] {
  const spaced = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

const list = (words: string): readonly string[] => words.trim().split(/\s+/)

/** The more telling name comes first: of two columns that fit, the one with the earlier name is taken. */
export const idNames = list(`
  id patient patientid patientno patientnr patientnumber subject subjectid person personid participant participantid pid userid
  patientin paciente sujeto`)
export const dayNames = list(`
  day date diaryday diarydate logdate datum tag fecha dia jour dayno daynumber dayindex studyday time t`)
export const outcomeNames = list(`
  headache headacheday migraine migraineday outcome kopfschmerz kopfschmerzen kopfschmerztag migraene migrane
  migrana cefalea cephalee headaches attack pain schmerz dolor severity intensity painlevel headacheseverity
  painintensity grade staerke starke intensidad`)

/** Single words that say what a column is about. */
export const treatmentWords = new Set(
  list(`on treatment treated treat therapy drug medicine acupuncture cst craniosacral botox onabotulinumtoxina
  topiramate propranolol metoprolol bisoprolol amitriptyline venlafaxine candesartan flunarizine valproate
  magnesium riboflavin coq10 melatonin erenumab fremanezumab galcanezumab eptinezumab atogepant
  prophylaxis prophylactic preventive prevention intervention exposure exposed active biofeedback
  physiotherapy physio device behandlung therapie medikament akupunktur tratamiento terapia traitement`),
)
export const doseWords = new Set(list('dose dosage dosis mg'))
export const sessionWords = new Set(list('session sessions sitzung sitzungen sesion sesiones'))
/** Medicine taken because of a headache: it follows the outcome, so it explains nothing. */
export const acuteWords = new Set(
  list(`acute rescue triptan triptans sumatriptan rizatriptan painkiller painkillers nsaid ibuprofen aspirin
  paracetamol acetaminophen naproxen analgesic analgesics schmerzmittel akut`),
)
/** Other measures of the headache itself. */
export const measureWords = new Set(
  list(`headache headaches migraine pain severity intensity grade attack attacks duration hours aura nausea
  vomiting photophobia phonophobia symptom symptoms kopfschmerz kopfschmerzen schmerz staerke dauer dolor cefalea`),
)
