// A sticker was covered by a false one: on a phone, the county's administrator withdraws its code, and prints a new one.
import assert from 'node:assert/strict'
import { ask } from '../kit/api.js'
import { openPage, phone, picture } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const county = '510824'
const why = '墙贴被人盖上了假码。'
const held = stage()

/** Whether a code leads to a page. */
async function leads(server, code) {
  const { status } = await fetch(`${server.url}/q/${code}`, { redirect: 'manual' })
  return status === 302
}

function accountWith(server, role) {
  return server.accounts.find((one) => one.county === county && one.roles.some((held) => held.toUpperCase() === role))
}

async function openList(page, server, unit) {
  await arrive(page, `${server.url}/staff/poster`)
  await page.getByLabel('哪个单位').fill(unit)
  await page.getByRole('button', { name: '找', exact: true }).click()
  await page.getByRole('button', { name: `打印海报：${unit}`, exact: true }).waitFor()
}

story('a sticker is withdrawn and replaced', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { look, told } = looker(page)
  const code = server.sticker
  const { entry } = await ask(server, 'query($code: String!) { entry(code: $code) { target { ... on Unit { name } } } }', { code })
  const unit = entry.target.name
  const sheet = page.getByRole('dialog')
  await step('a head prints posters and withdraws nothing', async () => {
    const other = await openPage(browser, phone)
    await signIn(server, other.page, accountWith(server, 'HEAD'))
    await openList(other.page, server, unit)
    assert.equal(await other.page.getByRole('button', { name: /编码/ }).count(), 0)
    await other.context.close()
  })
  await step('the administrator sees the code', async () => {
    await signIn(server, page, accountWith(server, 'COUNTY_ADMIN'))
    await openList(page, server, unit)
    await look('poster-admin', { whole: false })
    await page.getByRole('button', { name: `编码：${unit}`, exact: true }).click()
    await sheet.getByText(code, { exact: true }).waitFor()
    await look('sticker-sheet', { whole: false })
  })
  await step('a reason is asked for, then whether it is meant; he may still leave it', async () => {
    await sheet.getByRole('button', { name: `作废：${code}` }).click()
    await sheet.getByRole('button', { name: '下一步' }).click()
    await sheet.getByText('写清楚为什么。').waitFor()
    await sheet.getByLabel('为什么作废').fill(why)
    await look('sticker-reason', { whole: false })
    await sheet.getByRole('button', { name: '下一步' }).click()
    await sheet.getByText('也不能恢复').waitFor()
    await look('sticker-sure', { whole: false })
    await sheet.getByRole('button', { name: '先不' }).click()
    assert.ok(await leads(server, code), 'nothing happened')
  })
  await step('two taps in a row are not a yes', async () => {
    await sheet.getByRole('button', { name: `作废：${code}` }).click()
    await sheet.getByLabel('为什么作废').fill(why)
    await sheet.getByRole('button', { name: '下一步' }).dblclick()
    await sheet.getByText('也不能恢复').waitFor()
    await sheet.getByRole('button', { name: '作废这个编码' }).waitFor()
    assert.ok(await leads(server, code), 'nothing happened')
    await sheet.getByRole('button', { name: '先不' }).click()
  })
  await step('it is withdrawn, and the sheet says since when', async () => {
    await sheet.getByRole('button', { name: `作废：${code}` }).click()
    await sheet.getByLabel('为什么作废').fill(why)
    await sheet.getByRole('button', { name: '下一步' }).click()
    // As long as it takes to read what it means.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await sheet.getByRole('button', { name: '作废这个编码' }).click()
    await sheet.getByText(/^编码 \w+ 在 .+ \d\d:\d\d 作废了。$/).waitFor()
    await sheet.locator('li', { hasText: code }).getByText(/^\d{4} 年 .+ 作废，扫了打不开$/).waitFor()
    await look('sticker-withdrawn', { whole: false })
    assert.ok(!(await leads(server, code)), 'the sticker on the wall leads nowhere')
  })
  await step('the next poster has a new code', async () => {
    await sheet.getByRole('button', { name: '打印海报，用新编码' }).click()
    await sheet.getByText(`${unit}的海报打开了`).waitFor()
    const first = sheet.locator('li').first()
    await first.getByText(/扫了打得开$/).waitFor()
    const fresh = await first.locator('b').innerText()
    assert.notEqual(fresh, code)
    assert.ok(await leads(server, fresh), 'the new one leads to the page')
    await picture(page, 'sticker-new', { whole: false })
  })
  told()
})
