// Products by the names people know them by, and what is in one unit. A short list of common ones; what is missing is entered as an own product.
import type { IngredientDose } from '../../model/entries.ts'
import type { Product } from './ingredient.ts'

/** `['paracetamol', 250]`, or only the name where products of that name differ in strength. */
type Part = readonly [ingredient: string, milligrams?: number | undefined]

function product(
  id: string,
  name: string,
  parts: readonly Part[],
  more: Partial<Pick<Product, 'aliases' | 'mostUnitsPerDay' | 'everyDay' | 'source'>> = {},
): Product {
  const ingredients = parts.map(([ingredient, milligrams]): IngredientDose =>
    milligrams === undefined ? { ingredient } : { ingredient, milligrams },
  )
  return { id, name, ingredients, ...more }
}

function brand(name: string, ingredient: string, milligrams?: number): Product {
  return product(name.toLowerCase().replaceAll(' ', '-'), name, [[ingredient, milligrams]])
}

const US_CHART = 'Migraine and headache treatments, chart at renalandurologynews.com.'
const P_AND_T = 'P&T 2008;33(7):404–416, table 1.'

const COMBINATIONS: readonly Product[] = [
  product(
    'excedrin',
    'Excedrin',
    [
      ['paracetamol', 250],
      ['aspirin', 250],
      ['caffeine', 65],
    ],
    {
      aliases: [
        'Excedrin Migraine',
        'Excedrin Extra Strength',
        'Excedrin Migräne',
        'Excedrin MigraStop',
        'Bayer Migraine Formula',
      ],
      source: P_AND_T,
    },
  ),
  product('excedrin-tension-headache', 'Excedrin Tension Headache', [
    ['paracetamol', 500],
    ['caffeine', 65],
  ]),
  product(
    'thomapyrin',
    'Thomapyrin',
    [
      ['paracetamol', 200],
      ['aspirin', 250],
      ['caffeine', 50],
    ],
    {
      aliases: ['Thomapyrin Classic'],
      source: 'sanomedica.com/thomapyrin: aspirin 250 mg, paracetamol 200 mg, caffeine 50 mg.',
    },
  ),
  product('thomapyrin-intensiv', 'Thomapyrin Intensiv', [
    ['paracetamol', 250],
    ['aspirin', 250],
    ['caffeine', 50],
  ]),
  product(
    'paracetamol-aspirin-caffeine',
    'Paracetamol + aspirin + caffeine',
    [['paracetamol'], ['aspirin'], ['caffeine']],
    {
      aliases: ['aspirin + paracetamol + caffeine', 'acetaminophen + aspirin + caffeine'],
    },
  ),
  product('neuralgin', 'Neuralgin', [
    ['paracetamol', 200],
    ['aspirin', 250],
    ['caffeine', 50],
  ]),
  product(
    'anacin',
    'Anacin',
    [
      ['aspirin', 400],
      ['caffeine', 32],
    ],
    { source: P_AND_T },
  ),
  product(
    'vanquish',
    'Vanquish',
    [
      ['paracetamol', 194],
      ['aspirin', 227],
      ['caffeine', 33],
    ],
    { source: P_AND_T },
  ),
  product('aspirin-caffeine', 'Aspirin + caffeine', [['aspirin'], ['caffeine']]),
  product(
    'paracetamol-caffeine',
    'Paracetamol + caffeine',
    [
      ['paracetamol', 500],
      ['caffeine', 65],
    ],
    {
      aliases: ['acetaminophen + caffeine', 'Panadol Extra', 'Paracetduo', 'Solpadeine Headache'],
      source: 'Norwegian list at docplayer.me/amp/10518811 (Paracetduo 500 mg/65 mg).',
    },
  ),
  product(
    'ibuprofen-caffeine',
    'Ibuprofen + caffeine',
    [
      ['ibuprofen', 400],
      ['caffeine', 100],
    ],
    {
      aliases: ['Thomapyrin Tension Duo'],
    },
  ),
  product('co-codamol', 'Co-codamol', [['paracetamol', 500], ['codeine']], {
    aliases: [
      'paracetamol + codeine',
      'acetaminophen + codeine',
      'paracetamol codeine',
      'Panadeine',
      'Dafalgan Codeine',
      'Codoliprane',
      'Efferalgan Codeine',
      'Talvosilen',
    ],
  }),
  product('co-codamol-8-500', 'Co-codamol 8/500', [
    ['paracetamol', 500],
    ['codeine', 8],
  ]),
  product('co-codamol-15-500', 'Co-codamol 15/500', [
    ['paracetamol', 500],
    ['codeine', 15],
  ]),
  product(
    'co-codamol-30-500',
    'Co-codamol 30/500',
    [
      ['paracetamol', 500],
      ['codeine', 30],
    ],
    {
      source: 'Highland formulary, weak opioids: co-codamol 30/500 is codeine 30 mg with paracetamol 500 mg.',
    },
  ),
  product(
    'tylenol-3',
    'Tylenol 3',
    [
      ['paracetamol', 300],
      ['codeine', 30],
    ],
    {
      aliases: ['Tylenol #3', 'Tylenol No. 3', 'Tylenol with codeine'],
    },
  ),
  product(
    'migraleve-pink',
    'Migraleve Pink',
    [
      ['paracetamol', 500],
      ['codeine', 8],
      ['buclizine', 6.25],
    ],
    {
      aliases: ['Migraleve'],
    },
  ),
  product('migraleve-yellow', 'Migraleve Yellow', [
    ['paracetamol', 500],
    ['codeine', 8],
  ]),
  product(
    'solpadeine',
    'Solpadeine',
    [
      ['paracetamol', 500],
      ['codeine', 8],
      ['caffeine', 30],
    ],
    {
      aliases: ['Solpadeine Plus', 'paracetamol + codeine + caffeine'],
    },
  ),
  product('lamaline', 'Lamaline', [['paracetamol'], ['opium'], ['caffeine']]),
  product(
    'ibuprofen-codeine',
    'Ibuprofen + codeine',
    [
      ['ibuprofen', 200],
      ['codeine', 12.8],
    ],
    {
      aliases: ['Nurofen Plus', 'ibuprofen codeine'],
    },
  ),
  product('aspirin-codeine', 'Aspirin + codeine', [['aspirin'], ['codeine']], { aliases: ['co-codaprin'] }),
  product(
    'co-dydramol',
    'Co-dydramol',
    [
      ['paracetamol', 500],
      ['dihydrocodeine', 10],
    ],
    {
      aliases: ['paracetamol + dihydrocodeine', 'Paramol'],
    },
  ),
  product(
    'trezix',
    'Trezix',
    [
      ['paracetamol', 320.5],
      ['caffeine', 30],
      ['dihydrocodeine', 16],
    ],
    {
      source: 'drugs.com, dosage of acetaminophen/caffeine/dihydrocodeine (strengths listed).',
    },
  ),
  product(
    'tramadol-paracetamol',
    'Tramadol + paracetamol',
    [
      ['tramadol', 37.5],
      ['paracetamol', 325],
    ],
    {
      aliases: ['Ultracet', 'Zaldiar', 'Ixprim', 'paracetamol + tramadol', 'tramadol + acetaminophen'],
      source: 'Tramadol and paracetamol 37.5 mg/325 mg tablets, UK product summary (PL 30684-0222).',
    },
  ),
  product(
    'dexketoprofen-tramadol',
    'Dexketoprofen + tramadol',
    [
      ['dexketoprofen', 25],
      ['tramadol', 75],
    ],
    {
      aliases: ['Enanplus', 'Skudexa'],
    },
  ),
  product('percocet', 'Percocet', [['oxycodone'], ['paracetamol', 325]], {
    aliases: ['oxycodone + acetaminophen', 'oxycodone + paracetamol', 'Endocet'],
  }),
  product('vicodin', 'Vicodin', [['hydrocodone'], ['paracetamol']], {
    aliases: ['Norco', 'Lortab', 'hydrocodone + acetaminophen', 'hydrocodone + paracetamol'],
  }),
  product(
    'fioricet',
    'Fioricet',
    [
      ['paracetamol', 325],
      ['butalbital', 50],
      ['caffeine', 40],
    ],
    {
      aliases: ['Esgic', 'butalbital + acetaminophen + caffeine', 'butalbital + paracetamol + caffeine'],
      mostUnitsPerDay: 6,
      source: US_CHART,
    },
  ),
  product(
    'fioricet-with-codeine',
    'Fioricet with codeine',
    [
      ['paracetamol', 325],
      ['butalbital', 50],
      ['caffeine', 40],
      ['codeine', 30],
    ],
    {
      mostUnitsPerDay: 6,
      source: US_CHART,
    },
  ),
  product(
    'butalbital-paracetamol',
    'Butalbital + paracetamol',
    [
      ['butalbital', 50],
      ['paracetamol', 325],
    ],
    {
      aliases: ['butalbital + acetaminophen'],
      mostUnitsPerDay: 6,
      source: US_CHART,
    },
  ),
  product(
    'fiorinal',
    'Fiorinal',
    [
      ['aspirin', 325],
      ['butalbital', 50],
      ['caffeine', 40],
    ],
    {
      aliases: ['butalbital + aspirin + caffeine'],
      mostUnitsPerDay: 6,
      source: US_CHART,
    },
  ),
  product(
    'fiorinal-with-codeine',
    'Fiorinal with codeine',
    [
      ['aspirin', 325],
      ['butalbital', 50],
      ['caffeine', 40],
      ['codeine', 30],
    ],
    {
      mostUnitsPerDay: 6,
      source: US_CHART,
    },
  ),
  product(
    'prodrin',
    'Prodrin',
    [
      ['paracetamol', 325],
      ['caffeine', 20],
      ['isometheptene', 65],
    ],
    {
      mostUnitsPerDay: 8,
      source: 'Medscape drug reference, Prodrin: 325 mg/20 mg/65 mg, 8 tablets in 24 hours.',
    },
  ),
  product(
    'midrin',
    'Midrin',
    [
      ['paracetamol', 325],
      ['isometheptene', 65],
      ['dichloralphenazone', 100],
    ],
    {
      aliases: [
        'isometheptene + dichloralphenazone + acetaminophen',
        'isometheptene + dichloralphenazone + paracetamol',
      ],
    },
  ),
  product('neosaldina', 'Neosaldina', [
    ['metamizole', 300],
    ['isometheptene', 30],
    ['caffeine', 30],
  ]),
  product('norgesic', 'Norgesic', [
    ['orphenadrine', 35],
    ['paracetamol', 450],
  ]),
  product('saridon', 'Saridon', [
    ['paracetamol', 250],
    ['propyphenazone', 150],
    ['caffeine', 50],
  ]),
]

