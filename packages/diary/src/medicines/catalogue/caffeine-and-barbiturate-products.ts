// Combination analgesics without an opioid: painkillers with caffeine, butalbital, isometheptene or orphenadrine (ICHD-3 8.2.5).
import type { Product } from './ingredient.ts'
import { product } from './write-products.ts'

const P_AND_T = 'P&T 2008;33(7):404–416, table 1.'
const US_CHART = 'Migraine and headache treatments, chart at renalandurologynews.com.'

const WITH_CAFFEINE: readonly Product[] = [
  product(
    'excedrin',
    'Excedrin',
    { paracetamol: 250, aspirin: 250, caffeine: 65 },
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
  product('excedrin-tension-headache', 'Excedrin Tension Headache', { paracetamol: 500, caffeine: 65 }),
  product(
    'thomapyrin',
    'Thomapyrin',
    { paracetamol: 200, aspirin: 250, caffeine: 50 },
    {
      aliases: ['Thomapyrin Classic'],
      source: 'sanomedica.com/thomapyrin: aspirin 250 mg, paracetamol 200 mg, caffeine 50 mg.',
    },
  ),
  product('thomapyrin-intensiv', 'Thomapyrin Intensiv', { paracetamol: 250, aspirin: 250, caffeine: 50 }),
  product(
    'paracetamol-aspirin-caffeine',
    'Paracetamol + aspirin + caffeine',
    { paracetamol: 'varies', aspirin: 'varies', caffeine: 'varies' },
    { aliases: ['aspirin + paracetamol + caffeine', 'acetaminophen + aspirin + caffeine'] },
  ),
  product('neuralgin', 'Neuralgin', { paracetamol: 200, aspirin: 250, caffeine: 50 }),
  product(
    'anadin-extra',
    'Anadin Extra',
    { aspirin: 300, paracetamol: 200, caffeine: 45 },
    {
      mostUnitsPerDay: 8,
      source: 'Anadin Extra tablets, UK product summary (emc 11893), 2 and 4.2: 8 tablets in 24 hours.',
    },
  ),
  product('anadin', 'Anadin', { aspirin: 325, caffeine: 15 }, { aliases: ['Anadin Original'] }),
  product('anacin', 'Anacin', { aspirin: 400, caffeine: 32 }, { source: P_AND_T }),
  product('vanquish', 'Vanquish', { paracetamol: 194, aspirin: 227, caffeine: 33 }, { source: P_AND_T }),
  product(
    'goodys',
    "Goody's",
    { aspirin: 520, paracetamol: 260, caffeine: 32.5 },
    {
      aliases: ["Goody's Extra Strength", "Goody's Powder", "Goody's Headache Powder"],
      source: 'liquisearch.com/goodys_powder: 520 mg, 260 mg and 32.5 mg; other powders of the name differ.',
    },
  ),
  product('bc-powder', 'BC Powder', { aspirin: 845, caffeine: 65 }),
  product(
    'aspirin-caffeine',
    'Aspirin + caffeine',
    { aspirin: 'varies', caffeine: 'varies' },
    { aliases: ['Cafiaspirina', 'caffeine + aspirin'] },
  ),
  product(
    'paracetamol-caffeine',
    'Paracetamol + caffeine',
    { paracetamol: 500, caffeine: 65 },
    {
      aliases: ['acetaminophen + caffeine', 'Panadol Extra', 'Paracetduo', 'Solpadeine Headache', 'Hedex Extra'],
      source: 'Norwegian list at docplayer.me/amp/10518811 (Paracetduo 500 mg/65 mg).',
    },
  ),
  product(
    'ibuprofen-caffeine',
    'Ibuprofen + caffeine',
    { ibuprofen: 400, caffeine: 100 },
    { aliases: ['Thomapyrin Tension Duo'] },
  ),
  product('saridon', 'Saridon', { paracetamol: 250, propyphenazone: 150, caffeine: 50 }),
  product('optalidon', 'Optalidon', { propyphenazone: 'varies', caffeine: 'varies' }),
  product('difmetre', 'Difmetrè', { indometacin: 'varies', caffeine: 'varies', prochlorperazine: 'varies' }),
  product('migraenin', 'Migränin', { aspirin: 'varies', paracetamol: 'varies', caffeine: 'varies' }),
  // its forms differ, and some have no caffeine
  product('frenadol', 'Frenadol', {
    paracetamol: 'varies',
    caffeine: 'varies',
    chlorphenamine: 'varies',
    dextromethorphan: 'varies',
  }),
  product(
    'frenadol-complex',
    'Frenadol Complex',
    { paracetamol: 650, caffeine: 30, chlorphenamine: 4, dextromethorphan: 20, 'ascorbic-acid': 250 },
    {
      mostUnitsPerDay: 4,
      source: 'Frenadol Complex granules, Spanish product summary (medicamento-prospecto.es, 79141), 2 and 4.2.',
    },
  ),
  product('grippostad-c', 'Grippostad C', {
    paracetamol: 200,
    'ascorbic-acid': 150,
    caffeine: 25,
    chlorphenamine: 2.5,
  }),
]

/** Butalbital's combinations have 300 or 325 mg of paracetamol; the larger is taken. */
const WITH_BUTALBITAL: readonly Product[] = [
  product(
    'fioricet',
    'Fioricet',
    { paracetamol: 325, butalbital: 50, caffeine: 40 },
    {
      aliases: ['Esgic', 'butalbital + acetaminophen + caffeine', 'butalbital + paracetamol + caffeine'],
      mostUnitsPerDay: 6,
      source: US_CHART,
    },
  ),
  product(
    'fioricet-with-codeine',
    'Fioricet with codeine',
    { paracetamol: 325, butalbital: 50, caffeine: 40, codeine: 30 },
    { mostUnitsPerDay: 6, source: US_CHART },
  ),
  product(
    'butalbital-paracetamol',
    'Butalbital + paracetamol',
    { butalbital: 50, paracetamol: 325 },
    { aliases: ['butalbital + acetaminophen'], mostUnitsPerDay: 6, source: US_CHART },
  ),
  product(
    'fiorinal',
    'Fiorinal',
    { aspirin: 325, butalbital: 50, caffeine: 40 },
    { aliases: ['butalbital + aspirin + caffeine'], mostUnitsPerDay: 6, source: US_CHART },
  ),
  product(
    'fiorinal-with-codeine',
    'Fiorinal with codeine',
    { aspirin: 325, butalbital: 50, caffeine: 40, codeine: 30 },
    { mostUnitsPerDay: 6, source: US_CHART },
  ),
]

const WITH_OTHER_ADJUVANTS: readonly Product[] = [
  product(
    'prodrin',
    'Prodrin',
    { paracetamol: 325, caffeine: 20, isometheptene: 65 },
    {
      mostUnitsPerDay: 8,
      source: 'Medscape drug reference, Prodrin: 325 mg/20 mg/65 mg, 8 tablets in 24 hours.',
    },
  ),
  product(
    'midrin',
    'Midrin',
    { paracetamol: 325, isometheptene: 65, dichloralphenazone: 100 },
    {
      aliases: [
        'isometheptene + dichloralphenazone + acetaminophen',
        'isometheptene + dichloralphenazone + paracetamol',
      ],
    },
  ),
  product('neosaldina', 'Neosaldina', { metamizole: 300, isometheptene: 30, caffeine: 30 }),
  product('dorflex', 'Dorflex', { metamizole: 300, orphenadrine: 35, caffeine: 50 }),
  // in the United States a product of this name holds orphenadrine, aspirin and caffeine: strengths are left open, the class is the same
  product('norgesic', 'Norgesic', { orphenadrine: 'varies', paracetamol: 'varies' }),
]

export const CAFFEINE_AND_BARBITURATE_PRODUCTS: readonly Product[] = [
  ...WITH_CAFFEINE,
  ...WITH_BUTALBITAL,
  ...WITH_OTHER_ADJUVANTS,
]
