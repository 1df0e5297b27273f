// The calendar with a script: visits are dragged or moved by keys, and what another desk changes is told. Without it all of that is links.
const QUARTER_MS = 15 * 60_000
const ASK_EVERY_MS = 4000
/** So far a pointer goes before it drags: a click stays a click. */
const DRAG_PX = 5
/** So near the window's edge it scrolls. */
const EDGE_PX = 40

interface Column {
  readonly list: HTMLElement
  readonly practitioner: string | null
  readonly from: number
  readonly minutes: number
}

interface Target {
  readonly column: Column
  readonly start: number
}

interface Answer {
  readonly words: string
  readonly alternatives: readonly {
    readonly start: number
    readonly practitioner: string
    readonly location: string
    readonly words: string
    readonly whom: string
  }[]
}

const desk = document.querySelector<HTMLElement>('[data-desk]')
if (desk !== null) begin(desk)

function begin(root: HTMLElement): void {
  const words = root.dataset
  const live = part(root, '[data-live]')
  const offers = part(root, '[data-offers]')
  const columns = [...root.querySelectorAll<HTMLElement>('.cal ul[data-from]')].map((list): Column => ({
    list,
    practitioner: list.dataset.practitioner ?? null,
    from: Number(list.dataset.from),
    minutes: Number(list.dataset.minutes),
  }))
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
    ...{ weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: words.zone ?? 'UTC' },
  })
  /** What is under way: nothing is shown anew meanwhile. */
  let busy: { readonly leave: () => void } | null = null

  const tell = (said: string): void => speak(live, said)
  const columnOf = (visit: HTMLElement): Column | undefined => columns.find(({ list }) => list.contains(visit))
  const movable = (visit: HTMLElement): boolean => visit.dataset.state === 'booked' && columnOf(visit) !== undefined

  function ghostOf(visit: HTMLElement): { show: (target: Target) => void; remove: () => void } {
    const ghost = document.createElement('li')
    ghost.className = 'ghost'
    ghost.setAttribute('aria-hidden', 'true')
    visit.classList.add('moving')
    return {
      show: ({ column, start }) => {
        if (ghost.parentElement !== column.list) column.list.append(ghost)
        const scale = column.list.clientHeight / column.minutes
        ghost.style.insetBlockStart = `${String(((start - column.from) / 60_000) * scale)}px`
        ghost.style.blockSize = `${String(Number(visit.dataset.minutes) * scale)}px`
        ghost.textContent = clock.format(start)
      },
      remove: () => {
        ghost.remove()
        visit.classList.remove('moving')
      },
    }
  }

  async function send(
    visit: HTMLElement,
    start: number,
    practitioner: string | null,
    location: string | null = null,
  ): Promise<void> {
    const form = new FormData()
    form.set('appointment', visit.dataset.visit ?? '')
    form.set('seen', visit.dataset.seen ?? '')
    form.set('start', String(start))
    if (practitioner !== null) form.set('practitioner', practitioner)
    if (location !== null) form.set('location', location)
    offers.replaceChildren()
    try {
      const answer = await fetch('/clinic/desk/move', { method: 'POST', body: form })
      const said = (await answer.json()) as Answer
      if (answer.ok) {
        sessionStorage.setItem('desk-moved', JSON.stringify({ visit: visit.dataset.visit, words: said.words }))
        // it is moved, whatever becomes of showing it
        await showAnew().catch(() => {
          sessionStorage.removeItem('desk-moved')
          tell(said.words)
          speak(news, words.lost ?? '')
        })
        return
      }
      tell(said.words)
      if (said.alternatives.length > 0) offer(visit, said)
      else await look()
    } catch {
      tell(words.failed ?? '')
    }
  }

  function offer(visit: HTMLElement, { alternatives }: Answer): void {
    for (const { start, practitioner, location, words: said, whom } of alternatives) {
      const button = document.createElement('button')
      const small = document.createElement('span')
      button.className = 'button second tight'
      small.className = 'small'
      small.textContent = whom
      button.append(said, small)
      button.addEventListener('click', () => void send(visit, start, practitioner, location))
      offers.append(button)
    }
    const leave = document.createElement('button')
    leave.className = 'button second tight'
    leave.textContent = words.leave ?? ''
    leave.addEventListener('click', () => {
      offers.replaceChildren()
      tell('')
      visit.focus()
    })
    offers.append(leave)
    offers.querySelector('button')?.focus()
  }

  const within = (column: Column, start: number, visit: HTMLElement): number => {
    const last = column.from + (column.minutes - Number(visit.dataset.minutes)) * 60_000
    return Math.max(column.from, Math.min(start, last))
  }

  /** M, then arrows: a quarter of an hour, or a column. */
  function moveByKeys(visit: HTMLElement): void {
    const first = columnOf(visit)
    if (first === undefined) return
    const from = Number(visit.dataset.start)
    let target: Target = { column: first, start: from }
    const ghost = ghostOf(visit)
    const show = (next: Target): void => {
      target = { ...next, start: within(next.column, next.start, visit) }
      ghost.show(target)
      target.column.list.querySelector('.ghost')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const whom = target.column.list.parentElement?.querySelector('.head')?.textContent.trim() ?? ''
      tell((words.moving ?? '').replace('#', `${clock.format(target.start)}, ${whom}`))
    }
    const end = (): void => {
      visit.removeEventListener('keydown', keys)
      visit.removeEventListener('blur', leave)
      ghost.remove()
      busy = null
    }
    const leave = (): void => {
      end()
      tell(words.left ?? '')
    }
    const keys = (event: KeyboardEvent): void => {
      const at = columns.indexOf(target.column)
      const sideways = (by: number): void => {
        const column = columns.at(at + by)
        if (at + by < 0 || column === undefined) return
        show({ column, start: target.start - target.column.from + column.from })
      }
      const acts: Readonly<Record<string, () => void>> = {
        ArrowUp: () => show({ ...target, start: target.start - QUARTER_MS }),
        ArrowDown: () => show({ ...target, start: target.start + QUARTER_MS }),
        ArrowLeft: () => sideways(-1),
        ArrowRight: () => sideways(1),
        Escape: leave,
        Enter: () => {
          const { start, column } = target
          end()
          if (start === from && column === first) tell(words.left ?? '')
          else void send(visit, start, column.practitioner)
        },
      }
      if (!Object.hasOwn(acts, event.key)) return
      event.preventDefault()
      event.stopPropagation()
      acts[event.key]()
    }
    visit.addEventListener('keydown', keys)
    visit.addEventListener('blur', leave)
    busy = { leave }
    show(target)
  }

  function drag(visit: HTMLElement, down: PointerEvent): void {
    const first = columnOf(visit)
    if (first === undefined) return
    const grip = down.clientY - visit.getBoundingClientRect().top
    let target: Target | null = null
    let ghost: ReturnType<typeof ghostOf> | null = null
    const targetAt = ({ clientX, clientY }: PointerEvent): Target => {
      const column =
        columns.find(({ list }) => {
          const { left, right } = list.getBoundingClientRect()
          return left <= clientX && clientX < right
        }) ??
        target?.column ??
        first
      const { top, height } = column.list.getBoundingClientRect()
      const minutes = ((clientY - grip - top) / height) * column.minutes
      const start = column.from + Math.round(minutes / 15) * QUARTER_MS
      return { column, start: within(column, start, visit) }
    }
    const move = (event: PointerEvent): void => {
      if (ghost === null) {
        if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < DRAG_PX) return
        ghost = ghostOf(visit)
        visit.setPointerCapture(event.pointerId)
        busy = { leave: stop }
      }
      if (event.clientY < EDGE_PX) scrollBy(0, -EDGE_PX / 2)
      else if (event.clientY > innerHeight - EDGE_PX) scrollBy(0, EDGE_PX / 2)
      target = targetAt(event)
      ghost.show(target)
    }
    const stop = (): void => {
      for (const [name, listener] of listeners) removeEventListener(name, listener as EventListener)
      ghost?.remove()
      if (ghost !== null) {
        busy = null
        // the click that follows a drag opens nothing
        visit.addEventListener('click', prevent, { once: true, capture: true })
        setTimeout(() => {
          visit.removeEventListener('click', prevent, { capture: true })
        })
      }
    }
    const up = (): void => {
      const dropped = target
      stop()
      if (dropped === null) return
      if (dropped.start === Number(visit.dataset.start) && dropped.column === first) tell(words.left ?? '')
      else void send(visit, dropped.start, dropped.column.practitioner)
    }
    const keys = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      stop()
      tell(words.left ?? '')
    }
    const listeners = [
      ['pointermove', move],
      ['pointerup', up],
      ['pointercancel', stop],
      ['keydown', keys],
    ] as const
    for (const [name, listener] of listeners) addEventListener(name, listener as EventListener)
  }

  function prevent(event: Event): void {
    event.preventDefault()
  }

  /** Arrow keys go from one visit, or free time, to the next. */
  function walk(from: HTMLElement, key: string): void {
    const stops = [...root.querySelectorAll<HTMLElement>('.cal a[data-visit], .cal a[data-free]')]
    const box = (one: HTMLElement): DOMRect => one.getBoundingClientRect()
    const here = box(from)
    const list = from.closest('ul')
    const near = (one: HTMLElement): number => Math.abs(box(one).top - here.top)
    const vertical = key === 'ArrowUp' || key === 'ArrowDown'
    const sign = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1
    const ahead = stops.filter((one) =>
      vertical
        ? one.closest('ul') === list && sign * (box(one).top - here.top) > 1
        : one.closest('ul') !== list && sign * (box(one).left - here.left) > 1,
    )
    const far = (one: HTMLElement): number =>
      vertical ? near(one) : Math.abs(box(one).left - here.left) * 1000 + near(one)
    ahead.sort((one, other) => far(one) - far(other))
    ahead.at(0)?.focus()
  }

  root.addEventListener('keydown', (event) => {
    const at =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('a[data-visit], a[data-free]') : null
    if (at === null || busy !== null || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key.toLowerCase() === 'm' && movable(at)) {
      event.preventDefault()
      moveByKeys(at)
    } else if (event.key.startsWith('Arrow')) {
      event.preventDefault()
      walk(at, event.key)
    }
  })
  root.addEventListener('pointerdown', (event) => {
    const visit = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.cal a[data-visit]') : null
    // a finger scrolls
    if (visit !== null && event.button === 0 && event.pointerType !== 'touch' && busy === null && movable(visit))
      drag(visit, event)
  })
  // a link would be dragged as a link
  root.addEventListener('dragstart', prevent)
  const keysHint = root.querySelector<HTMLElement>('[data-keys]')
  if (keysHint !== null) keysHint.hidden = false

  const news = part(root, '[data-news]')
  let asking = false
  let failed = 0

  /** Somebody types, or something is under way: they are not disturbed. */
  function engaged(): boolean {
    const at = document.activeElement
    const typing = at instanceof HTMLElement && at.matches('input, select, textarea')
    return busy !== null || typing || offers.childElementCount > 0
  }

  function changesSince(marks: Readonly<Record<string, string>>): number {
    const seen = JSON.parse(root.dataset.marks ?? '{}') as Readonly<Record<string, string>>
    const ids = new Set([...Object.keys(marks), ...Object.keys(seen)])
    return [...ids].filter((id) => marks[id] !== seen[id]).length
  }

  async function look(): Promise<void> {
    if (asking || document.hidden) return
    asking = true
    try {
      const answer = await fetch(root.dataset.changes ?? '', { signal: AbortSignal.timeout(10_000) })
      // signed out, or no longer of the clinic: the page says so when it is loaded again
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
      failed = 0
      const count = changesSince((await answer.json()) as Readonly<Record<string, string>>)
      if (count === 0) speak(news, '')
      else if (engaged()) tellNews(count)
      else await showAnew()
    } catch {
      failed++
      if (failed === 3) {
        speak(news, words.lost ?? '')
      }
    } finally {
      asking = false
    }
  }

  function tellNews(count: number): void {
    const button = document.createElement('button')
    button.className = 'button second tight'
    button.textContent = words.show ?? ''
    button.addEventListener('click', () => {
      busy?.leave()
      offers.replaceChildren()
      void showAnew()
    })
    const said = (count === 1 ? words.newsOne : words.newsMore?.replace('2', String(count))) ?? ''
    // what is said already is not said again with each look
    if (news.textContent !== `${said} ${button.textContent}`) speak(news, `${said} `, button)
  }

  /** What is drawn, as it is now; what is open, typed and in focus stays. */
  async function showAnew(): Promise<void> {
    const answer = await fetch(document.location.href, { headers: { accept: 'text/html' } })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.querySelector<HTMLElement>('[data-desk]')
    if (!answer.ok || fresh === null) {
      sessionStorage.removeItem('desk-moved')
      document.location.reload()
      return
    }
    const moved = JSON.parse(sessionStorage.getItem('desk-moved') ?? 'null') as { visit: string; words: string } | null
    sessionStorage.removeItem('desk-moved')
    const at = document.activeElement instanceof HTMLElement ? document.activeElement : null
    const focus = moved === null ? placeOf(at) : { key: `visit=${moved.visit}`, nth: 0, at: 0 }
    const scrolled = root.querySelector('.cal')?.scrollLeft ?? 0
    for (const name of ['drawn', 'counts']) {
      const [from, to] = [fresh, root].map((one) => one.querySelector(`[data-part=${name}]`))
      if (from !== null && to !== null) to?.replaceWith(from as Node)
    }
    root.dataset.marks = fresh.dataset.marks ?? '{}'
    root.dataset.changes = fresh.dataset.changes ?? ''
    speak(news, '')
    const cal = root.querySelector('.cal')
    if (cal !== null) cal.scrollLeft = scrolled
    columns.splice(
      ...([0, columns.length] as const),
      ...[...root.querySelectorAll<HTMLElement>('.cal ul[data-from]')].map((list): Column => ({
        list,
        practitioner: list.dataset.practitioner ?? null,
        from: Number(list.dataset.from),
        minutes: Number(list.dataset.minutes),
      })),
    )
    focusAgain(focus, moved === null)
    if (moved !== null) tell(moved.words)
  }

  /** Where in what is drawn anew the focus is; null for elsewhere, which stays as it is. */
  function placeOf(focused: HTMLElement | null): Focused | null {
    const all = focusables()
    const at = focused === null ? -1 : all.indexOf(focused)
    if (focused === null || at < 0) return null
    const key = keyOf(focused)
    return { key, at, nth: all.filter((one) => keyOf(one) === key).indexOf(focused) }
  }

  /** The same link as before; where it is gone, what stands there now: never the begin of the page. */
  function focusAgain(focused: Focused | null, still: boolean): void {
    if (focused === null) return
    const all = focusables()
    const same = all.filter((one) => keyOf(one) === focused.key)
    const found = same.at(focused.nth) ?? same.at(0) ?? all.at(Math.min(focused.at, all.length - 1))
    found?.focus({ preventScroll: still })
  }

  function focusables(): HTMLElement[] {
    return [...root.querySelectorAll<HTMLElement>('[data-part] :is(a[href], button, summary, input, select)')]
  }

  const timer = setInterval(() => void look(), ASK_EVERY_MS)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void look()
  })
  addEventListener('pagehide', () => {
    clearInterval(timer)
  })
  const onPaper = part(root, '[data-print]')
  onPaper.hidden = false
  onPaper.addEventListener('click', () => {
    print()
  })
}

interface Focused {
  readonly key: string
  /** Of those with the same key. */
  readonly nth: number
  /** Of all. */
  readonly at: number
}

/** What a link is about, the same before and after it is drawn anew: its visit, its free time, or where it leads. */
function keyOf(one: HTMLElement): string {
  const { visit, free } = one.dataset
  if (visit !== undefined) return `visit=${visit}`
  if (free !== undefined) return `free=${one.getAttribute('href') ?? ''}`
  return `${one.tagName} ${one.getAttribute('href') ?? one.textContent.trim()}`
}

/**
 * Says something in a region that is announced. It stands in the page before it is filled, and is filled a moment later: what comes to be together
 * with its words is spoken by few.
 */
function speak(region: HTMLElement, ...said: (string | Node)[]): void {
  region.replaceChildren()
  clearTimeout(Number(region.dataset.turn))
  if (said[0] !== '') region.dataset.turn = String(setTimeout(() => region.replaceChildren(...said), 50))
}

function part(root: HTMLElement, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`the calendar has no ${selector}`)
  return found
}
