// Of what a physician or pharmacist must know before something is taken or begun: the main ones, none of them a substitute for the packet.
import type { AskedCondition } from './condition-words.ts'
import {
  contraindication,
  type Basis,
  type Contraindication,
  type ContraindicationLevel,
  type ListedTreatment,
} from './contraindication.ts'

const UNREAD: Basis = {
  certainty: 'unverified',
  source: 'General knowledge of product information; none was read. The list is not complete.',
}

interface Listed extends ListedTreatment {
  /** Usually not taken with it. */
  readonly stops?: readonly AskedCondition[]
  /** Whoever prescribes weighs it up. */
  readonly asks?: readonly AskedCondition[]
}

const PRESCRIBED: readonly Listed[] = [
  {
    id: 'propranolol',
    name: 'Propranolol',
    stops: ['asthma', 'slow-heart-rate', 'low-blood-pressure'],
    asks: ['cardiovascular-disease', 'depression', 'pregnancy'],
  },
  {
    id: 'topiramate',
    name: 'Topiramate',
    stops: ['pregnancy', 'could-become-pregnant', 'glaucoma'],
    asks: ['kidney-stones', 'kidney-disease', 'depression', 'eating-disorder', 'combined-contraceptive'],
  },
  {
    id: 'amitriptyline',
    name: 'Amitriptyline',
    stops: ['cardiovascular-disease', 'glaucoma'],
    asks: ['epilepsy', 'depression', 'liver-disease', 'pregnancy'],
  },
  {
    id: 'candesartan',
    name: 'Candesartan',
    stops: ['pregnancy', 'could-become-pregnant'],
    asks: ['kidney-disease', 'low-blood-pressure', 'liver-disease'],
  },
  {
    id: 'cgrp-antibodies',
    name: 'CGRP antibodies',
    asks: ['cardiovascular-disease', 'stroke-within-6-months', 'pregnancy', 'could-become-pregnant', 'fear-of-needles'],
  },
]

const WITHOUT_PRESCRIPTION: readonly Listed[] = [
  { id: 'riboflavin', name: 'Riboflavin', asks: ['pregnancy'] },
  { id: 'magnesium', name: 'Magnesium', stops: ['kidney-disease'], asks: ['pregnancy', 'slow-heart-rate'] },
  { id: 'coenzyme-q10', name: 'Coenzyme Q10', asks: ['anticoagulant', 'pregnancy'] },
  {
    id: 'riboflavin-magnesium-q10',
    name: 'Riboflavin, magnesium and coenzyme Q10',
    stops: ['kidney-disease'],
    asks: ['anticoagulant', 'pregnancy', 'slow-heart-rate'],
  },
  {
    id: 'melatonin',
    name: 'Melatonin',
    asks: ['pregnancy', 'anticoagulant', 'epilepsy', 'liver-disease', 'immunosuppression'],
  },
  { id: 'water-intake', name: 'Drinking more water', asks: ['kidney-disease', 'cardiovascular-disease'] },
]

const EXERCISE: Listed = {
  id: 'aerobic-exercise',
  name: 'Aerobic exercise',
  stops: ['acute-infection'],
  asks: ['cardiovascular-disease', 'uncontrolled-hypertension', 'stroke-within-6-months', 'pregnancy'],
}

type Advice = Readonly<Record<ContraindicationLevel, string>>

const FROM_A_PRESCRIBER: Advice = {
  contraindicated:
    'It is usually not prescribed with this. Tell whoever prescribes it before the first dose. If you take it already, do not stop by yourself: ask today.',
  precaution: 'Tell whoever prescribes it before the first dose.',
}

const FROM_A_SHOP: Advice = {
  contraindicated: 'Not before a physician who knows of it has agreed.',
  precaution: 'Ask a physician or pharmacist before the first dose.',
}

const BEFORE_EXERCISE: Advice = {
  contraindicated: 'Wait until it is over.',
  precaution: 'Ask a physician how hard you may begin, before you begin.',
}

function itemsOf({ stops = [], asks = [], ...treatment }: Listed, advice: Advice): Contraindication[] {
  const item = (level: ContraindicationLevel) => (condition: AskedCondition) =>
    contraindication(treatment, level, condition, advice[level], UNREAD)
  return [...stops.map(item('contraindicated')), ...asks.map(item('precaution'))]
}

export const MEDICINE_CONTRAINDICATIONS: readonly Contraindication[] = [
  ...PRESCRIBED.flatMap((one) => itemsOf(one, FROM_A_PRESCRIBER)),
  ...WITHOUT_PRESCRIPTION.flatMap((one) => itemsOf(one, FROM_A_SHOP)),
  ...itemsOf(EXERCISE, BEFORE_EXERCISE),
]
