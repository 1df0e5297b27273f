// Painkillers in mixtures that are no combination analgesics: several non-opioids, or one with something against nausea, colds or acid.
import type { Product } from './ingredient.ts'
import { product } from './write-products.ts'

const TOGETHER: readonly Product[] = [
  product(
    'aspirin-paracetamol',
    'Aspirin + paracetamol',
    { aspirin: 'varies', paracetamol: 'varies' },
    { aliases: ['paracetamol + aspirin', 'acetaminophen + aspirin', 'aspirin + acetaminophen'] },
  ),
  product(
    'ibuprofen-paracetamol',
    'Ibuprofen + paracetamol',
    { ibuprofen: 200, paracetamol: 500 },
    { aliases: ['paracetamol + ibuprofen', 'Nuromol', 'acetaminophen + ibuprofen'] },
  ),
  product(
    'maxigesic',
    'Maxigesic',
    { ibuprofen: 150, paracetamol: 500 },
    { aliases: ['Combogesic'], mostUnitsPerDay: 8 },
  ),
  product('advil-dual-action', 'Advil Dual Action', { ibuprofen: 125, paracetamol: 250 }, { mostUnitsPerDay: 6 }),
]

const AGAINST_NAUSEA: readonly Product[] = [
  product(
    'paramax',
    'Paramax',
    { paracetamol: 500, metoclopramide: 5 },
    { aliases: ['paracetamol + metoclopramide'], mostUnitsPerDay: 6 },
  ),
  product(
    'migramax',
    'MigraMax',
    { aspirin: 900, metoclopramide: 10 },
    { aliases: ['Migpriv', 'aspirin + metoclopramide'], mostUnitsPerDay: 3 },
  ),
]

/** A painkiller in a cold remedy is a painkiller, and is what is most often forgotten when doses are added up. */
const AGAINST_COLDS: readonly Product[] = [
  product('aspirin-plus-c', 'Aspirin Plus C', { aspirin: 400, 'ascorbic-acid': 240 }, { aliases: ['Aspirin + C'] }),
  product('aspirin-complex', 'Aspirin Complex', { aspirin: 500, pseudoephedrine: 30 }),
  product('boxagrippal', 'BoxaGrippal', { ibuprofen: 200, pseudoephedrine: 30 }, { aliases: ['Advil Cold & Sinus'] }),
  product('lemsip', 'Lemsip', { paracetamol: 'varies', phenylephrine: 'varies' }, { aliases: ['Theraflu'] }),
  product('lemsip-max', 'Lemsip Max', { paracetamol: 1000, phenylephrine: 'varies' }, { mostUnitsPerDay: 4 }),
  product('dayquil', 'DayQuil', { paracetamol: 325, dextromethorphan: 10, phenylephrine: 5 }),
  product('nyquil', 'NyQuil', { paracetamol: 325, dextromethorphan: 15, doxylamine: 6.25 }),
  product('alka-seltzer', 'Alka-Seltzer', { aspirin: 'varies' }),
]

const WITH_OTHERS: readonly Product[] = [
  product('tylenol-pm', 'Tylenol PM', { paracetamol: 500, diphenhydramine: 25 }, { aliases: ['Panadol Night'] }),
  product('advil-pm', 'Advil PM', { ibuprofen: 200, diphenhydramine: 'varies' }),
  product('vimovo', 'Vimovo', { naproxen: 500, esomeprazole: 20 }),
]

export const NON_OPIOID_MIXTURES: readonly Product[] = [
  ...TOGETHER,
  ...AGAINST_NAUSEA,
  ...AGAINST_COLDS,
  ...WITH_OTHERS,
]