/** Several non-opioids, or one with something that is neither analgesic nor adjuvant: not combination analgesics. */
const NON_OPIOID_MIXTURES: readonly Product[] = [
  product('aspirin-paracetamol', 'Aspirin + paracetamol', [['aspirin'], ['paracetamol']], {
    aliases: ['paracetamol + aspirin', 'acetaminophen + aspirin', 'aspirin + acetaminophen'],
  }),
  product(
    'ibuprofen-paracetamol',
    'Ibuprofen + paracetamol',
    [
      ['ibuprofen', 200],
      ['paracetamol', 500],
    ],
    {
      aliases: ['paracetamol + ibuprofen', 'Nuromol', 'Maxigesic', 'Combogesic', 'acetaminophen + ibuprofen'],
    },
  ),
  product('advil-dual-action', 'Advil Dual Action', [
    ['ibuprofen', 125],
    ['paracetamol', 250],
  ]),
  product(
    'paramax',
    'Paramax',
    [
      ['paracetamol', 500],
      ['metoclopramide', 5],
    ],
    { aliases: ['paracetamol + metoclopramide'] },
  ),
  product(
    'migramax',
    'MigraMax',
    [
      ['aspirin', 900],
      ['metoclopramide', 10],
    ],
    { aliases: ['Migpriv', 'aspirin + metoclopramide'] },
  ),
  product(
    'aspirin-plus-c',
    'Aspirin Plus C',
    [
      ['aspirin', 400],
      ['ascorbic-acid', 240],
    ],
    { aliases: ['Aspirin + C'] },
  ),
  product('aspirin-complex', 'Aspirin Complex', [
    ['aspirin', 500],
    ['pseudoephedrine', 30],
  ]),
  product('tylenol-pm', 'Tylenol PM', [
    ['paracetamol', 500],
    ['diphenhydramine', 25],
  ]),
  product('vimovo', 'Vimovo', [
    ['naproxen', 500],
    ['esomeprazole', 20],
  ]),
]

