// Heads read the numbers of their organs on a phone and at a desk; a number leads to exactly its cases; below, it leads nowhere.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { accountOf, ask, handIn, provePhone, quietVillagesPower, staffToken } from '../kit/api.js'
import { desk, openPage, phone, picture } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const held = stage()
const overview = '{ overview { total { open byDue { due cases } } organs { organ { id name } canList figures { open byDue { due cases } } } handlers { open } } }'

/** One more case, and the organ that has it. */
async function filed(server, number, key) {
  const { county, id } = await quietVillagesPower(server)
  const token = await provePhone(server, { phone: number, purpose: 'REPORT', county })
  return (await handIn(server, token, { submissionKey: key, county, subjectIds: [id], text: '请看一看统计。' })).organ
}

const dueLater = (figures) => figures.byDue.find(({ due }) => due === 'LATER').cases

story('a head reads his numbers on a phone and opens what is behind one', held, { device: phone }, async ({ page, server, step }) => {
  const organ = await filed(server, '13900000851', 'overview-on-a-phone-0001')
  const head = accountOf(server, organ, 'HEAD')
  const { overview: numbers } = await ask(server, overview, {}, await staffToken(server, head))
  const { look, told } = looker(page)
  await step('the tab leads to the numbers', async () => {
    await signIn(server, page, head)
    await page.getByRole('link', { name: '统计', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '统计' }).waitFor()
    await page.getByRole('heading', { name: '各组织' }).waitFor()
    assert.ok((await page.locator('.big').first().innerText()).includes(String(numbers.total.open)))
    await look('overview-phone')
  })
  await step('every chart has its words: no number is told by a picture alone', async () => {
    for (const label of ['离期限多久', '办到哪一步', '举报先说到什么']) assert.ok((await page.getByRole('list', { name: label }).locator('li').count()) > 0, label)
    assert.ok((await page.getByRole('table', { name: '各组织' }).getByRole('row').count()) >= 2)
    assert.ok(numbers.handlers.length === 0 || (await page.getByRole('table', { name: '谁手上有多少' }).count()) === 1)
  })
  await step('another period asks anew and the page stays', async () => {
    await page.getByRole('radio', { name: '今年' }).check()
    await page.getByText(/1 月 1 日到 .*12 月 31 日作的决定/).waitFor()
  })
  await step('a number leads to exactly its cases, and back', async () => {
    const count = dueLater(numbers.organs[0].figures)
    assert.ok(count > 0, 'the new case is due later')
    await page.getByRole('link', { name: `更晚到期 ${count} 件，打开列表` }).click()
    await page.getByRole('heading', { level: 1, name: '统计里的这几件' }).waitFor()
    await page.getByText(`一共 ${count} 件`).waitFor()
    assert.equal(await page.locator('.casecell').count(), Math.min(count, 20))
    await look('overview-list-phone')
    await page.locator('.casecell').first().click()
    await page.locator('.bar__back').click()
    await page.getByRole('heading', { level: 1, name: '统计里的这几件' }).waitFor()
    await page.getByRole('link', { name: '看全部办理件' }).click()
    await page.getByRole('heading', { level: 1, name: '全部', exact: true }).waitFor()
  })
  told()
})

story('the county’s head reads all organs at a desk, by counts alone', held, { device: desk }, async ({ page, server, step }) => {
  await filed(server, '13900000852', 'overview-at-a-desk-0001')
  const head = accountOf(server, '苍溪县纪委监委', 'HEAD')
  const { overview: numbers } = await ask(server, overview, {}, await staffToken(server, head))
  const { look, told } = looker(page)
  await step('all organs stand in one table', async () => {
    await signIn(server, page, head)
    await arrive(page, `${server.url}/staff/overview`)
    // Those that have nothing to do stand below, folded away when they are many.
    assert.equal(await page.locator('section[aria-labelledby="organs-h"] tbody tr').count(), numbers.organs.length + 1)
    await page.getByRole('img', { name: /各组织没办结的件数/ }).waitFor()
    await look('overview-desk')
  })
  await step('what belongs to organs below leads nowhere', async () => {
    const below = numbers.organs.filter(({ canList, figures }) => !canList && figures.open > 0)
    assert.ok(below.length > 0, 'some organ below has a case')
    for (const { organ } of below) {
      const row = page.getByRole('row', { name: new RegExp(`^${organ.name}`) })
      assert.equal(await row.getByRole('link').count(), 0, organ.name)
    }
  })
  await step('the same as a file', async () => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载表格（CSV）' }).click()
    const file = await waiting
    assert.match(file.suggestedFilename(), /^统计-苍溪县-\d{4}-\d{2}-\d{2}\.csv$/)
    const text = await readFile(await file.path(), 'utf8')
    assert.ok(text.startsWith('\u{feff}') && text.includes('县纪委监委'))
    assert.equal(text.trim().split('\r\n').length, 2 + numbers.organs.length + numbers.handlers.length)
    await page.getByText(/下载好了/).waitFor()
    const workbook = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载表格（Excel、WPS）' }).click()
    const book = await workbook
    assert.match(book.suggestedFilename(), /^统计-苍溪县-\d{4}-\d{2}-\d{2}\.xlsx$/)
    assert.equal((await readFile(await book.path())).subarray(0, 4).toString('latin1'), 'PK\u0003\u0004')
    await picture(page, 'overview-downloaded')
  })
  told()
})

story('who heads nothing has no numbers', held, { device: phone }, async ({ page, server, browser }) => {
  const organ = await filed(server, '13900000853', 'overview-for-handlers-1')
  await signIn(server, page, accountOf(server, organ, 'HANDLER'))
  assert.equal(await page.getByRole('link', { name: '统计', exact: true }).count(), 0)
  await arrive(page, `${server.url}/staff/overview`)
  await page.getByText('这一页由纪检组织的负责人用。').waitFor()
  const admin = await openPage(browser, phone)
  await signIn(server, admin.page, server.accounts.find(({ county, roles }) => county === '510824' && roles.some((one) => one.toUpperCase() === 'COUNTY_ADMIN')))
  assert.equal(await admin.page.getByRole('link', { name: '统计', exact: true }).count(), 0)
  await admin.context.close()
})
