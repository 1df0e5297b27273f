import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedDiaryHtml, type SharedEntry } from './shared-diary-page.ts'

const entry = (entity: string, firstDay: string | null, fields: SharedEntry['fields']): SharedEntry => ({
  ...{ entity, key: 'k', firstDay, lastDay: firstDay, fields },
})
const shown = (language: 'en' | 'es'): string =>
  sharedDiaryHtml(language, {
    ...{ firstDay: '2026-01-01', lastDay: '2026-03-31', withNotes: true },
    entries: [
      entry('person', null, {
        conditions: { 'kidney-stones': 'yes' },
        preferences: { poorSleep: true },
        recalled: { headacheDaysPerMonth: 12 },
      }),
      entry('day', '2026-01-05', { headache: 'none' }),
      entry('safety-check', '2026-03-02', {
        ...{
          occasion: 'onboarding',
          answers: { 'worst-ever': 'no', 'no-fluids': 'unsure' },
          dismissed: ['first-aura'],
        },
      }),
      entry('questionnaire', '2026-03-03', { questionnaire: 'mibs-4', answers: { q1: 2 } }),
    ],
  })

test('what was written is folded by month, the newest open, and what belongs to no day comes last', () => {
  const folds = [...shown('en').matchAll(/<details( open)?><summary>([^<]+)</g)].map(([, open, name]) => [
    name.trim(),
    open !== undefined,
  ])
  assert.deepEqual(folds, [
    ['March 2026', true],
    ['January 2026', false],
    ['Of no one day', false],
  ])
})

test('signs, conditions, questionnaires and what was asked of the person have words in both languages, told of the patient', () => {
  const text = (language: 'en' | 'es'): string => shown(language).replaceAll(/<[^>]+>/g, '')
  for (const words of [
    'The worst headache of their life: no',
    'Nothing they drink stays down: not sure',
    'advice put aside: The first aura of their life',
    'questionnaire: MIBS-4',
    'question 1: 2',
    'kidney stones: yes',
    'poor sleep: yes',
    'headache days a month: 12',
  ])
    assert.ok(text('en').includes(words), `${words} / ${text('en')}`)
  for (const words of [
    'El peor dolor de cabeza de su vida: no',
    'cuestionario: MIBS-4',
    'pregunta 1: 2',
    'enfermedades y circunstancias: piedras en el riñón: sí',
    'duerme mal: sí',
    'según recuerda: días de dolor al mes: 12',
  ])
    assert.ok(text('es').includes(words), `${words} / ${text('es')}`)
  assert.doesNotMatch(text('en') + text('es'), /worst-ever|mibs-4|\bq1\b|kidney-stones|poorSleep|poor Sleep/)
})
