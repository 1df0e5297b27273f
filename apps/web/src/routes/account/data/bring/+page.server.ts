// Bringing a diary along, in two steps: what is in the file and what would come of it is shown, and then, agreed to, all of it is joined.
import { error, fail } from '@sveltejs/kit'
import {
  bringFile,
  currentText,
  giveConsent,
  ownDiary,
  previewBringing,
  writtenDiaries,
  type AdoptInto,
} from '@clearday/store'
import { asMe, outcomeFault, type Access } from '#lib/server/acting.ts'
import { MOST_MEGABYTES, readUpload, type Place } from '#lib/server/brought-file.ts'
import { signedIn, type Fault } from '#lib/server/sign-in.ts'
import { words } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const CONSENT = 'keep-diary'
const MOST_LISTED = 20

/** The diary that is asked for, else one's own, else a new one of one's own. */
function intoOf({ url }: Pick<RequestEvent, 'url'>, access: Access): AdoptInto {
  const asked = url.searchParams.get('diary')
  const own = ownDiary(access)
  if (asked === null || asked === own) return own === null ? 'new' : 'own'
  if (!access.write.includes(asked)) error(404, 'not-found')
  return { patient: asked }
}

export const load: PageServerLoad = async (event) => {
  signedIn(event)
  const consent = currentText(CONSENT, event.locals.language)
  const into = await asMe(event, async (transaction, access) => {
    const chosen = intoOf(event, access)
    if (typeof chosen === 'string') return { kind: chosen, patient: null, name: '' }
    const { patient } = chosen
    const diaries = await writtenDiaries(transaction, access)
    return { kind: 'other' as const, patient, name: diaries.find((one) => one.patient === patient)?.name ?? '' }
  })
  return { into, consent, most: MOST_MEGABYTES }
}

const wrong = (fault: Fault, more: { readonly places?: readonly Place[] } = {}) =>
  fail(400, { faults: [fault], ...more })

async function look(event: RequestEvent, form: FormData, faults: readonly Fault[] = []) {
  const at = event.locals.clinic.clock()
  const upload = await readUpload(form, at, words(event.locals.language))
  if (upload.type === 'error') return wrong(upload.fault, { places: upload.places })
  const { file, name, digest, carried } = upload.value
  const preview = await asMe(event, (transaction, access) =>
    previewBringing(transaction, access, file, intoOf(event, access), at),
  )
  if (preview.type === 'error') return wrong(outcomeFault(preview, 'file') as Fault)
  const { clashes, perhapsTwice, ...counts } = preview.value
  const shown = {
    ...{ name, digest, carried, ...counts },
    ...{ clashes: clashes.slice(0, MOST_LISTED), moreClashes: Math.max(0, clashes.length - MOST_LISTED) },
    ...{ twice: perhapsTwice.slice(0, MOST_LISTED), moreTwice: Math.max(0, perhapsTwice.length - MOST_LISTED) },
  }
  return faults.length > 0 ? fail(400, { shown, faults }) : { shown }
}

/** A file is held in memory whole: one at a time of an account. */
async function inTurn<Value>(event: RequestEvent, work: () => Promise<Value>) {
  const { account } = signedIn(event)
  const done = await event.locals.clinic.inTurn(account, async () => ({ value: await work() }))
  return done === null ? wrong({ field: 'file', key: 'fault.busy' }) : done.value
}

async function join(event: RequestEvent) {
  const { clinic, language } = event.locals
  const form = await event.request.formData()
  const at = clinic.clock()
  const upload = await readUpload(form, at, words(language))
  if (upload.type === 'error') return wrong(upload.fault, { places: upload.places })
  if (upload.value.digest !== form.get('digest')) return look(event, form, [{ field: 'file', key: 'fault.file.other' }])
  const version = Number(form.get('version'))
  const shownIn = form.get('language')
  const consent = currentText(CONSENT, typeof shownIn === 'string' ? shownIn : language)
  const brought = await asMe(event, async (transaction, access) => {
    const into = intoOf(event, access)
    const agreed = form.get('agree') === 'on' && version === consent.version
    if (into === 'new' && !agreed) return 'not-agreed'
    // two people's days cannot be told apart again: it is asked for, never concluded
    if (into !== 'new' && form.get('same') !== 'on') return 'not-the-same'
    // who agreed to another thing than what would be done now looks again
    if (form.get('into') !== (typeof into === 'string' ? into : into.patient)) return 'other'
    const joined = await bringFile(transaction, access, { ...upload.value, into }, at)
    if (joined.type === 'error' || into !== 'new') return joined
    const { patient, access: wider } = joined.value
    const answer = { patient, text: CONSENT, version, language: consent.language } as const
    const given = await giveConsent(transaction, wider, answer, at)
    // thrown, so that nothing of it stays: all that could be wrong was looked at
    if (given.type === 'error') throw new Error(`a consent that was checked is refused: ${given.error.code}`)
    return joined
  })
  if (brought === 'not-agreed') return look(event, form, [{ field: 'agree', key: 'fault.file.agree' }])
  if (brought === 'not-the-same') return look(event, form, [{ field: 'same', key: 'fault.file.same' }])
  if (brought === 'other') return look(event, form)
  if (brought.type === 'error') {
    const { code, message } = brought.error
    // there is a diary by now, or none any more
    if (code === 'already-open' || code === 'not-found' || code === 'has-own-diary') return look(event, form)
    if (code !== 'wrong-value') return wrong(outcomeFault(brought, 'file') as Fault)
    const places = [{ place: '', message }]
    return wrong({ field: 'file', key: 'fault.file.wrong', values: { count: 1 } }, { places })
  }
  const { stored, attachments, leftOut, patient } = brought.value
  return { brought: { stored, attachments, patient }, leftOut }
}

export const actions: Actions = {
  look: (event) => inTurn(event, async () => look(event, await event.request.formData())),
  join: (event) => inTurn(event, () => join(event)),
}
