// Words in cells and what they mean, in English and Spanish: yes and no, how bad, where, what it was like, did it help.
import type { AuraKind, NauseaDegree, Quality, Relief, Severity, Side, Site } from '@clearday/diary'

export type MedicineRelief = Relief

/** A longer text is no word that anything is called by. */
const LONGEST_WORD = 200

/** As words are compared: small letters, no accents, single spaces. */
export function plainWord(text: string): string {
  return text
    .slice(0, LONGEST_WORD)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_\-–—]+/g, ' ')
    .replace(/^[\s.,:]+|[\s.,:]+$/g, '')
}

function words<T>(...said: readonly (readonly [T, string])[]): ReadonlyMap<string, T> {
  return new Map(said.flatMap(([meaning, list]) => list.split(',').map((word) => [plainWord(word), meaning] as const)))
}

/** A value that was not recorded. It is never a zero, and never a no. */
export const MISSING: ReadonlySet<string> = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  'null',
  'nan',
  '?',
  'n/d',
  'nd',
  'ns/nc',
  'unknown',
  'desconocido',
  'no se',
  'not sure',
  'unsure',
])

/** Of a headache these are an answer: the person did not know. */
export const UNSURE: ReadonlySet<string> = new Set(['unknown', 'not sure', 'unsure', 'desconocido', 'no se'])

export const YES_NO = words<boolean>(
  [true, 'yes,y,true,t,1,x,✓,✔,☑,si,s,verdadero,cierto,on,present,some,oui,ja'],
  [false, 'no,n,false,f,0,falso,off,none,ninguno,ninguna,nada,absent,non,nein'],
)

export const HEADACHE = words<'present' | 'none'>(
  [
    'present',
    'headache,migraine,attack,pain,mild,moderate,severe,dolor,dolor de cabeza,migrana,jaqueca,cefalea,crisis,leve,moderado,moderada,fuerte,intenso,grave,tension headache,cefalea tensional',
  ],
  ['none', 'no headache,headache free,clear,free,no pain,sin dolor,sin dolor de cabeza,libre,bien'],
)

export const SEVERITY = words<Severity>(
  ['none', 'none,no,no pain,no headache,sin dolor,ninguno,ninguna,nada'],
  ['mild', 'mild,light,slight,low,leve,ligero,ligera,suave,bajo,baja'],
  ['moderate', 'moderate,medium,moderado,moderada,medio,media'],
  [
    'severe',
    'severe,strong,high,very severe,intense,fuerte,intenso,intensa,severo,severa,grave,alto,alta,muy fuerte,insoportable',
  ],
)

export const NAUSEA = words<NauseaDegree>(
  ...[...YES_NO].map(([word, yes]) => [yes ? 'present' : 'none', word] as const),
  ['mild', 'mild,slight,leve,ligera,pocas'],
  ['moderate', 'moderate,moderada,moderadas'],
  ['severe', 'severe,strong,fuerte,fuertes,intensa,intensas'],
)

export const SIDE = words<Side>(
  ['left', 'left,l,izquierda,izquierdo,izq,lado izquierdo,left side'],
  ['right', 'right,r,derecha,derecho,dcha,der,lado derecho,right side'],
  ['one-side', 'one side,one sided,unilateral,un lado,un solo lado'],
  ['both-sides', 'both,both sides,bilateral,ambos,ambos lados,los dos lados,whole head,toda la cabeza'],
)

export const SITE = words<Site>(
  [
    'orbital',
    'eye,eyes,behind eye,behind eyes,behind the eye,behind the eyes,orbital,ojo,ojos,detras del ojo,detras de los ojos,orbita',
  ],
  ['supraorbital', 'above eye,above the eye,eyebrow,supraorbital,ceja,cejas,encima del ojo'],
  ['temporal', 'temple,temples,temporal,sien,sienes'],
  ['frontal', 'forehead,front,frontal,frente'],
  ['top', 'top,top of head,crown,vertex,coronilla,arriba,parte superior'],
  ['occipital', 'back,back of head,occipital,nuca,parte posterior,detras'],
  ['neck', 'neck,cuello,cervical,cervicales'],
  ['whole-head', 'whole head,all over,entire head,toda la cabeza'],
)

export const QUALITY = words<Quality>(
  ['pulsating', 'pulsating,throbbing,pounding,pulsing,pulsatil,palpitante,latidos,late'],
  ['pressing', 'pressing,pressure,tight,tightening,dull,squeezing,opresivo,opresion,presion,sordo'],
  ['stabbing', 'stabbing,sharp,shooting,punzante,pinchazos,agudo'],
  ['burning', 'burning,ardor,quemazon,urente'],
  ['other', 'other,otro,otra'],
)

