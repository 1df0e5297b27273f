import { counted } from '../words/words.ts'

export const en = {
  title: 'This device',
  diary: 'Whose diary is open',
  tried: 'A diary on this device alone, without an account.',
  own: 'Your own diary.',
  proxy: (name: string) =>
    `The diary of ${name === '' ? 'somebody else' : name}. What you write is marked as written by you.`,
  others: 'Other diaries on this device',
  open: (name: string) => `Open: ${name}`,
  ownShort: 'your own',
  triedShort: 'without an account',
  account: 'Account',
  noAccount:
    'You need none. With an account your diary is also on your other devices, and is there when this one is lost.',
  signIn: 'Sign in',
  signUp: 'Make an account',
  signedIn: 'You are signed in.',
  unknown: 'Whether you are signed in is not known now: the clinic cannot be reached.',
  unknownHere:
    'This diary belongs to an account. Whether you are signed in is not known now: the clinic cannot be reached. What you write is kept here and sent later.',
  otherAccount:
    'You are signed in with another account than that of this diary. It is sent again when you sign in with its own.',
  join: 'Put this diary into your account',
  joinWords: 'You kept a diary here without an account. See first what would be joined.',
  make: 'Begin a diary in your account',
  makeOwn: 'Begin a diary of your own',
  preview: 'What would be joined',
  looking: 'Looking',
  holds: (days: number, attacks: number, intakes: number, others: number) =>
    [
      counted('en', days, '# day', '# days'),
      counted('en', attacks, '# attack', '# attacks'),
      counted('en', intakes, '# medicine taken', '# medicines taken'),
      counted('en', others, '# other entry', '# other entries'),
    ].join(', '),
  period: (first: string, last: string) => `From ${first} to ${last}.`,
  alreadyThere: (count: number) =>
    counted('en', count, '# is in your account already.', '# are in your account already.'),
  clashes: (count: number) =>
    counted(
      'en',
      count,
      'One entry says something else than your account does:',
      '# entries say something else than your account does:',
    ),
  deviceWins: 'this device said it later, and counts',
  accountWins: 'the account said it later, and counts',
  twice: (count: number) =>
    counted(
      'en',
      count,
      'One may be there twice under another name; you can delete one of them afterwards:',
      '# may be there twice under other names; you can delete them afterwards:',
    ),
  refused: (count: number) =>
    counted(
      'en',
      count,
      'One cannot be taken over. It stays here, with the reason.',
      '# cannot be taken over. They stay here, with the reason.',
    ),
  consent: 'What you agree to',
  agree: 'I agree',
  doJoin: 'Join them',
  doMake: 'Begin the diary',
  joining: 'Joining; this can take a while. If it is interrupted, nothing is lost: begin again.',
  faults: {
    unreachable: 'The clinic cannot be reached. Nothing was lost; try again when there is a network.',
    'signed-out': 'You are signed out. Sign in and try again.',
    other: 'It is not as it was shown any more. Look at it again.',
    trouble: 'It did not work. Everything is still on this device; try again later.',
    agree: 'A diary is made when you agree to this text.',
  },
  light: 'Light',
  lights: {
    auto: 'As the device',
    day: 'Day',
    night: 'Night',
    attack: 'Amber, for an attack',
    'attack-green': 'Dim green',
    'attack-grey': 'Grey',
  },
  language: 'Language',
  install: 'On the home screen',
  installWords:
    'The diary can be opened like any other app of this device. It needs no shop, and works without a network.',
  installNow: 'Put it there',
  installByHand:
    'The diary can be opened like any other app: choose “Add to home screen” or “Install” in the menu of the browser (on an iPhone in its share menu). It works without a network from then on.',
  storage: 'Storage',
  persisted: 'The browser keeps this diary until you remove it.',
  notPersisted:
    'The browser may clear this diary when the device runs out of room, or when you clear the data of pages.',
  onlyHere: 'It is nowhere else, and would be gone then: take it out as a file now and then, or make an account.',
  sentStays: 'What was sent is in your account.',
  notGranted: 'The browser did not agree. Adding the app to the home screen often helps.',
  persist: 'Ask the browser to keep it',
  used: (used: string, free: string) => `${used} used; about ${free} free.`,
  fewLeft: 'There is little room left on this device. Free some soon, so that nothing fails to be saved.',
  signOut: 'Sign out',
  signOutTitle: 'Before you sign out',
  unsent: (count: number) =>
    count === 0
      ? 'Everything is sent.'
      : counted('en', count, '# entry is on this device alone.', '# entries are on this device alone.'),
  sendFirst: 'Send now',
  exportFirst: 'Take it out as a file first',
  keepTitle: 'Keep it on this device, locked',
  sealWords:
    'What stays is encrypted with words that you choose. Without them nobody can read it, and nobody can give them back to you, the clinic included. What was sent stays in your account in any case.',
  sealFirst: 'Words to lock it with, at least 8 signs',
  sealSecond: 'The same words again',
  seal: 'Sign out, and lock the diary here',
  sealFaults: {
    short: 'At least 8 signs: what is shorter is soon guessed by who has the device.',
    differ: 'The two are not the same.',
    failed:
      'You are signed out, but it could not be locked: there may be too little room on this device. Nothing is lost. It is hidden until you sign in, and not encrypted. Free some room and try again here.',
    meanwhile: 'Something was said in another tab meanwhile. It is not locked yet: try again.',
  },
  lockedName: (whose: string) => `Locked: ${whose}`,
  lockedWords: 'The words it was locked with',
  unlock: 'Unlock',
  wrongWords: 'Those are not the words it was locked with. Nothing was changed.',
  forgotWords: 'I forgot the words',
  removeLocked:
    'Nobody can open it then. Remove it from this device, and sign in: what was sent is in your account, what was not sent is gone for good.',
  discardTitle: 'Remove it from this device',
  keepLocked: 'Sign out, and keep the diary here, hidden',
  keepWords:
    'It is shown again to who signs in with your account. It is not encrypted: whoever can take this device apart could read it.',
  discard: 'Sign out, and remove the diary from this device',
  discardWords: (count: number) =>
    count === 0
      ? 'It stays in your account.'
      : counted(
          'en',
          count,
          '# entry is nowhere else and would be lost for good.',
          '# entries are nowhere else and would be lost for good.',
        ),
  sure: 'Remove it from this device?',
  yes: 'Yes, remove',
  no: 'No',
  endFault: 'The clinic cannot be reached, so the session goes on. Try again when there is a network.',
  clinic: 'To the clinic’s pages',
}
