// Writing with a script: what is written is kept by itself and shown beside the form; parts are put in where the cursor stands. Everything else
// of the page works without this.

const SHOW_AFTER_MS = 700
const KEEP_AFTER_MS = 4000

interface Kept {
  readonly type: string
  readonly revision?: number
  readonly words?: string
}

function begin(form: HTMLFormElement): void {
  const status = form.querySelector<HTMLElement>('[data-status]')
  const from = form.querySelector<HTMLInputElement>('[name=from]')
  let address = form.dataset.autosave ?? null
  let changes = 0
  let keptChanges = 0
  let showing: AbortController | null = null
  let keeping = false
  let leaving = false
  const timers: Record<'show' | 'keep', number> = { show: 0, keep: 0 }
  const tell = (words: string | undefined): void => {
    if (status !== null && words !== undefined) status.textContent = words
  }

  async function show(): Promise<void> {
    showing?.abort()
    showing = new AbortController()
    try {
      const answer = await fetch('?/show', {
        method: 'POST',
        body: new FormData(form),
        headers: { accept: 'text/html' },
        signal: showing.signal,
      })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const shown = page.getElementById('preview')
      const standing = document.getElementById('preview')
      if (!answer.ok || shown === null || standing === null) return
      const open = [...standing.querySelectorAll('details')].map((one) => one.open)
      const top = standing.querySelector('.sheet')?.scrollTop ?? 0
      standing.replaceChildren(...shown.childNodes)
      standing.querySelectorAll('details').forEach((one, index) => (one.open = open[index] ?? one.open))
      const sheet = standing.querySelector('.sheet')
      if (sheet !== null) sheet.scrollTop = top
    } catch {
      // the next change shows it again
    }
  }

  async function keep(): Promise<void> {
    if (address === null || keeping || changes === keptChanges) return
    keeping = true
    const upTo = changes
    tell(form.dataset.saving)
    try {
      const answer = await fetch(address, { method: 'POST', body: new FormData(form) })
      if (answer.status === 401) tell(form.dataset.signedOut)
      else if (!answer.ok) tell(form.dataset.failed)
      else after((await answer.json()) as Kept, upTo)
    } catch {
      tell(form.dataset.failed)
    } finally {
      keeping = false
      // what was written meanwhile, or could not be kept, is tried again
      if (changes !== keptChanges) timers.keep = window.setTimeout(() => void keep(), KEEP_AFTER_MS)
    }
  }

  function after({ type, revision, words }: Kept, upTo: number): void {
    if (type === 'saved' && revision !== undefined && from !== null) {
      from.value = String(revision)
      keptChanges = upTo
      const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format(new Date())
      tell(`${form.dataset.saved ?? ''} ${time}`)
      return
    }
    tell(words)
    // somebody else saved: nothing more is kept before a person has looked at both
    if (type === 'conflict' || type === 'off') address = null
  }

  form.addEventListener('input', ({ target }) => {
    // what is chosen to be put in is no part of the text yet
    if (target instanceof Element && target.closest('[data-put]') !== null) return
    changes += 1
    tell(form.dataset.unsaved)
    window.clearTimeout(timers.show)
    timers.show = window.setTimeout(() => void show(), SHOW_AFTER_MS)
    if (address === null || keeping) return
    window.clearTimeout(timers.keep)
    timers.keep = window.setTimeout(() => void keep(), KEEP_AFTER_MS)
  })
  form.addEventListener('submit', () => {
    leaving = true
    window.clearTimeout(timers.keep)
  })
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && changes !== keptChanges) event.preventDefault()
  })
  // what is shown is shown already
  const button = form.querySelector<HTMLElement>('[data-show]')
  if (button !== null) button.hidden = true
  form.addEventListener('keydown', (event) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit()
  })
}

function offerParts(box: HTMLElement): void {
  const field = document.getElementById(box.dataset.insert ?? '')
  if (!(field instanceof HTMLTextAreaElement)) return
  box.hidden = false
  for (const button of box.querySelectorAll<HTMLButtonElement>('[data-text]'))
    button.addEventListener('click', () => putIn(field, button.dataset.text ?? ''))
}

/** Where the cursor stands; what is no part of a sentence stands in lines of its own. */
function putIn(field: HTMLTextAreaElement, text: string): void {
  const { selectionStart: start, selectionEnd: end, value } = field
  const before = value.slice(0, start)
  const gap = before === '' || before.endsWith('\n\n') ? '' : '\n\n'
  const inPart = before.split('\n').at(-1)?.startsWith('::') === true
  const whole =
    text.startsWith(':study') && !inPart ? `${/(^|\s)$/.test(before) ? '' : ' '}${text}` : `${gap}${text}\n\n`
  field.setRangeText(whole, start, end, 'end')
  field.focus()
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** What is chosen from a list; its buttons go to the server where there is no script. */
function offerChosen(box: HTMLElement): void {
  const field = document.getElementById(box.dataset.put ?? '')
  if (!(field instanceof HTMLTextAreaElement)) return
  // a cursor that was never set is at the end of what is written
  field.setSelectionRange(field.value.length, field.value.length)
  for (const button of box.querySelectorAll<HTMLButtonElement>('button[name=put]'))
    button.addEventListener('click', (event) => {
      event.preventDefault()
      const { value: part } = button
      const ofTreatment = part === 'evidence' || part === 'candidacy'
      const list = box.querySelector<HTMLSelectElement>(`[name=put-${ofTreatment ? 'treatment' : part}]`)
      if (list === null) return
      if (list.value === '') return list.focus()
      const chosen = list.value
      putIn(field, ofTreatment ? `::${part}{treatment="${chosen}"}` : part === 'study' ? `:study[${chosen}]` : chosen)
    })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-writing]')) begin(form)
for (const box of document.querySelectorAll<HTMLElement>('[data-insert]')) offerParts(box)
for (const box of document.querySelectorAll<HTMLElement>('[data-put]')) offerChosen(box)