const MIGRAINE_SPECIFIC: readonly Product[] = [
  product(
    'treximet',
    'Treximet',
    [
      ['sumatriptan', 85],
      ['naproxen', 456],
    ],
    {
      aliases: ['sumatriptan + naproxen', 'Suvexx'],
      mostUnitsPerDay: 2,
    },
  ),
  product(
    'symbravo',
    'Symbravo',
    [
      ['rizatriptan', 10],
      ['meloxicam', 20],
    ],
    { aliases: ['meloxicam + rizatriptan'], mostUnitsPerDay: 1 },
  ),
  product(
    'cafergot',
    'Cafergot',
    [
      ['ergotamine', 1],
      ['caffeine', 100],
    ],
    {
      aliases: ['ergotamine + caffeine', 'Gynergène caféiné', 'Migergot'],
      mostUnitsPerDay: 6,
      source: 'Cafergot, prescribing text at mims.com (Hong Kong); 1 mg and 100 mg as in Gravergol at rxmed.com.',
    },
  ),
  product('migril', 'Migril', [
    ['ergotamine', 2],
    ['cyclizine', 50],
    ['caffeine', 100],
  ]),
  product(
    'hemicraneal',
    'Hemicraneal',
    [
      ['ergotamine', 1],
      ['paracetamol', 300],
      ['caffeine', 100],
    ],
    {
      aliases: ['ergotamine + caffeine + paracetamol', 'ergotamine + paracetamol + caffeine'],
    },
  ),
  product('sumatriptan-nasal-spray', 'Sumatriptan nasal spray', [['sumatriptan', 20]], {
    aliases: ['Imigran nasal', 'Imitrex nasal'],
    mostUnitsPerDay: 2,
    source: 'Practical Neurology, table "The triptans": 40 mg a day as a nasal spray.',
  }),
  product('sumatriptan-injection', 'Sumatriptan injection', [['sumatriptan', 6]], {
    aliases: ['Imigran injection', 'Imitrex injection', 'Imigran subcutaneous'],
    mostUnitsPerDay: 2,
    source: 'Practical Neurology, table "The triptans": 12 mg a day under the skin.',
  }),
  product('migranal', 'Migranal', [['dihydroergotamine', 0.5]], {
    mostUnitsPerDay: 6,
    source: 'Migranal nasal spray, US label: 0.5 mg a spray, 3 mg in 24 hours.',
  }),
  product('nurtec', 'Nurtec', [['rimegepant', 75]], {
    aliases: ['Nurtec ODT', 'Vydura'],
    source: 'fpnotebook.com, gepants.',
  }),
]

