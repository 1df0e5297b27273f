// Which class or classes a product is counted in, from what is in it: a rule, so that a new or own product needs no decision by hand.
import type { ClinicalRule } from '../clinical-rule.ts'
import type { Ingredient, IngredientRole } from './catalogue.ts'
import { MEDICINE_CLASSES, type MedicineClass } from './medicine-class.ts'

/**
 * The classes of a product with these known ingredients, in the order of `MEDICINE_CLASSES`; `unclassified` where no ingredient is known,
 * and none for what is no medicine or acts neither on pain nor on nausea nor on attacks (a cold pack, a decongestant by itself).
 *
 * Two classes that are each analgesic, or an analgesic with an adjuvant, are one combination analgesic and nothing else. A triptan, ergot,
 * gepant or ditan keeps its class, and what is left beside it is classed by itself; caffeine beside an ergot belongs to the ergot.
 */
export function classesOfIngredients(ingredients: readonly Ingredient[]): readonly MedicineClass[] {
  if (ingredients.length === 0) return ['unclassified']
  const roles = new Set<IngredientRole>(ingredients.map(({ role }) => role))
  const analgesics = (roles.has('non-opioid') ? 1 : 0) + (roles.has('opioid') ? 1 : 0)
  const classes = new Set<MedicineClass>()
  for (const role of ['triptan', 'ergot', 'gepant', 'ditan', 'other-acute'] as const) {
    if (roles.has(role)) classes.add(role)
  }
  if (analgesics === 2 || (analgesics === 1 && roles.has('adjuvant'))) classes.add('combination-analgesic')
  else if (roles.has('non-opioid')) classes.add('non-opioid')
  else if (roles.has('opioid')) classes.add('opioid')
  // the fixed mixtures with an antiemetic against colds or travel sickness are combination analgesics alone, as ICHD-3 has them
  if (roles.has('antiemetic') && !classes.has('combination-analgesic') && !classes.has('ergot'))
    classes.add('antiemetic')
  if (classes.size === 0 && roles.has('preventive')) classes.add('preventive')
  // a barbiturate or caffeine tablet by itself
  if (classes.size === 0 && roles.has('adjuvant')) classes.add('other-acute')
  return MEDICINE_CLASSES.filter((one) => classes.has(one))
}

const CLASSIFICATION = 'ICHD-3, 8.2.5, note 1 (ichd-3.org)'

export const CLASS_RULES: readonly ClinicalRule<unknown>[] = [
  {
    id: 'medicine-class.combination-analgesic',
    version: 1,
    value: 'combination-analgesic',
    statement:
      'A product with two or more classes that each relieve pain (paracetamol and codeine), or with an analgesic and an adjuvant (caffeine, butalbital), is a combination analgesic and is counted in no other class.',
    certainty: 'sourced',
    source: `${CLASSIFICATION}; 8.2, note 1, for counting it once.`,
  },
  {
    id: 'medicine-class.non-opioids-together',
    version: 1,
    value: 'non-opioid',
    statement:
      'Several non-opioid analgesics without an adjuvant (aspirin and paracetamol) are one class, non-opioid analgesics, and no combination analgesic.',
    certainty: 'sourced',
    source: `${CLASSIFICATION}; 8.2.3, comments.`,
  },
  {
    id: 'medicine-class.other-adjuvants',
    version: 1,
    value: ['isometheptene', 'dichloralphenazone', 'orphenadrine', 'phenobarbital'],
    statement:
      'Isometheptene, dichloralphenazone, orphenadrine and phenobarbital count as adjuvants, as caffeine and butalbital do.',
    certainty: 'proposal',
    source: `Ours; ${CLASSIFICATION} gives caffeine as an example and does not list these.`,
  },
  {
    id: 'medicine-class.ergotamine-with-caffeine',
    version: 1,
    value: 'ergot',
    statement:
      'Ergotamine with caffeine is an ergot: the caffeine is there so that the ergotamine is taken up, and ergotamine is no analgesic.',
    certainty: 'unverified',
    source: 'Ours, from the wording of ICHD-3 8.2.5, which speaks of analgesics.',
  },
  {
    id: 'medicine-class.specific-with-analgesic',
    version: 1,
    value: ['triptan', 'non-opioid'],
    statement:
      'A product with a triptan or ergot and an analgesic (sumatriptan with naproxen) counts in both classes: each has a limit of its own, and the same two as two tablets would count in both. With an adjuvant besides (ergotamine, paracetamol and caffeine), the analgesic counts as a combination analgesic.',
    certainty: 'proposal',
    source: 'Ours; ICHD-3 8.2 has every subtype coded whose criteria are met and says nothing of such products.',
  },
  {
    id: 'medicine-class.analgesic-with-antiemetic',
    version: 1,
    value: ['non-opioid', 'antiemetic'],
    statement:
      'A medicine against nausea beside an analgesic does not make it a combination analgesic: it is counted beside it and has no limit.',
    certainty: 'proposal',
    source: 'Ours; ICHD-3 8.2.5 asks for an analgesic effect or an adjuvant.',
  },
  {
    id: 'medicine-class.not-a-medicine',
    version: 1,
    value: [],
    statement:
      'Devices, oxygen, cold packs, coffee, and what only accompanies a painkiller (a decongestant, a vitamin, a sleeping aid) by itself have no class and no monthly limit.',
    certainty: 'proposal',
    source: 'Ours; ICHD-3 8.2 speaks of acute and symptomatic headache medication.',
  },
  {
    id: 'medicine-class.adjuvant-alone',
    version: 1,
    value: 'other-acute',
    statement:
      'An adjuvant that was taken by itself, such as a caffeine tablet or a barbiturate, counts as another acute medicine.',
    certainty: 'proposal',
    source: 'Ours; ICHD-3 8.2 does not name them.',
  },
]
