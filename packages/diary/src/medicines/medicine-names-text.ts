// The catalogue as a page that a person can read: what each ingredient and product is called, which class it counts in, and the most in a day.
import { findIngredient, INGREDIENTS, PRODUCTS, type Ingredient, type Product } from './catalogue.ts'
import { amount } from './class-words.ts'
import { classesOfIngredients } from './classes-of-ingredients.ts'

/** Markdown, by name. O(catalogue). */
export function medicineNamesText(): string {
  return [
    '# Names of medicines',
    'Written by a script from the catalogue; change the lists in `packages/diary/src/medicines/catalogue/` and run:',
    '    node packages/diary/src/medicines/write-medicine-names.ts',
    'A medicine in a diary is found by any name below; capitals, accents and spaces do not matter. A strength may follow ("ibuprofen 400 mg"), and so may a form ("tablets", "injection"). Several names with "and", "+", "/" or a comma between them are a mixture, if each is exactly a name below with one ingredient. Anything else stays as it was written, visibly unclassified, until `ingredients` or `ownProducts` say what is in it.',
    'Strengths are the usual ones and not complete. The most in a day is for adults and not checked for every country: what the packet says goes before it.',
    '## Ingredients',
    table(
      ['name', 'also called', 'class', 'strengths (mg)', 'most in 24 hours'],
      sorted(INGREDIENTS).map((one) => [
        one.name,
        listed(one.aliases),
        classOf([one]),
        one.strengths?.join(', ') ?? '',
        maximum(one),
      ]),
    ),
    '## Products',
    table(
      ['name', 'also called', 'in one unit', 'class', 'most units in 24 hours'],
      sorted(PRODUCTS).map((one) => [
        one.name,
        listed(one.aliases),
        contents(one),
        one.everyDay === true ? 'taken every day' : classOf(ingredientsOf(one)),
        one.mostUnitsPerDay?.toString() ?? '',
      ]),
    ),
  ]
    .join('\n\n')
    .concat('\n')
}

function sorted<Named extends { readonly name: string }>(all: readonly Named[]): Named[] {
  return all.toSorted((one, other) => {
    const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()]
    return a < b ? -1 : a > b ? 1 : 0
  })
}

function listed(names: readonly string[] = []): string {
  return names.join('; ')
}

function ingredientsOf({ ingredients }: Product): Ingredient[] {
  return ingredients.flatMap(({ ingredient }) => findIngredient(ingredient) ?? [])
}

function classOf(ingredients: readonly Ingredient[]): string {
  const classes = classesOfIngredients(ingredients)
  const [only] = ingredients
  if (classes.length > 0) return classes.join(', ')
  return only.role === 'not-a-medicine' ? 'no medicine' : 'none by itself'
}

function maximum({ dailyMaximum }: Ingredient): string {
  return dailyMaximum === undefined ? '' : amount(dailyMaximum.milligrams, 'mg')
}

function contents({ ingredients, strengths }: Product): string {
  return ingredients
    .map(({ ingredient, milligrams }) => {
      const name = (findIngredient(ingredient)?.name ?? ingredient).toLowerCase()
      if (milligrams !== undefined) return `${name} ${milligrams} mg`
      return strengths === undefined ? `${name} (strengths differ)` : `${name} ${strengths.join(', ')} mg`
    })
    .join(' + ')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}
