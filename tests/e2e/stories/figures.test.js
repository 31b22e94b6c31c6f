// Anybody takes the county's data away and checks it; the head of the commission reads where reports cluster, on a phone and at a desk.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { accountOf, handIn, provePhone, quietVillagesPower } from '../kit/api.js'
import { desk, phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const county = '510824'
const held = stage()

story('somebody takes the county’s data away and finds the hash of the page', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('the foot of the county’s page leads there', async () => {
    await arrive(page, `${server.url}/${county}`)
    await page.getByRole('link', { name: '开放数据' }).click()
    await page.getByRole('heading', { level: 1, name: '开放数据' }).waitFor()
    // The worker makes the first files once the demonstration runs.
    for (let tries = 0; tries < 60 && (await page.getByRole('heading', { name: '数据正在整理' }).count()) > 0; tries += 1) {
      await page.waitForTimeout(1000)
      await arrive(page, `${server.url}/${county}/open-data`)
    }
    await page.getByRole('heading', { name: '文件' }).waitFor()
    await look('open-data')
  })
  await step('a file has the hash that stands beside it', async () => {
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: /^下载单位：表格 CSV/ }).click()
    const bytes = await readFile(await (await file).path())
    const hash = createHash('sha256').update(bytes).digest('hex')
    const box = page.locator('.dataset').first()
    await box.getByText('有哪些列，哈希是多少').click()
    assert.ok((await box.innerText()).includes(hash), hash)
    assert.ok(bytes.toString('utf8').startsWith('\ufeff单位编码,'), 'a program of tables knows that it is UTF-8')
    await look('open-data-hash')
  })
  told()
})

story('the page of open data without any program', held, { device: phone, context: { javaScriptEnabled: false } }, async ({ page, server }) => {
  await page.goto(`${server.url}/${county}/open-data`)
  const words = await page.locator('main').innerText()
  assert.ok(words.includes('开放数据') && (words.includes('SHA-256') || words.includes('数据正在整理')), words)
})

story('the head of the commission reads where reports cluster', held, { device: phone }, async ({ page, server, step }) => {
  const { id } = await quietVillagesPower(server)
  const token = await provePhone(server, { phone: '13900000861', purpose: 'REPORT', county })
  await handIn(server, token, { submissionKey: 'clusters-on-a-phone-0001', county, subjectIds: [id], text: '请看一看分布。' })
  const { look, told } = looker(page)
  await step('the numbers lead there', async () => {
    await signIn(server, page, accountOf(server, '苍溪县纪委监委', 'HEAD'))
    await arrive(page, `${server.url}/staff/overview`)
    await page.getByRole('link', { name: '全县举报分布' }).click()
    await page.getByRole('heading', { level: 1, name: '举报分布' }).waitFor()
    await page.getByRole('heading', { name: '按单位', exact: true }).waitFor()
  })
  await step('the chart is drawn, and its table says the same', async () => {
    await page.locator('.chart canvas').waitFor()
    await page.locator('summary', { hasText: '每个月的数' }).click()
    assert.equal(await page.getByRole('table', { name: '每个月的数' }).locator('tbody tr').count(), 12)
    await look('clusters-phone')
  })
  await step('another month asks anew', async () => {
    const [, before] = await page.getByLabel('看哪个月').locator('option').evaluateAll((all) => all.map((one) => one.value))
    await page.getByLabel('看哪个月').selectOption(before)
    await page.getByRole('heading', { level: 2, name: `${before.slice(0, 4)} 年 ${Number(before.slice(5))} 月` }).waitFor()
  })
  await step('it is taken away as a workbook', async () => {
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载表格（Excel、WPS）' }).click()
    const bytes = await readFile(await (await file).path())
    assert.equal(bytes.subarray(0, 2).toString('latin1'), 'PK')
    await page.getByText(/^下载好了：举报分布-/).waitFor()
  })
  told()
})

story('an old phone that lacks what the chart needs shows the table alone', held, { device: phone }, async ({ page, server, step }) => {
  // iOS 12 and 13: there a media query is no target of events, and before 12.1 there is no queueMicrotask.
  await page.addInitScript(() => {
    Object.defineProperty(MediaQueryList.prototype, 'addEventListener', { value: undefined })
    delete window.queueMicrotask
  })
  const { look, told } = looker(page)
  await step('the table stands open, and nothing says that something went wrong', async () => {
    await signIn(server, page, accountOf(server, '苍溪县纪委监委', 'HEAD'))
    await arrive(page, `${server.url}/staff/clusters`)
    const table = page.getByRole('table', { name: '每个月的数' })
    await table.waitFor()
    assert.equal(await table.locator('tbody tr').count(), 12)
    assert.equal(await page.locator('.chart').count(), 0)
    await look('clusters-old-phone')
  })
  told()
})

story('the same at a desk', held, { device: desk }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('all of it on one page', async () => {
    await signIn(server, page, accountOf(server, '苍溪县纪委监委', 'HEAD'))
    await arrive(page, `${server.url}/staff/clusters`)
    await page.locator('.chart canvas').waitFor()
    await look('clusters-desk')
  })
  told()
})
