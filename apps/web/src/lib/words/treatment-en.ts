// English words for the pages of treatments: who asks a physician first, a few questions, and who gives it where.

export const TREATMENT_EN = {
  'treatment.first': 'Who asks a physician first',
  'treatment.urgent': 'What must not wait for any treatment',
  'treatment.urgent.words':
    'With one of these call your local emergency number now. The whole list is longer than these four:',
  'treatment.urgent.all': 'All signs that must not wait',
  'treatment.urgent.now': 'Call your local emergency number now:',
  'treatment.urgent.today': 'Be seen by somebody today:',
  'treatment.conditions.none':
    'Nothing is listed here that speaks against it. That does not mean that nothing does: tell whoever treats you what you have and take.',
  'treatment.contraindicated': 'Not before a physician has agreed, with',
  'treatment.precaution': 'Say so and ask first, with',
  'treatment.conditions.about':
    'Lists like these are agreements among people who treat, or general knowledge, and not findings of trials. They are not complete: say everything that you have and take.',
  'treatment.needsReview': 'No clinician of this clinic has signed these lists yet.',
  'treatment.check': 'Is it something for me to ask about?',
  'treatment.check.words':
    'Two minutes, as far as you like to answer. It tells what speaks for and against asking about it, never whether it will help. Nothing of it is kept or sent on.',
  'treatment.check.go': 'See what speaks for and against',
  'treatment.yes': 'Yes',
  'treatment.no': 'No',
  'treatment.unsure': 'I am not certain',
  'treatment.unknown': 'I do not know',
  'treatment.ask.urgent': 'Is one of the signs that must not wait there now?',
  'treatment.ask.under18': 'Are you under 18?',
  'treatment.ask.often': 'On how many days a month do you have a headache?',
  'treatment.often.few': 'Fewer than 4',
  'treatment.often.some': '4 to 14',
  'treatment.often.many': '15 or more',
  'treatment.ask.long': 'How long has it been that often?',
  'treatment.long.new': 'Less than 3 months',
  'treatment.long.long': '3 months or more',
  'treatment.ask.conditions': 'Which of these do you have, or may you have?',
  'treatment.ask.none': 'None of these',
  'treatment.ask.diary': 'Only a diary can tell: {points}.',
  'treatment.conclusion.worth-discussing': 'Worth discussing',
  'treatment.conclusion.worth-discussing.words':
    'By what you answered it is something to ask about. Whether it helps you, only your own diary can tell.',
  'treatment.conclusion.ask-a-physician-first': 'Ask a physician first',
  'treatment.conclusion.ask-a-physician-first.words':
    'By what you answered a physician is asked before anything is begun.',
  'treatment.conclusion.see-someone-now': 'See someone now',
  'treatment.conclusion.see-someone-now.words':
    'This comes before any treatment. Call your local emergency number, also when you are not certain. Do not drive yourself.',
  'treatment.conclusion.little-speaks-for-it-yet': 'Little speaks for it yet',
  'treatment.conclusion.little-speaks-for-it-yet.words':
    'That is no verdict on you or on it: what was not answered stays open, and you may ask about it all the same.',
  'treatment.under18.words': 'Under 18 a paediatrician is asked first: the trials were in adults.',
  'treatment.answer.physician': 'A physician is asked first, because',
  'treatment.answer.against': 'What speaks against it',
  'treatment.answer.for': 'What speaks for asking about it',
  'treatment.answer.open': 'Not known yet, whether',
  'treatment.answer.stillToAsk':
    '{count, plural, one {One thing} other {# things}} that must be known before it begins {count, plural, one {is} other {are}} not answered yet. You will be asked.',
  'treatment.answer.kept': 'Nothing that you answered was kept.',
  'treatment.points': 'What speaks for and against asking about it, and why',
  'treatment.points.for': 'For',
  'treatment.points.against': 'Against',
  'treatment.points.physician-first': 'A physician first',
  'treatment.points.sure':
    '{certainty, select, sourced {(read in its source)} unverified {(not checked yet)} doubtful {(doubtful)} proposal {(our own view)} other {(worked out)}}',
  'treatment.here': 'Who gives it here, and where',
  'treatment.here.none':
    'Our clinic does not offer it. We talk about it all the same, beside what you were prescribed.',
  'treatment.licence': 'Licence: {names}',
  'treatment.ask.at': 'Ask for an evaluation at {place}',
  'treatment.ask.prefilled': 'I would like to ask about: {name}.',
  'treatment.offered': 'Offered here',
  'treatment.offered.at': 'Offered at {places}',
  'treatment.notOffered': 'Not offered here',
  'treatment.breadcrumb': 'All treatments',
} as const
