export const en = {
  title: 'Headache today?',
  none: 'None',
  yes: 'Yes',
  notSure: 'Not sure',
  started: 'It’s started',
  took: 'Took something',
  goingOn: (clock: string) => `An attack since ${clock} is still going`,
  details: 'More about today',
  said: { none: 'No headache today', present: 'Headache today', unknown: 'Not sure about today' },
  change: 'Change',
}
