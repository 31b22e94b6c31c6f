// A villager reads what came of powers, finds the subsidy of her household, and says with one tap that it is wrong.
import assert from 'node:assert/strict'
import { ask } from '../kit/api.js'
import { phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'
import { provePhoneOnPage, understand } from '../kit/villager.js'

const county = '510824'
const held = stage()

story('a villager reads an outcome, and what it said before it was corrected', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('the county leads to the outcomes, and two characters find them', async () => {
    await arrive(page, `${server.url}/${county}`)
    await page.getByRole('link', { name: /行权结果/ }).click()
    await page.getByRole('heading', { level: 1, name: '行权结果' }).waitFor()
    await page.getByLabel('找行权结果').fill('低保')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('heading', { level: 1, name: '“低保”' }).waitFor()
    await page.getByRole('link', { name: /第三季度低保评定（三组）/ }).waitFor()
    await look('outcomes')
  })
  await step('one says what it is now, and what stood there', async () => {
    await page.getByRole('link', { name: /第三季度低保评定（三组）/ }).click()
    await page.getByText('930', { exact: false }).first().waitFor()
    await page.getByText(/更正$/).click()
    await page.getByText('更正的原因：原来写错了。').waitFor()
    await page.getByText('1,050', { exact: false }).first().waitFor()
    await look('outcome')
  })
  await step('a power leads to all that came of it', async () => {
    const query = 'query($county: String!) { outcomes(county: $county, first: 100) { nodes { title power { code } } } }'
    const { outcomes } = await ask(server, query, { county })
    const one = outcomes.nodes.find(({ title, power }) => title && power)
    assert.ok(one, 'an outcome of a power')
    await arrive(page, `${server.url}/${county}/p/${one.power.code}`)
    await page.getByRole('link', { name: '看全部行权结果' }).click()
    await page.getByText('只看一项权力的。').waitFor()
    assert.match(page.url(), /\?power=/)
    await page.getByRole('link', { name: one.title }).first().waitFor()
    await page.getByLabel('到哪一天').fill('2000-01-01')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('没有找到，换几个字试试。').waitFor()
  })
  await step('after its term no name is left', async () => {
    await arrive(page, `${server.url}/${county}/outcomes?q=${encodeURIComponent('上年第一季度')}`)
    await page.locator('main .cell').first().click()
    await page.getByText('公开期满', { exact: false }).waitFor()
    assert.ok(!(await page.locator('main').innerText()).includes('王桂芳'))
  })
  told()
})

story('a villager finds what was paid to her household, and reports a wrong sum', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('nobody is told anything without a phone', async () => {
    await arrive(page, `${server.url}/${county}`)
    await page.getByRole('link', { name: /我的村，我的钱/ }).click()
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('请先验证手机号。').waitFor()
    await look('money')
  })
  await step('a wrong ending finds nothing, the right one all of it', async () => {
    await provePhoneOnPage(server, page, '13900000911')
    await page.getByText('手机号核对过了').waitFor()
    await page.getByLabel('户主姓名').fill('王桂芳')
    await page.getByLabel('证件号码最后四位').fill('0000')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('没有查到').waitFor()
    await page.getByLabel('证件号码最后四位').fill('1234')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('heading', { name: '查到 3 笔' }).waitFor()
    await look('money-found')
  })
  await step('one tap begins a report with the record in it, and no address tells of it', async () => {
    await page.getByRole('button', { name: '钱不对？反映这一笔' }).first().click()
    await understand(page)
    await page.getByLabel(/^整个/).check()
    await page.getByText(/^由.+办理$/).waitFor()
    assert.ok(!decodeURIComponent(page.url()).includes('补贴'), page.url())
    await page.getByRole('button', { name: '下一步' }).click()
    assert.match(await page.getByLabel('写下来').inputValue(), /我反映一笔补贴不对：\d{4} 年.+由.+登记。/)
  })
  told()
})

