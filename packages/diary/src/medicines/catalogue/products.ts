// All products of the catalogue. A short list of common ones; what is missing is entered as an own product.
import { CAFFEINE_AND_BARBITURATE_PRODUCTS } from './caffeine-and-barbiturate-products.ts'
import type { Product } from './ingredient.ts'
import { MIGRAINE_SPECIFIC_PRODUCTS } from './migraine-specific-products.ts'
import { NON_OPIOID_MIXTURES } from './non-opioid-mixtures.ts'
import { OPIOID_PRODUCTS } from './opioid-products.ts'
import { PREVENTIVE_PRODUCTS } from './preventive-products.ts'
import { SINGLE_PAINKILLERS } from './single-painkillers.ts'

export const PRODUCTS: readonly Product[] = [
  ...CAFFEINE_AND_BARBITURATE_PRODUCTS,
  ...OPIOID_PRODUCTS,
  ...NON_OPIOID_MIXTURES,
  ...MIGRAINE_SPECIFIC_PRODUCTS,
  ...SINGLE_PAINKILLERS,
  ...PREVENTIVE_PRODUCTS,
]
