// What the comparison with published patterns says in whole sentences, in Spanish: a form for each form of the package. Loaded where they are shown.

const SENTENCES: Readonly<Record<string, string | undefined>> = {
  'How long each headache lasts: note when it begins and ends, or its hours.':
    'Cuánto dura cada dolor: anote cuándo empieza y cuándo termina, o sus horas.',
  'How long attacks last that a medicine ended early: a clinician can ask about attacks that were not treated.':
    'Cuánto duran las crisis que un medicamento acortó: un profesional puede preguntar por crisis sin tratar.',
  'Your age: under 18 shorter attacks count.': 'Su edad: antes de los 18 años cuentan crisis más cortas.',
  'What the headaches are like: side, throbbing or pressing, how strong, worse on moving, nausea, light, sound.':
    'Cómo son los dolores: de qué lado, pulsátil u opresivo, con qué fuerza, si empeora al moverse, náuseas, luz, ruido.',
  'Where it hurts, a red or watering eye or a blocked nose on that side, and whether you can keep still.':
    'Dónde duele, si ese ojo está rojo o llora o la nariz se tapa de ese lado, y si puede quedarse quieto.',
  'What the aura was like: whether it went away completely, how slowly it spread, how long each symptom lasted, one side or both, something added or lost, and how soon the headache came.':
    'Cómo fue el aura: si desapareció del todo, con qué lentitud se extendió, cuánto duró cada síntoma, de un lado o de ambos, si se añadió o faltó algo, y cuánto tardó en llegar el dolor.',
  'When the long headache ended, and whether you could do things meanwhile.':
    'Cuándo terminó el dolor largo, y si entretanto podía hacer cosas.',
  'The first aura of a life is a reason to see a doctor.': 'La primera aura de la vida es motivo para ver a un médico.',
  'Weakness with an aura is a reason to see a doctor.': 'La debilidad con un aura es motivo para ver a un médico.',
  'Signs from the brainstem with an aura are a reason to see a doctor.':
    'Las señales del tronco encefálico con un aura son motivo para ver a un médico.',
  'Something lost all at once (sight, feeling, words) is a reason to see a doctor.':
    'Perder algo de golpe (vista, tacto, palabras) es motivo para ver a un médico.',
  'Where medicines are taken on many days too, medication-overuse headache (8.2) may stand beside it.':
    'Donde además se toman medicamentos muchos días, puede estar al lado la cefalea por uso excesivo de medicamentos (8.2).',
  'Whether the attacks fit another disorder (criterion B) or one explains them better (criterion C) is for a clinician to judge.':
    'Si las crisis encajan en otro trastorno (criterio B) o alguno las explica mejor (criterio C) lo juzga un profesional clínico.',
  'Whether there was a headache disorder before medicines were taken so often.':
    'Si había ya un trastorno de dolor de cabeza antes de tomar medicamentos tan a menudo.',
  'You remember headaches from before medicines were taken so often, which 8.2 asks for; a clinician can ask about it.':
    'Recuerda dolores de cabeza de antes de tomar medicamentos tan a menudo, como pide 8.2; un profesional puede preguntar por ello.',
  'You remember no headaches from before medicines were taken so often; 8.2 asks for them.':
    'No recuerda dolores de cabeza de antes de tomar medicamentos tan a menudo; 8.2 los pide.',
  'With a combined contraceptive the bleeding comes from the break in it; it counts in the same way.':
    'Con un anticonceptivo combinado el sangrado viene del descanso; cuenta de la misma manera.',
  'Whether it was like earlier attacks except for its length, and whether breaks came from sleep or medicine.':
    'Si fue como crisis anteriores salvo por su duración, y si las pausas vinieron del sueño o de un medicamento.',
  'An attack of more than 72 hours is a reason to see someone on the same day.':
    'Una crisis de más de 72 horas es motivo para que le vean el mismo día.',
  'You remember that it was daily and without a break from within a day of its beginning: then it may be another headache, new daily persistent headache (4.10).':
    'Recuerda que fue diario y sin pausa desde el primer día: entonces puede ser otra cefalea, la cefalea diaria persistente de novo (4.10).',
  'Whether there are times without attacks of 3 months or more (episodic) or not (chronic).':
    'Si hay épocas sin crisis de 3 meses o más (episódica) o no (crónica).',
  'Ask a doctor to look at this soon: it is treated in another way than migraine.':
    'Pida a un médico que lo vea pronto: se trata de otra manera que la migraña.',
}

