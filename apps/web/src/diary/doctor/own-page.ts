// What the patient chose for the page for the doctor: kept with the diary on the device, so that a question is there when the visit comes.
import { MOST_QUESTION } from '@clearday/care'
import type { DiaryDatabase } from '../device/database.ts'

export const PERIODS = ['28', '91', '182', '365'] as const
export const PAPERS = ['A4', 'Letter'] as const

export interface OwnPage {
  readonly name: string
  readonly question: string
  /** In days. */
  readonly period: (typeof PERIODS)[number]
  readonly paper: (typeof PAPERS)[number]
}

/** A choice each, so that a question comes along into a diary whose page has none. */
const KEPT = {
  name: 'doctor page name',
  question: 'doctor page question',
  period: 'doctor page period',
  paper: 'doctor page paper',
} as const satisfies Record<keyof OwnPage, string>

/** What was chosen before; where nothing was, three months on the paper of where the device is. */
export async function ownPage(database: DiaryDatabase): Promise<OwnPage> {
  const [name, question, period, paper] = (await database.choices.bulkGet(Object.values(KEPT))).map((row) => row?.value)
  const near = /-(US|CA|MX|CO|CL|VE|PH)$/.test(navigator.language) ? 'Letter' : 'A4'
  return {
    name: typeof name === 'string' ? name : '',
    question: typeof question === 'string' ? question.slice(0, MOST_QUESTION) : '',
    period: PERIODS.find((one) => one === period) ?? '91',
    paper: PAPERS.find((one) => one === paper) ?? near,
  }
}

/** Only what is said is kept; what was said before of the rest stays. */
export async function keepOwnPage(database: DiaryDatabase, change: Partial<OwnPage>): Promise<void> {
  await database.choices.bulkPut(
    Object.entries(change).map(([what, value]) => ({ name: KEPT[what as keyof OwnPage], value })),
  )
}
