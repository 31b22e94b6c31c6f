// A town's publisher goes through the list on a phone, the county publishes it, and everybody reads what changed.
import assert from 'node:assert/strict'
import { ask, staffToken } from '../kit/api.js'
import { desk, openPage, phone, picture } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const county = '510824'
const adjusted = '综合行政执法'
const cancelled = '公益性岗位管理'
const why = '同样的事罚得不一样，把裁量标准写进清单。'
const gone = '批岗位的职权在县里，镇里没有法律依据。'
const back = '裁量标准只有一条，请把从重的情形也写上。'
const held = stage()

/** The publisher of a town that clears nothing now, first of all of one that never did, and who reviews for the county. */
async function place(server) {
  const holds = (role) => server.accounts.filter((one) => one.county === county && one.roles.some((held) => held.toUpperCase() === role))
  const query = 'query($county: String!, $text: String!) { county(code: $county) { units(category: TOWN, text: $text, first: 5) { nodes { code name listVersions { no } } } } }'
  const found = []
  for (const publisher of holds('PUBLISHER').filter(({ place: unit }) => unit.endsWith('镇'))) {
    const { clearings } = await ask(server, '{ clearings { nodes { state } } }', {}, await staffToken(server, publisher))
    const unit = (await ask(server, query, { county, text: publisher.place })).county.units.nodes[0]
    found.push({ publisher, unit, states: clearings.nodes.map(({ state }) => state), reviewer: holds('REVIEWER').find(({ place: of }) => of.endsWith('县人民政府')) })
  }
  const one = found.find(({ states }) => states.length === 0) ?? found.find(({ states }) => states.every((state) => state === 'PUBLISHED'))
  assert.ok(one, 'a town of the demonstration that clears nothing now')
  return one
}

/** Keeps all others as they are: what one item needs is shown on the page, and they are ten. */
async function keepOthers(server, publisher, id) {
  const token = await staffToken(server, publisher)
  const { clearing } = await ask(server, 'query($id: ID!) { clearing(id: $id) { items(first: 100) { nodes { id revision decision } } } }', { id }, token)
  for (const { id: itemId, revision } of clearing.items.nodes.filter(({ decision }) => !decision)) {
    const input = { itemId, revision, decision: 'KEPT' }
    const { decideClearingItem } = await ask(server, 'mutation($input: DecideClearingItemInput!) { decideClearingItem(input: $input) { errors { message } } }', { input }, token)
    assert.deepEqual(decideClearingItem.errors, [])
  }
}

/** Writes one more standard on the page of an item. */
async function addStandard(page, at, circumstance, standard) {
  await page.getByRole('button', { name: '加一条裁量标准' }).click()
  await page.getByLabel('什么情况').nth(at).fill(circumstance)
  await page.getByLabel('怎么裁量').nth(at).fill(standard)
}

/** What becomes of the item that is open. */
async function decide(page, decision, reason) {
  await page.getByRole('radio', { name: decision, exact: true }).check()
  await page.getByLabel('理由').fill(reason)
  await page.getByRole('button', { name: '就这样定' }).click()
  await page.getByText('定了。').waitFor()
}

