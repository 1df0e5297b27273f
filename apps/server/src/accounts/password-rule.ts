// Which passwords are taken: long ones, of whatever characters, that are not among the first that anybody would guess.
// NIST SP 800-63B (rev. 4, section 3.1.1.2): length counts, rules of composition do not, and guessable ones are refused.

export const SHORTEST_PASSWORD = 12
/** Longer ones only cost the server time. */
export const LONGEST_PASSWORD = 256

/** Bases from which people make a long password by repeating, counting or adding an exclamation mark. */
const GUESSED = [
  ...['password', 'passwort', 'contrasena', 'motdepasse', 'passw', 'pass', 'letmein', 'welcome', 'iloveyou', 'admin'],
  ...['administrator', 'login', 'changeme', 'secret', 'master', 'monkey', 'dragon', 'football', 'baseball', 'princess'],
  ...['sunshine', 'superman', 'batman', 'trustno', 'whatever', 'hello', 'freedom', 'shadow', 'michael', 'charlie'],
  ...[
    'clearday',
    'headache',
    'migraine',
    'migrana',
    'clinic',
    'diary',
    'doctor',
    'patient',
    'correcthorsebatterystaple',
  ],
  ...['my', 'the', 'is', 'this', 'new', 'your', 'test', 'default', 'abc', 'qwe', 'asd', 'xyz', 'love', 'god', 'star'],
]
/** Runs along the keyboard, the alphabet and the numbers; read backwards too. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
]
const RUNS_MORE = [
  'zxcvbnm',
  'yxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujm',
]
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  '!': 'i',
}

export type PasswordFault = 'too-short' | 'too-long' | 'too-common' | 'says-who-you-are'

/**
 * Why a password is not taken; null if it is. Characters count as people count them, so an emoji is one.
 *
 * @param about e-mail address and name, which are no secret. Pure; O(length × words).
 */
export function passwordFault(password: string, about: readonly string[] = []): PasswordFault | null {
  if (password.length > LONGEST_PASSWORD) return 'too-long'
  const length = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(password)].length
  if (length < SHORTEST_PASSWORD) return 'too-short'
  const plain = password.normalize('NFKC').toLowerCase()
  if (secretOf(plain, GUESSED) < 5) return 'too-common'
  const personal = about.flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((one) => one.length > 2)
  return secretOf(plain, [...GUESSED, ...personal]) < 5 ? 'says-who-you-are' : null
}

/** How many different characters are left when all that is guessed first is taken away. */
function secretOf(plain: string, words: readonly string[]): number {
  const letters = plain.replaceAll(/[01345@$!]/g, (one) => LOOKS_LIKE[one] ?? '')
  return Math.min(leftOver(plain, words), leftOver(letters, words))
}

function leftOver(text: string, words: readonly string[]): number {
  let left = withoutRuns(text)
  for (const word of [...words].sort((a, b) => b.length - a.length)) left = left.replaceAll(word, ' ')
  // years, dates and counting at the end are tried with every word
  left = left.replaceAll(/(19|20)\d\d/g, ' ')
  return new Set(left.replaceAll(/[\s\p{P}\p{S}]/gu, '')).size
}

function withoutRuns(text: string): string {
  let left = text
  for (const run of [...RUNS, ...RUNS_MORE].flatMap((one) => [one, [...one].reverse().join('')])) {
    for (let size = Math.min(run.length, left.length); size >= 4; size--) {
      for (let at = 0; at + size <= run.length; at++) left = left.replaceAll(run.slice(at, at + size), ' ')
    }
  }
  return left
}
