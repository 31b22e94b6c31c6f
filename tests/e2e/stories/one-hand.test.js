// The committee's page in one hand, and at a desk: what is pressed lies at the thumb; from 900 px list and case stand side by side.
import assert from 'node:assert/strict'
import { accountOf, ask, staffToken } from '../kit/api.js'
import { desk, phone, picture } from '../kit/browser.js'
import { arrive } from '../kit/look.js'
import { openAction, signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const held = stage()
const organ = '陵江镇纪委'

/** A case in which the town's head may do this. */
async function caseFor(server, action) {
  const token = await staffToken(server, accountOf(server, organ, 'HEAD'))
  const { cases } = await ask(server, '{ cases(filter: { open: true }, first: 100) { nodes { id viewerCan } } }', {}, token)
  return cases.nodes.find((one) => one.viewerCan.includes(action) && one.viewerCan.length > 2).id
}

/** It can be pressed where it stands, in the part of the screen that a thumb reaches. */
async function atTheThumb(page, button, from = 0.6) {
  await button.click({ trial: true })
  const { y, height } = await button.boundingBox()
  const middle = (y + height / 2) / page.viewportSize().height
  assert.ok(middle > from && middle < 1, `${await button.textContent()} at ${Math.round(middle * 100)} % of the screen`)
}

story('a reply with one thumb, from a text that is there', held, { device: phone }, async ({ page, server, step }) => {
  await signIn(server, page, accountOf(server, organ, 'HEAD'))
  await arrive(page, `${server.url}/staff/c/${await caseFor(server, 'REPLY')}`)
  const actions = page.locator('.actions')

  await step('what is done next, and the rest, lie at the thumb however far one has read', async () => {
    for (const far of [0, 300, 100_000]) {
      await page.evaluate((top) => scrollTo(0, top), far)
      for (const button of await actions.getByRole('button').all()) await atTheThumb(page, button)
    }
  })
  await openAction(page, '答复举报人')
  const sheet = page.getByRole('dialog')
  await step('a finding brings its texts, and one of them is taken', async () => {
    await sheet.locator('.pick__one', { hasText: /^部分属实$/ }).click()
    const templates = sheet.locator('#template')
    await templates.selectOption({ index: 1 })
    assert.match(await sheet.getByLabel('答复的话').inputValue(), /〔/)
    await picture(page, 'reply-from-template', { whole: false })
  })
  await step('with a blank in it, it is not sent', async () => {
    await sheet.getByRole('button', { name: '送出答复' }).click()
    await sheet.getByText(/还有 \d+ 处没填/).first().waitFor()
  })
  await step('filled, it is', async () => {
    const reply = sheet.getByLabel('答复的话')
    await reply.fill((await reply.inputValue()).replace(/〔[^〔〕]*〕/g, '村里'))
    const send = sheet.getByRole('button', { name: '送出答复' })
    await send.scrollIntoViewIfNeeded()
    await atTheThumb(page, send, 0.5)
    await send.click()
    await page.getByText('答复送出了').waitFor()
  })
})

story('list and case side by side from 900 px, one of them below', held, { device: { ...desk, viewport: { width: 900, height: 800 } } }, async ({ page, server, step }) => {
  await signIn(server, page, accountOf(server, organ, 'HEAD'))
  await arrive(page, `${server.url}/staff/c/${await caseFor(server, 'REPLY')}`)
  const list = page.locator('.casecell').first()
  const one = page.locator('article h1, article h2').first()

  await step('both are there, the one beside the other', async () => {
    await list.waitFor()
    const [left, right] = [await list.boundingBox(), await one.boundingBox()]
    assert.ok(left.x + left.width <= right.x, `${left.x} + ${left.width} > ${right.x}`)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 900)
    await picture(page, 'desk-900', { whole: false })
  })
  await step('one pixel less, and the case has the screen', async () => {
    await page.setViewportSize({ width: 899, height: 800 })
    await list.waitFor({ state: 'hidden' })
    await page.locator('.actions').waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 899)
  })
})
