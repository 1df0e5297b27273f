// A newer version of the app that waits until the person lets it in: nothing changes under their hands.

class Update {
  waiting = $state.raw<ServiceWorker | null>(null)
  asked = false

  take(): void {
    this.asked = true
    this.waiting?.postMessage('take-over')
  }
}

export const update = new Update()
