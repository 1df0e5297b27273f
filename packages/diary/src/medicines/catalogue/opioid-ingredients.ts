// Opioids: a class of their own alone, and a combination analgesic beside another painkiller.
import { sourced, unverified } from './daily-maximum.ts'
import type { Ingredient } from './ingredient.ts'

export const OPIOIDS: readonly Ingredient[] = [
  {
    id: 'codeine',
    name: 'Codeine',
    aliases: ['codeine phosphate', 'codein', 'codéine', 'codeína', 'codeina'],
    role: 'opioid',
    strengths: [8, 12.8, 15, 30, 60],
    dailyMaximum: sourced(240, 'Codeine phosphate 30 mg tablets, UK product summary (emc 23910), 4.2: 240 mg a day.'),
  },
  {
    id: 'dihydrocodeine',
    name: 'Dihydrocodeine',
    aliases: ['dihydrocodeine tartrate', 'DHC', 'dihydrocodein'],
    role: 'opioid',
    strengths: [10, 30, 60],
    dailyMaximum: sourced(
      180,
      'Dihydrocodeine 30 mg tablets, UK product summary (emc 10395), 4.2: 180 mg in 24 hours.',
    ),
  },
  {
    id: 'tramadol',
    name: 'Tramadol',
    aliases: ['tramadol hydrochloride'],
    role: 'opioid',
    strengths: [37.5, 50, 100, 150, 200],
    dailyMaximum: sourced(400, 'Tramadol 50 mg capsules, UK product summary (PL 16363-0335), 4.2: 400 mg a day.'),
  },
  { id: 'tapentadol', name: 'Tapentadol', role: 'opioid', strengths: [50, 75, 100], dailyMaximum: unverified(600) },
  // no general maximum: it is set for each person
  { id: 'oxycodone', name: 'Oxycodone', aliases: ['oxycodon', 'oxicodona'], role: 'opioid', strengths: [5, 10, 20] },
  { id: 'hydrocodone', name: 'Hydrocodone', aliases: ['hydrocodon'], role: 'opioid', strengths: [5, 7.5, 10] },
  { id: 'morphine', name: 'Morphine', aliases: ['morphin', 'morfina', 'morphine sulfate'], role: 'opioid' },
  { id: 'hydromorphone', name: 'Hydromorphone', aliases: ['hydromorphon'], role: 'opioid' },
  { id: 'buprenorphine', name: 'Buprenorphine', role: 'opioid' },
  { id: 'fentanyl', name: 'Fentanyl', role: 'opioid' },
  { id: 'pethidine', name: 'Pethidine', aliases: ['meperidine'], role: 'opioid' },
  { id: 'butorphanol', name: 'Butorphanol', role: 'opioid' },
  { id: 'opium', name: 'Opium', role: 'opioid' },
  { id: 'tilidine', name: 'Tilidine', aliases: ['tilidin'], role: 'opioid' },
  { id: 'pentazocine', name: 'Pentazocine', role: 'opioid' },
  { id: 'methadone', name: 'Methadone', role: 'opioid' },
]
