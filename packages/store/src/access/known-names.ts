// Names that are no free words, so that a diary that is shared without notes can still name them: what the catalogues have, kept in the database
// for the view that a share link reads.
import type pg from 'pg'
import { INGREDIENTS, POSTDROME_SIGNS, PRODROME_SIGNS, PRODUCTS, QUESTIONNAIRES } from '@clearday/diary'

/** `question`: of a questionnaire, or of a round of safety questions. */
export type KnownNames = Readonly<Partial<Record<'medicine' | 'treatment' | 'question', readonly string[]>>>

/** Factors of every diary; what a person adds is their own word. */
const FACTORS = [
  ...[
    'sleep-hours',
    'stress',
    'neck-tension',
    'late-screen',
    'alcohol',
    'caffeine',
    'water',
    'water-intake',
    'sleep-quality',
    'exercise',
    'skipped-meal',
  ],
  ...['weather', 'travel', 'bright-light', 'noise', 'smells', 'physical-strain', 'mood', 'tiredness'],
]
const UNITS = [
  ...['mg', 'g', 'mcg', 'µg', 'ug', 'ml', 'IU', 'units', 'tablets', 'tablet', 'capsules', 'capsule', 'drops', 'sprays'],
  ...['injections', 'injection', 'patches', 'sessions', 'minutes', 'min', 'hours', 'h', 'mg/day', '%'],
]

/**
 * Adds what is not there yet; a name that was in a catalogue once is no free word later. One query.
 *
 * @param owner of the tables. @param further names that are not in the vocabulary of the diary: treatments, safety questions.
 */
export async function keepKnownNames(owner: pg.Client, further: KnownNames): Promise<void> {
  const medicines = [...PRODUCTS, ...INGREDIENTS].flatMap(({ id, name, aliases = [] }) => [id, name, ...aliases])
  const all: Readonly<Record<string, readonly string[]>> = {
    medicine: [...medicines, ...(further.medicine ?? [])],
    treatment: further.treatment ?? [],
    questionnaire: QUESTIONNAIRES.map(({ id }) => id),
    question: [
      ...QUESTIONNAIRES.flatMap(({ items }) => (items ?? []).map(({ id }) => id)),
      ...(further.question ?? []),
    ],
    factor: FACTORS,
    unit: UNITS,
    sign: [...PRODROME_SIGNS, ...POSTDROME_SIGNS],
  }
  const rows = Object.entries(all).flatMap(([kind, names]) => names.map((name) => ({ kind, name })))
  await owner.query(
    `INSERT INTO shared.names (kind, name)
     SELECT DISTINCT kind, shared.spelling(name) FROM jsonb_to_recordset($1::jsonb) AS given (kind text, name text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  )
}
