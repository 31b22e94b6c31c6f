// What happens when another page has come: the reader's focus goes to its heading.

const longestWait = 8000
let stop: (() => void) | undefined

/** Moves focus to the new page's heading, as soon as it is there, so that a screen reader starts with it. */
export function arrived(): void {
  stop?.()
  if (location.hash || focusHeading()) return
  const watcher = new MutationObserver(() => {
    if (focusHeading()) stop?.()
  })
  const timer = setTimeout(() => stop?.(), longestWait)
  stop = () => {
    watcher.disconnect()
    clearTimeout(timer)
    stop = undefined
  }
  watcher.observe(document.body, { childList: true, subtree: true })
}

function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('main h1, header h1')
  if (!heading) return false
  const at = document.activeElement
  if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) return true
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  return true
}