story('a publisher looks at a sheet, publishes it, and attaches a paper', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  const sheet = (sum) => ({ name: '低保.csv', mimeType: 'text/csv', buffer: Buffer.from(`户主姓名,享受人数,每月金额,结果\n演示马大叔,2,${sum},纳入\n`) })
  await step('he signs in and chooses a sheet', async () => {
    await signIn(server, page, publisherOf(server))
    await arrive(page, `${server.url}/staff/outcomes`)
    await look('publish')
    await page.getByLabel('哪一类').selectOption({ label: '低保评定' })
    await page.getByLabel('导入表格').check()
    await page.getByLabel('标题（表里没有这一列时用）').fill('演示的低保评定')
    await page.getByLabel('日期（表里没有这一列时用）').fill('2026-01-05')
  })
  await step('a faulty row is told with its column, and nothing is published', async () => {
    await page.getByLabel('表格文件').setInputFiles(sheet('很多'))
    await page.getByRole('button', { name: '先检查，不公开' }).click()
    await page.getByText('第 2 行，每月金额').waitFor()
    await look('publish-faults')
  })
  await step('a good one is published', async () => {
    await page.getByLabel('表格文件').setInputFiles(sheet('520'))
    await page.getByRole('button', { name: '先检查，不公开' }).click()
    await page.getByRole('button', { name: '公开这 1 行' }).click()
    await page.getByText('公开了 1 行。').waitFor()
  })
  await step('a paper is attached, and everybody gets it', async () => {
    await page.getByLabel('标题里的几个字').fill('演示的低保')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('link', { name: /演示的低保评定/ }).click()
    await page.getByLabel('选一个文件').setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') })
    await page.getByLabel('附件叫什么').fill('评议会会议记录')
    await look('attach')
    await page.getByRole('button', { name: '附上', exact: true }).click()
    await page.getByText('附上了。').waitFor()
    await page.getByRole('link', { name: '看公开的样子' }).click()
    await page.getByRole('link', { name: /评议会会议记录/ }).waitFor()
    await look('outcome-with-file')
  })
  await step('he takes it away, and says why', async () => {
    await arrive(page, `${server.url}/staff/outcomes`)
    await page.getByLabel('标题里的几个字').fill('演示的低保')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('link', { name: /演示的低保评定/ }).click()
    await page.getByRole('button', { name: '整条拿掉' }).click()
    await page.getByRole('button', { name: '拿掉', exact: true }).click()
    await page.getByText('请先选为什么拿掉').waitFor()
    await page.getByLabel('为什么拿掉').selectOption({ label: '本人要求不再公开' })
    await look('remove-why')
    await page.getByRole('button', { name: '拿掉', exact: true }).click()
    await page.getByText('拿掉了。').waitFor()
  })
  await step('a list of subsidies that would go is shown before the button', async () => {
    const list = (sum) => ({ name: '补贴.csv', mimeType: 'text/csv', buffer: Buffer.from(`姓名,证件后四位,金额\n演示马大叔,1234,${sum}\n`) })
    await arrive(page, `${server.url}/staff/subsidies`)
    await page.getByLabel('哪一种补贴').fill('演示的农机补贴')
    await page.getByLabel('表格文件').setInputFiles(list('80'))
    await page.getByRole('button', { name: '先检查' }).click()
    await page.getByRole('button', { name: '登记这 1 行' }).click()
    await page.getByText('登记了 1 行。').waitFor()
    await page.getByLabel('表格文件').setInputFiles(list('90'))
    await page.getByRole('button', { name: '先检查' }).click()
    await page.getByText(/会换掉现在这一份：.+登记的 1 行/).waitFor()
    await look('list-replaced')
    await page.getByRole('button', { name: '换掉原来的 1 行，登记这 1 行' }).click()
    await page.getByText('登记了 1 行。').waitFor()
  })
  told()
})

/** Who publishes for a town of the demonstration. */
function publisherOf(server) {
  const found = server.accounts.find(({ county: code, roles, place }) => code === county && roles.some((one) => one.toUpperCase() === 'PUBLISHER') && /镇|乡|街道/.test(place))
  assert.ok(found, 'a publisher of a town')
  return found
}
