// Several people on one device: whose diaries may be shown. What is hidden stays whole on the device, with what is not sent, until its account
// signs in again; a device that only lost its network hides nothing.
import { askWhoIsSignedIn, holdThoseOf } from './account.ts'
import { currentDiary, heldDiaries, holdDiary, makeCurrent, TRIED, type HeldDiary } from './diaries.ts'

/** Left by the clinic's pages when somebody signed in (`in`) or out (`out`) there: heeded until it is known what follows from it. Ours is
 * `mine`: signed in, and whoever has the device has said that the diary is theirs. */
const MARK = 'clearday-diary'
const GOES_ON = 'clearday goes on'

/** Diaries of all accounts but one; of all of them without one. */
export function hideAllBut(account: string | null): void {
  for (const diary of heldDiaries())
    if (diary.account !== null && diary.account !== account && !diary.locked) holdDiary({ ...diary, locked: true })
}

/** Hidden until their account signs in; what is locked by words is not among them. */
export function hiddenDiaries(): readonly HeldDiary[] {
  return heldDiaries().filter(({ locked, sealed }) => locked && sealed !== true)
}

/** Whether a diary that is open in this tab may not be shown any more: another tab, or this one, has hidden it. */
export function isHidden({ name }: HeldDiary): boolean {
  return heldDiaries().some((one) => one.name === name && one.locked)
}

/** Somebody signed out on the clinic's pages: no diary of an account is shown from now on. */
export function heedSigningOut(): void {
  if (markNow() !== 'out') return
  hideAllBut(null)
  stopGoingOn()
  forgetMark()
}

/**
 * Somebody has just signed in: whose diary is opened is asked before any is shown.
 *
 * @returns whether the server did not say who it is: then the diary of an account is shown only to who says that it is theirs.
 */
export async function heedSigningIn(): Promise<boolean> {
  const mark = markNow()
  if (mark !== 'in' && mark !== 'mine') return false
  if (heldDiaries().every(({ account }) => account === null)) {
    forgetMark()
    return false
  }
  const asked = await askWhoIsSignedIn()
  if (asked.type === 'unknown') return mark === 'in' && currentDiary().account !== null
  forgetMark()
  if (asked.type === 'signed-out') return false
  const hidden = new Set(hiddenDiaries().map(({ name }) => name))
  holdThoseOf(asked.account, asked.diaries)
  hideAllBut(asked.account)
  const { account } = currentDiary()
  // who comes back finds their own diary, whatever somebody tried in between
  const own = heldDiaries().find((one) => one.account === asked.account && !one.locked && hidden.has(one.name))
  if (own !== undefined && account !== asked.account) makeCurrent(own.name)
  return false
}

/** The diary that may be shown now; the one that is tried, where no other may be. */
export function nextDiary(account: string | null): string {
  return heldDiaries().find((one) => one.account === account && !one.locked)?.name ?? TRIED.name
}

/** Who has the device says that the diary is theirs. Asked again after the next signing in. */
export function goOn(account: string): void {
  // the server is still asked who signed in, as soon as it answers
  if (markNow() === 'in') leaveMark('mine')
  localStorage.setItem(GOES_ON, account)
}

export function goesOn(account: string): boolean {
  return localStorage.getItem(GOES_ON) === account
}

export function stopGoingOn(): void {
  localStorage.removeItem(GOES_ON)
}

function markNow(): string | null {
  return new RegExp(`(?:^|; )${MARK}=(in|out|mine)(?:;|$)`).exec(document.cookie)?.[1] ?? null
}

function forgetMark(): void {
  leaveMark('', 0)
}

function leaveMark(what: string, seconds = 31_536_000): void {
  document.cookie = `${MARK}=${what}; Path=/diary/; Max-Age=${String(seconds)}; SameSite=Lax`
}