/** Patterns that may go before another, as the package calls them within a sentence. */
const NAMES: Readonly<Record<string, string | undefined>> = {
  '1.1': 'migraña sin aura',
  '1.2': 'migraña con aura',
}

type Form = readonly [RegExp, (...parts: readonly string[]) => string]

const FORMS: readonly Form[] = [
  [
    /^(\d+|No) days? (?:was|were) not noted, and may hold more\.$/,
    (days) => `${days === '1' ? '1 día no se anotó y puede' : `${days} días no se anotaron y pueden`} contener más.`,
  ],
  [
    /^You remember (\d+|no) attacks? like these in all\. They are not counted here; a clinician can ask about them\.$/,
    (count) =>
      `Recuerda ${count === 'no' ? 'ninguna crisis' : count === '1' ? '1 crisis' : `${count} crisis`} como estas en total. Aquí no se cuentan; un profesional puede preguntar por ellas.`,
  ],
  [
    /^It takes (\d+) complete calendar months in a row to tell; your diary has (none|\d+) so far\.$/,
    (needed, has) =>
      `Hacen falta ${needed} meses naturales completos seguidos para saberlo; su diario tiene ${has === 'none' ? 'ninguno' : has} por ahora.`,
  ],
  [
    /^Whether another disorder explains it better \(criterion (.+)\) is for a clinician to judge\.$/,
    (criterion) =>
      `Si otro trastorno lo explica mejor (criterio ${criterion.replace(' of ', ' de ')}) lo juzga un profesional clínico.`,
  ],
  [
    /^An aura of more than (\d+) minutes is a reason to see a doctor\.$/,
    (minutes) => `Un aura de más de ${minutes} minutos es motivo para ver a un médico.`,
  ],
  [
    /^The first day of bleeding in (\d+) cycles in a row\.$/,
    (cycles) => `El primer día de sangrado en ${cycles} ciclos seguidos.`,
  ],
  [
    /^Whether there have been (\d+) such attacks in all: your diary has (\d+)\.$/,
    (needed, has) => `Si ha habido ${needed} crisis así en total: su diario tiene ${has}.`,
  ],
  [
    /^What is in (.+?)( and others)?\.$/,
    (names, others) => `Qué contienen ${names}${others === '' ? '' : ' y otros'}.`,
  ],
  [
    /^Whether there are times without attacks of 3 months or more \(episodic\) or not \(chronic\); you remember (\d+|no) days? at most\.$/,
    (days) =>
      `Si hay épocas sin crisis de 3 meses o más (episódica) o no (crónica); recuerda ${days === 'no' ? 'ningún día' : days === '1' ? '1 día' : `${days} días`} como mucho.`,
  ],
  [
    /^It is open whether it is (.+) \(([\d.]+)\), which would go before it\.$/,
    (name, code) => `Está abierto si es ${NAMES[code] ?? name} (${code}), que iría antes.`,
  ],
  [
    /^What it shows is medication overuse without headache on so many days: (?:.+) on (\d+) or more days a month\.$/,
    (days) =>
      `Lo que muestra es un uso excesivo de medicamentos sin dolor de cabeza tantos días: ${days} o más días al mes.`,
  ],
]

/** @returns null where the package says something for which there are no Spanish words: it is then shown as it is, and marked as English. */
export function patternSentence(english: string): string | null {
  const whole = SENTENCES[english]
  if (whole !== undefined) return whole
  for (const [form, words] of FORMS) {
    const found = form.exec(english)
    if (found !== null) return words(...found.slice(1).map((part: string | undefined) => part ?? ''))
  }
  return null
}

/** What stands after the first sentence of a pattern that fits: what to do about it. Empty where nothing does. */
export function remarkOf(sentence: string): string {
  return /^.*?\(ICHD-3 [^)]+\)\. (.+)$/.exec(sentence)?.[1] ?? ''
}
