// Where in the app somebody is: the path below /diary/, kept in the address so that back, reload and links work.

export const BASE = '/diary/'

class Router {
  /** Without the base and without slashes at its ends: `calendar/2026-03`. */
  path = $state(pathOf(location.pathname))

  /** Whether somebody went anywhere since the app was opened. */
  hasMoved = false

  /** Its first part: which page it is. */
  get page(): string {
    return this.path.split('/')[0]
  }

  /** The parts after it, for the page itself. */
  get rest(): readonly string[] {
    return this.path.split('/').slice(1)
  }

  constructor() {
    addEventListener('popstate', () => {
      this.hasMoved = true
      this.path = pathOf(location.pathname)
    })
  }

  /** @param path below /diary/. @param instead takes the place of the page in the history: nobody comes back to it. */
  go(path: string, instead = false): void {
    if (path === this.path) return
    this.hasMoved = true
    history[instead ? 'replaceState' : 'pushState'](null, '', BASE + path)
    this.path = path
    scrollTo(0, 0)
  }
}

function pathOf(pathname: string): string {
  const path = pathname.slice(BASE.length).replace(/\/$/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    // no sign is written so: there is no such page, and the app says it
    return path
  }
}

export const router = new Router()

/** Makes links within the app stay in it. For `onclick` of the frame. */
export function followInside(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = (event.target as Element | null)?.closest('a')
  if (link === null || link === undefined || link.origin !== location.origin || !link.pathname.startsWith(BASE)) return
  // within the page: the browser goes there
  if (link.hash !== '' && link.pathname === location.pathname) return
  if (link.target !== '' || link.hasAttribute('download')) return
  event.preventDefault()
  router.go(pathOf(link.pathname))
}
