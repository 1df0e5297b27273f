// Moves the token of a mail's link into the form, and out of the address and the history. Without it the token is pasted by hand.
const field = document.querySelector<HTMLInputElement>('[data-fragment-token]')
const token = location.hash.replace(/^#(token=)?/, '')
if (field !== null && token !== '') {
  field.value = decodeURIComponent(token)
  const box = field.closest<HTMLElement>('.field')
  if (box !== null) box.hidden = true
  history.replaceState(null, '', location.pathname)
}
