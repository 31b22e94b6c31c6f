// A town's committee stops a power on a phone; villagers see it; the unit answers; the committee lets it go on.
import assert from 'node:assert/strict'
import { accountOf, ask, staffToken } from '../kit/api.js'
import { desk, openPage, phone, picture } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const county = '510824'
const why = '抽查三笔临时救助，都没有会商记录，先停下来。'
const answered = '三笔都补开了会商，今后没有会商记录不审批。'
const ended = '看了会商记录，可以接着办了。'
const held = stage()

/** The unit in which the demonstration has a publisher, with its committee. */
async function place(server) {
  const publisher = server.accounts.find(({ county: of, place: unit, roles }) => of === county && roles.some((one) => one.toUpperCase() === 'PUBLISHER') && unit.endsWith('镇'))
  const query = 'query($county: String!, $text: String!) { county(code: $county) { units(category: TOWN, text: $text, first: 5) { nodes { code name organ { name } powers(first: 100) { nodes { code name isHalted steps { number title } } } } } } }'
  const unit = (await ask(server, query, { county, text: publisher.place })).county.units.nodes[0]
  return { publisher, unit, head: accountOf(server, unit.organ.name, 'HEAD'), power: unit.powers.nodes.find(({ name }) => name === '临时救助审批') }
}

story('a power is stopped, answered for, and goes on', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { publisher, unit, head, power } = await place(server)
  const path = `/${county}/p/${power.code}`
  const { look, told } = looker(page)
  await step('the head stops it', async () => {
    await signIn(server, page, head)
    await arrive(page, `${server.url}/staff/halts`)
    await look('halts-head')
    await page.getByRole('button', { name: '叫停一项权力' }).click()
    await page.getByLabel('写名字里的两三个字').fill(unit.name)
    await page.getByRole('button', { name: '找', exact: true }).click()
    await page.getByRole('radio', { name: unit.name, exact: true }).check()
    await page.getByLabel('哪项权力').selectOption({ label: power.name })
    await page.getByLabel('停在哪一步').selectOption({ label: '第 3 步 会商' })
    await look('halts-order')
    await page.getByRole('button', { name: '叫停', exact: true }).click()
    await page.getByText('为什么叫停，至少 5 个字').waitFor()
    await page.getByLabel('为什么叫停').fill(why)
    await page.getByRole('button', { name: '叫停', exact: true }).click()
    await page.getByText(`${power.name}停下来了`).waitFor()
    await picture(page, 'halts-ordered')
  })
  const villager = await openPage(browser, phone)
  await step('villagers see it at the top, at its step, and in the unit’s list', async () => {
    const seen = looker(villager.page)
    await arrive(villager.page, server.url + path)
    const halt = villager.page.locator('.note--discipline')
    for (const words of ['这项权力已被叫停', unit.organ.name, '第 3 步 会商', why, '单位还没有答复']) assert.ok((await halt.innerText()).includes(words), words)
    assert.match(await villager.page.locator('.is-halted').innerText(), /会商\s+停在这一步/)
    await seen.look('power-halted')
    await arrive(villager.page, `${server.url}/${county}/u/${unit.code}`)
    const row = villager.page.locator('.cells > li', { hasText: power.name }).last()
    if (await villager.page.getByRole('button', { name: /看全部/ }).count()) await villager.page.getByRole('button', { name: /看全部/ }).click()
    assert.match(await row.innerText(), /已被叫停/)
    seen.told()
  })
  await step('the unit answers from its notice', async () => {
    const office = await openPage(browser, desk)
    await signIn(server, office.page, publisher)
    await arrive(office.page, `${server.url}/staff/me`)
    await office.page.getByRole('link', { name: /有一项权力被叫停/ }).first().click()
    await office.page.getByLabel('改了什么').fill(answered)
    const seen = looker(office.page)
    await seen.look('halts-answer', { whole: false })
    await office.page.getByRole('button', { name: '答复', exact: true }).click()
    await office.page.getByText('答复了，页面上看得到').waitFor()
    seen.told()
    await office.context.close()
  })
  await step('the head lets it go on', async () => {
    await arrive(page, `${server.url}/staff/halts`)
    await page.locator('.cell', { hasText: power.name }).click()
    await page.getByText(answered).waitFor()
    await page.getByLabel('为什么可以接着办').fill(ended)
    await look('halts-resume', { whole: false })
    await page.getByRole('button', { name: '恢复', exact: true }).click()
    await page.getByText('恢复了。这次叫停的记录一直留着').waitFor()
  })
  await step('the record stays', async () => {
    await arrive(villager.page, server.url + path)
    assert.equal(await villager.page.locator('.note--discipline').count(), 0)
    await villager.page.getByText(/叫停，.*恢复$/).click()
    for (const words of [why, answered, ended]) await villager.page.getByText(words).waitFor()
    await looker(villager.page).look('power-halt-record')
    await villager.context.close()
  })
  told()
})

story('a stopped power as a plain page', held, { device: phone, context: { javaScriptEnabled: false } }, async ({ page, server }) => {
  const token = await staffToken(server, accountOf(server, '苍溪县纪委监委', 'HEAD'))
  const { halts } = await ask(server, '{ halts(first: 100) { nodes { isOpen reason answers { text } resumeReason power { code } } } }', {}, token)
  for (const halt of halts.nodes) {
    await page.goto(`${server.url}/${county}/p/${halt.power.code}`)
    const shown = await page.locator('main').textContent()
    const words = [halt.reason, halt.isOpen ? '这项权力已被叫停' : '叫停记录', ...halt.answers.map(({ text }) => text), ...(halt.resumeReason ? [halt.resumeReason] : [])]
    for (const said of words) assert.ok(shown.includes(said), `the page lacks ${said}`)
    await picture(page, halt.isOpen ? 'no-script-halted' : 'no-script-halt-record')
  }
  assert.ok(halts.nodes.some(({ isOpen }) => isOpen) && halts.nodes.some(({ isOpen }) => !isOpen), 'one of each')
})
