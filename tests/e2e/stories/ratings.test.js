// A villager rates an official, question after question; the county commission looks at what came of it.
import assert from 'node:assert/strict'
import { accountOf, ask } from '../kit/api.js'
import { desk, phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'
import { provePhoneOnPage } from '../kit/villager.js'

const county = '510824'
const held = stage()

/** A village with an official and a power. */
async function village(server) {
  const query = 'query($county: String!) { county(code: $county) { units(category: VILLAGE, first: 1) { nodes { code officials { title official { name } } powers(first: 1) { nodes { code name } } } } } }'
  return (await ask(server, query, { county })).county.units.nodes[0]
}

story('a villager rates an official in few taps, loses nothing by a reload, and says why something is bad', held, { device: phone }, async ({ page, server, step }) => {
  const { code, officials } = await village(server)
  const { look, told } = looker(page)
  await step('the official on the unit\'s page leads to the questions; none is answered before', async () => {
    await arrive(page, `${server.url}/${county}/u/${code}`)
    await page.getByRole('link', { name: new RegExp(officials[0].official.name) }).first().click()
    await page.getByRole('heading', { level: 1, name: `${officials[0].official.name}做得怎么样？` }).waitFor()
    await page.getByText('第 1 组，共 9 组 · 已答 0 条').waitFor()
    assert.equal(await page.locator('input:checked').count(), 0)
    await look('rate')
  })
  await step('a tap an answer, "don\'t know" too, and a reload keeps them', async () => {
    await page.getByRole('group').nth(0).getByRole('radio', { name: '很好' }).check()
    await page.getByRole('group').nth(1).getByRole('radio', { name: '不知道' }).check()
    await page.getByRole('button', { name: '下一组' }).click()
    await page.getByText('第 2 组，共 9 组 · 已答 2 条').waitFor()
    await page.reload()
    await page.getByText('第 2 组，共 9 组 · 已答 2 条').waitFor()
    const kept = await page.evaluate(() => JSON.stringify(window.localStorage) + JSON.stringify(window.sessionStorage))
    assert.ok(kept.includes('answers'))
  })
  await step('what is bad asks why, and the reason stays in the page', async () => {
    await page.getByRole('group').nth(0).getByRole('radio', { name: '差', exact: true }).check()
    await page.getByText('只给县纪委监委看').waitFor()
    await look('rate-low')
    await page.getByRole('button', { name: '到这里，先交已答的' }).click()
    await page.getByText(/请写为什么，至少 5 个字/).waitFor()
    await page.getByLabel('为什么觉得差？').fill('大事没有开会，自己定的')
    const kept = await page.evaluate(() => JSON.stringify(window.localStorage) + JSON.stringify(window.sessionStorage))
    assert.ok(!kept.includes('没有开会'))
    await page.getByRole('button', { name: '到这里，先交已答的' }).click()
  })
  await step('then a name and a phone are needed', async () => {
    await page.getByRole('heading', { level: 2, name: '用手机核一次' }).waitFor()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('选了“差”的，要先用手机核一次。').waitFor()
    await look('rate-last')
    await page.getByLabel('您的姓名').fill('演示王大娘')
    await provePhoneOnPage(server, page, '13900000931')
    await page.getByText('手机号核对过了').waitFor()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('heading', { level: 1, name: '收到了' }).waitFor()
    await page.getByRole('link', { name: '有违纪违法的事，去举报' }).waitFor()
    await look('rate-done')
  })
  told()
})

story('thirty answers are a tap each, and what a machine needs for them is far below a minute', held, { device: phone }, async ({ page, server, step }) => {
  const { code, officials } = await village(server)
  const { told } = looker(page)
  let taps = 0
  const tap = async (what) => {
    await what.click()
    taps += 1
  }
  const began = Date.now()
  await step('an answer a tap, a tap between groups, and what was answered is kept over a reload', async () => {
    await arrive(page, `${server.url}/${county}/u/${code}`)
    await page.getByRole('link', { name: new RegExp(officials.at(-1).official.name) }).first().click()
    for (let group = 1; group <= 9; group += 1) {
      await page.getByText(new RegExp(`^第 ${group} 组，共 9 组`)).waitFor()
      const questions = page.locator('fieldset')
      for (let at = 0; at < (await questions.count()); at += 1) await tap(questions.nth(at).getByRole('radio', { name: '好', exact: true }))
      if (group === 5) {
        const before = await page.getByText(/^第 5 组/).innerText()
        await page.reload()
        await page.getByText(before).waitFor()
        assert.equal(await page.locator('input:checked').count(), await page.locator('fieldset').count())
      }
      await tap(page.getByRole('button', { name: group < 9 ? '下一组' : '答完了' }))
    }
    await page.getByText('最后一步 · 已答 30 条').waitFor()
  })
  await step('and one to hand it in', async () => {
    await tap(page.getByRole('button', { name: '不核，直接交' }))
    await page.getByRole('heading', { level: 1, name: '收到了' }).waitFor()
    await page.getByRole('link', { name: '有话要说，提意见' }).waitFor()
  })
  const seconds = (Date.now() - began) / 1000
  console.log(`a sheet of thirty answers: ${taps} taps, ${seconds.toFixed(1)} s of the machine, with a reload and a proof of work`)
  assert.equal(taps, 30 + 9 + 1)
  assert.ok(seconds < 60, `${seconds} s`)
  told()
})

story('a power is rated without a phone, and its page says how many it takes', held, { device: phone }, async ({ page, server, step }) => {
  const { powers } = await village(server)
  const { told } = looker(page)
  await step('the box on the page leads there', async () => {
    await arrive(page, `${server.url}/${county}/p/${powers.nodes[0].code}`)
    await page.getByRole('heading', { name: '群众评价' }).waitFor()
    await page.getByRole('link', { name: '评一评' }).click()
    await page.getByRole('heading', { level: 1, name: `${powers.nodes[0].name}，办得怎么样？` }).waitFor()
  })
  await step('three taps and two more', async () => {
    for (const at of [0, 1, 2]) await page.getByRole('group').nth(at).getByRole('radio', { name: '好', exact: true }).check()
    await page.getByRole('button', { name: '答完了' }).click()
    await page.getByRole('button', { name: '不核，直接交' }).click()
    await page.getByRole('heading', { level: 1, name: '收到了' }).waitFor()
    await page.getByText('没有核手机，只作参考，不算进总分。').waitFor()
  })
  told()
})

story('the county commission reads places and months, reviews a burst, and sets what is asked', held, { device: desk }, async ({ page, server, step }) => {
  const head = accountOf(server, '苍溪县纪委监委', 'HEAD')
  const { look, told } = looker(page)
  await step('places, with few sheets drawn to the mean', async () => {
    await signIn(server, page, head)
    await arrive(page, `${server.url}/staff/ratings`)
    await page.getByRole('heading', { level: 1, name: '群众评价' }).waitFor()
    await page.getByText(/往全县平均分/).waitFor()
    await look('ratings')
  })
  await step('a burst waits, and is decided with a reason', async () => {
    await page.locator('#bursts .cell--button').first().click()
    await page.getByRole('button', { name: '定了' }).click()
    await page.getByText('请选算不算。').waitFor()
    await look('rating-burst')
    await page.getByRole('radio', { name: '算：是正常评的' }).check()
    await page.getByLabel('为什么', { exact: true }).fill('村民代表会上一起评的。')
    await page.getByRole('button', { name: '定了' }).click()
    await page.getByText('复核好了，从下一个夜里起算。').waitFor()
  })
  await step('one subject leads to its months', async () => {
    await page.locator('#ranking a.cell').first().click()
    await page.getByRole('table').first().waitFor()
    await look('rating-months')
  })
  await step('the next version of the questions, as villagers will see it', async () => {
    await arrive(page, `${server.url}/staff/indicators`)
    await page.getByRole('button', { name: '改评权力的' }).click()
    await page.getByLabel('题目 qx1').fill('流程合理、看得懂')
    await page.getByRole('button', { name: '先看群众看到的样子' }).click()
    await page.getByRole('radio', { name: '很好' }).first().check()
    await look('indicators')
    await page.getByRole('button', { name: '定为新的一版' }).click()
    await page.getByText('定好了，是第 2 版，马上用。').waitFor()
  })
  told()
})
