// What a note on a device says. It may be read by whoever sees the telephone: it names no diary, no illness and no clinic.
import type { Language } from '../mail/mail-texts.ts'

type Words = Readonly<Record<'evening' | 'last', { readonly title: string; readonly body: string }>>

export const NOTE_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    evening: { title: 'A note for this evening', body: 'One tap opens it.' },
    last: {
      title: 'A note for this evening',
      body: 'We will not remind you again until you write something; nothing is lost.',
    },
  },
  es: {
    evening: { title: 'Una nota para esta noche', body: 'Se abre con un toque.' },
    last: {
      title: 'Una nota para esta noche',
      body: 'No volveremos a recordárselo hasta que escriba algo; no se ha perdido nada.',
    },
  },
}
