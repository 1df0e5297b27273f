// What is chosen when a death is recorded, and when it is taken back: for a patient's diary and for who wrote for others alike.

/** Who may tell the clinic of a death. A member of staff records it; relatives do not act in the program themselves. */
export const INFORMANTS = ['next-of-kin', 'physician', 'authority', 'clinic'] as const

/** Why a death was recorded in error. Chosen, not written: words could speak about the patient, and the record outlives an erasure. */
export const REOPENING_REASONS = ['another-person', 'false-report', 'entered-by-mistake'] as const
