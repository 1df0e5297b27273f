// What stands beside painkillers: adjuvants that make a combination analgesic of one, medicines against nausea, and what changes nothing.
import { sourced } from './daily-maximum.ts'
import type { Ingredient } from './ingredient.ts'

/** Not analgesics themselves; beside one they make a combination analgesic (ICHD-3 8.2.5). Codeine does so as an opioid. */
export const ADJUVANTS: readonly Ingredient[] = [
  {
    id: 'caffeine',
    name: 'Caffeine',
    aliases: ['coffein', 'koffein', 'caféine', 'cafeína', 'caffeina'],
    role: 'adjuvant',
  },
  { id: 'butalbital', name: 'Butalbital', role: 'adjuvant' },
  { id: 'phenobarbital', name: 'Phenobarbital', role: 'adjuvant' },
  { id: 'isometheptene', name: 'Isometheptene', aliases: ['isometheptene mucate', 'isometepteno'], role: 'adjuvant' },
  { id: 'dichloralphenazone', name: 'Dichloralphenazone', role: 'adjuvant' },
  { id: 'orphenadrine', name: 'Orphenadrine', aliases: ['orphenadrin', 'orfenadrina'], role: 'adjuvant' },
]

export const ANTIEMETICS: readonly Ingredient[] = [
  {
    id: 'metoclopramide',
    name: 'Metoclopramide',
    aliases: ['metoclopramid', 'MCP', 'metoclopramida'],
    role: 'antiemetic',
    strengths: [5, 10],
    dailyMaximum: sourced(
      30,
      'European Medicines Agency 2013, as quoted at meingesundheitszentrum.de/einschraenkung-mcp: 10 mg up to 3 times a day.',
    ),
  },
  {
    id: 'domperidone',
    name: 'Domperidone',
    aliases: ['domperidon', 'domperidona'],
    role: 'antiemetic',
    strengths: [10],
    dailyMaximum: sourced(
      30,
      'Gloucestershire Hospitals NHS, domperidone, after the European review: no more than three 10 mg tablets a day.',
    ),
  },
  { id: 'prochlorperazine', name: 'Prochlorperazine', role: 'antiemetic' },
  { id: 'promethazine', name: 'Promethazine', aliases: ['promethazin'], role: 'antiemetic' },
  { id: 'ondansetron', name: 'Ondansetron', aliases: ['ondansetrón'], role: 'antiemetic' },
  { id: 'dimenhydrinate', name: 'Dimenhydrinate', aliases: ['dimenhydrinat', 'dimenhidrinato'], role: 'antiemetic' },
  { id: 'cyclizine', name: 'Cyclizine', role: 'antiemetic' },
  { id: 'buclizine', name: 'Buclizine', role: 'antiemetic' },
]

export const ACCOMPANYING: readonly Ingredient[] = [
  { id: 'pseudoephedrine', name: 'Pseudoephedrine', aliases: ['pseudoephedrin'], role: 'accompanying' },
  { id: 'phenylephrine', name: 'Phenylephrine', role: 'accompanying' },
  { id: 'chlorphenamine', name: 'Chlorphenamine', aliases: ['chlorpheniramine'], role: 'accompanying' },
  { id: 'diphenhydramine', name: 'Diphenhydramine', aliases: ['diphenhydramin'], role: 'accompanying' },
  { id: 'doxylamine', name: 'Doxylamine', aliases: ['doxylamin'], role: 'accompanying' },
  { id: 'dextromethorphan', name: 'Dextromethorphan', role: 'accompanying' },
  { id: 'ascorbic-acid', name: 'Ascorbic acid', aliases: ['vitamin C'], role: 'accompanying' },
  { id: 'naloxone', name: 'Naloxone', aliases: ['naloxon'], role: 'accompanying' },
  { id: 'esomeprazole', name: 'Esomeprazole', aliases: ['esomeprazol'], role: 'accompanying' },
]
