// Painkillers, what is mixed into them, and medicines against nausea: what most people take, and what combination analgesics are made of.
import type { DailyMaximum, Ingredient } from './ingredient.ts'

function sourced(milligrams: number, source: string, note?: string): DailyMaximum {
  return { milligrams, certainty: 'sourced', source, ...(note === undefined ? {} : { note }) }
}

function unverified(milligrams: number, note?: string): DailyMaximum {
  const source = 'General knowledge of labels; not read in one.'
  return { milligrams, certainty: 'unverified', source, ...(note === undefined ? {} : { note }) }
}

/** ICHD-3 8.2.3: paracetamol, NSAIDs and others are one class, counted together. */
export const NON_OPIOIDS: readonly Ingredient[] = [
  {
    id: 'paracetamol',
    name: 'Paracetamol',
    aliases: ['acetaminophen', 'APAP', 'paracétamol', 'acetaminofen', 'acetaminofeno', 'paracetamolo'],
    role: 'non-opioid',
    strengths: [325, 500, 650, 1000],
    dailyMaximum: sourced(
      4000,
      'Paracetamol 500 mg tablets, UK product summary (PL 21880-0015), 4.2: 8 tablets in 24 hours.',
      'Some labels say 3 g; less with a low body weight, liver disease or much alcohol.',
    ),
  },
  {
    id: 'aspirin',
    name: 'Aspirin',
    aliases: [
      'acetylsalicylic acid',
      'ASA',
      'ASS',
      'acetylsalicylsäure',
      'acide acétylsalicylique',
      'ácido acetilsalicílico',
      'acido acetilsalicilico',
    ],
    role: 'non-opioid',
    strengths: [300, 325, 500, 1000],
    dailyMaximum: sourced(4000, 'P&T 2008;33(7):404–416, table 1: 4,000 mg a day.'),
  },
  {
    id: 'ibuprofen',
    name: 'Ibuprofen',
    aliases: ['ibuprofène', 'ibuprofeno', 'ibuprofene', 'ibuprofen lysine'],
    role: 'non-opioid',
    strengths: [200, 400, 600, 800],
    dailyMaximum: sourced(
      1200,
      'Ibuprofen 400 mg soft capsules, UK product summary (medine.co.uk), 4.2: 1,200 mg in any 24 hours.',
      'Without a prescription. A doctor may prescribe more, often up to 2,400 mg.',
    ),
  },
  {
    id: 'naproxen',
    name: 'Naproxen',
    aliases: ['naproxen sodium', 'naproxène', 'naproxeno', 'naprossene'],
    role: 'non-opioid',
    strengths: [200, 250, 500],
    dailyMaximum: sourced(
      1250,
      'Naproxen 500 mg tablets, UK product summary (PL 00289-0283), 4.2: 1,250 mg a day after the first day.',
      'As naproxen; 550 mg of naproxen sodium are 500 mg of it.',
    ),
  },
  {
    id: 'diclofenac',
    name: 'Diclofenac',
    aliases: ['diclofenac potassium', 'diclofenac sodium', 'diclofénac', 'diclofenaco'],
    role: 'non-opioid',
    strengths: [25, 50, 75, 100],
    dailyMaximum: sourced(
      150,
      'Oral dosing of NSAIDs and paracetamol, table (medilib.ir/uptodate/show/70067): 150 mg a day.',
      'Some labels say 100 or 200 mg.',
    ),
  },
  {
    id: 'ketoprofen',
    name: 'Ketoprofen',
    aliases: ['kétoprofène', 'ketoprofeno', 'ketoprofene'],
    role: 'non-opioid',
    strengths: [25, 50, 75, 100, 150],
    dailyMaximum: unverified(200),
  },
  {
    id: 'dexketoprofen',
    name: 'Dexketoprofen',
    aliases: ['dexketoprofeno', 'dexketoprofen trometamol'],
    role: 'non-opioid',
    strengths: [12.5, 25],
    dailyMaximum: sourced(75, 'droracle.ai, article 682949: 75 mg a day.', 'Not read in a label.'),
  },
  {
    id: 'indometacin',
    name: 'Indometacin',
    aliases: ['indomethacin', 'indometacina'],
    role: 'non-opioid',
    strengths: [25, 50, 75],
    dailyMaximum: sourced(
      150,
      'Oral dosing of NSAIDs and paracetamol, table (medilib.ir/uptodate/show/70067): 150 mg a day.',
      'More may be prescribed: 200 mg for arthritis in the United States, and in headaches that answer to it alone.',
    ),
  },
  {
    id: 'celecoxib',
    name: 'Celecoxib',
    role: 'non-opioid',
    strengths: [100, 120, 200],
    dailyMaximum: unverified(400),
  },
  {
    id: 'etoricoxib',
    name: 'Etoricoxib',
    role: 'non-opioid',
    strengths: [30, 60, 90, 120],
    dailyMaximum: {
      milligrams: 120,
      certainty: 'sourced',
      source: 'droracle.ai, article 588391: 120 mg a day, for a short time.',
    },
  },
  {
    id: 'mefenamic-acid',
    name: 'Mefenamic acid',
    aliases: ['mefenaminsäure', 'acide méfénamique', 'ácido mefenámico'],
    role: 'non-opioid',
    strengths: [250, 500],
    dailyMaximum: unverified(1500),
  },
  {
    id: 'tolfenamic-acid',
    name: 'Tolfenamic acid',
    aliases: ['tolfenaminsäure'],
    role: 'non-opioid',
    strengths: [200],
  },
  { id: 'flurbiprofen', name: 'Flurbiprofen', role: 'non-opioid' },
  { id: 'meloxicam', name: 'Meloxicam', role: 'non-opioid', strengths: [7.5, 15], dailyMaximum: unverified(15) },
  { id: 'ketorolac', name: 'Ketorolac', role: 'non-opioid', strengths: [10, 30] },
  { id: 'lornoxicam', name: 'Lornoxicam', role: 'non-opioid' },
  { id: 'piroxicam', name: 'Piroxicam', role: 'non-opioid' },
  { id: 'nimesulide', name: 'Nimesulide', role: 'non-opioid' },
  {
    id: 'metamizole',
    name: 'Metamizole',
    aliases: ['metamizol', 'dipyrone', 'dipirona', 'novaminsulfon', 'metamizole sodium', 'metamizolo'],
    role: 'non-opioid',
    strengths: [500, 575, 1000],
    dailyMaximum: sourced(
      4000,
      'European Medicines Agency, aligned doses of metamizole: 1,000 mg up to 4 times a day by mouth.',
    ),
  },
  {
    id: 'phenazone',
    name: 'Phenazone',
    aliases: ['antipyrine', 'phenazon'],
    role: 'non-opioid',
  },
  { id: 'propyphenazone', name: 'Propyphenazone', aliases: ['propyphenazon'], role: 'non-opioid' },
]

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
]

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
  { id: 'esomeprazole', name: 'Esomeprazole', aliases: ['esomeprazol'], role: 'accompanying' },
]
