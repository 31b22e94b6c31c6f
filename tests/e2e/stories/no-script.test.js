// A phone on which no program runs still shows what a village and a power are about.
import assert from 'node:assert/strict'
import { quietVillagesPower } from '../kit/api.js'
import { phone, picture } from '../kit/browser.js'
import { stage, story } from '../kit/story.js'

story('the unit and the power as plain pages', stage(), { device: phone, context: { javaScriptEnabled: false } }, async ({ page, server }) => {
  await page.goto(`${server.url}/q/${server.sticker}`)
  const unit = await page.locator('main').innerText()
  for (const words of ['管什么', '权力清单', '干部', '大家的监督', '12388']) assert.ok(unit.includes(words), `the unit's page lacks ${words}`)
  await picture(page, 'no-script-unit')

  const { path, name } = await quietVillagesPower(server)
  await page.goto(server.url + path)
  const power = await page.locator('main').innerText()
  for (const words of [name, '怎么办', '凭什么办', '谁负责']) assert.ok(power.includes(words), `the power's page lacks ${words}`)
  assert.ok((await page.locator('main ol > li').count()) >= 3, 'the steps in words')
  await picture(page, 'no-script-power')
})
