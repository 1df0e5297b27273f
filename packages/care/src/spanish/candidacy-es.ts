// Spanish for the points for and against treatments: what is asked, what it is called where it holds, and why it counts.

/** By the id of the question. */
export const QUESTIONS_ES: Readonly<Record<string, { readonly question: string; readonly label: string }>> = {
  'chronic-pattern': {
    question: '¿Muestra el diario dolor de cabeza en 15 o más días de cada uno de 3 meses completos?',
    label: 'tiene dolor de cabeza 15 o más días al mes desde hace 3 meses',
  },
  'remembered-chronic-pattern': {
    question: 'Según recuerda, ¿hay dolor de cabeza 15 o más días al mes, y desde hace 3 meses o más?',
    label: 'según recuerda, tiene dolor de cabeza 15 o más días al mes',
  },
  'long-lasting-headaches': {
    question: '¿Duran los dolores de cabeza casi siempre un día o más?',
    label: 'sus dolores de cabeza duran casi siempre un día o más',
  },
  'neck-tension': {
    question: '¿Tiene el cuello tenso o dolorido?',
    label: 'tiene el cuello tenso o dolorido',
  },
  'stress-or-anxiety': {
    question: '¿Tienen algo que ver el estrés o la ansiedad?',
    label: 'el estrés o la ansiedad tienen algo que ver',
  },
  'sensitive-to-medicines': {
    question: '¿Tolera mal los medicamentos?',
    label: 'tolera mal los medicamentos',
  },
  'wants-less-medicine': {
    question: '¿Le gustaría tomar menos medicamentos?',
    label: 'le gustaría tomar menos medicamentos',
  },
  'wants-noninvasive': {
    question: '¿Prefiere algo que no atraviese la piel?',
    label: 'prefiere algo no invasivo',
  },
  'wants-no-needles': {
    question: '¿Prefiere algo que no atraviese la piel?',
    label: 'prefiere algo no invasivo',
  },
  'dislikes-touch': {
    question: '¿Le desagrada que le toquen?',
    label: 'le desagrada que le toquen',
  },
  'frequent-headache': {
    question: '¿Hay dolor de cabeza 4 o más días al mes?',
    label: 'tiene dolor de cabeza 4 o más días al mes',
  },
  'fear-of-needles': {
    question: '¿Tiene miedo a las agujas?',
    label: 'tiene miedo a las agujas',
  },
  'willing-to-practise': {
    question: '¿Practicaría algo casi todos los días?',
    label: 'está dispuesto o dispuesta a practicar',
  },
  'not-willing-to-practise': {
    question: '¿Practicar casi todos los días no es para usted?',
    label: 'practicar casi todos los días no es para usted',
  },
  'low-mood': {
    question: '¿Es el ánimo bajo algo de lo que hablar?',
    label: 'el ánimo bajo es algo de lo que hablar',
  },
  'poor-sleep': {
    question: '¿Duerme mal?',
    label: 'duerme mal',
  },
  'medication-overuse': {
    question: '¿Se tomaron medicamentos agudos tantos días que cuentan como uso excesivo?',
    label: 'tomó medicamentos agudos tantos días que cuentan como uso excesivo',
  },
  'chronic-migraine-pattern': {
    question: '¿Es el diario compatible con el patrón de la migraña crónica (ICHD-3 1.3)?',
    label: 'su diario es compatible con el patrón de la migraña crónica',
  },
}

