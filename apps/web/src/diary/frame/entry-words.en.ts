export const en = {
  day: 'Day',
  attack: 'Attack',
  intake: 'Something taken',
  session: 'Session',
  regimen: 'Treatment',
  questionnaire: 'Questionnaire',
  'safety-check': 'Safety questions',
  'own-product': 'Own medicine',
  'custom-factor': 'Own question',
  'custom-symptom': 'Own symptom',
  person: 'About you',
  diary: 'The diary itself',
}
