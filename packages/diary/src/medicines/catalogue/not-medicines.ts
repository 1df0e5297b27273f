// Devices, oxygen and outward remedies: people enter them where medicines are, and they have no class and no monthly limit.
import type { Ingredient } from './ingredient.ts'

function applied(id: string, name: string, ...aliases: readonly string[]): Ingredient {
  return { id, name, aliases, role: 'not-a-medicine' }
}

export const NOT_MEDICINES: readonly Ingredient[] = [
  applied('cefaly', 'Cefaly'),
  applied('nerivio', 'Nerivio'),
  applied('gammacore', 'gammaCore'),
  applied('relivion', 'Relivion'),
  applied('savi-dual', 'SAVI Dual', 'sTMS mini'),
  applied('tens', 'TENS', 'TENS device'),
  applied('oxygen', 'Oxygen', 'O2', 'high-flow oxygen', 'oxygen mask'),
  applied('cold-pack', 'Cold pack', 'ice pack', 'ice', 'cooling pad', 'cold cap'),
  applied('heat-pack', 'Heat pack', 'hot water bottle', 'heating pad'),
  applied('peppermint-oil', 'Peppermint oil', 'Euminz', 'Migrastick', '4head', 'tiger balm'),
  applied('coffee', 'Coffee', 'espresso', 'tea'),
]
