// What the county's administrator sets, on a phone: each thing under what it is about, and shown as it will be.
import assert from 'node:assert/strict'
import { phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const held = stage()
const adminOf = (server) => server.accounts.find(({ county, roles }) => county === '510824' && roles.includes('COUNTY_ADMIN'))

story('the administrator finds each setting under what it is about', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('what is looked for first stands first', async () => {
    await signIn(server, page, adminOf(server))
    await arrive(page, `${server.url}/staff/settings`)
    await page.getByRole('heading', { name: '另外的登记' }).waitFor()
    const parts = await page.locator('main section.section').evaluateAll((sections) => sections.map(({ id }) => id))
    assert.deepEqual(parts, ['reporters', 'messages', 'quiet', 'texts', 'mail', 'opinions', 'ratings', 'accounts', 'foot', 'others'])
    await look('settings')
  })
  await step('the mail is shown as it goes out while one types', async () => {
    await page.getByRole('button', { name: /新通知的邮件/ }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('标题').fill('{县名}：新通知')
    await sheet.getByText('苍溪县：新通知').waitFor()
    await sheet.getByText(`${server.url}/staff/me`).waitFor()
    await sheet.getByLabel('正文').fill('请登录平台，看一看新的通知。')
    await sheet.getByRole('button', { name: '存下来' }).click()
    await sheet.getByText(/正文要有一处/).first().waitFor()
    await look('settings-mail', { whole: false })
    await sheet.getByLabel('正文').fill('请登录查看：{网址}')
    await sheet.getByRole('button', { name: '存下来' }).click()
    await page.getByText('存好了。').waitFor()
  })
  await step('back to the standard text', async () => {
    await page.getByRole('button', { name: /新通知的邮件.*县里改过/s }).click()
    await page.getByRole('dialog').getByRole('button', { name: '回到默认' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /您有新的通知/ }).waitFor()
  })
  told()
})

story('the administrator sees and sets what an organ covers', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('a new organ, with a unit found by its name', async () => {
    await signIn(server, page, adminOf(server))
    await arrive(page, `${server.url}/staff/organs`)
    await page.getByRole('button', { name: '加一个组织' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('名称').fill('演示派出纪工委')
    await sheet.getByLabel('是什么组织').selectOption('DISPATCHED_COMMITTEE')
    await sheet.getByRole('button', { name: '存下来' }).click()
    await page.getByText('存好了，有关的负责人会收到通知。').waitFor()
  })
  await step('what it covers is chosen on its own sheet', async () => {
    await page.getByRole('button', { name: /演示派出纪工委/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '定联系的单位' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('现在没有联系别的单位。').waitFor()
    await sheet.getByLabel('找一个单位').fill('村')
    await sheet.getByRole('button', { name: '找', exact: true }).click()
    await sheet.locator('.choice').first().click()
    await sheet.getByRole('checkbox', { checked: true }).waitFor()
    await look('organ-cover', { whole: false })
    await sheet.getByRole('button', { name: '存下来' }).click()
    await page.getByText('存好了，有关的负责人会收到通知。').waitFor()
    await page.getByRole('button', { name: /演示派出纪工委/ }).click()
    await page.getByRole('dialog').getByText('联系的单位', { exact: true }).waitFor()
  })
  told()
})
