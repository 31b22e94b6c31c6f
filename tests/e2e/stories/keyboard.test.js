// Somebody without mouse or finger: from the village's page to the query code by keys alone, always seeing where she is.
import assert from 'node:assert/strict'
import { codeFor, justAsked, mayAsk, messagesTo } from '../kit/api.js'
import { desk } from '../kit/browser.js'
import { stage, story } from '../kit/story.js'

const number = '13900000601'
const farthest = 80

story('a report by keys alone', stage(), { device: desk }, async ({ page, server, step }) => {
  await step('from the page to the form', async () => {
    await page.goto(`${server.url}/q/${server.sticker}`)
    await page.locator('.tabbar').waitFor()
    await press(page, '举报', 'a')
    await page.getByRole('heading', { name: '先看清楚，再说' }).waitFor()
  })
  await step('what is taken, and whom it is about', async () => {
    await page.getByLabel('这些我看清楚了，愿意留真名反映').waitFor()
    await toggle(page, '这些我看清楚了')
    await press(page, '看清楚了，开始')
    await page.getByRole('heading', { name: '您要反映谁？' }).waitFor()
    await toggle(page, '整个')
    await page.getByText(/^由.+办理$/).waitFor()
    await press(page, '下一步')
  })
  await step('what happened; no files', async () => {
    await write(page, '写下来', '只用键盘写的。')
    await press(page, '下一步')
    await page.getByRole('heading', { name: '有照片、录像吗？' }).waitFor()
    await press(page, '下一步')
  })
  await step('name and phone', async () => {
    await write(page, '您的真实姓名', '演示举报人')
    await write(page, '手机号', number)
    await mayAsk(number)
    const before = await messagesTo(server, number)
    await press(page, '发验证码')
    await page.getByText('验证码已发出').waitFor()
    justAsked(number)
    await write(page, '短信里的 6 位数字', await codeFor(server, number, before))
    await page.getByText('手机号核对过了').waitFor()
    await press(page, '下一步')
  })
  await step('a last look, and off it goes', async () => {
    await page.getByRole('heading', { name: '再看一遍，就交了' }).waitFor()
    await toggle(page, '我说的是我知道的实情')
    await press(page, '提交举报')
    await page.getByRole('heading', { name: '收到了' }).waitFor()
    await toggle(page, '查询码我已经拍下或抄好了')
    await press(page, '完成')
    await page.waitForURL(`${server.url}/510824`)
  })
})

/** Goes on by Tab to what bears this name; fails if a stop on the way can't be seen. */
async function reach(page, name, kind) {
  for (let at = 0; at < farthest; at++) {
    const here = await page.evaluate(where)
    assert.ok(!here.lost, `the focus can't be seen: ${here.name}`)
    if (here.name.startsWith(name) && here.kind.startsWith(kind)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${name} is not reached by ${farthest} tabs`)
}

async function press(page, name, kind = 'button') {
  await reach(page, name, kind)
  await page.keyboard.press('Enter')
}

async function toggle(page, name) {
  await reach(page, name, 'input')
  await page.keyboard.press('Space')
}

async function write(page, name, words) {
  await page.getByLabel(name, { exact: true }).waitFor()
  await reach(page, name, '')
  await page.keyboard.insertText(words)
}

/** What has the focus, by its visible name, and whether a ring is drawn round it. */
function where() {
  const one = document.activeElement
  if (!one || one === document.body) return { name: '', kind: '', lost: false }
  const label = one.labels?.[0] ?? one
  const drawn = [one, label, one.nextElementSibling].filter(Boolean).some((box) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
  })
  // Headings take the focus for readers of the screen, not for the eye.
  const lost = !drawn && !one.matches('h1, h2')
  return { name: (one.getAttribute('aria-label') ?? label.textContent).trim(), kind: one.localName, lost }
}
