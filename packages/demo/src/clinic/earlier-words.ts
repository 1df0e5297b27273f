// What stood in articles of the demonstration before they were corrected and updated, so that readers see on their pages what changed.
import type { Article } from '@clearday/articles'

interface Earlier {
  /** Of the article's editor's notes the one that came with the change; 0 is the first. */
  readonly note: number
  readonly now: string
  /** Empty: it was added. */
  readonly then: string
}

/** By key and language. */
export const EARLIER_WORDS: Readonly<Record<string, readonly Earlier[]>> = {
  'craniosacral-therapy-and-migraine en': [
    {
      note: 0,
      now: 'No serious events were reported in the trials that looked for them, but half of the trials did not say :study[haller-2020]. Some people feel worse for hours to days after a session.',
      then: 'Side effects do not occur.',
    },
    {
      note: 0,
      now: '| Serious harm             | none in the 5 of 10 trials that reported it | low      |',
      then: '| Serious harm             | none                                        | low      |',
    },
    {
      note: 1,
      now: 'A review of four trials in headache found a little less pain, by an amount that its authors call clinically unimportant :study[carrasco-uribarren-2024].',
      then: 'A review of four trials in headache found a little less pain :study[carrasco-uribarren-2024].',
    },
    {
      note: 1,
      now: '2. **Another review found nothing that patients would notice**, across fifteen trials of many conditions :study[ceballos-laita-2024]. A third, of chronic pain in general, found less pain than with a sham :study[haller-2020]. Reviews that disagree are what small trials produce.\n',
      then: '2. **Another review found less pain than with a sham**, in chronic pain in general :study[haller-2020].\n',
    },
  ],
  'craniosacral-therapy-and-migraine es': [
    {
      note: 0,
      now: 'En los ensayos que lo miraron no hubo problemas graves, pero la mitad de los ensayos no lo dijo :study[haller-2020]. Algunas personas se sienten peor durante horas o días.',
      then: 'No hay efectos adversos.',
    },
    {
      note: 0,
      now: '| Daño grave                | ninguno en los 5 de 10 ensayos que informaron | baja     |',
      then: '| Daño grave                | ninguno                                       | baja     |',
    },
    {
      note: 1,
      now: 'encontró algo menos de dolor, en una cantidad que sus autores consideran sin importancia clínica :study[carrasco-uribarren-2024].',
      then: 'encontró algo menos de dolor :study[carrasco-uribarren-2024].',
    },
    {
      note: 1,
      now: '2. **Otra revisión no encontró nada que los pacientes notaran**, en quince ensayos de muchos problemas :study[ceballos-laita-2024]. Una tercera, sobre dolor crónico en general, encontró menos dolor que con un tratamiento simulado :study[haller-2020]. Así son los resultados de los ensayos pequeños: no coinciden.\n',
      then: '2. **Otra revisión encontró menos dolor que con un tratamiento simulado**, en dolor crónico en general :study[haller-2020].\n',
    },
  ],
}

/** An article as it stood with so many of its editor's notes. Throws where words that changed are no longer in it. */
export function withNotes(article: Article, notes: number): Article {
  const changes = (EARLIER_WORDS[`${article.key} ${article.language}`] ?? []).filter(({ note }) => note >= notes)
  let { body, quickAnswers } = article
  for (const { now, then } of changes) {
    if (!body.includes(now) && !quickAnswers.some(({ answer }) => answer.includes(now)))
      throw new TypeError(`${article.key}: its words changed, and what stood there before did not: ${now}`)
    body = body.replace(now, () => then)
    quickAnswers = quickAnswers.map((one) => ({ ...one, answer: one.answer.replace(now, () => then) }))
  }
  return { ...article, body, quickAnswers, editorsNotes: article.editorsNotes.slice(0, notes) }
}
