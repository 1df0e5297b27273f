// How people write the form, the strength and the parts of a medicine: words that are taken off a name before it is looked up, never guessed.

/** Words for what changes neither substance, class nor maximum; "nasal" and "injection" have products of their own, and "gel" stays. */
const PLAIN_FORMS =
  /[\s,(]+(?:tab(?:let)?s?|caplets?|cap(?:sule)?s?|pills?|tabletten?|kapseln?|comprim[ée]s?|comprimidos?|compress[ae]|orodispersible|bucodispersables?|schmelztabletten?|melts?|effervescent|soluble|dispersible|suppositor(?:y|ies)|supositorios?|suppositoires?|zäpfchen)[.)]*$/iu
const NASAL = /[\s,(]+(?:nasal(?:\s+spray)?|nasenspray|spray\s+nasal)[.)]*$/iu
const INJECTION = /[\s,(]+(?:injections?|injektion|inyecci[oó]n|subcutaneous)[.)]*$/iu
const LEADING_STRENGTH = /^\s*(\d+(?:[.,]\d+)?\s*m?g)\s+(?:of\s+)?(\D.*)$/iu
/** A comma between digits belongs to a number, and a slash after a digit to strengths ("8/500"). */
const BETWEEN_PARTS =
  /\s*(?:[+&]|(?<!\d)\/|(?<=m?g)\/|,(?!\d))\s*(?:(?:and|y|und|et)\s+)?|\s+(?:and|y|und|et|with)\s+/iu

/** The text itself, and without what was written about its form. */
export function readings(text: string): readonly string[] {
  return [text, strengthLast(withoutPlainForm(text))]
}

/** Without the words of plain form at its end: "10 mg orodispersible tablets". */
function withoutPlainForm(text: string): string {
  const without = text.replace(PLAIN_FORMS, '')
  return without === text ? text : withoutPlainForm(without)
}

function strengthLast(text: string): string {
  return text.replace(LEADING_STRENGTH, '$2 $1')
}

/** What was written to be a spray or an injection, and of what; null for anything else. */
export function formOf(text: string): { readonly bare: string; readonly form: 'nasal spray' | 'injection' } | null {
  for (const [form, words] of [
    ['nasal spray', NASAL],
    ['injection', INJECTION],
  ] as const) {
    const bare = text.replace(words, '')
    if (bare !== text && bare.trim() !== '') return { bare: strengthLast(bare), form }
  }
  return null
}

/** `paracetamol, aspirin and caffeine` in three. */
export function partsOf(text: string): readonly string[] {
  return withoutPlainForm(text).split(BETWEEN_PARTS)
}
