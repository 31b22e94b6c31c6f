// A new officer: the administrator makes the account, a head agrees, its owner makes it his own and changes his password.
import { after, before, test } from 'node:test'
import { accountOf } from '../kit/api.js'
import { assertQuiet, openBrowser, openPage, phone, picture } from '../kit/browser.js'
import { signIn } from '../kit/officer.js'
import { assertReadable } from '../kit/page-checks.js'
import { startServer } from '../kit/server.js'
import { totp } from '../kit/totp.js'

const county = '510824'
const commission = '苍溪县纪委监委'
const own = '一句我自己记得住的话呀'
const next = '又一句我自己记得住的话'

let server
let browser
before(async () => {
  server = await startServer()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

test('an account from its making to its owner', async () => {
  const admin = await openPage(browser, phone)
  await signIn(server, admin.page, server.accounts.find((one) => one.county === county && one.roles.includes('COUNTY_ADMIN')))
  await makeAccount(admin.page)
  await proposeHandler(admin.page)

  const head = await openPage(browser, phone)
  await signIn(server, head.page, accountOf(server, commission, 'HEAD'))
  const first = await agree(head.page)

  const officer = await openPage(browser, phone)
  const account = await takeOver(officer.page, first)
  await changePassword(officer.page, account)
  for (const { complaints, context } of [admin, head, officer]) {
    assertQuiet(complaints)
    await context.close()
  }
})

async function makeAccount(page) {
  await page.goto(`${server.url}/staff/people`)
  await page.getByRole('button', { name: '加一个人' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('姓名', { exact: true }).fill('演示新人')
  await sheet.getByLabel('用户名').fill('xin.ren')
  await sheet.getByLabel('邮箱').fill('xin.ren@example.cn')
  await sheet.getByLabel('干部姓名').fill('王')
  await sheet.getByRole('button', { name: '找' }).click()
  await sheet.getByRole('radio').first().check()
  await picture(page, 'people-create', { whole: false })
  await assertReadable(page, 'PLACE', { target: 44 })
  await sheet.getByRole('button', { name: '建账号' }).click()
  await sheet.getByText('首次密码', { exact: true }).waitFor()
  await picture(page, 'people-first-password', { whole: false })
  await sheet.getByRole('button', { name: '交给本人了' }).click()
}

async function proposeHandler(page) {
  await opened(page, '演示新人')
  const sheet = page.getByRole('dialog')
  await sheet.getByText('等本人第一次登录').waitFor()
  await picture(page, 'people-account', { whole: false })
  await sheet.getByRole('button', { name: '给一个角色' }).click()
  await sheet.getByLabel('找单位').fill('陵江镇')
  await sheet.getByRole('button', { name: '找' }).click()
  await sheet.getByRole('radio', { name: /纪委/ }).first().check()
  await sheet.getByRole('button', { name: '给这个角色' }).click()
  await page.getByText('提出来了。第二个人同意后生效。').waitFor()
}

/** The account in the list, however many pages before it. */
async function opened(page, name) {
  const row = page.getByRole('button', { name })
  const more = page.getByRole('button', { name: '再看一些人' })
  for (;;) {
    await row.or(more).first().waitFor()
    if (await row.count()) return row.first().click()
    await more.click()
  }
}

async function agree(page) {
  await page.goto(`${server.url}/staff/people`)
  await page.getByRole('button', { name: /^同意：演示新人/ }).click()
  const shown = page.getByRole('dialog').locator('.mono')
  await shown.waitFor()
  await picture(page, 'people-agreed', { whole: false })
  return shown.textContent()
}

async function takeOver(page, first) {
  await page.goto(`${server.url}/staff/sign-in`)
  await page.getByLabel('哪个县').selectOption(county)
  await page.getByLabel('用户名').fill('xin.ren')
  await page.getByLabel('密码', { exact: true }).fill(first)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '换成您自己的' }).waitFor()
  await assertReadable(page, 'PLACE', { target: 44 })
  await picture(page, 'sign-in-take')
  await page.getByLabel('新密码', { exact: true }).fill('123456')
  await page.getByRole('button', { name: '换好，进去' }).click()
  await page.getByText('太短了，至少 12 个字符。').waitFor()
  await page.getByLabel('新密码', { exact: true }).fill(own)
  const totpSecret = (await page.locator('.secret .mono').textContent()).replace(/\s/g, '')
  const account = { login: 'xin.ren', county, totpSecret }
  await page.getByLabel('动态码').fill(await totp(account))
  await page.getByRole('button', { name: '换好，进去' }).click()
  await page.locator('.tabbar, .desk__bar').first().waitFor()
  return account
}

async function changePassword(page, account) {
  await page.goto(`${server.url}/staff/me`)
  await page.getByText('xin.ren@example.cn').waitFor()
  await page.getByRole('button', { name: '换密码' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('现在的密码').fill(own)
  await sheet.getByLabel('新密码', { exact: true }).fill(next)
  await picture(page, 'me-password', { whole: false })
  await sheet.getByLabel('动态码').fill(await totp(account))
  await sheet.getByRole('button', { name: '换密码' }).click()
  await page.getByText('密码换好了，别的设备都退掉了。').waitFor()
}
