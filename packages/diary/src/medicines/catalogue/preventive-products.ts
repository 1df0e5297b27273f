// Preventive medicines by the names of their products: entered where medicines are, and never an acute medicine.
import type { Product } from './ingredient.ts'
import { brands } from './write-products.ts'

export const PREVENTIVE_PRODUCTS: readonly Product[] = [
  ...brands('propranolol', ['Inderal', 'Dociton', 'Sumial']),
  ...brands('metoprolol', ['Beloc', 'Lopressor']),
  ...brands('topiramate', ['Topamax']),
  ...brands('candesartan', ['Atacand']),
  ...brands('flunarizine', ['Sibelium']),
  ...brands('venlafaxine', ['Effexor']),
  ...brands('amitriptyline', ['Elavil', 'Saroten', 'Tryptizol', 'Laroxyl']),
  ...brands('valproate', ['Depakote', 'Depakine', 'Epilim']),
  ...brands('onabotulinumtoxina', ['Botox']),
  ...brands('erenumab', ['Aimovig']),
  ...brands('fremanezumab', ['Ajovy'], 225),
  ...brands('galcanezumab', ['Emgality'], 120),
  ...brands('eptinezumab', ['Vyepti']),
  ...brands('atogepant', ['Qulipta', 'Aquipta']),
]
