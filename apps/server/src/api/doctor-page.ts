// The address at which the page for the doctor is made of a diary: as JSON, or as a PDF for who asks for one. By POST, because what the patient
// asks stands in no address and no log.
import { asPerson, readWhole, type Store } from '@clearday/store'
import { MOST_QUESTION, PAGE_LANGUAGES } from '@clearday/care'
import { isLocalDate } from '@clearday/diary'
import { PAPERS } from '@clearday/web/doctor-pdf'
import { z } from 'zod'
import { pdfAnswer } from '../doctor/answer-page.ts'
import { whereAndWhen } from '../doctor/doctor-pages.ts'
import type { MakeWholePage } from '../doctor/whole-pages.ts'
import type { Mount } from '../http/mount.ts'
import { json, problem } from '../http/problem.ts'
import { readJson } from '../http/request-body.ts'
import { routes } from '../http/routes.ts'
import { turns } from '../http/turns.ts'
import type { SessionOf } from './session.ts'
import { tooMany } from './sync.ts'

export interface DoctorPageParts {
  readonly store: Pick<Store, 'app'>
  readonly sessionOf: SessionOf
  readonly clock: () => number
  readonly make: MakeWholePage
}

const OF_ACCOUNT = { atOnce: 1, waiting: 4 }
const DAY = z.string().refine(isLocalDate)
const ASKED = z.object({
  language: z.enum(PAGE_LANGUAGES),
  name: z.string().max(200).optional(),
  question: z.string().max(MOST_QUESTION).optional(),
  from: DAY.optional(),
  to: DAY.optional(),
  paper: z.enum(PAPERS).optional(),
})

/** What would be right. */
const RIGHT: Readonly<Record<string, string>> = {
  body: 'send an object with language, and if wanted name, question, from, to and paper',
  language: `write ${PAGE_LANGUAGES.join(' or ')}`,
  name: 'write at most 200 letters',
  question: `write at most ${String(MOST_QUESTION)} letters`,
  from: 'write a day such as 2026-03-29',
  to: 'write a day such as 2026-03-29',
  paper: `write ${PAPERS.join(' or ')}`,
}

const NO_DIARY = ['no-such-diary', 'There is no such diary, or it is not open to you.'] as const

/** For whoever may read the diary; who is not its patient stands in its record. */
export function doctorPageMount({ store, sessionOf, clock, make }: DoctorPageParts): Mount {
  const ofAccount = turns(OF_ACCOUNT)
  const handle = routes([
    {
      name: 'doctor-page',
      method: 'POST',
      path: '/api/v1/doctor-page/:patient',
      handle: async (request, { patient }) => {
        const session = await sessionOf(request)
        if (session === null) return problem(401, 'no-session', 'Sign in first: there is no session, or it has ended.')
        const answer = await ofAccount.take(session.account, () => page(request, session.account, patient))
        const given = answer ?? tooMany()
        for (const cookie of session.setCookies ?? []) given.headers.append('set-cookie', cookie)
        return given
      },
    },
  ])

  async function page(request: Request, account: string, patient: string): Promise<Response> {
    const read = await asPerson(store.app, account, (transaction, access) =>
      readWhole(transaction, access, patient, 'doctor-page', clock()),
    )
    if (read.type === 'error') return problem(404, ...NO_DIARY)
    const body = await readJson(request)
    if (body.type === 'error') return body.answer
    const asked = ASKED.safeParse(body.value)
    if (!asked.success) {
      const [{ path }] = asked.error.issues
      const where = path.length === 0 ? 'The body' : path.join('.')
      return problem(400, 'wrong-value', `${where} cannot be used; ${RIGHT[String(path[0])] ?? RIGHT.body}.`)
    }
    const { paper = 'A4', to, ...options } = asked.data
    const { today } = whereAndWhen(read.value.rows, clock())
    const { from } = options
    if (from !== undefined && from > (to ?? today))
      return problem(
        400,
        'wrong-value',
        `from cannot be used: ${from} is after ${to ?? today}, the last day of the page.`,
      )
    const wantsPdf = (request.headers.get('accept') ?? '').includes('application/pdf')
    const whole = await make({
      ...{ diary: read.value, account, mayBeOld: false },
      options: withoutUnsaid({ ...options, to }),
      paper: wantsPdf ? paper : null,
    })
    if (whole === null) return tooMany()
    const { made } = whole
    return made.pdf === null ? json(made.page) : pdfAnswer(made.page.fileName, made.pdf)
  }
  return { name: 'doctor-page', handle }
}

/** What was not said is left out, not said to be nothing. */
function withoutUnsaid<Options extends object>(
  options: Options,
): { [Name in keyof Options]: Exclude<Options[Name], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}
