// A town's committee looks at how a village exercises a power, and everybody reads what it saw, and which rule holds the risk down.
import assert from 'node:assert/strict'
import { accountOf, ask } from '../kit/api.js'
import { openPage, phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const county = '510824'
const seen = '抽了两笔，一笔没有监委会的章，先付了钱。'
const held = stage()

/** A village of a town in which the demonstration has a committee that signs in. */
async function place(server) {
  const publisher = server.accounts.find(({ county: of, place: unit, roles }) => of === county && roles.some((one) => one.toUpperCase() === 'PUBLISHER') && unit.endsWith('镇'))
  const query = 'query($county: String!, $text: String!) { county(code: $county) { units(category: VILLAGE, text: $text, first: 3) { nodes { name organ { name } powers(first: 100) { nodes { code name } } } } } }'
  const village = (await ask(server, query, { county, text: publisher.place })).county.units.nodes.pop()
  return { village, officer: accountOf(server, village.organ.name, 'HANDLER'), power: village.powers.nodes.find(({ name }) => name === '村集体资金使用') }
}

story('how a power is exercised is checked and read by everybody', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { village, officer, power } = await place(server)
  const { look, told } = looker(page)
  await step('the officer writes what he saw', async () => {
    await signIn(server, page, officer)
    await arrive(page, `${server.url}/staff/halts`)
    await page.getByRole('button', { name: '检查一项权力' }).click()
    await page.getByLabel('写名字里的两三个字').fill(village.name)
    await page.getByRole('button', { name: '找', exact: true }).click()
    await page.getByRole('radio', { name: new RegExp(`^${village.name}`) }).check()
    await page.getByLabel('哪项权力').selectOption({ label: power.name })
    await page.getByLabel('看了哪一步').selectOption({ label: '第 4 步 监委会审票' })
    await page.getByRole('button', { name: '写上去' }).click()
    await page.getByText('写一写看到了什么，至少 5 个字。').waitFor()
    await look('check')
    await page.getByRole('radio', { name: '不合规', exact: true }).check()
    await page.getByLabel('看了什么，看到什么').fill(seen)
    await page.getByRole('button', { name: '写上去' }).click()
    await page.getByText('写上去了，这项权力的页面上看得到').waitFor()
  })
  await step('everybody reads it, and the rule beside the risk', async () => {
    const villager = await openPage(browser, phone)
    const read = looker(villager.page)
    await arrive(villager.page, `${server.url}/${county}/p/${power.code}`)
    await villager.page.locator('summary', { hasText: village.organ.name }).click()
    await villager.page.getByText(seen).waitFor()
    const rule = villager.page.locator('.risk summary', { hasText: '村集体资金使用管理办法' }).first()
    await rule.click()
    await villager.page.getByText('白条不入账').first().waitFor()
    assert.match(await villager.page.locator('main').innerText(), /不合规[\s\S]*第 4 步 监委会审票/)
    await read.look('power-checked')
    await villager.context.close()
    read.told()
  })
  told()
})
