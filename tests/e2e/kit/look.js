// A look at a page in both modes and at its narrowest; all faults of a story are told at once.
import { picture } from './browser.js'
import { assertFitsNarrow, assertReadable } from './page-checks.js'

const modes = [
  ['normal', 48],
  ['large', 60],
]

/** Collects what is wrong on the pages that it is shown. */
export function looker(page) {
  const faults = []
  const note = (fault) => void faults.push(fault.message)
  return {
    async look(name, { whole = true } = {}) {
      for (const [mode, target] of modes) {
        await page.evaluate((size) => document.documentElement.setAttribute('data-size', size), mode)
        await assertReadable(page, `${name}, ${mode}`, { target }).catch(note)
        await picture(page, `look-${name}-${mode}`, { whole, scale: 'css' })
        if (page.viewportSize().width < 900) await assertFitsNarrow(page, `${name}, ${mode}`).catch(note)
      }
      await page.evaluate(() => document.documentElement.setAttribute('data-size', 'normal'))
    },
    told() {
      if (faults.length > 0) throw new Error(faults.join('\n\n'))
    },
  }
}

/** Opens an address and waits until it has its heading and its data. */
export async function arrive(page, address) {
  await page.goto(address)
  await page.locator('h1:visible').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('[data-waiting]'))
}
