// Medicines that act on migraine itself: triptans, ergots, gepants and the ditan. Limits and migraine days are counted from these.
import { unverified } from './daily-maximum.ts'
import type { DailyMaximum, Ingredient } from './ingredient.ts'

const TRIPTAN_TABLES =
  'Practical Neurology, table "The triptans" (maximum daily dose), and British Association for the Study of Headache 2019, table at migrainetrust.org/recommended-doses-for-triptans.'

function ofTriptan(milligrams: number, note?: string): DailyMaximum {
  return { milligrams, certainty: 'sourced', source: TRIPTAN_TABLES, ...(note === undefined ? {} : { note }) }
}

const US_MAXIMA = 'Texas Vendor Drug Program, acute migraine criteria, table 1'

export const TRIPTANS: readonly Ingredient[] = [
  {
    id: 'sumatriptan',
    name: 'Sumatriptan',
    aliases: ['sumatriptan succinate', 'sumatriptán'],
    role: 'triptan',
    strengths: [3, 6, 10, 20, 25, 50, 100],
    dailyMaximum: ofTriptan(
      300,
      `By mouth; 200 mg in the United States (${US_MAXIMA}); 40 mg as nasal spray, 12 mg as injection.`,
    ),
  },
  {
    id: 'zolmitriptan',
    name: 'Zolmitriptan',
    role: 'triptan',
    strengths: [2.5, 5],
    dailyMaximum: ofTriptan(10),
  },
  {
    id: 'rizatriptan',
    name: 'Rizatriptan',
    aliases: ['rizatriptan benzoate'],
    role: 'triptan',
    strengths: [5, 10],
    dailyMaximum: ofTriptan(20, `30 mg in the United States; 15 mg with propranolol (${US_MAXIMA}).`),
  },
  { id: 'naratriptan', name: 'Naratriptan', role: 'triptan', strengths: [1, 2.5], dailyMaximum: ofTriptan(5) },
  { id: 'almotriptan', name: 'Almotriptan', role: 'triptan', strengths: [6.25, 12.5], dailyMaximum: ofTriptan(25) },
  { id: 'eletriptan', name: 'Eletriptan', role: 'triptan', strengths: [20, 40, 80], dailyMaximum: ofTriptan(80) },
  {
    id: 'frovatriptan',
    name: 'Frovatriptan',
    role: 'triptan',
    strengths: [2.5],
    dailyMaximum: ofTriptan(5, `7.5 mg in the United States (${US_MAXIMA}).`),
  },
]

export const ERGOTS: readonly Ingredient[] = [
  {
    id: 'ergotamine',
    name: 'Ergotamine',
    aliases: ['ergotamine tartrate', 'ergotamin', 'ergotamina'],
    role: 'ergot',
    strengths: [1, 2],
    dailyMaximum: {
      milligrams: 6,
      certainty: 'sourced',
      source: 'Cafergot, prescribing text at mims.com (Hong Kong): 6 mg in an attack or a day, 10 mg in a week.',
    },
  },
  {
    id: 'dihydroergotamine',
    name: 'Dihydroergotamine',
    aliases: ['DHE', 'dihydroergotamine mesylate', 'dihydroergotamin', 'dihidroergotamina'],
    role: 'ergot',
    strengths: [0.5, 1],
    dailyMaximum: {
      milligrams: 3,
      certainty: 'sourced',
      source: 'Migranal nasal spray, US label: the safety of more than 3 mg in 24 hours is not established.',
      note: 'Also 3 mg as an injection under the skin or into muscle; 2 mg into a vein.',
    },
  },
]

export const GEPANTS_AND_DITANS: readonly Ingredient[] = [
  {
    id: 'rimegepant',
    name: 'Rimegepant',
    role: 'gepant',
    alsoPreventive: true,
    strengths: [75],
    dailyMaximum: { milligrams: 75, certainty: 'sourced', source: 'fpnotebook.com, gepants: 75 mg a day at most.' },
  },
  {
    id: 'ubrogepant',
    name: 'Ubrogepant',
    role: 'gepant',
    strengths: [50, 100],
    dailyMaximum: { milligrams: 200, certainty: 'sourced', source: 'fpnotebook.com, gepants: 200 mg in 24 hours.' },
  },
  { id: 'zavegepant', name: 'Zavegepant', role: 'gepant', strengths: [10], dailyMaximum: unverified(10) },
  {
    id: 'lasmiditan',
    name: 'Lasmiditan',
    role: 'ditan',
    strengths: [50, 100, 200],
    dailyMaximum: {
      milligrams: 200,
      certainty: 'sourced',
      source: 'Reyvow, prescribing text at renalandurologynews.com: 50 to 200 mg, one dose in 24 hours.',
    },
  },
]
