// The page for the doctor as it is answered to a browser: a PDF to keep, or a page of its own that prints on one side.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ANSWER_SENTENCES } from '@clearday/care'
import { TREATMENT_NAMES_ES } from '@clearday/care/treatment-names'
import { findTreatment } from '@clearday/evidence'
import { doctorHtml } from '@clearday/web/doctor-html'
import { en as otherwiseEn } from '@clearday/web/otherwise-words.en'
import { es as otherwiseEs } from '@clearday/web/otherwise-words.es'
import type { ClinicServices } from '@clearday/web/services'
import { escapeHtml, page } from '../http/page.ts'
import type { Language } from '../http/reader.ts'
import { tooMany } from '../api/sync.ts'
import type { MadePage } from './doctor-task.ts'
import { wholePageWords } from './whole-page-words.ts'
import type { MakeWholePage, Otherwise, WholePage } from './whole-pages.ts'

/** Beside the look of the server's other pages. */
export const DOCTOR_STYLE = readFileSync(fileURLToPath(import.meta.resolve('@clearday/web/doctor.css')), 'utf8')
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es' }
const OTHERWISE = { en: otherwiseEn, es: otherwiseEs }
const AROUND_STYLE = `.of-then{border:1px solid var(--control);border-radius:.5rem;padding:.75rem 1rem;max-width:46rem;margin:0 0 1.5rem}
.of-then>:last-child{margin-bottom:0}.of-then :is(h2,h3){font-size:1.125em;font-weight:600;margin:0 0 .5rem}.of-then h3{font-size:1em}.of-then dl{margin:0 0 1rem}
.of-then dt{color:var(--quiet);font-size:.875em}.of-then dd{margin:0 0 .25rem}.of-then a{color:var(--accent);display:inline-block;padding-block:.5rem}.of-then.short{padding-block:0}
@media print{.of-then a,.of-then.short{display:none}.of-then{font-size:.75em;padding:.25rem .5rem;margin-bottom:.5rem}}`

/** Where one came from, on a screen alone. */
const BACK_STYLE =
  '.doctor-back a{display:inline-flex;align-items:center;min-height:var(--target);color:var(--accent)}@media print{.doctor-back{display:none}}'

export function answerDoctorPage(make: MakeWholePage): ClinicServices['doctorPage'] {
  return async ({ diary, account, options, paper, light, back }) => {
    const made = await make({ diary, account, options, paper, mayBeOld: paper === null })
    if (made === null) return tooMany()
    if (made.made.pdf !== null) return pdfAnswer(made.made.page.fileName, made.made.pdf)
    const { title } = made.made.page
    const { language } = options
    const otherwise = otherwiseHtml(made.otherwise, language)
    const way =
      back === undefined
        ? ''
        : `<nav class="doctor-back"><a href="${escapeHtml(back.href)}">${escapeHtml(back.label)}</a></nav>`
    const body = `${way}${oldHtml(made.old, language)}${otherwise === '' ? '' : leadHtml(language)}${doctorHtml(made.made.page, 1)}${otherwise}`
    return page(title, body, { reader: { language, light }, style: DOCTOR_STYLE + AROUND_STYLE + BACK_STYLE })
  }
}

export function pdfAnswer(fileName: string, pdf: NonNullable<MadePage['pdf']>): Response {
  return new Response(pdf, {
    headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${fileName}.pdf"` },
  })
}

/** It is looked at again by hand: each look stands in the record of the diary. */
function oldHtml(old: WholePage['old'], language: Language): string {
  if (old === null) return ''
  const words = wholePageWords(language)
  const moment = new Intl.DateTimeFormat(LOCALES[language], {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false },
    ...{ timeZoneName: 'short', timeZone: old.timeZone },
  }).format(new Date(old.madeAt))
  return `<div class="of-then" role="status"><p>${escapeHtml(words.old(moment))}</p><p><a href="">${words.again}</a></p></div>`
}

/** Whoever has two minutes is told before the page; what it is stands after it, so that the page prints on one side. */
function leadHtml(language: Language): string {
  return `<p class="of-then short"><a href="#otherwise">${OTHERWISE[language].title}</a></p>`
}

/** Both numbers and what changed, in the words that the device has for it. */
function otherwiseHtml(otherwise: Otherwise | null, language: Language): string {
  if (otherwise === null) return ''
  const { before, now, changes, since, sameDiary } = otherwise
  const both = Object.keys(now.of).filter((id) => Object.hasOwn(before.summary.of, id))
  if (both.length === 0) return ''
  const words = OTHERWISE[language]
  const { verdicts, same, grown } = wholePageWords(language)
  const sentences = ANSWER_SENTENCES[language]
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' })
  const day = (date: string): string => format.format(new Date(date))
  const says = (answer: Otherwise['now']['of'][string]): string =>
    escapeHtml(`${verdicts[answer.verdict]}: ${sentences.size(answer, sentences.kind.headache)}`)
  const answers = both.map(
    (id) => `<h3>${escapeHtml(treatmentName(id, language))}</h3>
<dl><dt>${words.before(day(before.day))}</dt><dd>${says(before.summary.of[id])}</dd><dt>${words.now}</dt><dd>${says(now.of[id])}</dd></dl>`,
  )
  const changed = changes.map(({ of, before: old, now: latest }) => {
    const what = of === 'model' ? words.model : `<code>${escapeHtml(of)}</code>`
    return `<li>${what} ${escapeHtml(words.version(old, latest))}</li>`
  })
  return `<section class="of-then" aria-labelledby="otherwise"><h2 id="otherwise">${words.title}</h2>
<p>${words.about(day(since))} ${sameDiary ? same : grown}</p>
${answers.join('')}<p>${words.changed}</p><ul>${changed.join('')}</ul></section>`
}

function treatmentName(id: string, language: Language): string {
  if (language === 'es' && Object.hasOwn(TREATMENT_NAMES_ES, id)) return TREATMENT_NAMES_ES[id]
  return findTreatment(id)?.name ?? id
}
