// A result is redacted with a thumb, approved by somebody else as everybody will see it, and stands on the unit's page.
import assert from 'node:assert/strict'
import { accountOf, ask, handIn, provePhone, quietVillagesPower } from '../kit/api.js'
import { openPage, phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { accept, investigate, openAction, signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const county = '510824'
const number = '13900000611'
const told = '经核查，村民赵小雨（电话13912345678）在三组的账有记录。'

story('a result is redacted, approved by another, and published', stage(), { device: phone }, async ({ page, server, browser, step }) => {
  const power = await quietVillagesPower(server)
  const token = await provePhone(server, { phone: number, purpose: 'REPORT', county })
  const { organ } = await handIn(server, token, { submissionKey: 'story-of-a-result-000001', county, subjectIds: [power.id], text: '账目没有公开。' })
  const { look, told: lookTold } = looker(page)
  await step('the officer answers, and begins from the answer', async () => {
    await signIn(server, page, accountOf(server, organ, 'HANDLER'))
    await page.locator('.casecell', { hasText: power.unitName }).first().click()
    await accept(page)
    await investigate(page)
    await openAction(page, '答复举报人')
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('radio', { name: /不属实/ }).first().check()
    await sheet.getByLabel('答复的话').fill(told)
    await sheet.getByRole('button', { name: '送出答复' }).click()
    await page.getByRole('link', { name: '公开结果' }).first().click()
    await page.getByRole('button', { name: '开始写' }).click()
  })
  await step('he hides with a thumb what the program marked', async () => {
    await page.getByRole('button', { name: '赵小雨', exact: true }).first().waitFor()
    await look('publication-marks')
    await page.getByRole('button', { name: '全部遮住' }).click()
    await page.getByRole('button', { name: '存下' }).click()
    await page.getByText('存好了').waitFor()
    await page.getByRole('button', { name: '预览' }).click()
    const preview = await page.locator('.letter').innerText()
    assert.ok(preview.includes('村民某某（电话（电话略））在某组') && !preview.includes('赵小雨'), preview)
    await look('publication-preview')
    await page.getByRole('button', { name: '送审' }).click()
    await page.getByText('送审了').waitFor()
  })
  await step('the head approves what everybody will see', async () => {
    const head = await openPage(browser, phone)
    await signIn(server, head.page, accountOf(server, organ, 'HEAD'))
    await arrive(head.page, `${server.url}/staff/me`)
    await head.page.getByRole('link', { name: /要公开的结果/ }).first().click()
    await head.page.getByRole('button', { name: '批准公开' }).waitFor()
    const seen = looker(head.page)
    await seen.look('publication-approve')
    await head.page.getByRole('button', { name: '批准公开' }).click()
    await head.page.getByText('公开了，现在人人看得到').waitFor()
    seen.told()
    await head.context.close()
  })
  await step('a villager reads it on the unit’s page', async () => {
    const villager = await openPage(browser, phone)
    const seen = looker(villager.page)
    await arrive(villager.page, `${server.url}/${county}/u/${power.unitCode}`)
    await villager.page.locator('#results .cell').first().click()
    await villager.page.getByText('在某组的账有记录').waitFor()
    await seen.look('publication')
    await arrive(villager.page, `${server.url}/${county}/results?q=${encodeURIComponent('某组的账')}`)
    assert.equal(await villager.page.locator('main .cell').count(), 1)
    await seen.look('results')
    seen.told()
    const { publications } = await ask(server, 'query($county: String!) { publications(county: $county, text: "赵小雨") { totalCount } }', { county })
    assert.equal(publications.totalCount, 0)
  })
  lookTold()
})
