// A new officer: the administrator makes the account, a head agrees, its owner makes it his own and changes his password.
import { accountOf } from '../kit/api.js'
import { assertQuiet, openPage, phone, picture } from '../kit/browser.js'
import { signIn } from '../kit/officer.js'
import { assertReadable } from '../kit/page-checks.js'
import { stage, story } from '../kit/story.js'
import { totp } from '../kit/totp.js'

const county = '510824'
const organ = '陵江镇纪委'
const own = '一句我自己记得住的好话呀'
const next = '又一句我自己记得住的好话'

story('an account from its making to its owner', stage(), { device: phone }, async ({ page, server, browser, step }) => {
  const admin = server.accounts.find((one) => one.county === county && one.roles.includes('COUNTY_ADMIN'))
  await step('the administrator makes an account for an official', async () => {
    await signIn(server, page, admin)
    await makeAccount(server, page)
  })
  await step('he proposes it as handler', () => proposeHandler(page))

  const head = await openPage(browser, phone)
  const first = await step('a head agrees and is shown a first password', async () => {
    await signIn(server, head.page, accountOf(server, organ, 'HEAD'))
    return agree(server, head.page)
  })
  const officer = await openPage(browser, phone)
  const account = await step('its owner makes it his own', () => takeOver(server, officer.page, first))
  await step('he changes his password', () => changePassword(server, officer.page, account))
  for (const { complaints, context } of [head, officer]) {
    assertQuiet(complaints)
    await context.close()
  }
})

async function makeAccount(server, page) {
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
  await assertReadable(page, 'a new account', { target: 44 })
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
  const people = page.locator('ul.cells > li')
  for (;;) {
    await row.or(more).first().waitFor()
    if (await row.count()) return row.first().click()
    // The next page may be the last one, and the button gone with it: it is pressed once for each page.
    const shown = await people.count()
    await more.click()
    await people.nth(shown).waitFor()
  }
}

async function agree(server, page) {
  await page.goto(`${server.url}/staff/people`)
  await page.getByRole('button', { name: /^同意：演示新人/ }).click()
  const shown = page.getByRole('dialog').locator('.mono')
  await shown.waitFor()
  await picture(page, 'people-agreed', { whole: false })
  return shown.textContent()
}

async function takeOver(server, page, first) {
  await page.goto(`${server.url}/staff/sign-in`)
  await page.getByLabel('哪个县').selectOption(county)
  await page.getByLabel('用户名').fill('xin.ren')
  await page.getByLabel('密码', { exact: true }).fill(first)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '换成您自己的' }).waitFor()
  await assertReadable(page, 'taking over', { target: 44 })
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

async function changePassword(server, page, account) {
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
