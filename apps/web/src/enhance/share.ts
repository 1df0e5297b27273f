// Passing an article on with the device's own means, and paper without holes where pictures are. Without this script there are the address to
// copy and plain links.
const box = document.querySelector<HTMLElement>('[data-share]')
const address = document.querySelector<HTMLInputElement>('#address')
if (box !== null && address !== null) {
  const said = box.querySelector('[role=status]')
  const button = (act: string): HTMLButtonElement | null => box.querySelector(`[data-act=${act}]`)
  const share = button('share')
  if (share !== null && 'share' in navigator) {
    share.hidden = false
    share.addEventListener('click', () => {
      // whoever closes the sheet has decided so: nothing to say
      void navigator.share({ title: box.dataset.title ?? '', url: address.value }).catch(() => undefined)
    })
  }
  button('copy')?.addEventListener('click', () => {
    void copy(address).then(() => {
      if (said !== null) said.textContent = box.dataset.copied ?? ''
    })
  })
  button('print')?.addEventListener('click', () => {
    void Promise.allSettled(fetched().map((picture) => picture.decode())).then(() => {
      window.print()
    })
  })
  box.hidden = false
}

// the browser's own menu prints without waiting: at a desk, where paper is at hand, every picture comes once the page is there
addEventListener('beforeprint', fetched)
const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } }
if (connection?.saveData !== true && matchMedia('(hover: hover) and (pointer: fine)').matches) {
  if (document.readyState === 'complete') fetched()
  else addEventListener('load', fetched)
}

/** Pictures of the page, those too that nobody has scrolled to: they are fetched. */
function fetched(): HTMLImageElement[] {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('main img')]
  for (const picture of pictures) picture.loading = 'eager'
  return pictures
}

async function copy(field: HTMLInputElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(field.value)
  } catch {
    // over plain HTTP there is no clipboard: it is marked, to be copied by hand
    field.select()
  }
}
