// Several people on one device: whose diaries may be shown. What is hidden stays whole on the device, with what is not sent, until its account
// signs in again; a device that only lost its network hides nothing.
import { askWhoIsSignedIn, holdThoseOf } from './account.ts'
import { currentDiary, heldDiaries, holdDiary, makeCurrent, TRIED, type HeldDiary } from './diaries.ts'

/** Left by the clinic's pages when somebody signed in (`in`) or out (`out`) there: read once, also without a network. */
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

/** Somebody has just signed in: whose diary is opened is asked before any is shown. Without a network the question waits. */
export async function heedSigningIn(): Promise<void> {
  if (markNow() !== 'in') return
  if (heldDiaries().every(({ account }) => account === null)) {
    forgetMark()
    return
  }
  const asked = await askWhoIsSignedIn()
  if (asked.type === 'unknown') return
  forgetMark()
  if (asked.type === 'signed-out') return
  const hidden = new Set(hiddenDiaries().map(({ name }) => name))
  holdThoseOf(asked.account, asked.diaries)
  hideAllBut(asked.account)
  const { account } = currentDiary()
  // who comes back finds their own diary, whatever somebody tried in between
  const own = heldDiaries().find((one) => one.account === asked.account && !one.locked && hidden.has(one.name))
  if (own !== undefined && account !== asked.account) makeCurrent(own.name)
}

/** The diary that may be shown now; the one that is tried, where no other may be. */
export function nextDiary(account: string | null): string {
  return heldDiaries().find((one) => one.account === account && !one.locked)?.name ?? TRIED.name
}

/** The session has ended by itself, and who has the device says that it is still theirs. Asked again after the next signing in. */
export function goOn(account: string): void {
  localStorage.setItem(GOES_ON, account)
}

export function goesOn(account: string): boolean {
  return localStorage.getItem(GOES_ON) === account
}

export function stopGoingOn(): void {
  localStorage.removeItem(GOES_ON)
}

function markNow(): string | null {
  return new RegExp(`(?:^|; )${MARK}=(in|out)(?:;|$)`).exec(document.cookie)?.[1] ?? null
}

function forgetMark(): void {
  document.cookie = `${MARK}=; Path=/diary/; Max-Age=0; SameSite=Lax`
}
