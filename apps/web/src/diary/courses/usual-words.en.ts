export const en = {
  title: 'Before you begin',
  question: 'On how many days a month do you usually have a headache?',
  hint: 'As you remember the last three months, before this starts. The answer shows it beside what your diary says. It is never taken for an entry.',
  first:
    'As you remember the last three months. People often begin a diary or a treatment in a bad time; this helps to tell that from a change. It is never taken for an entry.',
  wrong: 'Write a number in',
  kept: 'Kept.',
  notNow: 'Not now',
}