story('a list is cleared, sent back, published and compared', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { publisher, unit, reviewer } = await place(server)
  const { look, told } = looker(page)
  let round
  const open = async (name) => {
    await arrive(page, round)
    await page.getByRole('link', { name: new RegExp(`^${name}`) }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  await step('the publisher begins', async () => {
    await signIn(server, page, publisher)
    await arrive(page, `${server.url}/staff/me`)
    await page.getByRole('link', { name: /清权/ }).first().click()
    await look('clearing-list')
    await page.getByRole('button', { name: `开始清理${unit.name}的权力` }).click()
    await page.getByText(/还有 12 项没有决定/).waitFor()
    round = page.url()
    await look('clearing-round')
  })
  await step('what is not decided is not sent', async () => {
    await page.getByRole('button', { name: '送县里审核' }).click()
    await page.getByText(/还没有决定保留、调整、取消还是新增/).first().waitFor()
  })
  await step('she writes the standards of one power', async () => {
    await open(adjusted)
    await addStandard(page, 0, '劝说以后当场改正', '批评教育，不罚款')
    await look('clearing-item')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('保存了。').waitFor()
    await decide(page, '调整', why)
  })
  await step('and cancels another with a reason', async () => {
    await open(cancelled)
    await page.getByRole('radio', { name: '取消', exact: true }).check()
    await page.getByRole('button', { name: '就这样定' }).click()
    await page.locator('[aria-invalid="true"]').first().waitFor()
    await decide(page, '取消', gone)
  })
  await step('the list goes to the county', async () => {
    await keepOthers(server, publisher, round.split('/').pop())
    await arrive(page, round)
    await page.getByRole('button', { name: '送县里审核' }).click()
    await page.getByText('送去了，等县里审核。').waitFor()
    await look('clearing-sent')
  })
  const office = await openPage(browser, desk)
  const seen = looker(office.page)
  await step('the county gives it back', async () => {
    await signIn(server, office.page, reviewer)
    await arrive(office.page, round)
    await office.page.getByRole('link', { name: new RegExp(`^${adjusted}`) }).click()
    await office.page.getByRole('heading', { level: 1, name: adjusted }).waitFor()
    await office.page.getByText('劝说以后当场改正').first().waitFor()
    await seen.look('clearing-review-item')
    await arrive(office.page, round)
    await office.page.getByLabel('退回的理由').fill(back)
    await seen.look('clearing-review')
    await office.page.getByRole('button', { name: '退回修改' }).click()
    await office.page.getByText('退回给单位了。').waitFor()
  })
  await step('the unit mends it from its notice', async () => {
    await arrive(page, `${server.url}/staff/me`)
    await page.getByRole('link', { name: /退回/ }).first().click()
    await page.getByText(back).waitFor()
    await open(adjusted)
    await addStandard(page, 1, '一年内三次以上', '在法定幅度内从重')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('保存了。').waitFor()
    await arrive(page, round)
    await page.getByRole('button', { name: '送县里审核' }).click()
    await page.getByText('送去了，等县里审核。').waitFor()
  })
  await step('the county publishes it', async () => {
    await arrive(office.page, round)
    await office.page.getByRole('button', { name: '公布', exact: true }).click()
    await office.page.getByText('公布了。').waitFor()
    await office.context.close()
  })
  const villager = await openPage(browser, phone)
  await step('everybody reads what changed, side by side', async () => {
    const read = looker(villager.page)
    await arrive(villager.page, `${server.url}/${county}/u/${unit.code}`)
    await villager.page.getByRole('link', { name: /改过什么/ }).click()
    await villager.page.getByRole('heading', { name: /第 1 版比清权以前改了什么/ }).waitFor()
    assert.match(await villager.page.locator('#changes').innerText(), /10 项没有变/)
    for (const name of [adjusted, cancelled]) await villager.page.locator('summary', { hasText: name }).click()
    const shown = await villager.page.locator('main').innerText()
    for (const words of [why, gone, '劝说以后当场改正：批评教育，不罚款', '一年内三次以上：在法定幅度内从重', '没有了']) assert.ok(shown.includes(words), `the comparison lacks ${words}`)
    await read.look('list-compared')
    await arrive(villager.page, `${server.url}/${county}/u/${unit.code}`)
    const all = villager.page.getByRole('button', { name: /看全部/ })
    if (await all.count()) await all.click()
    assert.equal(await villager.page.locator('.cells > li', { hasText: cancelled }).count(), 0, 'what was cancelled is on the page no more')
    await villager.context.close()
    read.told()
  })
  told()
  seen.told()
})

story('what changed as a plain page', held, { device: phone, context: { javaScriptEnabled: false } }, async ({ page, server }) => {
  const token = await staffToken(server, server.accounts.find(({ county: of, place: unit, roles }) => of === county && unit.endsWith('陵江镇') && roles.some((one) => one.toUpperCase() === 'PUBLISHER')))
  const { clearings } = await ask(server, '{ clearings(state: PUBLISHED) { nodes { unit { code } versionNo } } }', {}, token)
  assert.equal(clearings.nodes[0].versionNo, 1)
  await page.goto(`${server.url}/${county}/u/${clearings.nodes[0].unit.code}/versions`)
  const shown = await page.locator('main').textContent()
  for (const words of ['第 1 版', '清权以前', adjusted, cancelled, '依申请信息公开']) assert.ok(shown.includes(words), `the page lacks ${words}`)
  await picture(page, 'no-script-versions')
})

story('a step is put into a flow, and of two who write one item neither loses a word', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { publisher, unit } = await place(server)
  const { look, told } = looker(page)
  const token = await staffToken(server, publisher)
  const flow = async () => {
    const query = 'query($id: ID!) { clearingItem(id: $id) { content { name summary isMajor steps { title next { to condition isReturn } } } } }'
    return (await ask(server, query, { id: page.url().split('/').pop() }, token)).clearingItem.content
  }
  const saves = async (on) => {
    await on.getByRole('button', { name: '保存', exact: true }).click()
    await on.getByText('保存了。').waitFor()
  }
  const shown = () => page.locator('#steps-rows input[id^="step-"]').evaluateAll((all) => all.map((one) => one.value))
  await step('three steps and one way back, and no other way has to be written', async () => {
    await signIn(server, page, publisher)
    await arrive(page, `${server.url}/staff/clearing`)
    await page.getByRole('button', { name: `开始清理${unit.name}的权力` }).click()
    await page.getByRole('link', { name: '新加一项' }).click()
    for (const [id, words] of Object.entries({ name: '临时摊点备案', administrativeType: '其他职权', summary: '在哪里摆摊，先到镇里登记', exercisingBody: unit.name, supervisingBody: '镇人大', accountableBody: '镇纪委' })) await page.locator(`#${id}`).fill(words)
    for (const [at, title] of ['申请', '评议', '公示'].entries()) {
      await page.getByRole('button', { name: '加一条步骤' }).click()
      await page.locator(`#step-${at}`).fill(title)
      await page.locator(`#actor-${at}`).fill('便民服务中心')
      await page.locator(`#duty-${at}`).fill(`把${title}办好`)
    }
    await page.getByRole('button', { name: '加一条走法' }).click()
    await page.locator('#from-0').selectOption('3')
    await page.locator('#to-0').selectOption('1')
    await page.locator('#condition-0').fill('有人提出意见')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '临时摊点备案' }).waitFor()
    assert.deepEqual((await flow()).steps.map(({ next }) => next.map(({ to }) => to)), [[2], [3], [1]])
  })
  await step('a step comes before the second, the last one goes up, and a branch leads past it', async () => {
    await page.getByRole('button', { name: '在前面加一步：第 2 步' }).click()
    await page.locator('#step-1').fill('核实')
    await page.locator('#actor-1').fill('村委会')
    await page.locator('#duty-1').fill('到现场看一看')
    await page.getByRole('button', { name: '上移：第 4 步' }).click()
    assert.deepEqual(await shown(), ['申请', '核实', '公示', '评议'])
    for (const [at, to, condition] of [[1, '3', '没有意见'], [2, '4', '有意见']]) {
      await page.getByRole('button', { name: '加一条走法' }).click()
      await page.locator(`#from-${at}`).selectOption('2')
      await page.locator(`#to-${at}`).selectOption(to)
      await page.locator(`#condition-${at}`).fill(condition)
    }
    await look('clearing-flow')
    await saves(page)
    const ways = (await flow()).steps.map(({ title, next }) => [title, next.map(({ to, isReturn }) => (isReturn ? -to : to))])
    assert.deepEqual(ways, [['申请', [2]], ['核实', [3, 4]], ['公示', [-1]], ['评议', []]])
  })
  await step('somebody else saves meanwhile: his words come in, and where both wrote one chooses', async () => {
    const other = await openPage(browser, desk)
    await signIn(server, other.page, publisher)
    await arrive(other.page, page.url())
    await other.page.locator('#summary').fill('别处写的说明')
    await other.page.getByLabel(/属于三重一大/).check()
    await saves(other.page)
    await other.context.close()
    await page.locator('#summary').fill('这里写的说明')
    await page.locator('#name').fill('临时摊点登记')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('button', { name: '看新的内容' }).click()
    await page.getByText('有 1 处您和别人都改了').waitFor()
    assert.ok(await page.getByLabel(/属于三重一大/).isChecked(), 'what only the other wrote is taken over')
    for (const words of ['别处写的说明', '这里写的说明']) await page.locator('#clashes').getByText(words).waitFor()
    await look('clearing-both')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('还有两个人都改了的地方没有选。').waitFor()
    assert.equal((await flow()).summary, '别处写的说明', 'nothing is written over by one more tap')
    await page.getByRole('button', { name: /^用我写的/ }).click()
    await saves(page)
    const { name, summary, isMajor } = await flow()
    assert.deepEqual({ name, summary, isMajor }, { name: '临时摊点登记', summary: '这里写的说明', isMajor: true })
  })
  told()
})
