// What the outside uses of the page for the doctor.
export {
  PAGE_LANGUAGES,
  type Bar,
  type Block,
  type Cell,
  type DoctorPage,
  type DoctorSection,
  type DrawnMark,
  type PageLanguage,
} from './doctor-page.ts'
export { answersOfPage, doctorPageOf, type DoctorPageOptions } from './doctor-page-of.ts'
export { MOST_QUESTION, withOwnWords, type OwnWords } from './own-words.ts'
