// Passkeys, where the browser has them: signing in with one, and adding one. Everything else on the pages works without this.
import { startAuthentication, startRegistration, browserSupportsWebAuthn } from '@simplewebauthn/browser'

async function ask(path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  if (said.code === 'PROVE_AGAIN') location.assign(`/account/prove?next=${location.pathname}`)
  if (!answer.ok) throw new Error(String(said.code))
  return said
}

async function signIn(next: string): Promise<void> {
  const optionsJSON = await ask('/passkey/sign-in-options', {})
  const response = await startAuthentication({ optionsJSON: optionsJSON as never })
  await ask('/passkey/sign-in', { response })
  location.assign(next)
}

async function add(name: string): Promise<void> {
  const optionsJSON = await ask('/passkey/register-options', {})
  const response = await startRegistration({ optionsJSON: optionsJSON as never })
  await ask('/passkey/register', { name, response })
  location.reload()
}

const box = document.querySelector<HTMLElement>('[data-passkeys]')
// a passkey is kept for a name: under a number, such as 127.0.0.1, no browser makes one
const named = !/^[\d.]+$|:/.test(location.hostname)
if (box !== null && named && browserSupportsWebAuthn()) {
  const remark = box.querySelector<HTMLElement>('[role=status]')
  box.hidden = false
  box.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    const name = box.querySelector<HTMLInputElement>('input')?.value ?? ''
    const done = box.dataset.passkeys === 'add' ? add(name) : signIn(box.dataset.next ?? '/account')
    done.catch(() => {
      if (remark !== null) remark.hidden = false
    })
  })
}
