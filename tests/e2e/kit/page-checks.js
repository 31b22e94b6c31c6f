// What every page must hold for old eyes and thick fingers: axe-core, and sizes that axe does not measure.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'

const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The page as it stands has no violation, no small text, no small target, nothing wider than the screen. */
export async function assertReadable(page, name, { target, text = 16 }) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  await atRest(page)
  const violations = await page.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  }, levels)
  assert.deepEqual(violations, [], name)
  assert.deepEqual(await page.evaluate(smallText, text), [], `${name}: text below ${text} px`)
  assert.deepEqual(await page.evaluate(smallTargets, target), [], `${name}: targets below ${target} px`)
  assert.deepEqual(await page.evaluate(tooWide), [], `${name}: wider than the screen`)
}

/** Colours on their way from one state to the next are nobody's; what turns without end is left out. */
async function atRest(page) {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)))
  })
}

/** Nothing is wider than the screen at 320 px with text twice as large. */
export async function assertFitsNarrow(page, name) {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const large = await page.evaluate(enlarge, true)
  await new Promise((resolve) => setTimeout(resolve, 150))
  const wide = await page.evaluate(tooWide)
  const normal = await page.evaluate(enlarge, false)
  await page.setViewportSize(size)
  assert.ok(large > 1.99 * normal, `${name}: the text does not grow`)
  assert.deepEqual(wide, [], `${name}: wider than 320 px at twice the size`)
}

/** Twice the page's own text size, or as it was; answers the size of its text now. */
function enlarge(twice) {
  const { documentElement: root, body } = document
  root.style.fontSize = twice ? 'calc(var(--root) * 2)' : ''
  return parseFloat(getComputedStyle(body).fontSize)
}

function smallText(least) {
  const found = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement: box, data } = walker.currentNode
    if (!data.trim() || !box.getClientRects().length || box.closest('svg, script, style, .vh')) continue
    const size = parseFloat(getComputedStyle(box).fontSize)
    if (size < least - 0.01) found.add(`${size} px: ${data.trim().slice(0, 20)}`)
  }
  return [...found]
}

/** Links inside a sentence are let off, as WCAG 2.5.8 does; a box's label counts as part of it. */
function smallTargets(least) {
  const found = []
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    const shown = one.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true
    const label = one.matches('input') ? one.closest('label') : null
    const { width, height } = (label ?? one).getBoundingClientRect()
    const inSentence = one.matches('a') && getComputedStyle(one).display === 'inline' && one.parentElement.textContent.trim() !== one.textContent.trim()
    if (!(shown || label) || width === 0 || inSentence || one.matches('.skip')) continue
    if (height < least - 0.6 || width < least - 0.6) found.push(`${Math.round(width)}×${Math.round(height)} ${one.outerHTML.slice(0, 110)}`)
  }
  return found
}

function tooWide() {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > width + 1)
  // Text can stand out of a box that fits.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const words = []
  while (walker.nextNode()) {
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    if ([...range.getClientRects()].some(({ right }) => right > width + 1)) words.push(walker.currentNode.data.slice(0, 40))
  }
  return [`${document.documentElement.scrollWidth} > ${width}`, ...wide.slice(-3).map((one) => one.outerHTML.slice(0, 140)), ...words.slice(0, 3)]
}
