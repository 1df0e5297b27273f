// One treatment: what it is, who gives it where, what trials found, who asks a physician first, and whether it is something to ask about.
import { breadcrumbs, jsonLdText, medicalTherapy } from '@clearday/articles'
import { selfCheckQuestions, treatmentGuide, urgentFlags } from '@clearday/care'
import { findTreatment } from '@clearday/evidence'
import { asReader, listArticles } from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { evidenceBlock } from '#lib/server/site/evidence-block.ts'
import { clinicOf, dayOf, givenAt } from '#lib/server/site/offered.ts'
import { bookPath, cardOf, masthead, worded } from '#lib/server/site/reading.ts'
import { answerCheck } from '#lib/server/site/self-check-form.ts'
import { words } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST = 20

export const load: PageServerLoad = async ({ locals, params, request }) => {
  // an answer to what somebody said of themselves is theirs alone
  locals.forEverybody = request.method === 'GET'
  const { clinic, language } = locals
  const treatment = findTreatment(params.treatment)
  const block = treatment === undefined ? null : evidenceBlock(treatment.id, language)
  const guide = treatmentGuide(treatment?.id ?? '', language)
  const questions = selfCheckQuestions(treatment?.id ?? '', language)
  if (treatment === undefined || block === null || guide === undefined || questions === undefined) error(404)
  if (treatment.id !== params.treatment) redirect(301, `/treatments/${treatment.id}`)
  const { id, prescribed } = treatment
  const say = words(language)
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const found = await listArticles(transaction, { language, treatment: id, most: MOST })
    const here = await clinicOf(transaction, head.people)
    const offer = here.offers.find((one) => one.treatment === id)
    const path = `/treatments/${id}`
    const steps = [
      { name: head.clinic.name, path: '/' },
      { name: say('site.treatments'), path: '/treatments' },
      { name: block.name, path },
    ]
    const therapy = medicalTherapy({
      ...{ clinic: head.clinic, path, name: block.name, description: block.whatItIs },
      alternateNames: treatment.aliases,
      contraindications: guide.conditions.map((one) => one.words),
    })
    return {
      ...{ block, guide, questions, prescribed, flags: urgentFlags(language) },
      // other names are English first, and those of other languages behind them
      aliases: language === 'en' ? treatment.aliases.slice(0, 5).join(', ') : '',
      ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}${path}` },
      jsonLd: jsonLdText([therapy, breadcrumbs(head.clinic, steps)]),
      own: offer?.offered === true ? worded(offer.words, language) : '',
      given: givenAt(here, id, dayOf(clinic.clock()), language),
      book: bookPath(head.instant, { treatment: id }),
      cards: found.map((card) => cardOf(card, head.people)),
    }
  })
}

export const actions: Actions = {
  check: async ({ request, locals, params }) => {
    const checked = answerCheck(
      params.treatment,
      await request.formData(),
      dayOf(locals.clinic.clock()),
      locals.language,
    )
    return checked ?? fail(404)
  },
}
