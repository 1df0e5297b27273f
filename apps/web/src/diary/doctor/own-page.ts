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

const KEPT = 'page for the doctor'

/** What was chosen before; where nothing was, three months on the paper of where the device is. */
export async function ownPage(database: DiaryDatabase): Promise<OwnPage> {
  const text = (await database.choices.get(KEPT))?.value
  const kept = typeof text === 'string' ? (JSON.parse(text) as Partial<OwnPage>) : {}
  return {
    name: typeof kept.name === 'string' ? kept.name : '',
    question: typeof kept.question === 'string' ? kept.question.slice(0, MOST_QUESTION) : '',
    period: PERIODS.find((one) => one === kept.period) ?? '91',
    paper:
      PAPERS.find((one) => one === kept.paper) ??
      (/-(US|CA|MX|CO|CL|VE|PH)$/.test(navigator.language) ? 'Letter' : 'A4'),
  }
}

export async function keepOwnPage(database: DiaryDatabase, page: OwnPage): Promise<void> {
  // as text, because a diary that is locked is written as text
  await database.choices.put({ name: KEPT, value: JSON.stringify(page) })
}
