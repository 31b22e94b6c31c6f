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

/** The publisher of a town that clears nothing yet, and who reviews for the county. */
async function place(server) {
  const holds = (role) => server.accounts.filter((one) => one.county === county && one.roles.some((held) => held.toUpperCase() === role))
  const query = 'query($county: String!, $text: String!) { county(code: $county) { units(category: TOWN, text: $text, first: 5) { nodes { code name listVersions { no } } } } }'
  for (const publisher of holds('PUBLISHER').filter(({ place: unit }) => unit.endsWith('镇'))) {
    const { clearings } = await ask(server, '{ clearings { totalCount } }', {}, await staffToken(server, publisher))
    const unit = (await ask(server, query, { county, text: publisher.place })).county.units.nodes[0]
    if (clearings.totalCount === 0) return { publisher, unit, reviewer: holds('REVIEWER').find(({ place: of }) => of.endsWith('县人民政府')) }
  }
  throw new Error('no town of the demonstration clears nothing')
}

/** Keeps all others as they are: what one item needs is shown on the page, and they are ten. */
async function keepOthers(server, publisher, id) {
  const token = await staffToken(server, publisher)
  const { clearing } = await ask(server, 'query($id: ID!) { clearing(id: $id) { items { id revision decision } } }', { id }, token)
  for (const { id: itemId, revision } of clearing.items.filter(({ decision }) => !decision)) {
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
