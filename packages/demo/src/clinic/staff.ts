// The demonstration's staff. Every name says that it is invented.
import type { StaffRole } from '@clearday/store'

export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  /** Of practitioners. */
  readonly profession?: string
  readonly about?: string
  readonly locations?: readonly string[]
}

export const DEMO_STAFF: readonly StaffMember[] = [
  {
    id: 'ines',
    name: 'Dr Ines Muster',
    roles: ['practitioner'],
    profession: 'neurologist, headache medicine',
    about: 'Sees people with frequent migraine and prescribes preventives.',
    locations: ['harbour', 'hill'],
  },
  {
    id: 'samir',
    name: 'Dr Samir Modello',
    roles: ['practitioner'],
    profession: 'physician, headache and pain medicine',
    about: 'Withdrawal from overused medicines, and headaches of young people.',
    locations: ['park'],
  },
  {
    id: 'lea',
    name: 'Lea Sandkasten',
    roles: ['practitioner'],
    profession: 'craniosacral therapist',
    about: 'Quiet, hands-on sessions of 50 minutes.',
    locations: ['harbour', 'park'],
  },
  {
    id: 'bo',
    name: 'Bo Probestück',
    roles: ['practitioner'],
    profession: 'acupuncturist',
    about: 'Courses of eight to twelve sessions.',
    locations: ['harbour', 'hill'],
  },
  {
    id: 'imani',
    name: 'Dr Imani Mfano',
    roles: ['practitioner'],
    profession: 'psychologist, biofeedback and cognitive behavioural therapy',
    about: 'Learning what the body does before an attack.',
    locations: ['park', 'hill'],
  },
  {
    id: 'rafael',
    name: 'Rafael Ensayo',
    roles: ['practitioner'],
    profession: 'physiotherapist, exercise',
    about: 'Neck, movement, and exercise that fits between attacks.',
    locations: ['harbour', 'park', 'hill'],
  },
  {
    id: 'yuki',
    name: 'Yuki Mihon',
    roles: ['practitioner'],
    profession: 'osteopath',
    about: 'Manual therapy.',
    locations: ['hill'],
  },
  { id: 'casey', name: 'Casey Platzhalter', roles: ['front-desk'] },
  { id: 'robin', name: 'Robin Lorem', roles: ['editor'] },
  { id: 'toni', name: 'Toni Attrappe', roles: ['manager'] },
  { id: 'sasha', name: 'Sasha Fixture', roles: ['administrator'] },
]

export function staffMember(id: string): StaffMember {
  const found = DEMO_STAFF.find((one) => one.id === id)
  if (found === undefined) throw new TypeError(`there is no member of staff ${id}`)
  return found
}

/** At example.org, which belongs to nobody and takes no mail. */
export function addressOf(name: string): string {
  const letters = name
    .replace(/^Dr /, '')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
  return `${letters.trim().toLowerCase().replace(/ +/g, '.')}@example.org`
}
