// What a villager does on the pages: reports, keeps the query code, looks how it stands.
import assert from 'node:assert/strict'
import { codeFor, justAsked, mayAsk, messagesTo } from './api.js'

/** Types a phone number, asks for the code, reads it from the message and types it. */
export async function provePhoneOnPage(server, page, number) {
  await mayAsk(number)
  const before = await messagesTo(server, number)
  await page.getByLabel('手机号', { exact: true }).fill(number)
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByText('验证码已发出').waitFor()
  justAsked(number)
  await page.getByLabel('短信里的 6 位数字').fill(await codeFor(server, number, before))
}

/** The first step of a report: read, understood. */
export async function understand(page) {
  await page.getByRole('heading', { name: '先看清楚，再说' }).waitFor()
  await page.getByLabel('这些我看清楚了，愿意留真名反映').check()
  await page.getByRole('button', { name: '看清楚了，开始' }).click()
}

/** Says whom and what. `subject` is the visible name; what is chosen already stays. */
export async function tell(page, { subject, story }) {
  await page.getByRole('heading', { name: '您要反映谁？' }).waitFor()
  if (subject) await page.getByLabel(subject).first().check()
  await page.getByText(/^由.+办理$/).waitFor()
  await next(page)
  await page.getByLabel('写下来').fill(story)
  await next(page)
}

/** Adds files in step 4. */
export async function attach(page, files) {
  await page.getByRole('heading', { name: '有照片、录像吗？' }).waitFor()
  for (const { kind, ...file } of files) await page.getByLabel(kind, { exact: true }).setInputFiles(file.path ?? file)
  await page.getByRole('button', { name: '下一步，边传边填' }).click()
}

/** Steps 5 and 6: name and phone, a last look, off it goes. Answers the query code. */
export async function sign(server, page, who) {
  await nameAndProve(server, page, who)
  return handOver(page)
}

/** Step 5: name and phone; files begin to go. */
export async function nameAndProve(server, page, { name, number }) {
  await page.getByLabel('您的真实姓名').fill(name)
  await provePhoneOnPage(server, page, number)
  await page.getByText('手机号核对过了').waitFor()
}

/** Step 6: a last look, off it goes. Answers the query code. */
export async function handOver(page) {
  await next(page)
  await page.getByRole('heading', { name: '再看一遍，就交了' }).waitFor()
  await page.getByLabel(/我说的是我知道的实情/).check()
  await page.getByRole('button', { name: '提交举报' }).click()
  await page.getByRole('heading', { name: '收到了' }).waitFor()
  const spoken = await page.locator('.ticket .code').getAttribute('aria-label')
  const code = spoken.replace(/^查询码/, '').replace('校验字', '').replace(/[\s，]/g, '')
  assert.match(code, /^[0-9A-Z]{17}$/)
  return code
}

/** Looks a report up by its code; with a phone also the replies. */
export async function track(server, page, { county, code, number }) {
  await page.goto(`${server.url}/track?county=${county}`)
  await page.getByLabel('查询码', { exact: true }).fill(code)
  await page.getByRole('button', { name: '查进度' }).click()
  await page.getByRole('heading', { name: '看答复、回话' }).waitFor()
  if (!number) return
  await provePhoneOnPage(server, page, number)
  await page.getByText('您写的', { exact: true }).waitFor()
}

async function next(page) {
  await page.getByRole('button', { name: '下一步' }).click()
}
