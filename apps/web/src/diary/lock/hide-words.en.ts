import { counted } from '../words/words.ts'

export const en = {
  nobody: 'Is this diary yours?',
  nobodyWords: 'Nobody is signed in here any more, so nothing is sent. Nothing is lost.',
  somebodyWords:
    'Somebody has signed in on this device, and the clinic does not say who: it cannot be reached now. Nothing is lost.',
  waiting: (count: number) =>
    count === 0
      ? 'All of it was sent.'
      : counted('en', count, '# entry is saved here and not sent yet.', '# entries are saved here and not sent yet.'),
  signIn: 'Sign in',
  stay: 'It is mine: go on writing here',
  hide: 'Hide it until I sign in',
  hidden: 'A hidden diary',
  hiddenWords:
    'A diary of an account is kept on this device and shown again to who signs in with that account. It is hidden, not encrypted: whoever can take the device apart could read it.',
}