/** Why a point counts, by the English words; of a reason that ends with the headline of the evidence, what stands before it. */
export const REASONS_ES: Readonly<Record<string, string>> = {
  'Practices describe people with a chronic pattern as likely to benefit.':
    'Las consultas describen que las personas con un patrón crónico suelen beneficiarse.',
  'As above, from memory, which tends to give fewer days than a diary.':
    'Como arriba, de memoria, que suele dar menos días que un diario.',
  'Practices describe people with long-lasting headaches as likely to benefit.':
    'Las consultas describen que las personas con dolores de cabeza largos suelen beneficiarse.',
  'Practices describe people with a tense neck as likely to benefit. In a trial of neck pain, not headache, craniosacral therapy did better than light touch by 21 of 100 mm. Neck pain comes with about 69 % of migraine attacks and is mostly a part of them.':
    'Las consultas describen que las personas con el cuello tenso suelen beneficiarse. En un ensayo de dolor de cuello, no de cabeza, la terapia craneosacral fue mejor que un contacto ligero por 21 de 100 mm. El dolor de cuello acompaña a cerca del 69 % de las crisis de migraña y casi siempre es parte de ellas.',
  'Practices describe people under stress or with anxiety as likely to benefit.':
    'Las consultas describen que las personas con estrés o ansiedad suelen beneficiarse.',
  'Nothing is taken. Feeling worse for hours to days after a session is described.':
    'No se toma nada. Se describe sentirse peor durante horas o días después de una sesión.',
  'Nothing is taken. It is no reason to take less of what is prescribed.':
    'No se toma nada. No es razón para tomar menos de lo recetado.',
  'It is light touch, and nothing goes under the skin.': 'Es un contacto ligero y nada atraviesa la piel.',
  'It consists of being touched on the head, neck and back for most of a session.':
    'Consiste en que le toquen la cabeza, el cuello y la espalda durante casi toda la sesión.',
  'It works on the neck and back. Neck pain comes with about 69 % of migraine attacks and is mostly a part of them.':
    'Trabaja el cuello y la espalda. El dolor de cuello acompaña a cerca del 69 % de las crisis de migraña y casi siempre es parte de ellas.',
  'Nothing is taken.': 'No se toma nada.',
  'Nothing goes under the skin.': 'Nada atraviesa la piel.',
  'It consists of being touched and moved with the hands.': 'Consiste en que le toquen y le muevan con las manos.',
  'It is a course of sessions to have fewer headache days.':
    'Es un ciclo de sesiones para tener menos días de dolor de cabeza.',
  'Needles go through the skin.': 'Las agujas atraviesan la piel.',
  'It is practised to have fewer headache days.': 'Se practica para tener menos días de dolor de cabeza.',
  'It trains how the body and the mind answer stress.': 'Entrena cómo responden el cuerpo y la mente al estrés.',
  'It is learnt by practising, and what it brings comes with practice.':
    'Se aprende practicando, y lo que da llega con la práctica.',
  'It works on thoughts and habits around stress, worry and pain.':
    'Trabaja pensamientos y hábitos en torno al estrés, la preocupación y el dolor.',
  'Low mood and headache weigh on each other, and the same therapy is used for both; a score is a hint to talk about it.':
    'El ánimo bajo y el dolor de cabeza pesan el uno sobre el otro, y la misma terapia se usa para ambos; una puntuación es una pista para hablar de ello.',
  'A form of it works on sleep.': 'Una forma de ella trabaja el sueño.',
  'It trains to meet stress and pain without fighting them.':
    'Entrena a recibir el estrés y el dolor sin pelear con ellos.',
  'A score is a hint to talk about mood, with a clinician too.':
    'Una puntuación es una pista para hablar del ánimo, también con un profesional.',
  'It is done on several days a week.': 'Se hace varios días a la semana.',
  'Moving helps many people with stress, whatever it does for headache.':
    'Moverse ayuda a muchas personas con el estrés, haga lo que haga con el dolor de cabeza.',
  'Moving helps many people to sleep, whatever it does for headache.':
    'Moverse ayuda a muchas personas a dormir, haga lo que haga con el dolor de cabeza.',
  'Nothing is taken but water.': 'No se toma nada más que agua.',
  'It is taken every day for about 12 weeks before one can judge.':
    'Se toma todos los días durante unas 12 semanas antes de poder juzgar.',
  'It is sold without prescription; it can still have unwanted effects and go badly with medicines.':
    'Se vende sin receta; aun así puede tener efectos no deseados y llevarse mal con medicamentos.',
  'It is no prescribed medicine, and no reason to take less of what is prescribed.':
    'No es un medicamento recetado, ni razón para tomar menos de lo recetado.',
  'With overuse, a physician is asked first how to come off it and whether prevention begins at once; some medicines must not be stopped from one day to the next.':
    'Con uso excesivo se pregunta primero a un médico cómo salir de él y si la prevención empieza a la vez; algunos medicamentos no se pueden dejar de un día para otro.',
  'It is taken every evening.': 'Se toma todas las noches.',
  'It is used for sleep too.': 'Se usa también para dormir.',
  'It is taken every day.': 'Se toma todos los días.',
  'It makes many people sleepy.': 'A muchas personas les da sueño.',
  'It was studied in chronic migraine.': 'Se estudió en la migraña crónica.',
  'Since 2024 the American Headache Society asks for no earlier treatments that did not help; insurers and health services may.':
    'Desde 2024 la American Headache Society no pide tratamientos anteriores que no ayudaron; aseguradoras y servicios de salud pueden pedirlos.',
  'The points for a treatment come from how practices describe who might benefit and from what the treatment is for. We found no trial that compared people with and without them, so none of them is shown to foretell who benefits.':
    'Los puntos a favor de un tratamiento vienen de cómo describen las consultas a quienes podrían beneficiarse y de para qué es el tratamiento. No encontramos ningún ensayo que comparara a personas con y sin ellos, así que de ninguno se ha mostrado que prediga quién se beneficia.',
  'A treatment stands alongside what was prescribed, never instead of it. A prescribed medicine is changed or stopped only with whoever prescribed it.':
    'Un tratamiento acompaña a lo recetado, nunca lo sustituye. Un medicamento recetado se cambia o se deja solo con quien lo recetó.',
}
