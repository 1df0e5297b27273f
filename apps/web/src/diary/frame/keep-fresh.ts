// What goes on beside the pages: the day that changes, the network that comes back, and the app that has a newer version.
import type { App } from '../app.svelte.ts'
import { update } from './update.svelte.ts'

const MINUTE = 60_000
/** What other devices say is asked for each minute while somebody is at this one, and after that now and then as long as it is shown. */
const AT_IT_MS = 5 * MINUTE
const NOW_AND_THEN_MS = 10 * MINUTE
/** The app looks itself for a newer version of it, besides what browsers do. */
const LOOK_FOR_UPDATE_MS = 6 * 60 * MINUTE

export function keepFresh(app: App): void {
  let touched = app.clock()
  let asked = touched
  for (const name of ['pointerdown', 'keydown'])
    addEventListener(name, () => (touched = app.clock()), { passive: true, capture: true })
  setInterval(() => {
    app.lookAtTheClock()
    const now = app.clock()
    const isDue = Math.abs(now - touched) < AT_IT_MS || Math.abs(now - asked) >= NOW_AND_THEN_MS
    // what does not come through has its own next time
    if (!isDue || document.visibilityState !== 'visible' || app.exchanged?.type !== 'in-step') return
    asked = now
    void app.send()
  }, MINUTE)
  const meet = (): void => {
    // in this order: nothing is sent in the name of somebody who has signed in since
    void app.lookWhoIsSignedIn().then(() => app.send())
  }
  addEventListener('online', meet)
  addEventListener('storage', () => {
    app.heedOtherTabs()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    app.lookAtTheClock()
    meet()
  })
  meet()
  void watchForUpdate()
}

async function watchForUpdate(): Promise<void> {
  // over plain http on a local network there is none, and the app works while there is a network
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/diary/service-worker.js', { scope: '/diary/' })
  const look = (): void => {
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null)
      update.waiting = registration.waiting
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  setInterval(() => void registration.update().catch(() => undefined), LOOK_FOR_UPDATE_MS)
  let reloading = false
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // the first one takes over a page that it did not load: nothing changed for it
    if (update.asked && !reloading) {
      reloading = true
      location.reload()
    }
  })
}
