import type { en } from './explained-words.en.ts'

export const es: typeof en = {
  effect: [
    'El primer número es la mejor estimación: cuántos días con dolor más o menos en 28 días de uso, frente a los mismos días sin él. Los dos números que siguen son el margen. El cambio está dentro de él en 95 de cada 100 casos.',
    'La primera posibilidad es que haya menos días con dolor, por poco que sea. La segunda es para la medida que usted elige más abajo.',
    'Es el cambio tal como lo vivió: lo que usted espera y el trato que recibe son parte de él.',
  ],
  days: [
    'Un día cuenta como día con dolor si hubo algún dolor de cabeza, de medianoche a medianoche donde usted estaba. Un día sin anotar no se conoce. Nunca cuenta como día sin dolor.',
  ],
  course: [
    'Cada línea es la posibilidad de un dolor de cabeza, leída en todos sus días a la vez. Cada punto es la media de unos pocos días, una semana en un diario de un año.',
    'La línea discontinua deja fuera este tratamiento y nada más. Donde las dos bandas se cubren, el diario no las distingue.',
  ],
  trials: [
    'Lo que hallaron los ensayos es cuánto cambió con un tratamiento así en quienes tomaron parte. Lo que dice su diario se lee solo en sus días. La tercera línea pesa ambas cosas, cada una según lo segura que es.',
    'Entre paréntesis está el margen que contiene el 95 %.',
  ],
  choices: [
    'La respuesta se calcula otra vez, cada vez con una sola cosa hecha de otro modo. Si la respuesta se queda, no depende de ello.',
    'Los días que faltan se cuentan una vez todos en contra y otra vez todos a favor. La verdad está entre las dos.',
  ],
  beside: [
    'El cambio es la media en los días en uso, menos la media en los mismos días sin él. Se calcula como la respuesta, pero con una sola mirada: no lleva ninguna promesa sobre errores.',
    'Donde el margen contiene más y menos, el diario no muestra un cambio claro.',
  ],
  method: [
    'Un modelo del dolor de cabeza de cada día admite rachas, cambios lentos y huecos. Un tratamiento que no hace nada se llama «ayuda» como mucho en 5 de cada 100 personas que miran su respuesta cada día durante un año. Tras un solo inicio que se mantuvo, como mucho en 8 de cada 100.',
    'Las respuestas se revisan cada 28 días, para que mirar a menudo no engañe. Los efectos y las posibilidades son del último día.',
  ],
  version: (model, seed, days, last) =>
    `Calculado en este dispositivo con ${model} (semilla ${String(seed)}) a partir de ${String(days)} días conocidos hasta el ${last}. Los días se cuentan según HD_ANY_v1.`,
}
