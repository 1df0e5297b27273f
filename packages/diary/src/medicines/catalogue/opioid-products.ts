// Combination analgesics with an opioid: codeine, dihydrocodeine, tramadol and stronger ones beside a non-opioid (ICHD-3 8.2.5).
import type { Product } from './ingredient.ts'
import { product } from './write-products.ts'

const WITH_CODEINE: readonly Product[] = [
  product(
    'co-codamol',
    'Co-codamol',
    { paracetamol: 500, codeine: 'varies' },
    {
      aliases: [
        'paracetamol + codeine',
        'acetaminophen + codeine',
        'paracetamol codeine',
        'Panadeine',
        'Dafalgan Codeine',
        'Codoliprane',
        'Efferalgan Codeine',
        'Talvosilen',
        'Gelonida',
      ],
    },
  ),
  product(
    'co-codamol-8-500',
    'Co-codamol 8/500',
    { paracetamol: 500, codeine: 8 },
    { aliases: ['Co-codamol 8/500 mg', 'Co-codamol 500/8', 'Paracodol'] },
  ),
  product(
    'co-codamol-15-500',
    'Co-codamol 15/500',
    { paracetamol: 500, codeine: 15 },
    { aliases: ['Co-codamol 15/500 mg', 'Co-codamol 500/15'] },
  ),
  product(
    'co-codamol-30-500',
    'Co-codamol 30/500',
    { paracetamol: 500, codeine: 30 },
    {
      aliases: ['Co-codamol 30/500 mg', 'Co-codamol 500/30', 'Solpadol', 'Kapake'],
      source: 'Highland formulary, weak opioids: co-codamol 30/500 is codeine 30 mg with paracetamol 500 mg.',
    },
  ),
  product('tylenol-1', 'Tylenol 1', { paracetamol: 300, codeine: 8, caffeine: 15 }, { aliases: ['Tylenol No. 1'] }),
  product(
    'tylenol-3',
    'Tylenol 3',
    { paracetamol: 300, codeine: 30 },
    { aliases: ['Tylenol #3', 'Tylenol No. 3', 'Tylenol with codeine'] },
  ),
  // the pink tablet is taken first and at most twice a day; who writes only the name may have taken either
  product('migraleve', 'Migraleve', { paracetamol: 500, codeine: 8, buclizine: 'varies' }),
  product(
    'migraleve-pink',
    'Migraleve Pink',
    { paracetamol: 500, codeine: 8, buclizine: 6.25 },
    { mostUnitsPerDay: 2 },
  ),
  product('migraleve-yellow', 'Migraleve Yellow', { paracetamol: 500, codeine: 8 }),
  product(
    'solpadeine',
    'Solpadeine',
    { paracetamol: 500, codeine: 8, caffeine: 30 },
    { aliases: ['Solpadeine Plus', 'paracetamol + codeine + caffeine'] },
  ),
  product('solpadeine-max', 'Solpadeine Max', { paracetamol: 500, codeine: 12.8 }),
  product(
    'syndol',
    'Syndol',
    { paracetamol: 450, codeine: 10, doxylamine: 5, caffeine: 30 },
    {
      mostUnitsPerDay: 8,
      source: 'Syndol caplets, UK product summary (drugs.com/uk/syndol-leaflet.html): 8 tablets in 24 hours.',
    },
  ),
  product(
    'mersyndol',
    'Mersyndol',
    { paracetamol: 450, codeine: 9.75, doxylamine: 5 },
    { source: '1life1body.com.au: 450 mg, 9.75 mg and 5 mg in Australia.' },
  ),
  product(
    'ibuprofen-codeine',
    'Ibuprofen + codeine',
    { ibuprofen: 200, codeine: 12.8 },
    { aliases: ['Nurofen Plus', 'ibuprofen codeine'] },
  ),
  product(
    'aspirin-codeine',
    'Aspirin + codeine',
    { aspirin: 'varies', codeine: 'varies' },
    { aliases: ['co-codaprin', 'Codis', 'Codis 500'] },
  ),
]

const WITH_OTHER_OPIOIDS: readonly Product[] = [
  product(
    'co-dydramol',
    'Co-dydramol',
    { paracetamol: 500, dihydrocodeine: 10 },
    { aliases: ['Co-dydramol 10/500', 'paracetamol + dihydrocodeine'] },
  ),
  product('paramol', 'Paramol', { paracetamol: 500, dihydrocodeine: 7.46 }),
  product(
    'trezix',
    'Trezix',
    { paracetamol: 320.5, caffeine: 30, dihydrocodeine: 16 },
    { source: 'drugs.com, dosage of acetaminophen/caffeine/dihydrocodeine (strengths listed).' },
  ),
  product(
    'tramadol-paracetamol',
    'Tramadol + paracetamol',
    { tramadol: 37.5, paracetamol: 325 },
    {
      aliases: ['Ultracet', 'Zaldiar', 'Ixprim', 'paracetamol + tramadol', 'tramadol + acetaminophen'],
      source: 'Tramadol and paracetamol 37.5 mg/325 mg tablets, UK product summary (PL 30684-0222).',
    },
  ),
  product(
    'dexketoprofen-tramadol',
    'Dexketoprofen + tramadol',
    { dexketoprofen: 25, tramadol: 75 },
    { aliases: ['Enanplus', 'Skudexa'] },
  ),
  product(
    'percocet',
    'Percocet',
    { oxycodone: 'varies', paracetamol: 325 },
    { aliases: ['oxycodone + acetaminophen', 'oxycodone + paracetamol', 'Endocet'] },
  ),
  product(
    'vicodin',
    'Vicodin',
    { hydrocodone: 'varies', paracetamol: 'varies' },
    { aliases: ['Norco', 'Lortab', 'hydrocodone + acetaminophen', 'hydrocodone + paracetamol'] },
  ),
  product('lamaline', 'Lamaline', { paracetamol: 'varies', opium: 'varies', caffeine: 'varies' }),
]

export const OPIOID_PRODUCTS: readonly Product[] = [...WITH_CODEINE, ...WITH_OTHER_OPIOIDS]
