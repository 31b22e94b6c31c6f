// 短信: what a handler, a custodian and the county's administrator see of messages; in both modes.
import { accountOf } from '../kit/api.js'
import { phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const held = stage()
const commission = '苍溪县纪委监委'

story('a custodian opens the number of a reporter whom a message did not reach', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('signs in', () => signIn(server, page, accountOf(server, commission, 'CUSTODIAN')))
  await arrive(page, `${server.url}/staff/me`)
  await page.getByRole('link', { name: '没有送到的短信' }).click()
  await page.locator('.cells button').first().waitFor()
  await look('custody')
  await page.locator('.cells button').first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '打开', exact: true }).click()
  await sheet.getByText('至少 5 个字').last().waitFor()
  await look('sheet-custody', { whole: false })
  await step('gives a reason and is shown the number', async () => {
    await sheet.getByLabel('为什么打开').fill('短信没有送到，打电话告知受理。')
    await sheet.getByRole('button', { name: '打开', exact: true }).click()
    await sheet.getByText(/^1\d{10}$/).waitFor()
    await sheet.getByText('短信没有送到，打电话告知受理。').waitFor()
  })
  await look('sheet-custody-open', { whole: false })
  await sheet.getByRole('button', { name: '看过了，关上' }).click()
  await page.getByText('打开过 1 次').waitFor()
  told()
})

story('the administrator sets the quiet hours', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('signs in', () => signIn(server, page, accountOf(server, commission, 'COUNTY_ADMIN')))
  await arrive(page, `${server.url}/staff/settings`)
  await page.locator('#quiet').getByText('没有静默时段').click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('夜里不发').check()
  await sheet.getByLabel('晚上几点起').selectOption('22')
  await look('sheet-quiet', { whole: false })
  await sheet.getByRole('button', { name: '存下来' }).click()
  await page.getByText('静默时段改好了').waitFor()
  await page.getByText('晚上 22 点到早上 8 点').waitFor()
  told()
})
