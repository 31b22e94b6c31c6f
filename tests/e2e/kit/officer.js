// What a member of the staff does on the pages: signs in and works on a case.
import { totp } from './totp.js'

/** Signs in with password and second factor. */
export async function signIn(server, page, account) {
  await page.goto(`${server.url}/staff`)
  await page.getByLabel('哪个县').selectOption(account.county)
  await page.getByLabel('用户名').fill(account.login)
  await page.getByLabel('密码', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('动态码').fill(await totp(account))
  await page.getByRole('button', { name: '进去' }).click()
  await page.locator('.tabbar, .desk__bar').first().waitFor()
}

/** Opens an action's sheet: the button at the thumb, or the list behind 更多. */
export async function openAction(page, name) {
  const button = page.locator('.actions, .acts').getByRole('button', { name, exact: true })
  const more = page.locator('.actions').getByRole('button', { name: '更多' })
  await button.or(more).first().waitFor()
  if (await button.count()) return button.click()
  await more.click()
  return page.getByRole('dialog').getByRole('button', { name }).click()
}

/** Receives the case with the words proposed. */
export async function accept(page) {
  await openAction(page, '收下来办')
  await page.getByRole('button', { name: '收下并告知' }).click()
  await page.getByText('收下了，已经告诉举报人').waitFor()
}

/** Starts to look into it. */
export async function investigate(page) {
  await openAction(page, '开始查')
  await page.getByRole('dialog').getByRole('button', { name: '开始查' }).click()
  await page.getByText('举报人会看到“正在查”').first().waitFor()
}

/** Replies with one of the four findings. */
export async function reply(page, { finding, text }) {
  await openAction(page, '答复举报人')
  const sheet = page.getByRole('dialog')
  await sheet.locator('.pick__one', { hasText: new RegExp(`^${finding}$`) }).click()
  await sheet.getByLabel('答复的话').fill(text)
  await sheet.getByRole('button', { name: '送出答复' }).click()
  await page.getByText('答复送出了').waitFor()
}
