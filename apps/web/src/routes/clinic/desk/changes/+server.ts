// What a calendar that stands open asks every few seconds: the marks of the visits in its time. Tiny, and one query beside who asks.
import { deskMarks } from '@clearday/store'
import { json } from '@sveltejs/kit'
import { asDesk } from '#lib/server/desk/as-desk.ts'
import type { RequestHandler } from './$types'

const MOST_MS = 9 * 86_400_000

export const GET: RequestHandler = async (event) => {
  const [from, to] = ['from', 'to'].map((name) => Number(event.url.searchParams.get(name) ?? NaN))
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from || to - from > MOST_MS)
    return json({}, { status: 400 })
  return json(await asDesk(event, (transaction) => deskMarks(transaction, from, to)))
}
