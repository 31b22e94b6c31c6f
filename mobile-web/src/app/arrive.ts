// What happens when another page has come: the reader's focus goes to its heading.

/** Moves focus to the new page's heading, so that a screen reader starts there. */
export function arrived(): void {
  const heading = document.querySelector<HTMLElement>('main h1, header h1')
  if (!heading || location.hash) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
