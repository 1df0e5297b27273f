// Begins the app: the open diary from the device, the first page, and what keeps it in step.
import { mount } from 'svelte'
import '../lib/page.css'
import './diary.css'
import './device/install.svelte.ts'
import Gate from './lock/Gate.svelte'
import { openApp, sayingPart } from './app.svelte.ts'
import { keepFresh } from './frame/keep-fresh.ts'

const target = document.getElementById('app')
if (target === null) throw new Error('the shell has no place for the app')

try {
  const app = await openApp(() => Date.now())
  mount(Gate, { target })
  sayingPart().catch(reportError)
  keepFresh(app)
} catch (error) {
  // no storage in this browser: a private window of some, or one that was told to keep nothing
  reportError(error)
  const { default: NoStorage } = await import('./frame/NoStorage.svelte')
  mount(NoStorage, { target })
}