const SINGLE: readonly Product[] = [
  ...['Imigran', 'Imitrex', 'Zembrace'].map((name) => brand(name, 'sumatriptan')),
  ...['Zomig', 'AscoTop'].map((name) => brand(name, 'zolmitriptan')),
  ...['Maxalt', 'Maxalt MLT'].map((name) => brand(name, 'rizatriptan')),
  ...['Naramig', 'Amerge', 'Formigran'].map((name) => brand(name, 'naratriptan', 2.5)),
  ...['Almogran', 'Axert', 'Dolortriptan'].map((name) => brand(name, 'almotriptan')),
  ...['Relpax', 'Relert'].map((name) => brand(name, 'eletriptan')),
  ...['Frova', 'Allegro', 'Migard'].map((name) => brand(name, 'frovatriptan', 2.5)),
  ...['Ergomar'].map((name) => brand(name, 'ergotamine', 2)),
  ...['D.H.E. 45', 'Trudhesa'].map((name) => brand(name, 'dihydroergotamine')),
  ...['Ubrelvy'].map((name) => brand(name, 'ubrogepant')),
  ...['Zavzpret'].map((name) => brand(name, 'zavegepant', 10)),
  ...['Reyvow', 'Rayvow'].map((name) => brand(name, 'lasmiditan')),
  ...[
    'Tylenol',
    'Panadol',
    'Doliprane',
    'Dafalgan',
    'Efferalgan',
    'ben-u-ron',
    'Alvedon',
    'Panodil',
    'Calpol',
    'Tachipirina',
  ].map((name) => brand(name, 'paracetamol')),
  ...['Nurofen', 'Advil', 'Motrin', 'Brufen', 'Dolormin', 'Ipren', 'Burana', 'Ibux', 'Espidifen'].map((name) =>
    brand(name, 'ibuprofen'),
  ),
  ...['Naprosyn', 'Proxen'].map((name) => brand(name, 'naproxen')),
  // in naproxen: naproxen sodium is heavier by the sodium, 220 mg of it hold 200 mg
  product('aleve', 'Aleve', [['naproxen', 200]], { source: `${P_AND_T} (naproxen sodium 220 mg)` }),
  product('naproxen-sodium-220', 'Naproxen sodium 220 mg', [['naproxen', 200]]),
  product('naproxen-sodium-275', 'Naproxen sodium 275 mg', [['naproxen', 250]]),
  product('naproxen-sodium-550', 'Naproxen sodium 550 mg', [['naproxen', 500]], { aliases: ['Anaprox DS'] }),
  ...['Voltaren', 'Voltarol', 'Cataflam', 'Cambia'].map((name) => brand(name, 'diclofenac')),
  ...['Gabrilen', 'Profemigr', 'Orudis', 'Bi-Profenid'].map((name) => brand(name, 'ketoprofen')),
  ...['Enantyum', 'Sympal', 'Keral'].map((name) => brand(name, 'dexketoprofen')),
  ...['Indocin', 'Indocid'].map((name) => brand(name, 'indometacin')),
  ...['Celebrex', 'Elyxyb'].map((name) => brand(name, 'celecoxib')),
  ...['Arcoxia'].map((name) => brand(name, 'etoricoxib')),
  ...['Ponstan', 'Ponstel', 'Parkemed'].map((name) => brand(name, 'mefenamic-acid')),
  ...['Clotam', 'Migea'].map((name) => brand(name, 'tolfenamic-acid', 200)),
  ...['Novalgin', 'Nolotil', 'Analgin', 'Optalgin'].map((name) => brand(name, 'metamizole')),
  ...['Aspro', 'Aspégic', 'Disprin', 'Bufferin'].map((name) => brand(name, 'aspirin')),
  product('low-dose-aspirin', 'Low-dose aspirin', [['aspirin']], {
    aliases: [
      'Aspirin Protect',
      'Cardiprin',
      'Kardégic',
      'baby aspirin',
      'aspirin 75 mg',
      'aspirin 81 mg',
      'aspirin 100 mg',
    ],
    everyDay: true,
  }),
  ...['Ultram', 'Tramal', 'Zydol'].map((name) => brand(name, 'tramadol')),
  ...['Palexia', 'Nucynta'].map((name) => brand(name, 'tapentadol')),
  ...['OxyContin', 'Oxynorm'].map((name) => brand(name, 'oxycodone')),
  ...['Reglan', 'Primperan', 'Paspertin', 'Maxolon'].map((name) => brand(name, 'metoclopramide')),
  ...['Motilium'].map((name) => brand(name, 'domperidone')),
  ...['Buccastem', 'Stemetil', 'Compazine'].map((name) => brand(name, 'prochlorperazine')),
  ...['Zofran'].map((name) => brand(name, 'ondansetron')),
  ...['Vomex', 'Dramamine', 'Gravol'].map((name) => brand(name, 'dimenhydrinate')),
  ...['Inderal'].map((name) => brand(name, 'propranolol')),
  ...['Beloc', 'Lopressor'].map((name) => brand(name, 'metoprolol')),
  ...['Topamax'].map((name) => brand(name, 'topiramate')),
  ...['Atacand'].map((name) => brand(name, 'candesartan')),
  ...['Sibelium'].map((name) => brand(name, 'flunarizine')),
  ...['Effexor'].map((name) => brand(name, 'venlafaxine')),
  ...['Elavil', 'Saroten', 'Tryptizol'].map((name) => brand(name, 'amitriptyline')),
  ...['Depakote', 'Depakine'].map((name) => brand(name, 'valproate')),
  ...['Botox'].map((name) => brand(name, 'onabotulinumtoxina')),
  ...['Aimovig'].map((name) => brand(name, 'erenumab')),
  ...['Ajovy'].map((name) => brand(name, 'fremanezumab', 225)),
  ...['Emgality'].map((name) => brand(name, 'galcanezumab', 120)),
  ...['Vyepti'].map((name) => brand(name, 'eptinezumab')),
  ...['Qulipta', 'Aquipta'].map((name) => brand(name, 'atogepant')),
]

export const PRODUCTS: readonly Product[] = [...COMBINATIONS, ...NON_OPIOID_MIXTURES, ...MIGRAINE_SPECIFIC, ...SINGLE]
