import { counted } from '../words/words.ts'

export const en = {
  title: 'Saved and sent',
  allSent: 'Everything is saved here and sent.',
  noAccount:
    'This diary is on this device alone: nothing is sent anywhere. With an account it is on your other devices too.',
  account: 'Use an account',
  waiting: (count: number) =>
    counted('en', count, '# entry is saved here and not sent yet.', '# entries are saved here and not sent yet.'),
  again: (count: number) =>
    counted(
      'en',
      count,
      '# older entry is offered again, because the clinic’s server was restored.',
      '# older entries are offered again, because the clinic’s server was restored.',
    ),
  stays: 'They stay on this device until you do something with them. Nothing is lost if you close the app.',
  goesBySelf: 'They are sent by themselves as soon as it works. Nothing is lost if you close the app.',
  states: {
    unreachable: 'The clinic cannot be reached now.',
    'signed-out': 'You are signed out: sign in, and they are sent.',
    'not-yours': 'This diary is not open to your account any more. What is here you can take out as a file.',
    erased: 'This diary was erased at the clinic. What is here is its only copy.',
    trouble: 'The clinic’s server has trouble. It is tried again.',
    'other-account':
      'Somebody else is signed in on this device. Nothing is sent in their name; sign in with the account of this diary.',
    'in-step': '',
  },
  signIn: 'Sign in',
  tryNow: 'Send now',
  sending: 'Sending',
  takeOut: 'Take them out as a file',
  list: 'Not sent yet',
  takenAway: 'taken back',
  saidAt: (when: string) => `said ${when}`,
  deleted: 'taken back',
  refused: 'The clinic’s server did not take this:',
  tryAgain: 'Try it again',
  discard: 'Discard',
  discardSome: 'Discard some of them',
  discarded: (what: string) => `Discarded: ${what}. It is nowhere else.`,
  undo: 'Put it back',
}
