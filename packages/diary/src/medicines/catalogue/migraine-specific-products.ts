// Triptans, ergots, gepants and the ditan by the names of their products, alone and in fixed mixtures.
import type { Product } from './ingredient.ts'
import { brands, product } from './write-products.ts'

const NASAL = 'Practical Neurology, table "The triptans": 40 mg a day as a nasal spray.'
const INJECTED = 'Practical Neurology, table "The triptans": 12 mg a day under the skin.'

const TRIPTAN_PRODUCTS: readonly Product[] = [
  ...brands('sumatriptan', ['Imigran', 'Imitrex', 'Migraitan']),
  product('imigran-recovery', 'Imigran Recovery', { sumatriptan: 50 }),
  product(
    'sumatriptan-nasal-spray',
    'Sumatriptan nasal spray',
    { sumatriptan: 20 },
    {
      aliases: ['Sumatriptan nasal', 'Imigran nasal', 'Imigran nasal spray', 'Imitrex nasal', 'Imitrex nasal spray'],
      mostUnitsPerDay: 2,
      source: NASAL,
    },
  ),
  product('tosymra', 'Tosymra', { sumatriptan: 10 }, { mostUnitsPerDay: 3 }),
  product(
    'sumatriptan-injection',
    'Sumatriptan injection',
    { sumatriptan: 6 },
    {
      aliases: ['Imigran injection', 'Imitrex injection', 'Imigran subcutaneous', 'Imitrex STATdose'],
      mostUnitsPerDay: 2,
      source: INJECTED,
    },
  ),
  product('zembrace', 'Zembrace', { sumatriptan: 3 }, { mostUnitsPerDay: 4, source: INJECTED }),
  ...brands('zolmitriptan', ['Zomig', 'AscoTop', 'Zomig Rapimelt', 'Zomig-ZMT']),
  product(
    'zolmitriptan-nasal-spray',
    'Zolmitriptan nasal spray',
    { zolmitriptan: 'varies' },
    { aliases: ['Zomig nasal', 'Zomig nasal spray'] },
  ),
  ...brands('rizatriptan', ['Maxalt', 'Maxalt MLT', 'Maxalt Melt', 'Maxalt lingua', 'Maxalt RPD']),
  ...brands('naratriptan', ['Naramig', 'Formigran'], 2.5),
  ...brands('naratriptan', ['Amerge']),
  ...brands('almotriptan', ['Almogran', 'Dolortriptan'], 12.5),
  ...brands('almotriptan', ['Axert']),
  ...brands('eletriptan', ['Relpax', 'Relert']),
  ...brands('frovatriptan', ['Frova', 'Allegro', 'Migard', 'Forvey'], 2.5),
]

/** Two limits at once: the triptan keeps its class and the painkiller beside it has its own. */
const TRIPTANS_WITH_NSAID: readonly Product[] = [
  product(
    'treximet',
    'Treximet',
    // 500 mg of naproxen sodium
    { sumatriptan: 85, naproxen: 457 },
    { aliases: ['sumatriptan + naproxen', 'Suvexx'], mostUnitsPerDay: 2 },
  ),
  product(
    'symbravo',
    'Symbravo',
    { rizatriptan: 10, meloxicam: 20 },
    { aliases: ['meloxicam + rizatriptan', 'rizatriptan + meloxicam'], mostUnitsPerDay: 1 },
  ),
]

const ERGOT_PRODUCTS: readonly Product[] = [
  product(
    'cafergot',
    'Cafergot',
    { ergotamine: 1, caffeine: 100 },
    {
      aliases: ['ergotamine + caffeine', 'Gynergène caféiné'],
      mostUnitsPerDay: 6,
      source: 'Cafergot, prescribing text at mims.com (Hong Kong); 1 mg and 100 mg as in Gravergol at rxmed.com.',
    },
  ),
  // a suppository: twice as much as in the tablet
  product(
    'migergot',
    'Migergot',
    { ergotamine: 2, caffeine: 100 },
    { aliases: ['Cafergot suppository', 'Cafergot suppositories'], mostUnitsPerDay: 2 },
  ),
  product('migril', 'Migril', { ergotamine: 2, cyclizine: 50, caffeine: 100 }),
  product(
    'hemicraneal',
    'Hemicraneal',
    { ergotamine: 1, paracetamol: 300, caffeine: 100 },
    { aliases: ['ergotamine + caffeine + paracetamol', 'ergotamine + paracetamol + caffeine'] },
  ),
  product('cefaliv', 'Cefaliv', { dihydroergotamine: 1, metamizole: 350, caffeine: 100 }, { aliases: ['Enxak'] }),
  ...brands('ergotamine', ['Ergomar'], 2),
  product(
    'migranal',
    'Migranal',
    { dihydroergotamine: 0.5 },
    { mostUnitsPerDay: 6, source: 'Migranal nasal spray, US label: 0.5 mg a spray, 3 mg in 24 hours.' },
  ),
  ...brands('dihydroergotamine', ['D.H.E. 45', 'Trudhesa']),
]

const GEPANT_AND_DITAN_PRODUCTS: readonly Product[] = [
  product(
    'nurtec',
    'Nurtec',
    { rimegepant: 75 },
    { aliases: ['Nurtec ODT', 'Vydura'], source: 'fpnotebook.com, gepants.' },
  ),
  ...brands('ubrogepant', ['Ubrelvy']),
  ...brands('zavegepant', ['Zavzpret'], 10),
  ...brands('lasmiditan', ['Reyvow', 'Rayvow']),
]

export const MIGRAINE_SPECIFIC_PRODUCTS: readonly Product[] = [
  ...TRIPTAN_PRODUCTS,
  ...TRIPTANS_WITH_NSAID,
  ...ERGOT_PRODUCTS,
  ...GEPANT_AND_DITAN_PRODUCTS,
]
