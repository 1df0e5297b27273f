// Spanish names of the treatments that the library has evidence on, by their id; the library itself names them in English.

export const TREATMENT_NAMES_ES: Readonly<Record<string, string>> = {
  'craniosacral-therapy': 'Terapia craneosacral',
  'osteopathic-manipulation': 'Manipulación osteopática',
  acupuncture: 'Acupuntura',
  biofeedback: 'Biorretroalimentación',
  'relaxation-training': 'Entrenamiento en relajación',
  'cognitive-behavioural-therapy': 'Terapia cognitivo-conductual',
  mindfulness: 'Atención plena',
  'aerobic-exercise': 'Ejercicio aeróbico',
  riboflavin: 'Riboflavina',
  magnesium: 'Magnesio',
  'coenzyme-q10': 'Coenzima Q10',
  'riboflavin-magnesium-q10': 'Riboflavina, magnesio y coenzima Q10 juntos',
  melatonin: 'Melatonina',
  'water-intake': 'Beber más agua',
  propranolol: 'Propranolol',
  topiramate: 'Topiramato',
  amitriptyline: 'Amitriptilina',
  candesartan: 'Candesartán',
  'onabotulinumtoxin-a': 'Toxina onabotulínica A',
  'cgrp-antibodies': 'Anticuerpos contra el CGRP',
}
