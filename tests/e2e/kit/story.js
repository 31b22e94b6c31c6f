// A story in steps: the first step that fails ends it, with a picture of what was on the screen.
import { after, before, test } from 'node:test'
import { assertQuiet, keepPicture, openBrowser, openPage } from './browser.js'
import { startServer } from './server.js'

/** The server and the browser of a file of stories; both end with the file. */
export function stage(options) {
  const held = {}
  before(async () => {
    held.server = await startServer(options)
    held.browser = await openBrowser()
  })
  after(async () => {
    await held.browser?.close()
    await held.server?.stop()
  })
  return held
}

/** A story told on one page. `tolerated` are complaints of the browser that the story itself provokes. */
export function story(name, held, { device, context, tolerated = /^$/ }, tell) {
  test(name, async () => {
    const visit = await openPage(held.browser, device, context)
    const step = (what, act) => acted(visit.page, what, act)
    await tell({ ...visit, server: held.server, browser: held.browser, step })
    assertQuiet(visit.complaints.filter((text) => !tolerated.test(text)))
    await visit.context.close()
  })
}

async function acted(page, what, act) {
  try {
    return await act()
  } catch (error) {
    await keepPicture(page, `failed-${what.replace(/\W+/g, '-')}`, { whole: false }).catch(() => undefined)
    error.message = `${what}: ${error.message}`
    throw error
  }
}
