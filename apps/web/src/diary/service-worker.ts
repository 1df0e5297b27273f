// Keeps the app on the device: its shell and its files, and never anything of a person. Every version has a store of its own.
/// <reference lib="webworker" />
import { isWrittenHere } from './device/written-here.ts'

declare const __FILES__: readonly string[]
declare const __VERSION__: string

const worker = globalThis as unknown as ServiceWorkerGlobalScope
const SHELL = '/diary/'
const FILES = '/diary/assets/'
const PREFIX = 'diary-app-'
const STORE = PREFIX + __VERSION__

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(STORE).then((store) =>
      // all or nothing, and past the browser's own store: a file of an older version must not slip in
      store.addAll([SHELL, ...__FILES__].map((path) => new Request(path, { cache: 'reload' }))),
    ),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      // the one before stays for other tabs that are still open with it; names come in the order in which they were made
      const before = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STORE)
      for (const name of before.slice(0, -1)) await caches.delete(name)
      await worker.clients.claim()
    })(),
  )
})

worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  // any page of the app is the same shell
  if (request.mode === 'navigate') {
    if (pathname.startsWith(SHELL)) event.respondWith(held(SHELL, request))
    return
  }
  if (__FILES__.includes(pathname)) event.respondWith(held(pathname, request))
  // a page of the version before, in a tab that was open: its name tells the version
  else if (pathname.startsWith(FILES)) event.respondWith(heldBefore(request))
})

async function heldBefore(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

async function held(path: string, request: Request): Promise<Response> {
  const store = await caches.open(STORE)
  return (await store.match(path)) ?? fetch(request)
}

/** What a reminder says, as the server wrote it: neutral, because it stands on a locked screen. */
interface Notice {
  readonly title?: string
  readonly body?: string
  readonly language?: string
  /** Whose diary, and of which day: to look here whether it is written by now. */
  readonly patient?: string
  readonly day?: string
}

worker.addEventListener('push', (event) => {
  event.waitUntil(
    (async () => {
      // browsers want something to be seen for each note, also for one that cannot be read
      const { title = 'Clearday', body = '', language = '', patient, day } = noticeOf(event.data)
      const written = patient !== undefined && day !== undefined && (await isWrittenHere(patient, day))
      await worker.registration.showNotification(title, {
        body,
        lang: language,
        // what was written and is not sent yet needs no call: the server does not know of it
        silent: written,
        // a later one takes its place: there is never a pile of them
        tag: 'evening',
        icon: '/diary/icon-192.png',
      })
    })(),
  )
})

function noticeOf(data: PushMessageData | null): Notice {
  try {
    const said = data?.json() as unknown
    return typeof said === 'object' && said !== null ? said : {}
  } catch {
    return {}
  }
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(
    (async () => {
      const [open] = await worker.clients.matchAll({ type: 'window' })
      if (open === undefined) await worker.clients.openWindow(SHELL)
      else await open.focus()
    })(),
  )
})
