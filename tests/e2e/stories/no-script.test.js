// A phone on which no program runs still shows what a village and a power are about, and whom to call instead of writing.
import assert from 'node:assert/strict'
import { quietVillagesPower } from '../kit/api.js'
import { openPage, phone, picture } from '../kit/browser.js'
import { assertFitsNarrow, assertReadable } from '../kit/page-checks.js'
import { stage, story } from '../kit/story.js'

const held = stage()
const clientsOwn = ['/510824/report', '/510824/opinion', '/510824/opinions', '/track?county=510824', '/privacy']
const instead = ['12388', '110', '0839-0000000', '演示路 1 号']

story('the unit and the power as plain pages', held, { device: phone, context: { javaScriptEnabled: false } }, async ({ page, server }) => {
  await page.goto(`${server.url}/q/${server.sticker}`)
  const unit = await page.locator('main').innerText()
  for (const words of ['管什么', '权力清单', '干部', '大家的监督', ...instead]) assert.ok(unit.includes(words), `the unit's page lacks ${words}`)
  await picture(page, 'no-script-unit')

  const { path, name } = await quietVillagesPower(server)
  await page.goto(server.url + path)
  const power = await page.locator('main').innerText()
  for (const words of [name, '怎么办', '凭什么办', '谁负责', ...instead]) assert.ok(power.includes(words), `the power's page lacks ${words}`)
  assert.ok((await page.locator('main ol > li').count()) >= 3, 'the steps in words')
  await picture(page, 'no-script-power')
})

story('what only the program can do says whom to call', held, { device: phone, context: { javaScriptEnabled: false } }, async ({ page, server }) => {
  for (const path of clientsOwn) {
    await page.goto(server.url + path)
    await assertSaysWhomToCall(page, path)
    await assertFitsNarrow(page, path)
  }
  await picture(page, 'no-script-report')
  await page.getByRole('link', { name: '看公开的权力和干部' }).click()
  await page.getByRole('heading', { level: 1, name: '公家的权力' }).waitFor()
})

story('a phone below the floor gets the same words', held, { device: phone }, async ({ page, server }) => {
  // A browser that knows no modules leaves them, and runs what is marked nomodule.
  await page.route(/\/(report|opinions?|track|privacy)(\?|$)/, async (route) => {
    const response = await route.fetch()
    const html = await response.text()
    assert.match(html, /<script nomodule /)
    await route.fulfill({ response, body: html.replace(/<script type="module".*?<\/script>/g, '').replace('<script nomodule ', '<script ') })
  })
  for (const path of clientsOwn) {
    await page.goto(server.url + path)
    await assertSaysWhomToCall(page, path)
    await assertReadable(page, `${path} on an old phone`, { target: 48 })
  }
})

story('a program that breaks or does not come leaves no white page', held, { device: phone, tolerated: /SyntaxError|Invalid or unexpected|ERR_FAILED/ }, async ({ page, server, browser, step }) => {
  await step('it can not be read', async () => {
    await page.route(/\/assets\/index-.*\.js/, (route) => route.fulfill({ contentType: 'text/javascript', body: 'this is of # the future' }))
    await page.goto(`${server.url}/510824/report`)
    await assertSaysWhomToCall(page, 'a program of the future')
  })
  await step('it does not come', async () => {
    const { page: cut, context } = await openPage(browser, phone)
    await cut.route(/\/assets\/index-.*\.js/, (route) => route.abort())
    await cut.goto(`${server.url}/510824/report`)
    await assertSaysWhomToCall(cut, 'a program on its way')
    await context.close()
  })
})

async function assertSaysWhomToCall(page, where) {
  await page.getByRole('heading', { level: 1, name: '这一页在这部手机上打不开' }).waitFor()
  const said = await page.locator('main').innerText()
  for (const words of instead) assert.ok(said.includes(words), `${where} lacks ${words}`)
}
