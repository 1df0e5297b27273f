// What is taken every day or every few weeks so that attacks come less often, prescribed or as a supplement: never an acute medicine.
import type { Ingredient } from './ingredient.ts'

function preventive(id: string, name: string, ...aliases: readonly string[]): Ingredient {
  return { id, name, aliases, role: 'preventive' }
}

export const PREVENTIVES: readonly Ingredient[] = [
  preventive('propranolol', 'Propranolol'),
  preventive('metoprolol', 'Metoprolol', 'metoprolol succinate', 'metoprolol tartrate'),
  preventive('bisoprolol', 'Bisoprolol'),
  preventive('atenolol', 'Atenolol'),
  preventive('nadolol', 'Nadolol'),
  preventive('timolol', 'Timolol'),
  preventive('candesartan', 'Candesartan', 'candesartan cilexetil'),
  preventive('lisinopril', 'Lisinopril'),
  preventive('nebivolol', 'Nebivolol'),
  preventive('telmisartan', 'Telmisartan'),
  preventive('verapamil', 'Verapamil'),
  preventive('flunarizine', 'Flunarizine', 'flunarizin', 'flunarizina'),
  preventive('pizotifen', 'Pizotifen', 'pizotifene'),
  preventive('amitriptyline', 'Amitriptyline', 'amitriptylin', 'amitriptilina'),
  preventive('nortriptyline', 'Nortriptyline', 'nortriptylin', 'nortriptilina'),
  preventive('venlafaxine', 'Venlafaxine', 'venlafaxin', 'venlafaxina'),
  preventive('duloxetine', 'Duloxetine', 'duloxetin', 'duloxetina'),
  preventive('mirtazapine', 'Mirtazapine', 'mirtazapin'),
  preventive('topiramate', 'Topiramate', 'topiramat', 'topiramato'),
  preventive(
    'valproate',
    'Valproate',
    'valproic acid',
    'sodium valproate',
    'divalproex',
    'divalproex sodium',
    'valproinsäure',
  ),
  preventive('gabapentin', 'Gabapentin'),
  preventive('pregabalin', 'Pregabalin'),
  preventive('levetiracetam', 'Levetiracetam'),
  preventive('zonisamide', 'Zonisamide'),
  preventive('cinnarizine', 'Cinnarizine'),
  preventive('cyproheptadine', 'Cyproheptadine'),
  preventive('opipramol', 'Opipramol'),
  preventive('lamotrigine', 'Lamotrigine', 'lamotrigin'),
  preventive('acetazolamide', 'Acetazolamide', 'acetazolamid'),
  preventive('memantine', 'Memantine', 'memantin'),
  preventive('onabotulinumtoxina', 'OnabotulinumtoxinA', 'botulinum toxin', 'botulinum toxin type A', 'botulinumtoxin'),
  preventive('erenumab', 'Erenumab'),
  preventive('fremanezumab', 'Fremanezumab'),
  preventive('galcanezumab', 'Galcanezumab'),
  preventive('eptinezumab', 'Eptinezumab'),
  preventive('atogepant', 'Atogepant'),
]

export const SUPPLEMENTS: readonly Ingredient[] = [
  preventive('magnesium', 'Magnesium', 'magnesium citrate', 'magnesium oxide', 'magnesium glycinate', 'magnesio'),
  preventive('riboflavin', 'Riboflavin', 'vitamin B2'),
  preventive('coenzyme-q10', 'Coenzyme Q10', 'CoQ10', 'Q10', 'ubiquinone', 'ubidecarenone', 'coenzym Q10'),
  preventive('melatonin', 'Melatonin', 'melatonina', 'mélatonine'),
  preventive('feverfew', 'Feverfew', 'tanacetum parthenium'),
  preventive('butterbur', 'Butterbur', 'petasites', 'petasites hybridus'),
]
