// Putting the app beside the others of the device, where the browser can.

/** What a browser holds ready while it could install the app. Chromium's own. */
interface InstallOffer extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

let offer = $state.raw<InstallOffer | null>(null)

addEventListener('beforeinstallprompt', (event) => {
  // asked for on the page of this device, never by itself
  event.preventDefault()
  offer = event as InstallOffer
})
addEventListener('appinstalled', () => {
  offer = null
})

/** `here`: it runs as an app of its own. `offered`: the browser can do it now. `by-hand`: perhaps by the browser's own menu. */
export function installState(): 'here' | 'offered' | 'by-hand' {
  if (matchMedia('(display-mode: standalone)').matches) return 'here'
  return offer === null ? 'by-hand' : 'offered'
}

/** @returns whether the person agreed. */
export async function install(): Promise<boolean> {
  const asked = offer
  offer = null
  return (await asked?.prompt())?.outcome === 'accepted'
}
