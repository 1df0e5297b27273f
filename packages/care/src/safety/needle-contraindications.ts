// What speaks against needles: acupuncture, and onabotulinumtoxin A, which is injected.
import type { AskedCondition } from './condition-words.ts'
import { contraindication, type Basis, type Contraindication, type ListedTreatment } from './contraindication.ts'

const ACUPUNCTURE: ListedTreatment = { id: 'acupuncture', name: 'Acupuncture' }

const NEEDLES: Basis = {
  certainty: 'unverified',
  source: 'General knowledge and pages of practitioners; no guideline was read, and pages differ.',
}

const ASK = 'Tell the acupuncturist before the first session, and ask a physician first.'

/** Where something special can be said, it is; the others are told and asked. */
const OF_ACUPUNCTURE: readonly (readonly [AskedCondition, string])[] = [
  [
    'bleeding-disorder',
    'Not before a physician who knows of it has agreed. Needles can bleed and bruise more with it.',
  ],
  ['anticoagulant', `${ASK} Needles can bleed and bruise more with it. Do not leave out a dose for it.`],
  ['pacemaker', `${ASK} Needles with electrical current are left out with it.`],
  ['immunosuppression', `${ASK} An infection where a needle went in is more likely with it.`],
  ['acute-infection', 'Wait until the infection is over, or ask a physician first.'],
  ['lymphoedema', `${ASK} No needles go into the arm or leg concerned.`],
  ['pregnancy', `${ASK} Some points are left out in pregnancy.`],
  ['epilepsy', `${ASK} Needles with electrical current are left out with it.`],
  ['cancer', ASK],
  [
    'fear-of-needles',
    'Say so before the first session. You may stop at any time, and there are treatments without needles.',
  ],
]

const TOXIN: ListedTreatment = { id: 'onabotulinumtoxin-a', name: 'Onabotulinumtoxin A' }

const TOXIN_BASIS: Basis = {
  certainty: 'unverified',
  source: 'General knowledge of product information; none was read. Diseases of nerve and muscle are not asked here.',
}

const PRESCRIBER = 'Tell whoever gives the injections before the first one, also of any disease of nerves or muscles.'

const OF_TOXIN: readonly AskedCondition[] = [
  'pregnancy',
  'could-become-pregnant',
  'bleeding-disorder',
  'anticoagulant',
  'acute-infection',
  'fear-of-needles',
]

const STOPS: readonly AskedCondition[] = ['bleeding-disorder']

export const NEEDLE_CONTRAINDICATIONS: readonly Contraindication[] = [
  ...OF_ACUPUNCTURE.map(([condition, advice]) => {
    const level = STOPS.includes(condition) ? 'contraindicated' : 'precaution'
    return contraindication(ACUPUNCTURE, level, condition, advice, NEEDLES)
  }),
  ...OF_TOXIN.map((condition) => contraindication(TOXIN, 'precaution', condition, PRESCRIBER, TOXIN_BASIS)),
]
