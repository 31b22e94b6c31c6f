// A third party's program: let in by the administrator, its secret seen once, and ended again.
import assert from 'node:assert/strict'
import { phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const held = stage()
const adminOf = (server) => server.accounts.find(({ county, roles }) => county === '510824' && roles.includes('COUNTY_ADMIN'))

story('a program is let in, its secret is seen once, and it is ended', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('nobody is registered yet', async () => {
    await signIn(server, page, adminOf(server))
    await arrive(page, `${server.url}/staff/clients`)
    await page.getByText('还没有登记过').waitFor()
    await look('clients')
  })
  await step('what is missing is said beside its field', async () => {
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('这里还没有填。').first().waitFor()
  })
  await step('the secret is shown once', async () => {
    await page.getByLabel('名称').fill('演示村务观察')
    await page.getByLabel('联系人').fill('演示联系人，电话 0800-1')
    await page.getByLabel('用途').fill('每周统计公开的权力清单')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText(/^ljs_/).waitFor()
    await look('clients-secret', { whole: false })
    await sheet.getByRole('button', { name: '已经记下了' }).click()
    assert.equal(await page.getByText(/ljs_/).count(), 0, 'it stands nowhere any more')
  })
  await step('and it is ended', async () => {
    await page.getByRole('button', { name: /演示村务观察/ }).click()
    const sheet = page.getByRole('dialog')
    await look('client', { whole: false })
    await sheet.getByRole('button', { name: '停用这个客户端' }).click()
    await sheet.getByRole('button', { name: '停用', exact: true }).click()
    await page.getByText('停用了。').waitFor()
    await page.getByRole('button', { name: /演示村务观察.*停用/s }).waitFor()
  })
  told()
})
