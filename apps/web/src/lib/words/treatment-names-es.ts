// Spanish names of treatments for the pages: those of the page for the doctor.
export { TREATMENT_NAMES_ES } from '@clearday/care/treatment-names'
