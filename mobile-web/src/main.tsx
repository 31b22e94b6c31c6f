// Starts the client: renders aside, and takes the place of the server's page only when there is something to read.
import '@/shared/floor'
import '@/shared/ui/css/tokens.css'
import '@/shared/ui/css/base.css'
import '@/shared/ui/css/controls.css'
import '@/shared/ui/css/content.css'
import { render } from 'preact'
import { App } from '@/app/app'
import { readDraft } from '@/shared/draft/draft'
import { readKept } from '@/shared/upload/kept'

const longestWait = 10_000

/** Swaps the server's readable page for the client's, once the client has finished its first page. */
function start(served: HTMLElement): void {
  const fresh = document.createElement('div')
  fresh.id = served.id
  render(<App />, fresh)
  if (served.childElementCount === 0) {
    served.replaceWith(fresh)
    return
  }
  const swap = () => {
    watcher.disconnect()
    clearTimeout(timer)
    served.replaceWith(fresh)
  }
  const timer = setTimeout(swap, longestWait)
  const watcher = new MutationObserver(() => {
    if (fresh.querySelector('main') && !fresh.querySelector('[data-waiting]')) swap()
  })
  watcher.observe(fresh, { childList: true, subtree: true })
}

const served = document.getElementById('app')
if (served) start(served)
// Each looks whether its time is over, and then is gone from the phone.
readKept(Date.now())
readDraft(Date.now())
