// Debian's Chromium as a phone and as a desk; what the browser complains of fails the story.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const artefacts = fileURLToPath(new URL('../artefacts', import.meta.url))
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** One browser for a file of stories. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromiumSandbox: false, args: quiet })
}

/** A phone 360 px wide. */
export const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }
/** A screen on a desk. */
export const desk = { viewport: { width: 1280, height: 800 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }

/** A page on a device of its own. `complaints` collects what the browser found wrong. */
export async function openPage(browser, device, more = {}) {
  const context = await browser.newContext({ ...device, ...more })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`))
  return { page, context, complaints }
}

/** Nothing was thrown, blocked or missing while the page was used. */
export function assertQuiet(complaints) {
  assert.deepEqual(complaints, [])
}

/** Keeps a picture for people to look at, if LIANJING_PICTURES asks for them; never compared by a machine. */
export async function picture(page, name, how) {
  if (process.env.LIANJING_PICTURES) await keepPicture(page, name, how)
}

/** Keeps a picture in any case: of what went wrong. */
export async function keepPicture(page, name, { whole = true, scale = 'device' } = {}) {
  await mkdir(artefacts, { recursive: true })
  await page.screenshot({ path: `${artefacts}/${name}.png`, fullPage: whole, scale })
}
