// One painkiller or one medicine against nausea under its product's name: what most medicine cabinets hold.
import type { Product } from './ingredient.ts'
import { brands, product } from './write-products.ts'

const P_AND_T = 'P&T 2008;33(7):404–416, table 1.'

const NON_OPIOID_PRODUCTS: readonly Product[] = [
  ...brands('paracetamol', [
    'Tylenol',
    'Panadol',
    'Doliprane',
    'Dafalgan',
    'Efferalgan',
    'ben-u-ron',
    'Alvedon',
    'Panodil',
    'Calpol',
    'Tachipirina',
    'Gelocatil',
    'Termalgin',
    'Tempra',
    'Crocin',
    'Perdolan',
    'Anadin Paracetamol',
  ]),
  ...brands('paracetamol', ['Tylenol Extra Strength', 'Hedex'], 500),
  ...brands('paracetamol', ['Tylenol Regular Strength'], 325),
  ...brands('ibuprofen', [
    'Nurofen',
    'Advil',
    'Motrin',
    'Brufen',
    'Neobrufen',
    'Dolormin',
    'Ipren',
    'Ibumetin',
    'Burana',
    'Ibux',
    'Espidifen',
    'Spedifen',
    'Algifor',
    'Moment',
    'Cuprofen',
  ]),
  ...brands('ibuprofen', ['Anadin Ultra', 'Motrin IB', 'Advil Migraine', 'Nurofen Migraine Pain'], 200),
  ...brands('ibuprofen', ['Nurofen Forte', 'Dolormin Migräne'], 400),
  ...brands('naproxen', ['Naprosyn', 'Proxen', 'Apranax', 'Antalgin', 'Flanax', 'Dolormin für Frauen', 'Dolormin GS']),
  ...brands('naproxen', ['Feminax Ultra'], 250),
  // in naproxen: naproxen sodium is heavier by the sodium, 220 mg of it hold 200 mg
  product(
    'aleve',
    'Aleve',
    { naproxen: 200 },
    { aliases: ['Momendol'], source: `${P_AND_T} (naproxen sodium 220 mg)` },
  ),
  product('naproxen-sodium-220', 'Naproxen sodium 220 mg', { naproxen: 200 }, { aliases: ['naproxen 220 mg'] }),
  product('naproxen-sodium-275', 'Naproxen sodium 275 mg', { naproxen: 250 }, { aliases: ['naproxen 275 mg'] }),
  product(
    'naproxen-sodium-550',
    'Naproxen sodium 550 mg',
    { naproxen: 500 },
    { aliases: ['Anaprox DS', 'naproxen 550 mg', 'naproxen 550'] },
  ),
  ...brands('diclofenac', ['Voltaren', 'Voltarol', 'Cataflam']),
  ...brands('diclofenac', ['Cambia'], 50),
  ...brands('ketoprofen', ['Gabrilen', 'Profemigr', 'Orudis', 'Bi-Profenid', 'Oki']),
  ...brands('dexketoprofen', ['Enantyum', 'Sympal', 'Keral', 'Ketesse']),
  ...brands('indometacin', ['Indocin', 'Indocid']),
  ...brands('celecoxib', ['Celebrex']),
  ...brands('celecoxib', ['Elyxyb'], 120),
  ...brands('etoricoxib', ['Arcoxia']),
  ...brands('mefenamic-acid', ['Ponstan', 'Ponstel', 'Parkemed']),
  ...brands('tolfenamic-acid', ['Clotam', 'Migea'], 200),
  ...brands('nimesulide', ['Aulin']),
  ...brands('ketorolac', ['Toradol']),
  ...brands('metamizole', ['Novalgin', 'Novalgina', 'Nolotil', 'Analgin', 'Optalgin', 'Neo-Melubrina']),
  ...brands('clonixin', ['Dorixina']),
  ...brands('clonixin', ['Dolalgial'], 125),
  ...brands('nefopam', ['Acupan']),
  ...brands('aspirin', [
    'Aspirina',
    'Aspirine',
    'Aspro',
    'Aspégic',
    'Disprin',
    'Bufferin',
    'Bayer Aspirin',
    'Aspirin Migräne',
  ]),
  product(
    'low-dose-aspirin',
    'Low-dose aspirin',
    { aspirin: 'varies' },
    {
      aliases: [
        'Aspirin Protect',
        'Cardiprin',
        'Kardégic',
        'Adiro',
        'baby aspirin',
        ...['aspirin', 'ASS', 'ASA'].flatMap((name) =>
          [75, 81, 100].flatMap((milligrams) => [`${name} ${milligrams} mg`, `${name} ${milligrams}`]),
        ),
      ],
      everyDay: true,
      strengths: [75, 81, 100],
    },
  ),
]

const SINGLE_OPIOIDS: readonly Product[] = [
  ...brands('tramadol', ['Ultram', 'Tramal', 'Zydol', 'Contramal', 'Adolonta']),
  ...brands('tapentadol', ['Palexia', 'Nucynta']),
  ...brands('oxycodone', ['OxyContin', 'Oxynorm']),
  product('targin', 'Targin', { oxycodone: 'varies', naloxone: 'varies' }, { aliases: ['Targinact'] }),
  product('valoron-n', 'Valoron N', { tilidine: 'varies', naloxone: 'varies' }, { aliases: ['tilidine + naloxone'] }),
]

const ANTIEMETIC_PRODUCTS: readonly Product[] = [
  ...brands('metoclopramide', ['Reglan', 'Primperan', 'Paspertin', 'Maxolon']),
  ...brands('domperidone', ['Motilium']),
  ...brands('prochlorperazine', ['Buccastem', 'Stemetil', 'Compazine']),
  ...brands('promethazine', ['Phenergan']),
  ...brands('ondansetron', ['Zofran']),
  ...brands('dimenhydrinate', ['Vomex', 'Dramamine', 'Gravol']),
]

export const SINGLE_PAINKILLERS: readonly Product[] = [
  ...NON_OPIOID_PRODUCTS,
  ...SINGLE_OPIOIDS,
  ...ANTIEMETIC_PRODUCTS,
]
