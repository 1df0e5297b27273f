// One visit, for whoever has its link: while it is held, the form that books it; then when and where it is, and how it is moved or cancelled.
import { urgentFlags } from '@clearday/care'
import {
  answerIntake,
  asReader,
  asVisitor,
  cancelAppointment,
  intakeAnswers,
  isUuid,
  isVisitOf,
  linkedAppointment,
  moveAppointment,
  publicPlaces,
  services,
  videoOf,
  type ServiceSetting,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { isPostableAddress, pace } from '#lib/server/site/pace.ts'
import { masthead, type Transaction } from '#lib/server/site/reading.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import { bookableService, choiceOf, shownStart, shownStarts } from '#lib/server/visit/bookable.ts'
import { answersFrom, shownQuestions, typedOf } from '#lib/server/visit/intake.ts'
import { bookVisit, putIntoDiary, visitDiaries } from '#lib/server/visit/visit-diaries.ts'
import type { Language, MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const mayAct = pace(30)
/** So long after a visit its link still shows it. */
const AFTER_MS = 30 * 86_400_000

/** Whose link it is. Ends with a page that says what is wrong: also where the visit is another person's than the link was sent to. */
async function opened({ params, locals }: Pick<RequestEvent, 'params' | 'locals'>) {
  const read = locals.clinic.visits.readToken(params.token)
  if (read.type === 'error') error(read.code === 'over' ? 410 : 404)
  const { appointment, person } = read
  if (!(await asReader(locals.clinic.app, (t) => isVisitOf(t, appointment, person)))) error(410)
  return { appointment, person, proof: locals.clinic.visits.proofOf(appointment) }
}

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event
  const { clinic, language } = locals
  const { appointment, proof } = await opened(event)
  const now = clinic.clock()
  const shown = await asReader(clinic.app, async (transaction) => {
    const visit = await linkedAppointment(transaction, appointment, proof)
    if (visit === null) return null
    const head = await masthead(transaction, clinic.origin, language)
    const [setting, places] = [
      (await services(transaction)).find(({ service }) => service === visit.service),
      await publicPlaces(transaction),
    ]
    const start = shownStart(visit, places, head.people, language)
    if (setting === undefined || start === null) return null
    const place = places.find(({ id }) => id === visit.location)
    const moving = visit.state === 'booked' && url.searchParams.has('move')
    return {
      ...{
        start,
        end: visit.end,
        state: visit.state,
        sequence: visit.sequence,
        late: visit.lateCancel,
        name: visit.name,
      },
      service: bookableService(setting, language),
      cancelHours: Math.round(setting.cancelMinutes / 60),
      isLate: visit.start - setting.cancelMinutes * 60_000 < now,
      isOver: visit.start <= now,
      address: place?.address ?? '',
      telephone: place?.telephone ?? '',
      clinicName: head.clinic.name,
      minutesLeft: visit.heldUntil === null ? 0 : Math.max(0, Math.ceil((visit.heldUntil - now) / 60_000)),
      version: setting.version,
      ...(await askedBefore(transaction, visit, setting, proof, language)),
      moving: moving
        ? await shownStarts(transaction, visit.service, choiceOf(url.searchParams, now), head.people, language, now)
        : null,
    }
  })
  if (shown === null) error(404)
  return {
    ...shown,
    flags: shown.service.kind === 'evaluation-new' ? urgentFlags(language) : null,
    token: event.params.token,
    mine: await visitDiaries(event, appointment, proof),
  }
}

/** What the service asks and what was answered; where a visit by video is. Up to two queries. */
async function askedBefore(
  transaction: Transaction,
  { appointment, state }: { readonly appointment: string; readonly state: string },
  { intake, setting }: ServiceSetting,
  proof: Uint8Array,
  language: Language,
) {
  const given = intake.length === 0 ? null : await intakeAnswers(transaction, appointment, proof)
  return {
    questions: shownQuestions(intake, given?.answers ?? {}, language),
    answered: given !== null,
    video: setting === 'video' && state !== 'held' ? await videoOf(transaction, appointment, proof) : null,
  }
}

/** The service of a visit as it asks now, and until when its link is kept. Null for a wrong proof. Two queries. */
async function askedOf(transaction: Transaction, appointment: string, proof: Uint8Array) {
  const visit = await linkedAppointment(transaction, appointment, proof)
  const setting = (await services(transaction)).find(({ service }) => service === visit?.service)
  return visit === null || setting === undefined ? null : { visit, setting }
}

function faultsOf(kept: { readonly name: string; readonly email: string; readonly telephone: string }): Fault[] {
  const faults: Fault[] = []
  if (kept.name === '' || kept.name.length > 200) faults.push({ field: 'name', key: 'evaluation.fault.name' })
  if (kept.email === '' && kept.telephone === '') faults.push({ field: 'email', key: 'evaluation.fault.reach' })
  else if (kept.email !== '' && !isPostableAddress(kept.email))
    faults.push({ field: 'email', key: 'evaluation.fault.email' })
  if (kept.telephone.length > 50)
    faults.push({ field: 'telephone', key: 'evaluation.fault.long', values: { most: 50 } })
  return faults
}

const busy = (event: RequestEvent): boolean => !mayAct(event.getClientAddress(), event.locals.clinic.clock())
const refusal = (code: string): MessageKey => `visit.refused.${code}` as MessageKey

export const actions: Actions = {
  book: async (event) => {
    const { clinic, language } = event.locals
    const { appointment, person, proof } = await opened(event)
    const said = await readForm(event.request)
    const who = { name: said('name'), email: said('email'), telephone: said('telephone') }
    const kept = { ...who, diary: isUuid(said('diary')) ? said('diary') : '' }
    const asked = await asReader(clinic.app, (transaction) => askedOf(transaction, appointment, proof))
    if (asked === null) error(404)
    const { intake, version } = asked.setting
    const { answers, faults: missing } = answersFrom(intake, said)
    const faults = [...faultsOf(kept), ...missing]
    const typed = { ...kept, answers: shownQuestions(intake, typedOf(intake, said), language) }
    if (busy(event)) return fail(429, { faults: [{ field: 'name', key: 'visit.fault.busy' as const }], kept: typed })
    if (faults.length > 0) return fail(400, { faults, kept: typed })
    const booked = await bookVisit(event, {
      ...{ appointment, person, proof, who, diary: kept.diary },
      then: async (transaction) => {
        if (intake.length > 0) await answerIntake(transaction, { appointment, answers, version, proof })
      },
    })
    if (booked.type === 'error') return fail(409, { refused: refusal(booked.error.code), kept: typed })
    const { person: comes, end } = booked.value
    redirect(303, `/visit/appointment/${clinic.visits.tokenOf(appointment, comes, end + AFTER_MS)}`)
  },
  answer: async (event) => {
    const { clinic, language } = event.locals
    const { appointment, proof } = await opened(event)
    const said = await readForm(event.request)
    if (busy(event)) return fail(429, { refused: 'visit.fault.busy' as const })
    const asked = await asReader(clinic.app, (transaction) => askedOf(transaction, appointment, proof))
    if (asked === null) error(404)
    const { intake, version } = asked.setting
    const { answers, faults } = answersFrom(intake, said)
    const kept = {
      name: '',
      email: '',
      telephone: '',
      diary: '',
      answers: shownQuestions(intake, typedOf(intake, said), language),
    }
    if (faults.length > 0) return fail(400, { faults, kept })
    const done = await asVisitor(clinic.app, (transaction) =>
      answerIntake(transaction, { appointment, answers, version, proof }),
    )
    return done.type === 'ok' ? { done: 'answered' as const } : fail(409, { refused: refusal(done.error.code), kept })
  },
  connect: async (event) => {
    const { account } = signedIn(event)
    const { appointment, proof } = await opened(event)
    const patient = (await readForm(event.request))('diary')
    if (busy(event)) return fail(429, { refused: 'visit.fault.busy' as const })
    if (!isUuid(patient)) return fail(400, { faults: [{ field: 'diary', key: 'fault.choose' as const }] })
    const done = await putIntoDiary(event, account, { appointment, proof, patient })
    if (done.type === 'ok') return { done: 'connected' as const }
    const { code } = done.error
    const own = code === 'wrong-state' || code === 'two-diaries'
    return fail(409, { refused: own ? (`visit.diary.refused.${code}` as const) : refusal(code) })
  },
  cancel: async (event) => {
    const { appointment, proof } = await opened(event)
    const said = await readForm(event.request)
    if (busy(event)) return fail(429, { refused: 'visit.fault.busy' as const })
    const done = await asVisitor(event.locals.clinic.app, (transaction) =>
      cancelAppointment(transaction, appointment, said('why').slice(0, 500), proof),
    )
    return done.type === 'ok' ? { done: 'cancelled' as const } : fail(409, { refused: refusal(done.error.code) })
  },
  move: async (event) => {
    const { clinic } = event.locals
    const { appointment, person, proof } = await opened(event)
    const said = await readForm(event.request)
    if (busy(event)) return fail(429, { refused: 'visit.fault.busy' as const })
    const [start, seen] = [Number(said('start')), Number(said('seen'))]
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(seen) || !/^[0-9a-f-]{36}$/.test(said('practitioner')))
      return fail(400, { refused: refusal('off-grid') })
    const moved = await asVisitor(clinic.app, async (transaction) => {
      const visit = await linkedAppointment(transaction, appointment, proof)
      if (visit === null) return { type: 'error', error: { code: 'not-found' } } as const
      const to = { location: said('location'), practitioner: said('practitioner'), room: null, start }
      const outcome = await moveAppointment(
        transaction,
        { ...to, appointment, service: visit.service, seen, proof },
        clinic.clock(),
      )
      return outcome.type === 'ok' ? ({ type: 'ok', end: outcome.value.end } as const) : outcome
    })
    if (moved.type === 'error') return fail(409, { refused: refusal(moved.error.code) })
    redirect(303, `/visit/appointment/${clinic.visits.tokenOf(appointment, person, moved.end + AFTER_MS)}?moved`)
  },
}