export const AURA = words<AuraKind>(
  [
    'visual',
    'visual,vision,visual aura,visual disturbance,visual disturbances,zigzags,zigzag,zig zags,flashes,flashing lights,blind spot,blind spots,blurred vision,scotoma,luces,destellos,vision borrosa,punto ciego,puntos ciegos,escotoma,aura visual',
  ],
  [
    'sensory',
    'sensory,tingling,numbness,pins and needles,hormigueo,entumecimiento,sensitiva,adormecimiento,aura sensitiva',
  ],
  [
    'speech',
    'speech,difficulty speaking,trouble speaking,aphasia,language,habla,lenguaje,dificultad para hablar,afasia',
  ],
  ['motor', 'motor,weakness,debilidad,perdida de fuerza'],
  ['brainstem', 'brainstem,vertigo,double vision,slurred speech,vision doble'],
  ['retinal', 'retinal,loss of vision in one eye,retiniana'],
)

/** A symptom that has a field of its own, as a field and a value. Only what is named is said; what is not named was not asked. */
export const SYMPTOM = words<
  readonly [
    field:
      'nausea' | 'vomiting' | 'photophobia' | 'phonophobia' | 'osmophobia' | 'aggravatedByActivity' | 'restlessness',
    value: true | 'present',
  ]
>(
  [['nausea', 'present'], 'nausea,nauseous,nauseas,feeling sick,sick to the stomach,ganas de vomitar'],
  [['vomiting', true], 'vomiting,vomit,vomited,vomitos,vomito,threw up'],
  [
    ['photophobia', true],
    'photophobia,sensitivity to light,light sensitivity,sensitive to light,fotofobia,sensibilidad a la luz,molesta la luz,luz',
  ],
  [
    ['phonophobia', true],
    'phonophobia,sensitivity to noise,sensitivity to sound,noise sensitivity,sound sensitivity,sensitive to noise,sensitive to sound,fonofobia,sonofobia,sensibilidad al ruido,sensibilidad al sonido,molesta el ruido,ruido',
  ],
  [
    ['osmophobia', true],
    'osmophobia,sensitivity to smell,smell sensitivity,sensitive to smell,osmofobia,sensibilidad a los olores,sensibilidad al olor,olores',
  ],
  [
    ['aggravatedByActivity', true],
    'worse if i move,worse when moving,worse with movement,worsened by movement,empeora con el movimiento,empeora al moverme,aggravated by activity',
  ],
  [['restlessness', true], 'restlessness,restless,inquietud'],
)

/** That it helped says not how much: the least that it can mean is taken. */
export const RELIEF = words<Relief>(
  ['none', 'none,no,0,no relief,not at all,nada,ninguno,no ayudo,sin alivio,unhelpful'],
  ['some', 'some,yes,y,helped,a little,partial,somewhat,1,algo,si,ayudo,un poco,poco,parcial,somewhat helpful'],
  ['much', 'much,good,a lot,helpful,2,mucho,bastante,bueno'],
  ['complete', 'complete,completely,pain free,total,full,3,completo,del todo,sin dolor'],
)

export const REASON = words<'headache' | 'other-pain' | 'prevention' | 'other'>(
  ['headache', 'headache,migraine,attack,dolor de cabeza,migrana,crisis,cefalea'],
  ['other-pain', 'other pain,otro dolor'],
  ['prevention', 'prevention,preventive,prevencion,preventivo'],
  ['other', 'other,otro,otra cosa'],
)

export const BLEEDING = words<'none' | 'first-day' | 'continuing' | 'spotting'>(
  ['none', 'none,no,0,n,ninguno,nada'],
  ['first-day', 'first day,first,day 1,start,started,primer dia,inicio,dia 1'],
  ['continuing', 'continuing,yes,1,x,y,si,period,continua,regla,periodo'],
  ['spotting', 'spotting,light spotting,manchado'],
)

/** Words for an attack that had not ended. */
export const STILL_GOING: ReadonlySet<string> = new Set([
  'ongoing',
  'still going',
  'in progress',
  'current',
  'now',
  'en curso',
  'sigue',
  'continua',
  'todavia',
])

/** Words in a list that stand for nothing in it. */
export const NOTHING: ReadonlySet<string> = new Set([
  'none',
  'no',
  'nothing',
  'ninguno',
  'ninguna',
  'nada',
  '0',
  'sin sintomas',
  'no symptoms',
  '-',
  '–',
  'no aura',
  'sin aura',
])
